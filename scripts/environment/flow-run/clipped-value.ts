import type { JsonValue } from '../json';

/** The beginning of a value, for a sentence. */
export function clippedValue(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
