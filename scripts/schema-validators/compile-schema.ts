/** A schema made into a function by ajv: at once in a clone, while building in a package. */
import { readFileSync } from 'node:fs';
import Ajv, { type Options, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { schemaFile, type SchemaName } from './schema-names';

/**
 * Compiles one schema. Both ways to a validator come through here, so that they have the same options and report the
 * same errors; `more` may ask for the source text, but must not change what is reported.
 */
export function compileSchema(name: SchemaName, more: Pick<Options, 'code'> = {}): { readonly ajv: Ajv; readonly validate: ValidateFunction } {
  // The schema is a file of this package, and its own tests check it: doing so here again takes longer than a build.
  const ajv = new Ajv({ allErrors: true, verbose: true, meta: false, validateSchema: false, strict: false, ...more });
  addFormats(ajv, ['email', 'uri', 'uuid']);
  return { ajv, validate: ajv.compile(JSON.parse(readFileSync(schemaFile(name), 'utf8')) as object) }; // a schema of ours is an object
}
