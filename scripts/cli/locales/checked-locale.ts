/** A language with everything that there is to say about it. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { documentsOf, type Documents } from '../../generate/artifacts';
import { checkLocale } from '../../generate/locale/check-locale';
import type { DisplayText } from '../../generate/locale/display-text';
import { SOURCE_LANGUAGE_CODE } from '../../generate/locale/language-codes';
import type { Locale } from '../../generate/locale/locale';
import { packageTexts, type SolutionWording } from '../../generate/locale/package-texts';
import { displayTexts, translated } from '../../generate/locale/translated';
import { originsOf } from '../../generate/origins';
import type { Connector } from '../../model/connector';
import { identityOf } from '../../package/identity';
import { PackageError } from '../../package/package-error';
import type { CheckedModel } from '../building';
import type { Ports } from '../ports';
import { localeFiles, type LocaleFile } from './locale-files';
import { ruleFindings } from './rules-for-translations';

/** What all languages of a model are checked against. */
export interface LocaleSource {
  readonly documents: Documents;
  readonly texts: readonly DisplayText[];
  readonly originOf: (text: DisplayText) => ReturnType<ReturnType<typeof originsOf>['whereOf']>;
}

/** The documents of a model and the texts of its documents and packages, in the source language. */
export function localeSource(model: ModelWithoutErrors): LocaleSource {
  const { connector, publisher, settingsFile } = model;
  const documents = documentsOf(connector, publisher);
  const ofPackages = packageTexts(connector, solutionsOf(model));
  const origins = originsOf(connector, publisher, settingsFile);
  const places = new Map(ofPackages.map(({ pointer, origin }) => [pointer, origin]));
  return {
    documents, texts: [...displayTexts(documents), ...ofPackages],
    originOf: ({ part, pointer }) => (part === 'package' ? places.get(pointer) : origins.whereOf(part, pointer)),
  };
}

/** The solutions in English, as `package` would name them; that of the flows where there are flows. None where a name makes none: `package` says so. */
function solutionsOf({ connector, publisher, settings }: ModelWithoutErrors): readonly SolutionWording[] {
  try {
    const { connectorSolution, flowSolution } = identityOf({ connector, publisher, names: settings?.solution ?? {}, version: '1.0.0.0', locales: [] });
    return [connectorSolution, ...(connector.flows?.length ? [flowSolution] : [])].map(({ uniqueName, names, descriptions }) =>
      ({ uniqueName, name: names[SOURCE_LANGUAGE_CODE] ?? '', description: descriptions[SOURCE_LANGUAGE_CODE] ?? '' }));
  } catch (error) {
    if (error instanceof PackageError) return [];
    throw error;
  }
}

/** A model that was loaded and checked. */
export type ModelWithoutErrors = Omit<CheckedModel, 'connector'> & { readonly connector: Connector };

/** What is wrong with the languages of a model, for whoever looks at it in passing: a text without translation is a warning. */
export function findingsOfLocales(file: string, model: ModelWithoutErrors, ports: Ports): readonly Diagnostic[] {
  const files = localeFiles(file, ports);
  if (files.length === 0) return [];
  const source = localeSource(model);
  return files.flatMap(each => checkedLocale(each, source, 'warning', ports).diagnostics);
}

export type CheckedLocale =
  | { readonly locale: Locale; readonly documents: Documents; readonly diagnostics: readonly Diagnostic[] }
  | { readonly locale?: never; readonly documents?: never; readonly diagnostics: readonly Diagnostic[] };

/** Checks a file and makes the documents in its language; `missing` is how severe a text without translation is. */
export function checkedLocale({ locale, diagnostics }: LocaleFile, { documents, texts, originOf }: LocaleSource, missing: Severity, ports: Ports): CheckedLocale {
  if (!locale) return { diagnostics };
  const translation = translated(documents, locale);
  return { locale, documents: translation, diagnostics: [...checkLocale(texts, locale, { missing, originOf }), ...ruleFindings(documents, translation, texts, locale, ports)] };
}
