/** JSON Schema (2020-12, as OpenAPI 3.1 takes it) in the few words that the contract needs. */
export interface JsonSchema { readonly [keyword: string]: unknown }

export const text = (description: string, keywords: JsonSchema = {}): JsonSchema => ({ type: 'string', description, ...keywords });
export const number = (description: string, keywords: JsonSchema = {}): JsonSchema => ({ type: 'integer', description, ...keywords });
export const yesNo = (description: string): JsonSchema => ({ type: 'boolean', description });
/** An instant as ISO 8601 in UTC with milliseconds, by the environment's clock. */
export const instant = (description: string): JsonSchema => text(description, { format: 'date-time' });
export const oneOf = (description: string, ...choices: readonly (string | number)[]): JsonSchema => ({ description, enum: choices });
export const list = (items: JsonSchema, description: string): JsonSchema => ({ type: 'array', items, description });
/** Any JSON value. */
export const anything = (description: string): JsonSchema => ({ description });
export const mapOf = (value: JsonSchema, description: string): JsonSchema => ({ type: 'object', additionalProperties: value, description });
export const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
export const either = (...schemas: readonly JsonSchema[]): JsonSchema => ({ oneOf: schemas });

/** A closed object; the names that may be absent end with `?`. */
export function record(properties: Readonly<Record<string, JsonSchema>>, description?: string): JsonSchema {
  const names = Object.keys(properties);
  return {
    type: 'object', ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(names.map(name => [plain(name), properties[name]])),
    required: names.filter(name => !name.endsWith('?')), additionalProperties: false,
  };
}

const plain = (name: string): string => (name.endsWith('?') ? name.slice(0, -1) : name);
