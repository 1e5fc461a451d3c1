import type { Rule } from '../../rule';
import { schemaDepth } from './depth.rule';
import { formatKnown } from './format.rule';
import { schemaKeywords } from './keywords.rule';
import { schemaRecursion, schemaReferenceAlias, schemaRequiredLoop } from './loops.rule';
import { discriminator, editorDictionary, objectPropertiesNotEmpty } from './objects.rule';
import { binaryPosition, fileTypePosition } from './positions.rule';
import { propertyDescription, propertyDescriptionOutput, propertyTitle, propertyTitleOutput } from './property-texts.rule';
import { referenceSiblings, schemaReference } from './references.rule';
import { readOnlyRequired, requiredDefined, requiredNonempty, requiredObjectOnly } from './required.rule';
import { arrayItems, schemaType } from './types.rule';

export const schemasRules: readonly Rule[] = [
  schemaReference,
  schemaReferenceAlias,
  schemaRequiredLoop,
  schemaRecursion,
  referenceSiblings,
  schemaType,
  schemaKeywords,
  formatKnown,
  arrayItems,
  requiredNonempty,
  requiredDefined,
  requiredObjectOnly,
  readOnlyRequired,
  binaryPosition,
  fileTypePosition,
  discriminator,
  editorDictionary,
  objectPropertiesNotEmpty,
  schemaDepth,
  propertyDescription,
  propertyDescriptionOutput,
  propertyTitle,
  propertyTitleOutput,
];
