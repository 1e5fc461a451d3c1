import type { Rule } from '../../rule';
import { parameterBodyProperty, parameterBodySchema } from './body.rule';
import { bounds } from './bounds.rule';
import { defaultType, enumDefault } from './defaults.rule';
import { parameterDescriptionNotSummary, parameterDescriptionPunctuation } from './descriptions.rule';
import { enumNonempty, enumType, enumValuesExtension } from './enums.rule';
import { fetchSubscribeParameters } from './fetch-subscribe.rule';
import { internalDefaultRequired, internalRequiredDefault } from './internal.rule';
import { formDataName, parameterDuplicates, parameterNameReserved, parameterOneBody } from './names.rule';
import { pathParameterEncoding, pathParameterMatches, pathParameterRequired, queryParameterEncoding } from './path-parameters.rule';
import { patternRegex } from './pattern.rule';
import { parameterReference } from './references.rule';
import { parameterDescriptionRequired, parameterSummaryRequired } from './required-texts.rule';
import { parameterSummaryCharacters, parameterSummaryLength, parameterSummaryTitleCase } from './summary-texts.rule';
import { parameterAllowEmpty, parameterCollectionFormat, parameterFile, parameterType } from './types.rule';

export const parametersRules: readonly Rule[] = [
  parameterReference,
  parameterDuplicates,
  parameterOneBody,
  parameterNameReserved,
  formDataName,
  parameterType,
  parameterBodySchema,
  parameterBodyProperty,
  parameterFile,
  parameterCollectionFormat,
  parameterAllowEmpty,
  pathParameterRequired,
  pathParameterMatches,
  pathParameterEncoding,
  queryParameterEncoding,
  parameterSummaryRequired,
  parameterDescriptionRequired,
  parameterSummaryLength,
  parameterSummaryCharacters,
  parameterSummaryTitleCase,
  parameterDescriptionPunctuation,
  parameterDescriptionNotSummary,
  internalRequiredDefault,
  internalDefaultRequired,
  fetchSubscribeParameters,
  defaultType,
  enumNonempty,
  enumType,
  enumDefault,
  enumValuesExtension,
  bounds,
  patternRegex,
];
