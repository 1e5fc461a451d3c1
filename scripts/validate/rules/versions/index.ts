import type { Rule } from '../../rule';
import { annotationActive, annotationProduction } from './family.rule';
import { editorOptions, mediaKind, testValueSecret, testValueType } from './field-extensions.rule';
import { filterFunctions, filterFunctionsKnown } from './filter-functions.rule';
import { extensionIgnored } from './ignored.rule';
import { docsLinks, openaiManifest, openaiOperations } from './links.rule';
import { pageableNextLink, pageableProperty } from './paging.rule';
import { annotationReplacement } from './replacement.rule';
import { annotationIdSuffix, annotationRevisionEmpty, annotationRevisionInteger, annotationRevisions } from './revision.rule';
import { annotationStatus } from './status.rule';
import { testConnection } from './test-connection.rule';

export const versionsRules: readonly Rule[] = [
  annotationStatus,
  annotationRevisions,
  annotationRevisionInteger,
  annotationRevisionEmpty,
  annotationActive,
  annotationProduction,
  annotationIdSuffix,
  annotationReplacement,
  pageableNextLink,
  pageableProperty,
  filterFunctions,
  filterFunctionsKnown,
  testConnection,
  testValueType,
  testValueSecret,
  mediaKind,
  editorOptions,
  openaiManifest,
  openaiOperations,
  docsLinks,
  extensionIgnored,
];
