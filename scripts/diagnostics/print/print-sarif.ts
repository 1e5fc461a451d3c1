/** Findings as SARIF 2.1.0 (OASIS), which code scanning services and editors read. */
import type { Severity } from '../diagnostic';
import { placed, shownFile, type Placed } from '../placed';
import type { Report } from './report';
import type { SourceSpan } from '../source/source-span';
import { sentences } from './sentences';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'note' };

/** One run; rules that could not be decided are notifications of it, so that they do not pass for passed. */
export function printSarif({ subjects, rules, texts, directory }: Report, version: string): string {
  const diagnostics = subjects.flatMap(each => each.diagnostics);
  const known = new Set(rules.map(rule => rule.code));
  const others = [...new Set(diagnostics.map(each => each.code))].filter(code => !known.has(code)).sort();
  const driverRules = [
    ...rules.map(({ code, title, why, microsoft = [], policy = [] }) => ({
      id: code, shortDescription: { text: title }, fullDescription: { text: why },
      help: { text: `konektor rules ${code}` },
      ...(microsoft.length + policy.length > 0 ? { properties: { tags: [...microsoft, ...policy] } } : {}),
    })),
    ...others.map(code => ({ id: code })),
  ];
  const position = new Map(driverRules.map((rule, index) => [rule.id, index]));
  const notifications = subjects.flatMap(({ name, notRun }) => notRun.map(({ code, reason }) => ({
    level: 'warning', message: { text: `${name}: ${code} was not run. ${reason}` }, associatedRule: { id: code, index: position.get(code) },
  })));
  return `${JSON.stringify({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [{
      tool: { driver: { name: 'Konektor', version, rules: driverRules } },
      columnKind: 'utf16CodeUnits',
      invocations: [{ executionSuccessful: true, ...(notifications.length > 0 ? { toolExecutionNotifications: notifications } : {}) }],
      results: placed(diagnostics, texts).map(each => result(each, directory, position)),
    }],
  }, undefined, 2)}\n`;
}

function result({ diagnostic, span, related }: Placed, directory: string, position: ReadonlyMap<string, number>): object {
  return {
    ruleId: diagnostic.code, ruleIndex: position.get(diagnostic.code), level: levels[diagnostic.severity],
    message: { text: sentences(diagnostic) },
    ...(span ? { locations: [location(span, directory)] } : {}),
    ...(related.length > 0 ? { relatedLocations: related.map((each, id) => ({ id, message: { text: each.what }, ...(each.span ? location(each.span, directory) : {}) })) } : {}),
  };
}


const location = (span: SourceSpan, directory: string): object => ({
  physicalLocation: {
    artifactLocation: { uri: encodeURI(shownFile(span.file, directory)).replaceAll('#', '%23').replaceAll('?', '%3F') },
    region: { startLine: span.line, startColumn: span.column, ...(span.length > 0 ? { endColumn: span.column + span.length } : {}) },
  },
});
