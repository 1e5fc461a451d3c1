/** What is wrong with a language, before anything is made in it. */
import type { Diagnostic, Severity, Where } from '../../diagnostics/diagnostic';
import { nearestName } from '../../diagnostics/nearest-name';
import { collisions } from './collisions';
import type { DisplayText } from './display-text';
import { languageCode, languageTags } from './language-codes';
import { entryFor, type Locale, type LocaleEntry } from './locale';
import { nearestText } from './nearest-text';
import { formMismatches } from './text-form';

export interface LocaleCheck {
  /** How severe a text without translation is: an error where the language is built, a warning where it is looked at in passing. */
  readonly missing: Severity;
  /** Where a text comes from in the author's source, if that is known. */
  readonly originOf?: (text: DisplayText) => Where | undefined;
}

/** Texts without translation that are told one by one; of a new file that lacks everything, the number says enough. */
const MOST_UNTRANSLATED = 5;

/** Everything that is wrong, in the order of the file: texts without entry first, then by line; how many more lack a translation last. Pure. */
export function checkLocale(texts: readonly DisplayText[], locale: Locale, check: LocaleCheck): readonly Diagnostic[] {
  const missing = missingTexts(texts, locale);
  const entries = [...locale.texts.values(), ...[...locale.places.values()].flatMap(each => [...each.values()])];
  const stale = staleEntries(texts, locale);
  const empty = entries.filter(entry => entry.translation === '' && !stale.has(entry));
  const [missingTold, emptyTold] = [missing.slice(0, MOST_UNTRANSLATED), empty.slice(0, Math.max(0, MOST_UNTRANSLATED - missing.length))];
  const untold = missing.length + empty.length - missingTold.length - emptyTold.length;
  return [
    ...unknownLanguage(locale),
    ...missingTold.map(text => missingText(text, locale, check)),
    ...[
      ...emptyTold.map(entry => emptyEntry(entry, check.missing)),
      ...entries.filter(entry => stale.has(entry)).map(entry => staleEntry(entry, stale.get(entry) ?? [], missing)),
      ...entries.filter(entry => entry.translation !== '' && !stale.has(entry)).flatMap(entry => [...form(entry), ...leftInEnglish(entry, locale)]),
      ...tooLong(texts, locale),
      ...collisions(texts, locale),
    ].sort(byLine),
    ...(untold > 0 ? [manyMissing(untold, empty[emptyTold.length]?.where ?? locale.where.texts, check.missing)] : []),
  ];
}

/** The texts that have no entry, each text once. */
export function missingTexts(texts: readonly DisplayText[], locale: Locale): readonly DisplayText[] {
  const seen = new Set<string>();
  return texts.filter(text => !entryFor(locale, text) && !seen.has(text.text) && seen.add(text.text).size > 0);
}

/** The entries that no text needs, with the names of the places they are meant for; none for those of the whole connector. */
export function staleEntries(texts: readonly DisplayText[], locale: Locale): ReadonlyMap<LocaleEntry, readonly string[]> {
  const sources = new Set(texts.map(each => each.text));
  const used = new Set(locale.places.size > 0 ? texts.map(each => entryFor(locale, each)) : []);
  return new Map<LocaleEntry, readonly string[]>([
    ...[...locale.texts.values()].filter(entry => !sources.has(entry.source)).map(entry => [entry, []] as const),
    ...[...locale.places].flatMap(([place, entries]) => [...entries.values()].filter(entry => !used.has(entry)).map(entry => [entry, [place]] as const)),
  ]);
}

const lineOf = ({ where }: Diagnostic): readonly [number, number] => (where.kind === 'file' ? [where.line ?? 0, where.column ?? 0] : [0, 0]);
const byLine = (one: Diagnostic, other: Diagnostic): number => { const [left, right] = [lineOf(one), lineOf(other)]; return left[0] - right[0] || left[1] - right[1]; };

