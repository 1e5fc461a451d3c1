/** The project's JSON Schemas as functions. */
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { readFileSync } from 'node:fs';
import { schemaFile, type SchemaName } from '../../scripts/schema-validators/schema-names';

export type { SchemaName };

const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
addFormats(ajv);
const compiled = new Map<SchemaName, (value: unknown) => string[]>();

/** The places (JSON pointers) at which a value breaks a schema, once each, in order; none when it is valid. */
export function schemaCheck(name: SchemaName): (value: unknown) => string[] {
  const known = compiled.get(name);
  if (known) return known;
  const validate = ajv.compile(JSON.parse(readFileSync(schemaFile(name), 'utf8')) as object);
  const check = (value: unknown): string[] => (validate(value) ? [] : [...new Set((validate.errors ?? []).map(error => error.instancePath))].sort());
  compiled.set(name, check);
  return check;
}
