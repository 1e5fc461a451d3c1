/** A language with everything that there is to say about it. */
import type { Diagnostic, Severity } from '../../diagnostics/diagnostic';
import { documentsOf, type Documents } from '../../generate/artifacts';
import { checkLocale } from '../../generate/locale/check-locale';
import type { DisplayText } from '../../generate/locale/display-text';
import type { Locale } from '../../generate/locale/locale';
import { displayTexts, translated } from '../../generate/locale/translated';
import { originsOf } from '../../generate/origins';
import type { Publisher } from '../../generate/publisher';
import type { Connector } from '../../model/connector';
import type { Ports } from '../ports';
import type { LocaleFile } from './locale-files';
import { ruleFindings } from './rules-for-translations';

/** What all languages of a model are checked against. */
export interface LocaleSource {
  readonly documents: Documents;
  readonly texts: readonly DisplayText[];
  readonly originOf: (text: DisplayText) => ReturnType<ReturnType<typeof originsOf>['whereOf']>;
}

/** The documents of a model with their texts, in the source language. */
export function localeSource(connector: Connector, publisher: Publisher, settingsFile: string): LocaleSource {
  const documents = documentsOf(connector, publisher);
  const origins = originsOf(connector, publisher, settingsFile);
  return { documents, texts: displayTexts(documents), originOf: text => origins.whereOf(text.part, text.pointer) };
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