const why = 'Makers who work in this language would read English between their own words.';

function missingText(text: DisplayText, { where }: Locale, { missing, originOf }: LocaleCheck): Diagnostic {
  const origin = originOf?.(text);
  return {
    code: 'locale-text-missing', severity: missing, what: `The ${text.kind} "${text.text}" has no translation${text.scopes[0] === undefined ? '' : ` (${text.scopes[0]})`}.`, why,
    todo: 'Translate it under texts. "konektor locale --update" adds what is missing.', where: where.texts,
    ...(origin ? { related: [{ where: origin, what: 'The text.' }] } : {}),
  };
}

const manyMissing = (count: number, where: Where, severity: Severity): Diagnostic => ({
  code: 'locale-text-missing', severity, what: `${count} more ${count === 1 ? 'text has' : 'texts have'} no translation.`, why,
  todo: 'Translate them. "konektor locale --update" adds to the file what is not there yet.', where,
});

const emptyEntry = ({ source, where }: LocaleEntry, severity: Severity): Diagnostic =>
  ({ code: 'locale-text-empty', severity, what: `The translation of "${source}" is empty.`, why, todo: 'Write the translation.', where });

function staleEntry({ source, where }: LocaleEntry, [place]: readonly string[], missing: readonly DisplayText[]): Diagnostic {
  const now = nearestText(source, missing.map(each => each.text));
  return {
    code: 'locale-entry-stale', severity: 'warning',
    what: place === undefined ? `No text reads "${source}" any more.${now === undefined ? '' : ` "${now}" may be what became of it.`}` : `In the place "${place}" no text reads "${source}".`,
    why: 'An entry is found by its English text; this one is never shown.',
    todo: now !== undefined && place === undefined ? 'Write the new text in its place, and look whether the translation still says the same.' : 'Remove the entry.', where,
  };
}

const form = ({ source, translation, where }: LocaleEntry): readonly Diagnostic[] => formMismatches(source, translation).map(mismatch => ({ ...mismatch, where }));

/** Translations that do not fit where they are shown; each entry once. */
function tooLong(texts: readonly DisplayText[], locale: Locale): readonly Diagnostic[] {
  const told = new Set<LocaleEntry>();
  return texts.flatMap(text => {
    const entry = text.longest === undefined ? undefined : entryFor(locale, text);
    if (text.longest === undefined || !entry || entry.translation.length <= text.longest || told.has(entry)) return [];
    told.add(entry);
    return [{
      code: 'locale-too-long', severity: 'error', what: `The translation of "${entry.source}" has ${entry.translation.length} characters, and a ${text.kind} of this kind has at most ${text.longest}.`,
      why: 'Dataverse refuses a longer one when the solution is imported.', todo: 'Say it in fewer words.', where: entry.where,
    }];
  });
}

/** A single word may be the same in two languages; of three in a row that is unlikely. */
function leftInEnglish({ source, translation, where }: LocaleEntry, { language }: Locale): readonly Diagnostic[] {
  const words = source.match(/\p{L}{2,}/gu) ?? [];
  if (source !== translation || words.length < 3 || /^en(-|$)/.test(language)) return [];
  return [{
    code: 'locale-text-same', severity: 'information', what: `The translation of "${source}" is the English text.`, why: 'It may have been left for later.',
    todo: 'Translate it, unless it is a name.', where,
  }];
}

function unknownLanguage({ language, where }: Locale): readonly Diagnostic[] {
  if (languageCode(language) !== undefined) return [];
  const meant = nearestName(language, languageTags);
  return [{
    code: 'locale-language', severity: 'warning', what: `Dataverse has no language "${language}".${meant === undefined ? '' : ` Did you mean "${meant}"?`}`,
    why: 'Solutions name their languages by numbers, and this one has none: names of solutions and flows stay in English.',
    todo: 'Write the tag with its region, such as id-ID.', where: where.language,
  }];
}
