import type { Rule } from '../../rule';
import { responseExampleMime } from './examples-mime.rule';
import { responseCode, responseDescription, responseOne, responseSuccess } from './presence.rule';
import { responseReference } from './references.rule';
import { defaultNoSchema, responseSchemaNotEmpty, singleSchemaResponse, successSchema } from './schemas.rule';

export const responsesRules: readonly Rule[] = [
  responseReference,
  responseOne,
  responseSuccess,
  responseCode,
  responseDescription,
  defaultNoSchema,
  singleSchemaResponse,
  successSchema,
  responseSchemaNotEmpty,
  responseExampleMime,
];
