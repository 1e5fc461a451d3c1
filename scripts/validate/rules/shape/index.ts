import type { Rule } from '../../rule';
import { definitionPresent } from './definition-present.rule';
import { extensionKnown } from './extension-known.rule';
import { extensionPosition } from './extension-position.rule';
import { summaryText } from './extension-value.rule';
import { jsonType } from './json-type.rule';
import { knownValue } from './known-value.rule';
import { listUnique } from './list-unique.rule';
import { requiredProperty } from './required-property.rule';
import { swaggerVersion } from './swagger-version.rule';
import { unknownProperty } from './unknown-property.rule';

/** Whether a definition is Swagger 2.0 at all: its keys, and the kinds of their values. */
export const shapeRules: readonly Rule[] = [
  definitionPresent,
  swaggerVersion,
  unknownProperty,
  requiredProperty,
  jsonType,
  knownValue,
  listUnique,
  extensionKnown,
  extensionPosition,
  summaryText,
];
