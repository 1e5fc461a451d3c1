/** The locale files of a model: `locales/<language>.yaml` beside it. */
import { dirname, join, relative, resolve } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { nearestName } from '../../diagnostics/nearest-name';
import type { Locale } from '../../generate/locale/locale';
import type { Ports } from '../ports';
import { UserError } from '../user-error';

export interface LocaleFile {
  /** The name of the file without its end: the language that it ought to hold. */
  readonly language: string;
  readonly file: string;
  /** The path as people know it: from the working folder, with slashes. */
  readonly shown: string;
  readonly text: string;
  readonly locale?: Locale;
  /** Mistakes of the file's form; with one there is no locale. */
  readonly diagnostics: readonly Diagnostic[];
}

const folderOf = (model: string, { directory }: Ports): string => join(dirname(resolve(directory, model)), 'locales');

/** The languages that there is a file for, sorted; none without the folder. */
export function localeLanguages(model: string, ports: Ports): readonly string[] {
  return (ports.files.list(folderOf(model, ports)) ?? []).filter(each => each.kind === 'file' && each.name.endsWith('.yaml')).map(each => each.name.slice(0, -'.yaml'.length));
}

/** Reads all locale files of a model. */
export const localeFiles = (model: string, ports: Ports): readonly LocaleFile[] => localeLanguages(model, ports).map(language => localeFile(language, model, ports));

/** Reads one. Throws UserError when there is none. */
export function localeFile(language: string, model: string, ports: Ports): LocaleFile {
  const file = placeOf(language, model, ports);
  const text = ports.files.read(file);
  if (text === undefined) {
    const all = localeLanguages(model, ports);
    const meant = nearestName(language, all);
    throw new UserError(`There is no ${shownAs(file, ports)}.${meant === undefined ? '' : ` Did you mean "${meant}"?`} ${all.length === 0 ? 'Begin one: konektor locale <language> --update' : `The languages: ${all.join(', ')}.`}`);
  }
  return readFile(language, file, text, ports);
}

/** Reads one, or `otherwise` where there is none yet. */
export function localeFileOr(language: string, model: string, otherwise: string, ports: Ports): LocaleFile {
  const file = placeOf(language, model, ports);
  return readFile(language, file, ports.files.read(file) ?? otherwise, ports);
}

function placeOf(language: string, model: string, ports: Ports): string {
  // The language becomes the name of a file, which must not lead elsewhere.
  if (!/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(language)) throw new UserError(`"${language}" is no language. Write one such as id-ID.`);
  return join(folderOf(model, ports), `${language}.yaml`);
}

const shownAs = (file: string, { directory }: Ports): string => relative(directory, file).replaceAll('\\', '/');

function readFile(language: string, file: string, text: string, ports: Ports): LocaleFile {
  const shown = shownAs(file, ports);
  // The parser of YAML is loaded only where there is something to read.
  const { readLocale } = require('./read-locale') as typeof import('./read-locale'); // require gives no type of its own
  const { locale, diagnostics } = readLocale(text, file);
  if (locale && locale.language !== language) return { language, file, shown, text, diagnostics: [otherLanguage(locale, language)] };
  return { language, file, shown, text, diagnostics, ...(locale ? { locale } : {}) };
}

const otherLanguage = ({ language, where }: Locale, name: string): Diagnostic => ({
  code: 'locale-file-name', severity: 'error', what: `The file is called ${name}.yaml and says that its language is ${language}.`,
  why: 'A language is asked for by the name of its file.', todo: `Call the file ${language}.yaml, or write language: ${name}.`, where: where.language,
});
