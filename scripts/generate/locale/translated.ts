/** Documents in another language, and the texts that a language has to have. */
import type { Documents } from '../artifacts';
import { translatedDefinition } from './definition-texts';
import type { DisplayText, Translate } from './display-text';
import { inLanguage, type Locale } from './locale';
import { translatedProperties } from './properties-texts';

/** The documents with each display text replaced. Pure; nothing else changes, the order of keys included. */
export const withTexts = (documents: Documents, translate: Translate): Documents =>
  ({ ...documents, definition: translatedDefinition(documents.definition, translate), properties: translatedProperties(documents.properties, translate) });

/** The documents in a language; a text without translation stays as it is, and `checkLocale` tells of it. Pure. */
export const translated = (documents: Documents, locale: Locale): Documents => withTexts(documents, text => inLanguage(locale, text));

/**
 * Every text that people read in the designer, in the dialog of a connection and on the test page of a custom connector,
 * in the order of the documents; a text that stands in several places is there several times.
 */
export function displayTexts(documents: Documents): readonly DisplayText[] {
  const found: DisplayText[] = [];
  withTexts(documents, text => { found.push(text); return text.text; });
  return found;
}
