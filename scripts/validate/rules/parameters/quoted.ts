/** Values of a document as sentences show them. */
import type { JsonValue } from '../../json';

const LONGEST = 60;

/** The value as JSON, cut after 60 whole characters. Of objects and arrays only the kind is said, so that the cost never depends on their size. */
export function quoted(value: JsonValue): string {
  if (typeof value === 'string') return JSON.stringify(value.length > LONGEST ? `${Array.from(value.slice(0, 2 * LONGEST)).slice(0, LONGEST).join('')}…` : value);
  if (typeof value !== 'object' || value === null) return String(value);
  return Array.isArray(value) ? 'a list' : 'an object';
}
