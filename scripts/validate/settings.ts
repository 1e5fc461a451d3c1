/** Settings of rules: another severity, or silence, with a written reason, for a whole connector or for places in it. */
import { isObject, member, textAt } from './json';
import type { Level, Profile } from './profile';
import type { Finding, Rule } from './rule';
import { Spot } from './spot';
import type { Subject } from './subject';

export interface RuleSetting {
  readonly severity: Level;
  /** Why; for whoever reads the file later. */
  readonly reason: string;
  /** Ids of operations and JSON pointers; the setting holds for them and what is below them. Everywhere when absent. */
  readonly where?: readonly string[];
  /** Where the setting stands in its file, as a JSON pointer. */
  readonly pointer: string;
}

/** By the code of the rule. */
export type RuleSettings = ReadonlyMap<string, readonly RuleSetting[]>;

export interface SettingsApplied {
  /** What is left, with the severities that were set. */
  readonly findings: readonly Finding[];
  /** The places of settings that a finding was at: for each code the texts of `where`. */
  readonly used: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * A rule that no setting touches where somebody reviews: a connector that names a placeholder as its publisher belongs to
 * nobody, and no reason makes it fit for publishing.
 */
const untouchable: readonly string[] = ['publisher-placeholder'];

/** True for a rule that settings may not change in this profile. */
export const isFixed = (code: string, profile: Profile): boolean => profile !== 'platform' && untouchable.includes(code);

/**
 * The levels of whole rules, for `validate`, so that a rule that is off is not even asked. A setting never switches a rule
 * on in a profile that does not have it, because it is written for every profile.
 */
export function levelsOf(settings: RuleSettings, rules: readonly Rule[], profile: Profile): ReadonlyMap<string, Level> {
  const levels = new Map<string, Level>();
  for (const { code, severity } of rules) {
    const own = settings.get(code);
    const everywhere = own?.find(each => each.where === undefined);
    // Where single places keep their severity the rule has to run; `applySettings` then takes the others away.
    const hasPlaces = own?.some(each => each.where !== undefined && each.severity !== 'off');
    if (everywhere && severity[profile] !== 'off' && !isFixed(code, profile) && !(everywhere.severity === 'off' && hasPlaces)) levels.set(code, everywhere.severity);
  }
  return levels;
}

/** The findings of one subject as the settings have them. A setting for a place goes before one for everywhere. Pure. */
export function applySettings(findings: readonly Finding[], settings: RuleSettings, subject: Subject, profile: Profile): SettingsApplied {
  const used = new Map<string, Set<string>>();
  if (settings.size === 0) return { findings, used };
  const left = findings.flatMap(finding => {
    const { code } = finding.rule;
    const own = isFixed(code, profile) ? undefined : settings.get(code);
    if (!own) return [finding];
    const level = levelAt(own, finding, subject, place => { used.set(code, (used.get(code) ?? new Set()).add(place)); });
    if (level === 'off') return [];
    return [level === undefined || level === finding.severity ? finding : { ...finding, severity: level }];
  });
  return { findings: left, used };
}

function levelAt(settings: readonly RuleSetting[], finding: Finding, subject: Subject, note: (place: string) => void): Level | undefined {
  const pointer = finding.at instanceof Spot ? finding.at.pointer() : undefined;
  const operation = operationOf(finding, subject);
  let level: Level | undefined;
  for (const { severity, where } of settings) {
    for (const place of where ?? []) {
      if (place !== operation && !(pointer !== undefined && place.startsWith('/') && (pointer === place || pointer.startsWith(`${place}/`)))) continue;
      note(place);
      level ??= severity;
    }
  }
  return level ?? settings.find(each => each.where === undefined)?.severity;
}

/** The id of the operation that a finding is in; undefined outside of operations. */
export function operationOf({ at }: Finding, { definition }: Subject): string | undefined {
  if (!(at instanceof Spot) || at.part !== 'definition') return undefined;
  const [root, path, method] = at.path();
  if (root !== 'paths' || path === undefined || method === undefined) return undefined;
  let value = definition?.value;
  for (const key of [root, path, method]) value = isObject(value) ? member(value, String(key)) : undefined;
  return isObject(value) ? textAt(value, 'operationId') : undefined;
}
