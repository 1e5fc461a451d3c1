import { hasErrors } from '../../diagnostics/diagnostic';
import { entryFor, type Locale } from '../../generate/locale/locale';
import { buildModel, reportFindings, type Built } from '../building';
import { checkedLocale, localeSource, type LocaleSource } from '../locales/checked-locale';
import { localeFile, localeLanguages, localeFileOr, type LocaleFile } from '../locales/locale-files';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { counted } from '../../diagnostics/counted';
import { UserError } from '../user-error';
import { writeInPlace } from '../validating/write-in-place';

/**
 * `konektor locale`: checks the locale files of a model, those that are named or all. With --update first adds the texts
 * that are missing, to be translated, and marks entries that no text needs any more. Ends with 1 when a language has errors;
 * a text without translation is one.
 */
export function locale({ options, positionals }: Given<'locale'>, ports: Ports): number {
  const built = buildModel(options, ports);
  if (!built) return 1;
  const languages = positionals.length > 0 ? positionals : localeLanguages(options.model, ports);
  if (languages.length === 0) throw new UserError('There are no locale files yet. Begin one: konektor locale <language> --update, with a language such as id-ID.');
  const source = sourceOf(built);
  const results = languages.map(language => {
    const file = options.update ? updatedFile(language, options.model, source, ports) : localeFile(language, options.model, ports);
    return { file, ...checkedLocale(file, source, 'error', ports) };
  });
  reportFindings(results.flatMap(each => each.diagnostics), options.format, built.checked.texts, ports);
  for (const { file, locale: made } of results) {
    if (made) ports.console.out(`${file.shown}: ${progress(source, made)}\n`);
  }
  return results.some(each => hasErrors(each.diagnostics)) ? 1 : 0;
}

const sourceOf = ({ connector, checked }: Built): LocaleSource => localeSource({ ...checked, connector });

/** Texts are counted once, however often they are shown; one that lacks a translation anywhere lacks it. */
function progress({ texts }: LocaleSource, language: Locale): string {
  const all = new Set(texts.map(each => each.text));
  const without = new Set(texts.filter(each => !entryFor(language, each)?.translation).map(each => each.text));
  return without.size === 0 ? `${counted(all.size, 'text')}, all translated` : `${all.size - without.size} of ${counted(all.size, 'text')} translated`;
}

/** Writes the file in step and reads it again; a file with mistakes of form stays as it is. */
function updatedFile(language: string, model: string, source: LocaleSource, ports: Ports): LocaleFile {
  const { newLocale, updatedLocale } = require('../locales/update-locale') as typeof import('../locales/update-locale'); // require gives no type of its own
  const file = localeFileOr(language, model, newLocale(language), ports);
  if (!file.locale) return file;
  const { text, added, stale } = updatedLocale(file.text, file.locale, source.texts);
  if (text !== file.text) writeInPlace(file.file, text, ports.files);
  ports.console.error(`${file.shown}: ${added} added, ${stale} stale${text === file.text ? ', nothing to write' : ''}.\n`);
  return localeFile(language, model, ports);
}
