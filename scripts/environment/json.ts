/** A value as JSON knows it. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject { readonly [name: string]: JsonValue | undefined }

/** True for an object that is neither null nor an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object, or an empty one; for documents whose optional parts may be missing or misshapen. */
export function objectOr(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The value as text, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The text elements of a list; everything else counts as none. */
export function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((element): element is string => typeof element === 'string') : [];
}

/** Parses UTF-8 JSON, or undefined where the bytes are none. */
export function jsonOf(bytes: Uint8Array): JsonValue | undefined {
  try {
    // JSON.parse yields JSON values and nothing else.
    return JSON.parse(Buffer.from(bytes).toString('utf8')) as JsonValue;
  } catch {
    return undefined;
  }
}
