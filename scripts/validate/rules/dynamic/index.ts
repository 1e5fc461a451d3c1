import type { Rule } from '../../rule';
import { dynamicCollection, dynamicCollectionArray, dynamicResponseSchema } from './answer.rule';
import { dynamicNewShape } from './argument-shape.rule';
import { dynamicTargetParam, dynamicTargetRequired } from './arguments.rule';
import { dynamicOperation } from './operation.rule';
import { dynamicValuePath } from './answer-paths.rule';
import { dynamicNotOnBodyParam } from './position.rule';
import { dynamicSourceParam, dynamicSourceRequired, dynamicSourceVisible } from './sources.rule';
import { dynamicTree } from './tree.rule';
import { dynamicAmbiguous, dynamicBodyRef, dynamicPropertiesPath } from './twin.rule';
import { dynamicTypes } from './types.rule';

export const dynamicRules: readonly Rule[] = [
  dynamicOperation,
  dynamicNotOnBodyParam,
  dynamicTargetParam,
  dynamicTargetRequired,
  dynamicNewShape,
  dynamicSourceParam,
  dynamicSourceVisible,
  dynamicSourceRequired,
  dynamicTypes,
  dynamicBodyRef,
  dynamicAmbiguous,
  dynamicResponseSchema,
  dynamicCollection,
  dynamicCollectionArray,
  dynamicValuePath,
  dynamicPropertiesPath,
  dynamicTree,
];
