/** Every rule, limit, extension and policy code of the facts has become rules of the catalogue, or has a reason why not. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../scripts/validate/catalogue';
import type { Level, Profile } from '../../scripts/validate/profile';
import { shared } from './corpus-connectors';
import { beyond, extensions, limits, otherSeverity, otherwise, sameCode, unnamedPolicies, type Answer } from './coverage-facts';

const byCode = new Map(catalogue.map(rule => [rule.code, rule]));
const rulesOf: Readonly<Record<string, Answer>> = { ...Object.fromEntries(sameCode.map(code => [code, [code]])), ...otherwise };
const isBuilt = (answer: Answer): answer is readonly string[] => Array.isArray(answer);
const sorted = (list: Iterable<string>): readonly string[] => [...list].sort();

describe('coverage of the facts', () => {
  for (const [what, answers] of Object.entries({ rule: rulesOf, limit: limits, extension: extensions })) {
    it(`names rules that exist, or a reason, for each ${what}`, () => {
      const built = Object.entries(answers).flatMap(([name, answer]) => (isBuilt(answer) ? answer.map(code => `${name}: ${code}`) : []));
      assert.deepEqual(built.filter(each => !byCode.has(each.slice(each.lastIndexOf(' ') + 1))), []);
      assert.deepEqual(Object.entries(answers).filter(([, answer]) => (isBuilt(answer) ? answer.length === 0 : answer.notBuilt.length < 30)), []);
    });
  }

  it('lists each rule of the facts once', () => {
    const ids = [...sameCode, ...Object.keys(otherwise)];
    assert.deepEqual(ids.filter((id, position) => ids.indexOf(id) !== position), []);
  });

  it('knows what each rule of the catalogue is made of', () => {
    const made = Object.values(rulesOf).flatMap(answer => (isBuilt(answer) ? answer : []));
    assert.deepEqual(sorted([...made, ...beyond]), sorted(byCode.keys()));
  });

  it('gives no reason for a policy code that a rule names', () => {
    assert.deepEqual(Object.keys(unnamedPolicies).filter(policy => catalogue.some(rule => rule.policy?.includes(policy))), []);
  });
});

/** A row of a table of the facts, with its cells. */
interface Row { readonly section: number; readonly cells: readonly string[] }

describe('coverage of the facts, by the facts themselves', () => {
  const file = join(shared, 'facts', 'validation-rules.md');
  let rows: readonly Row[] = [];
  let text = '';

  before(function () {
    if (!existsSync(file)) { console.log('      skipped: the facts (../shared/facts) are not here'); this.skip(); }
    text = readFileSync(file, 'utf8');
    rows = rowsOf(text);
  });

  it('leaves no rule out', () => {
    assert.deepEqual(sorted(Object.keys(rulesOf)), sorted(ruleRows(rows).map(row => row.id)));
  });

  it('leaves no limit out', () => {
    const named = rows.filter(row => row.section === 7).map(row => row.cells[0] ?? '');
    assert.deepEqual(Object.keys(limits), named.filter(name => name !== 'limit'));
  });

  it('leaves no extension out', () => {
    const named = rows.filter(row => row.section === 11).flatMap(row => /^`([^`]+)`/.exec(row.cells[0] ?? '')?.[1] ?? []);
    assert.deepEqual(Object.keys(extensions), named);
  });

  it('leaves no policy code out', () => {
    const known = new Set(policiesIn(text));
    const claimed = catalogue.flatMap(rule => rule.policy ?? []);
    assert.deepEqual(sorted(new Set([...claimed, ...Object.keys(unnamedPolicies)])), sorted(known));
  });

  it('leaves no code of Microsoft\'s validator out', () => {
    assert.equal(ruleRows(rows).find(({ id }) => id === 'metadata-required')?.microsoft.join(), 'ConnectorMetadataPropertiesMissing,RequiredPropertyMissing');
    const left = ruleRows(rows).flatMap(({ id, microsoft }) => {
      const answer = rulesOf[id];
      const own = new Set(answer && isBuilt(answer) ? answer.flatMap(code => byCode.get(code)?.microsoft ?? []) : []);
      return answer && isBuilt(answer) ? microsoft.filter(code => !own.has(code)).map(code => `${id}: ${code}`) : [];
    });
    assert.deepEqual(left, []);
  });

  it('has the severities of the facts, except where a reason is written', () => {
    const differing = ruleRows(rows).flatMap(({ id, severity }) => {
      const rule = sameCode.includes(id) || (rulesOf[id] as readonly string[] | undefined)?.[0] === id ? byCode.get(id) : undefined; // an answer that is no list has no first entry
      return rule && !sameLevels(rule.severity, expectedOf(severity)) ? [id] : [];
    });
    assert.deepEqual(sorted(differing), sorted(Object.keys(otherSeverity)));
  });
});

/** The rows of all tables, by the number of the section they stand in. */
function rowsOf(markdown: string): readonly Row[] {
  let section = 0;
  return markdown.split('\n').flatMap(line => {
    section = Number(/^## (\d+)\./.exec(line)?.[1] ?? section);
    return /^\| *[^-\s|]/.test(line) ? [{ section, cells: line.split(' | ').map(cell => cell.replace(/^\||\|$/g, '').trim()) }] : [];
  });
}

interface RuleRow { readonly id: string; readonly microsoft: readonly string[]; readonly severity: string }

/** The rules of sections 2 to 5; in the fifth the table has no column for Microsoft's codes. */
const ruleRows = (rows: readonly Row[]): readonly RuleRow[] => rows.filter(({ section }) => section >= 2 && section <= 5).flatMap(({ section, cells }) => {
  const ids = /^`[a-z]/.test(cells[0] ?? '') ? [...(cells[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, id = '']) => id) : [];
  return ids.map(id => ({ id, microsoft: section === 5 ? [] : codesIn(cells[1] ?? ''), severity: cells[section === 5 ? 2 : 3] ?? '' }));
});

/** Names such as FieldLengthExceeded that are written in full: those with an ellipsis stand for several. */
const codesIn = (cell: string): readonly string[] =>
  [...cell.replaceAll(/\([^)]*\)/g, '').matchAll(/(?<![…\w])([A-Z][a-z]+[A-Z]\w+)(?![…\w])/g)].map(([, code = '']) => code);

/** Policy codes are listed as "5000.2.1.1 … · .2 … · .3 …", and a range as ".6–.8". */
function policiesIn(markdown: string): readonly string[] {
  const section = /^## 8\.[^\n]*\n([\s\S]*?)^## /m.exec(markdown)?.[1] ?? '';
  let family = '';
  return [...section.matchAll(/(?:(5000\.\d\.\d)|·\s)\.(\d+)(?=\s)/g)].map(([, start, number = '']) => `${family = start ?? family}.${number}`);
}

/** "E always", "W cert", "W→E cert", "E cert (IP)" as levels. */
function expectedOf(severity: string): Readonly<Record<Profile, Level>> {
  const levels: Readonly<Record<string, Level>> = { E: 'error', W: 'warning', I: 'information' };
  const level = levels[/[EWI]/.exec(severity)?.[0] ?? ''] ?? 'off';
  const reviewed = severity.startsWith('W→E') ? 'error' : level;
  const forReviewers = /\bcert\b/.test(severity);
  return { platform: forReviewers ? 'off' : level, certification: severity.includes('(IP)') ? 'off' : reviewed, independent: reviewed };
}

const sameLevels = (one: Readonly<Record<Profile, Level>>, other: Readonly<Record<Profile, Level>>): boolean =>
  one.platform === other.platform && one.certification === other.certification && one.independent === other.independent;
