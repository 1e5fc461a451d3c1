import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OpenAPIV3 } from 'openapi-types';

const file = resolve(__dirname, '../../../shared/data/customer-insights-v1.openapi.json');

/** Judges answers by the published API description. */
export interface PublishedSchema {
  /** The faults of a JSON body by the schema of an operation's status; throws when the description has no such schema. */
  faults(operationId: string, status: number, body: unknown): ErrorObject[];
  /** Whether the description gives this answer a body. */
  hasBody(operationId: string, status: number): boolean;
  readonly operationIds: readonly string[];
}

/** Why the description can't be read; absent when it can. */
export const schemaMissing = existsSync(file) ? undefined : '../shared/data/customer-insights-v1.openapi.json is not here';

/**
 * Loads the description. Its enums are marked extensible, and live payloads spell them in another case, so a value
 * counts as known when it differs in case only; with `exactEnums` it must match to the letter. Properties that the
 * description doesn't know are refused, so that a misspelled name can't pass.
 */
export function loadPublishedSchema(options: { readonly exactEnums: boolean }): PublishedSchema {
  // The file is the committed API description; its form is checked by the tests that use it.
  const description = JSON.parse(readFileSync(file, 'utf8')) as OpenAPIV3.Document;
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  for (const [name, schema] of Object.entries(description.components?.schemas ?? {})) {
    ajv.addSchema(adapted(schema, options.exactEnums) as object, `#/components/schemas/${name}`);
  }
  const operations = new Map<string, OpenAPIV3.OperationObject>();
  for (const path of Object.values(description.paths)) {
    for (const operation of Object.values(path ?? {})) {
      if (typeof operation === 'object' && 'operationId' in operation) operations.set(String(operation.operationId), operation as OpenAPIV3.OperationObject);
    }
  }
  const compiled = new Map<string, ValidateFunction>();
  const schemaOf = (operationId: string, status: number): unknown => {
    const response = operations.get(operationId)?.responses[String(status)];
    return response !== undefined && 'content' in response ? response.content?.['application/json']?.schema : undefined;
  };
  return {
    operationIds: [...operations.keys()],
    hasBody: (operationId, status) => schemaOf(operationId, status) !== undefined,
    faults(operationId, status, body) {
      const schema = schemaOf(operationId, status);
      if (schema === undefined) throw new Error(`The description gives ${operationId} no JSON body with status ${status}.`);
      const key = `${operationId} ${status}`;
      const validate = compiled.get(key) ?? ajv.compile(adapted(schema, options.exactEnums) as object);
      compiled.set(key, validate);
      return validate(body) ? [] : validate.errors ?? [];
    },
  };
}

function adapted(schema: unknown, exactEnums: boolean): unknown {
  if (Array.isArray(schema)) return schema.map((item) => adapted(item, exactEnums));
  if (typeof schema !== 'object' || schema === null) return schema;
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'enum' && !exactEnums && Array.isArray(value)) result['pattern'] = `^(?:${value.map((word) => anyCase(String(word))).join('|')})$`;
    else if (key === 'properties') result[key] = Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, adapted(inner, exactEnums)]));
    else result[key] = adapted(value, exactEnums);
  }
  if ('properties' in result && !('additionalProperties' in result)) result['additionalProperties'] = false;
  return result;
}

function anyCase(word: string): string {
  return [...word].map((letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`).join('');
}
