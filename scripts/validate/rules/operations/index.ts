import type { Rule } from '../../rule';
import { deprecatedMarking } from './deprecated-marking.rule';
import { operationDescriptionNames, operationDescriptionPunctuation, operationDescriptionRequired, operationDescriptionSummary, operationNames } from './description.rule';
import { getNoBody } from './get-no-body.rule';
import { consumesRequired, mimeSupported, mimeValid, mimeVersusBody } from './media-types.rule';
import { operationIdCase, operationIdCharacters, operationIdHyphen, operationIdUnderscore } from './operation-id-characters.rule';
import { operationIdLength, operationIdRequired, operationIdUnique } from './operation-id.rule';
import { operationsMax, pathItemReference } from './path-items.rule';
import { pathLeadingSlash, pathNoQuery, pathNoWildcard, pathTemplate } from './path-spelling.rule';
import { pathDistinguishable, pathPartialDuplicate, pathUnique } from './path-unique.rule';
import { bodySchemaCount, operationSchemaCount } from './schema-count.rule';
import { operationSummaryCharacters } from './summary-characters.rule';
import { summaryAlphanumeric, summaryEnd, summaryLength, summaryRequired, summarySentenceCase, summaryTooLong, summaryUnique } from './summary.rule';
import { descriptionEmpty, descriptionEnglish, descriptionMarkup, descriptionUrl } from './texts.rule';
import { visibilityPresent, visibilityValue } from './visibility.rule';

/** Paths and operations: their names, their texts, what they send. */
export const operationsRules: readonly Rule[] = [
  operationsMax,
  pathLeadingSlash,
  pathNoQuery,
  pathNoWildcard,
  pathTemplate,
  pathUnique,
  pathDistinguishable,
  pathPartialDuplicate,
  pathItemReference,
  operationIdRequired,
  operationIdUnique,
  operationIdCharacters,
  operationIdHyphen,
  operationIdUnderscore,
  operationIdCase,
  operationIdLength,
  summaryRequired,
  summaryLength,
  summaryTooLong,
  operationSummaryCharacters,
  summaryAlphanumeric,
  summaryEnd,
  summarySentenceCase,
  summaryUnique,
  operationDescriptionRequired,
  operationDescriptionPunctuation,
  operationDescriptionSummary,
  operationNames,
  operationDescriptionNames,
  descriptionUrl,
  descriptionMarkup,
  descriptionEnglish,
  descriptionEmpty,
  visibilityValue,
  visibilityPresent,
  deprecatedMarking,
  consumesRequired,
  mimeValid,
  mimeSupported,
  mimeVersusBody,
  getNoBody,
  operationSchemaCount,
  bodySchemaCount,
];
