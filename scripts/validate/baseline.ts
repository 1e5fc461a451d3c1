/** Baselines: the findings that are known already, so that only new ones are reported. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { stablePlace } from './baseline-place';
import { isArray, isObject, member, textAt, type JsonValue } from './json';
import type { Finding } from './rule';
import type { Subject } from './subject';

/** One or more findings that can't be told apart. */
export interface KnownFinding {
  readonly code: string;
  /** See `stablePlace`. */
  readonly place: string;
  /** What the finding says, numbers aside, as a short hash: another mistake at the same place is a new one. */
  readonly about: string;
  readonly count: number;
}

/** By the name of the connector. */
export type Baseline = ReadonlyMap<string, readonly KnownFinding[]>;

/** The findings of one connector as a baseline keeps them, sorted. */
export function knownFindings(findings: readonly Finding[], subject: Subject): readonly KnownFinding[] {
  const counted = new Map<string, KnownFinding>();
  for (const finding of findings) {
    const one = fingerprint(finding, subject);
    const key = keyOf(one);
    counted.set(key, { ...one, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return [...counted.values()].sort(byCodeAndPlace);
}

/** The findings that are not known. Of several that can't be told apart as many are known as were counted. */
export function withoutKnown(findings: readonly Finding[], subject: Subject, known: readonly KnownFinding[] = []): readonly Finding[] {
  if (known.length === 0) return findings;
  const left = new Map<string, number>();
  for (const each of known) left.set(keyOf(each), (left.get(keyOf(each)) ?? 0) + each.count);
  return findings.filter(finding => {
    const key = keyOf(fingerprint(finding, subject));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
}

function fingerprint(finding: Finding, subject: Subject): Omit<KnownFinding, 'count'> {
  // Lengths and counts change with every edit of what is counted; the mistake stays the same.
  const words = withoutFolders(finding.rule.says(finding.data).what, subject).replace(/\d[\d,.]*/g, '#');
  return { code: finding.rule.code, place: stablePlace(finding, subject), about: createHash('sha256').update(words).digest('hex').slice(0, 8) };
}

/** A file is somewhere else on every machine; its name is not. */
function withoutFolders(words: string, { definition, properties, settings, readme, intro, icon, publisher, scripts }: Subject): string {
  return [definition, properties, settings, readme, intro, icon, publisher, ...scripts]
    .reduce((shortened, each) => (each ? shortened.replaceAll(each.file, basename(each.file)) : shortened), words);
}

const keyOf = ({ code, place, about }: Omit<KnownFinding, 'count'>): string => JSON.stringify([code, place, about]);
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
const byCodeAndPlace = (one: KnownFinding, other: KnownFinding): number => compareText(one.code, other.code) || compareText(one.place, other.place) || compareText(one.about, other.about);

const VERSION = 1;

/** The text of a baseline file: JSON, sorted, one line for each finding, so that differences of two read well. */
export function baselineText(baseline: Baseline): string {
  const connectors = [...baseline].filter(([, known]) => known.length > 0).sort(([one], [other]) => compareText(one, other));
  const listed = connectors.map(([name, known]) => `    ${JSON.stringify(name)}: [\n${[...known].sort(byCodeAndPlace).map(each => `      ${lineOf(each)}`).join(',\n')}\n    ]`);
  return `{\n  "konektorBaseline": ${VERSION},\n  "connectors": {${listed.length > 0 ? `\n${listed.join(',\n')}\n  ` : ''}}\n}\n`;
}

const lineOf = ({ code, place, about, count }: KnownFinding): string =>
  `{ "code": ${JSON.stringify(code)}, "place": ${JSON.stringify(place)}, "about": ${JSON.stringify(about)}, "count": ${count} }`;

/** Reads the text of a baseline file; a `problem` says in one sentence why it is none. */
export function readBaseline(text: string): { readonly baseline: Baseline; readonly problem?: never } | { readonly baseline?: never; readonly problem: string } {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue; // what JSON.parse answers is JSON
  } catch (error) {
    return { problem: `It is not JSON: ${error instanceof Error ? error.message : String(error)}.` };
  }
  const connectors = isObject(value) ? member(value, 'connectors') : undefined;
  if (!isObject(value) || !isObject(connectors)) return { problem: 'It has no "connectors".' };
  if (member(value, 'konektorBaseline') !== VERSION) return { problem: `Its "konektorBaseline" is not ${VERSION}, the form that this version of Konektor reads.` };
  const baseline = new Map<string, readonly KnownFinding[]>();
  for (const [name, list] of Object.entries(connectors)) {
    const known = isArray(list) ? list.map(knownFinding) : [undefined];
    if (!known.every(each => each !== undefined)) return { problem: `An entry of "${name}" lacks code, place, about or count.` };
    baseline.set(name, known);
  }
  return { baseline };
}

function knownFinding(value: JsonValue): KnownFinding | undefined {
  if (!isObject(value)) return undefined;
  const [code, place, about, count] = [textAt(value, 'code'), textAt(value, 'place'), textAt(value, 'about'), member(value, 'count')];
  return code !== undefined && place !== undefined && about !== undefined && typeof count === 'number' && Number.isInteger(count) && count > 0 ? { code, place, about, count } : undefined;
}
