/** The one door to the validators of the published JSON Schemas. */
import { existsSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { precompiledModule, type SchemaName } from './schema-names';

export type SchemaError = ErrorObject;
/** What a value breaks, in the schema's order; empty when it fits. Errors carry the schema and the value at their place. */
export type SchemaValidator = (value: unknown) => readonly SchemaError[];

const validators = new Map<SchemaName, SchemaValidator>();

/**
 * The validator of a schema. An installed package has it compiled and does not load ajv, which takes longer than reading
 * a konektor.yaml; a clone compiles it here, at its first use.
 */
export function schemaValidator(name: SchemaName): SchemaValidator {
  const known = validators.get(name);
  if (known) return known;
  const validate = existsSync(precompiledModule(name)) ? precompiled(name) : compiledNow(name);
  const validator: SchemaValidator = value => (validate(value) ? [] : validate.errors ?? []);
  validators.set(name, validator);
  return validator;
}

// `require`, because what is not needed must not be loaded; the casts say what the modules at those paths are.
const precompiled = (name: SchemaName): ValidateFunction => require(precompiledModule(name)) as ValidateFunction;
const compiledNow = (name: SchemaName): ValidateFunction => (require('./compile-schema') as typeof import('./compile-schema')).compileSchema(name).validate;
