/** The `rules` of konektor.yaml: read, checked against the catalogue, and looked through for what is no longer needed. */
import { resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../validate/json';
import type { Level, Profile } from '../../validate/profile';
import { isFixed, type RuleSetting, type RuleSettings } from '../../validate/settings';
import type { Ports } from '../ports';
import { yamlData } from '../yaml-data';
import { nearestName } from '../../diagnostics/nearest-name';

export interface ReadRuleSettings {
  readonly settings: RuleSettings;
  /** konektor.yaml, whether it is there or not. */
  readonly file: string;
  /** Mistakes in the settings; a setting with one does not hold. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The settings of konektor.yaml in the working folder; none when there is no such file. What is no YAML is left to
 * `readKonektorYaml`, which says so.
 */
export function ruleSettingsHere({ files, directory }: Pick<Ports, 'files' | 'directory'>, codes: readonly string[], profile: Profile): ReadRuleSettings {
  const file = resolve(directory, 'konektor.yaml');
  const text = files.read(file);
  // The parser of YAML is loaded only where there can be something for it.
  if (text === undefined || !text.includes('rules')) return { settings: new Map(), file, diagnostics: [] };
  const { parseDocument } = require('yaml') as typeof import('yaml'); // require gives no type of its own
  const document = parseDocument(text, { prettyErrors: false });
  const data = document.errors.length > 0 ? undefined : yamlData(document)?.value as JsonValue | undefined; // YAML of the core schema is JSON
  const rules = isObject(data) ? member(data, 'rules') : undefined;
  return { file, ...ruleSettingsOf(rules, file, codes, profile) };
}

const levels: readonly Level[] = ['off', 'information', 'warning', 'error'];
/** A shorter reason says nothing to the next reader. */
const SHORTEST_REASON = 10;

/** Reads the value of `rules`: by code one setting, or a list of them. `codes` are those of the catalogue. */
export function ruleSettingsOf(rules: JsonValue | undefined, file: string, codes: readonly string[], profile: Profile): Omit<ReadRuleSettings, 'file'> {
  const settings = new Map<string, readonly RuleSetting[]>();
  const diagnostics: Diagnostic[] = [];
  const wrong: Wrong = (pointer, code, what, todo, why = 'A setting with a mistake does not hold.', severity = 'error') => {
    diagnostics.push({ code, severity, what, why, todo, where: { kind: 'file', file, pointer } });
  };
  if (rules === undefined || rules === null) return { settings, diagnostics };
  if (!isObject(rules)) {
    wrong('/rules', 'rule-setting-shape', '"rules" must be a group of settings, each under the code of a rule.', 'Write the code, a colon, and below it severity and reason.');
    return { settings, diagnostics };
  }
  for (const [code, value] of Object.entries(rules)) {
    const pointer = `/rules/${escapedPointerKey(code)}`;
    if (!codes.includes(code)) {
      const meant = nearestName(code, codes);
      wrong(pointer, 'rule-unknown', `There is no rule "${code}".`, meant === undefined ? 'Look the code up: konektor rules' : `Did you mean "${meant}"? All of them: konektor rules`);
      continue;
    }
    if (isFixed(code, profile)) {
      wrong(pointer, 'rule-setting-ignored', `"${code}" can't be set; the ${profile} profile always has it.`, 'Take the setting away, and write the real values where the placeholders stand.',
        'A connector that names a placeholder as its publisher belongs to nobody, and no reason makes it fit for publishing.', 'warning');
      continue;
    }
    const list = isArray(value) ? value : [value];
    const read = list.flatMap((each, position) => settingOf(each, isArray(value) ? `${pointer}/${position}` : pointer, wrong) ?? []);
    if (read.filter(each => each.where === undefined).length > 1) {
      wrong(pointer, 'rule-setting-shape', `"${code}" has several settings that hold everywhere.`, 'Keep one of them, or say with "where" what each is for.');
      continue;
    }
    if (read.length > 0) settings.set(code, read);
  }
  return { settings, diagnostics };
}

type Wrong = (pointer: string, code: string, what: string, todo: string, why?: string, severity?: Diagnostic['severity']) => void;

function settingOf(value: JsonValue | undefined, pointer: string, wrong: Wrong): RuleSetting | undefined {
  if (!isObject(value)) {
    wrong(pointer, 'rule-setting-shape', `This must be a group with severity and reason, not ${JSON.stringify(value)}.`, 'Write severity: and reason: below the code of the rule.');
    return undefined;
  }
  const severity = severityOf(value, pointer, wrong);
  const reason = reasonOf(value, pointer, wrong);
  const where = placesOf(value, pointer, wrong);
  const foreign = Object.keys(value).filter(key => !['severity', 'reason', 'where'].includes(key));
  for (const key of foreign) wrong(`${pointer}/${escapedPointerKey(key)}`, 'rule-setting-shape', `A setting has no "${key}".`, `Did you mean "${nearestName(key, ['severity', 'reason', 'where']) ?? 'where'}"? It has severity, reason and where.`);
  if (severity === undefined || reason === undefined || where === 'wrong' || foreign.length > 0) return undefined;
  return { severity, reason, pointer, ...(where ? { where } : {}) };
}

function severityOf(value: JsonObject, pointer: string, wrong: Wrong): Level | undefined {
  const written = member(value, 'severity');
  const severity = levels.find(level => level === written);
  if (severity === undefined) wrong(written === undefined ? pointer : `${pointer}/severity`, 'rule-setting-shape', written === undefined ? 'The setting has no severity.' : `A severity can't be ${JSON.stringify(written)}.`, `Write one of: ${levels.join(', ')}.`);
  return severity;
}

function reasonOf(value: JsonObject, pointer: string, wrong: Wrong): string | undefined {
  const reason = member(value, 'reason');
  if (typeof reason === 'string' && reason.trim().length >= SHORTEST_REASON) return reason;
  wrong(reason === undefined ? pointer : `${pointer}/reason`, 'rule-reason-missing',
    reason === undefined ? 'The setting has no reason.' : `The reason must be a text of at least ${SHORTEST_REASON} characters.`,
    'Write reason: and why the rule does not fit here.', 'A rule is left out for years, and whoever reads the file then must be able to tell whether the reason still holds.');
  return undefined;
}

function placesOf(value: JsonObject, pointer: string, wrong: Wrong): readonly string[] | undefined | 'wrong' {
  const where = member(value, 'where');
  if (where === undefined) return undefined;
  if (isArray(where) && where.length > 0 && where.every((place): place is string => typeof place === 'string' && place !== '')) return where;
  wrong(`${pointer}/where`, 'rule-setting-shape', '"where" must be a list of operation ids and JSON pointers.', 'Write for example where: [GetItem, /definitions/Item], or leave it out for everywhere.');
  return 'wrong';
}

/**
 * Places of settings that no finding of the run was at. `used` is what `applySettings` said of every connector; `ran` tells
 * of a rule whether it was asked. Meant for runs of all connectors that konektor.yaml is for.
 */
export function unusedSettings({ settings, file }: Pick<ReadRuleSettings, 'settings' | 'file'>, used: readonly ReadonlyMap<string, ReadonlySet<string>>[], ran: (code: string) => boolean): readonly Diagnostic[] {
  return [...settings].flatMap(([code, list]) => (ran(code) ? list : []).flatMap(({ where = [], pointer }) => where.flatMap((place, position): Diagnostic[] => {
    if (used.some(each => each.get(code)?.has(place))) return [];
    return [{
      code: 'rule-setting-unused', severity: 'information', what: `"${code}" has nothing to say about "${place}".`,
      why: 'The setting does nothing, and would hide the next finding there.', todo: 'Take the place away.', where: { kind: 'file', file, pointer: `${pointer}/where/${position}` },
    }];
  })));
}
