/** A language: translations by the English text, as in gettext, so that a changed text is never shown with its old translation. */
import type { Where } from '../../diagnostics/diagnostic';
import type { DisplayText } from './display-text';
import { languageCode, SOURCE_LANGUAGE_CODE } from './language-codes';

/** One line of a locale file. An empty translation is one that is still to be written. */
export interface LocaleEntry { readonly source: string; readonly translation: string; readonly where: Where }
export type LocaleEntries = ReadonlyMap<string, LocaleEntry>;

export interface Locale {
  /** BCP 47 with region: `id-ID`. */
  readonly language: string;
  /** What the language calls itself. */
  readonly name: string;
  readonly texts: LocaleEntries;
  /** Translations for one place, by the name of the place: an operation, `operation/parameter`, or a JSON pointer. */
  readonly places: ReadonlyMap<string, LocaleEntries>;
  /** The file's line of `language`, and that of `texts`. */
  readonly where: { readonly language: Where; readonly texts: Where };
}

/**
 * The entry that a text gets: that of its own place before that of the whole connector. A JSON pointer is the most exact
 * name of a place, a longer one more so; then comes a parameter, then its operation. Undefined when there is none.
 */
export function entryFor({ texts, places }: Locale, { text, pointer, scopes }: Pick<DisplayText, 'text' | 'pointer' | 'scopes'>): LocaleEntry | undefined {
  if (places.size > 0) {
    for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1)) {
      const entry = places.get(pointer.slice(0, end))?.get(text);
      if (entry) return entry;
    }
    for (const scope of scopes) {
      const entry = places.get(scope)?.get(text);
      if (entry) return entry;
    }
  }
  return texts.get(text);
}

/** A text in the language; the text itself where there is no translation yet. */
export const inLanguage = (locale: Locale, text: DisplayText): string => entryFor(locale, text)?.translation || text.text;

/** The translation of a name outside the documents, such as that of a solution or a flow; undefined when there is none. */
export const localizedName = (locale: Locale, sourceText: string): string | undefined => locale.texts.get(sourceText)?.translation || undefined;

/**
 * A name in all languages, by language code (1033 is the source's): what LocalizedNames of a solution hold. Languages
 * without a translation, and those that Dataverse does not know, are left out.
 */
export function localizedNames(sourceText: string, locales: readonly Locale[]): Readonly<Record<number, string>> {
  const translations = locales.flatMap(locale => {
    const code = languageCode(locale.language);
    const name = localizedName(locale, sourceText);
    return code === undefined || code === SOURCE_LANGUAGE_CODE || name === undefined ? [] : [[code, name] as const];
  });
  return Object.fromEntries([[SOURCE_LANGUAGE_CODE, sourceText], ...translations]);
}
