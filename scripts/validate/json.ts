/** Values that were read from a file: nothing about their shape is known until it is looked at. */

export type JsonValue = string | number | boolean | null | JsonObject | readonly JsonValue[];
export interface JsonObject { readonly [key: string]: JsonValue | undefined }

/** True for `{…}`; false for arrays and null. */
export const isObject = (value: JsonValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** True for `[…]`; Array.isArray alone loses the type of the items. */
export const isArray = (value: JsonValue | undefined): value is readonly JsonValue[] => Array.isArray(value);

/**
 * The value of a key that the object itself has. What every object inherits are functions, which no JSON value is, and
 * `__proto__`; asking for the key itself (Object.hasOwn) takes several times as long, and everything asks here.
 */
export function member(object: JsonObject, key: string): JsonValue | undefined {
  const value = object[key];
  return typeof value === 'function' || (key === '__proto__' && !Object.hasOwn(object, key)) ? undefined : value;
}

/** The object at a key; undefined when there is none or it is something else. */
export function objectAt(object: JsonObject | undefined, key: string): JsonObject | undefined {
  const value = object && member(object, key);
  return isObject(value) ? value : undefined;
}

/** The text at a key; undefined when there is none or it is something else. */
export function textAt(object: JsonObject | undefined, key: string): string | undefined {
  const value = object && member(object, key);
  return typeof value === 'string' ? value : undefined;
}

/** The items of the array at a key; empty when there is none or it is something else. */
export function itemsAt(object: JsonObject | undefined, key: string): readonly JsonValue[] {
  const value = object && member(object, key);
  return isArray(value) ? value : [];
}

/** The entries of the object at a key; empty when there is none or it is something else. */
export function entriesAt(object: JsonObject | undefined, key: string): readonly (readonly [string, JsonValue])[] {
  const value = objectAt(object, key);
  return value ? Object.entries(value).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined) : [];
}

/** What kind of JSON value this is, in the words of JSON Schema, with whole numbers as `integer`. */
export function kindOf(value: JsonValue): 'string' | 'number' | 'integer' | 'boolean' | 'null' | 'object' | 'array' {
  if (value === null) return 'null';
  if (isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value as 'string' | 'boolean' | 'object'; // null, arrays and numbers were answered above
}
