import type { JsonValue } from '../../validate/json';

/** The value of a JSON text; undefined for anything else. */
export function readJsonText(text: string): JsonValue | undefined {
  try { return JSON.parse(text) as JsonValue; /* what JSON.parse answers is JSON */ } catch { return undefined; }
}
