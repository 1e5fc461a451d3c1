/** Rules of `validate` on a translation: the platform's limits and signs are the same in every language. */
import type { Diagnostic, Where } from '../../diagnostics/diagnostic';
import type { Documents } from '../../generate/artifacts';
import type { DisplayText } from '../../generate/locale/display-text';
import { entryFor, type Locale } from '../../generate/locale/locale';
import { catalogue } from '../../validate/catalogue';
import type { JsonValue } from '../../validate/json';
import type { Finding } from '../../validate/rule';
import { applySettings, levelsOf } from '../../validate/settings';
import { Spot } from '../../validate/spot';
import type { Subject, SubjectDocument } from '../../validate/subject';
import { validate } from '../../validate/validate';
import { diagnosticOf } from '../../validate/wording';
import type { Ports } from '../ports';
import { ruleSettingsHere } from '../validating/rule-settings';

/**
 * The rules that hold in any language. Others judge English (title case, "When …" for triggers, ASCII alone), what no
 * translation touches, or what `checkLocale` says itself (two operations of one name).
 */
export const rulesForTranslations: readonly string[] = [
  'description-length', 'description-restricted-words', 'description-product-names', 'description-no-url', 'description-no-markup', 'description-not-empty',
  'op-summary-max-80', 'op-summary-max-120', 'op-summary-characters', 'op-summary-alnum-paren', 'op-summary-end', 'op-no-product-names', 'op-description-not-summary', 'op-description-no-product-names',
  'param-summary-max-80', 'param-summary-characters', 'param-description-not-summary',
];

/** Certification's view: it has the limits, and a maker's designer is the same whether a connector was certified or not. */
const profile = 'certification';

/** What the rules say of the translated documents and did not say of the source, at the lines of the locale file; each once an entry. */
export function ruleFindings(source: Documents, translation: Documents, texts: readonly DisplayText[], locale: Locale, ports: Ports): readonly Diagnostic[] {
  const rules = catalogue.filter(rule => rulesForTranslations.includes(rule.code));
  const { settings } = ruleSettingsHere(ports, catalogue.map(rule => rule.code), profile);
  const judged = (subject: Subject): readonly Finding[] =>
    applySettings(validate(subject, { profile, rules, levels: levelsOf(settings, catalogue, profile) }).findings, settings, subject, profile).findings;
  const known = new Set(judged(subjectOf(source)).map(addressOf));
  const subject = subjectOf(translation);
  const textAt = new Map(texts.map(text => [`${text.part} ${text.pointer}`, text]));
  const told = new Set<string>();
  return judged(subject).filter(finding => !known.has(addressOf(finding))).flatMap(finding => {
    const text = finding.at instanceof Spot ? textAt.get(`${finding.at.part} ${finding.at.pointer()}`) : undefined;
    const entry = text && entryFor(locale, text);
    if (!entry || told.has(`${finding.rule.code}\n${entry.source}`)) return [];
    told.add(`${finding.rule.code}\n${entry.source}`);
    return [{ ...withoutFix(diagnosticOf(finding, subject)), where: entry.where as Where }];
  });
}

/** A fix would change the document, which is made anew with each build. */
function withoutFix(diagnostic: Diagnostic): Diagnostic {
  const { fix: _fix, related: _related, ...rest } = diagnostic;
  return rest;
}

const addressOf = ({ rule, at }: Finding): string => `${rule.code} ${at instanceof Spot ? `${at.part} ${at.pointer()}` : at.file}`;

function subjectOf({ definition, properties }: Documents): Subject {
  const document = (file: string, value: object): SubjectDocument => ({ file, syntax: 'json', text: undefined, bytes: 0, value: value as JsonValue, damage: [] }); // documents are plain data
  return { name: 'translation', definition: document('apiDefinition.swagger.json', definition), properties: document('apiProperties.json', properties), scripts: [], whole: false };
}
