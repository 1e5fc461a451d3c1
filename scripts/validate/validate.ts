/** Validation: one subject, one profile, all rules, in one walk over each document. */
import type { Severity } from '../diagnostics/diagnostic';
import { isObject } from './json';
import type { Level, Profile } from './profile';
import type { Finding, Rule, RuleContext } from './rule';
import { Spot } from './spot';
import type { Subject } from './subject';
import type { Visitors } from './visitors';
import { definitionIndex, type DefinitionIndex } from './walk/definition-index';
import { propertiesIndex, type PropertiesIndex } from './walk/properties-index';
import { visitLists } from './walk/visit-list';
import { walkDefinition } from './walk/walk-definition';

export interface ValidationOptions {
  readonly profile: Profile;
  readonly rules: readonly Rule[];
  /** The level of a rule where it differs from its own (settings of konektor.yaml). */
  readonly levels?: ReadonlyMap<string, Level>;
}

/** A rule that could not be decided, and why. */
export interface NotRun { readonly rule: Rule; readonly reason: string }

export interface Validation {
  /** In the order of the rules' own reports; whoever prints sorts by place. */
  readonly findings: readonly Finding[];
  readonly notRun: readonly NotRun[];
}

/**
 * What the rules say of a subject. Pure and deterministic; throws nothing, whatever the documents hold. Findings are
 * not worded and their places not computed: see `wording.ts`.
 */
export function validate(subject: Subject, { profile, rules, levels }: ValidationOptions): Validation {
  const definition = indexed(subject.definition?.value, definitionIndex);
  const properties = indexed(subject.properties?.value, propertiesIndex);
  const findings: Finding[] = [];
  const notRun: NotRun[] = [];
  const visitors: Visitors[] = [];
  for (const rule of rules) {
    const severity = levels?.get(rule.code) ?? rule.severity[profile];
    if (severity === 'off') continue;
    const missing = rule.needs === undefined ? undefined : whatIsMissing(subject);
    if (missing !== undefined) { notRun.push({ rule, reason: missing }); continue; }
    const report: RuleContext<unknown>['report'] = (at, data, related) => { findings.push(related ? { rule, severity, at, data, related } : { rule, severity, at, data }); };
    visitors.push(rule.check({ subject, profile, definition, properties, report }));
  }
  walk(subject, definition, properties, visitors);
  return { findings: withoutRepetitions(findings), notRun };
}

/** How many findings there are of each severity. */
export function countOf(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const count = { error: 0, warning: 0, information: 0 };
  for (const { severity } of findings) count[severity] += 1;
  return count;
}

const indexed = <Index>(value: unknown, make: (root: Parameters<typeof definitionIndex>[0]) => Index): Index | undefined => {
  const root = value as Parameters<typeof isObject>[0]; // what a document's value is; `unknown` only because it may be absent
  return isObject(root) ? make(root) : undefined;
};

function whatIsMissing(subject: Subject): string | undefined {
  const reason = subject.scripts.map(each => each.analysis).find(each => 'notRun' in each);
  return reason && 'notRun' in reason ? reason.notRun : undefined;
}

function walk(subject: Subject, definition: DefinitionIndex | undefined, properties: PropertiesIndex | undefined, visitors: readonly Visitors[]): void {
  const visit = visitLists(visitors);
  for (const part of ['definition', 'properties', 'settings'] as const) {
    const document = subject[part];
    if (document) for (const each of visit.document) each(document, part);
  }
  if (definition) walkDefinition(definition, visit);
  if (properties) {
    for (const each of visit.properties) each(properties);
    for (const parameter of properties.connectionParameters) for (const each of visit.connectionParameter) each(parameter);
    for (const policy of properties.policies) for (const each of visit.policy) each(policy);
  }
  for (const script of subject.scripts) for (const each of visit.script) each(script);
  const { icon, readme, intro } = subject;
  if (icon) for (const each of visit.icon) each(icon);
  if (readme) for (const each of visit.readme) each(readme);
  if (intro) for (const each of visit.intro) each(intro);
  for (const each of visit.end) each(subject);
}

/** Parameters and responses that operations share are visited with each of them, and one finding there is enough. */
function withoutRepetitions(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, at }) => {
    if (!(at instanceof Spot) || at.part !== 'definition') return true;
    const pointer = at.pointer();
    if (!shared.test(pointer)) return true;
    const key = `${rule.code} ${pointer}`;
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}

/** What stands beside the operations of a path or the document. */
const shared = /^\/(?:parameters|responses|paths\/[^/]*\/parameters)(?:\/|$)/;
