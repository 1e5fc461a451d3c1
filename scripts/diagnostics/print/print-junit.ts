/** Findings as a JUnit report: a suite for each connector, a case for each rule. */
import { placed, shownFile, type Placed } from '../placed';
import { fails, type Report, type ReportedSubject } from './report';
import { sentences } from './sentences';

/** Rules that could not be decided are skipped cases with the reason; findings that do not make the run fail are output of a passed case. */
export function printJunit(report: Report): string {
  const suites = report.subjects.map(subject => suite(subject, report));
  const total = (name: 'tests' | 'failures' | 'skipped'): number => suites.reduce((sum, each) => sum + each[name], 0);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="konektor validate" tests="${total('tests')}" failures="${total('failures')}" skipped="${total('skipped')}">\n${suites.map(each => each.text).join('')}</testsuites>\n`;
}

interface Suite { readonly tests: number; readonly failures: number; readonly skipped: number; readonly text: string }

function suite({ name, diagnostics, notRun }: ReportedSubject, { rules, texts, directory, failOn }: Report): Suite {
  const byCode = new Map<string, Placed[]>();
  for (const each of placed(diagnostics, texts)) byCode.set(each.diagnostic.code, [...byCode.get(each.diagnostic.code) ?? [], each]);
  const reasons = new Map(notRun.map(each => [each.code, each.reason]));
  const codes = [...new Set([...rules.map(rule => rule.code), ...byCode.keys()])];
  const counts = { failures: 0, skipped: 0 };
  const cases = codes.map(code => {
    const found = byCode.get(code) ?? [];
    const failing = found.filter(each => fails(each.diagnostic.severity, failOn));
    const others = found.filter(each => !failing.includes(each));
    const reason = reasons.get(code);
    if (failing.length > 0) counts.failures += 1; else if (reason !== undefined) counts.skipped += 1;
    const inside = [
      ...(failing.length > 0 ? [`      <failure message="${attribute(failing.length === 1 ? failing[0]!.diagnostic.what : `${failing.length} findings`)}" type="${failing[0]!.diagnostic.severity}">${content(lines(failing, directory))}</failure>\n`] : []),
      ...(failing.length === 0 && reason !== undefined ? [`      <skipped message="${attribute(reason)}"/>\n`] : []),
      ...(others.length > 0 ? [`      <system-out>${content(lines(others, directory))}</system-out>\n`] : []),
    ].join('');
    const head = `    <testcase classname="${attribute(name)}" name="${attribute(code)}"`;
    return inside === '' ? `${head}/>\n` : `${head}>\n${inside}    </testcase>\n`;
  });
  return { tests: codes.length, ...counts, text: `  <testsuite name="${attribute(name)}" tests="${codes.length}" failures="${counts.failures}" skipped="${counts.skipped}">\n${cases.join('')}  </testsuite>\n` };
}

const lines = (found: readonly Placed[], directory: string): string => found.map(({ diagnostic, span }) =>
  `${span ? `${shownFile(span.file, directory)}:${span.line}:${span.column}: ` : ''}${diagnostic.severity}: ${sentences(diagnostic)}`).join('\n');

/** XML 1.0 can't hold most control characters in any spelling; they become the replacement character. */
const allowed = (text: string): string => text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
const content = (text: string): string => allowed(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const attribute = (text: string): string => content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;').replaceAll('\r', '&#13;');
