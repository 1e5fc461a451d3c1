/** Locales made in tests: an entry for each text, at a line of its own. */
import type { Where } from '../../../scripts/diagnostics/diagnostic';
import type { Locale, LocaleEntries } from '../../../scripts/generate/locale/locale';

export const at = (line: number): Where => ({ kind: 'file', file: 'id-ID.yaml', line, column: 3 });

/** Texts stand from line 10 on, those of places from line 100 on, in the order in which they are given. */
export function madeLocale(texts: Readonly<Record<string, string>>, places: Readonly<Record<string, Readonly<Record<string, string>>>> = {}, language = 'id-ID'): Locale {
  let line = 99;
  const entries = (given: Readonly<Record<string, string>>, next: () => number): LocaleEntries =>
    new Map(Object.entries(given).map(([source, translation]) => [source, { source, translation, where: at(next()) }]));
  let textLine = 9;
  return {
    language, name: 'Bahasa Indonesia', where: { language: at(1), texts: at(4) },
    texts: entries(texts, () => (textLine += 1)),
    places: new Map(Object.entries(places).map(([place, given]) => [place, entries(given, () => (line += 1))])),
  };
}
