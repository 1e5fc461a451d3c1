import { isArray, isObject, type JsonValue } from '../json';
import { brief } from './brief';

/**
 * A value of a document as a sentence shows it: texts in quotation marks and shortened, numbers and words as they stand. Of
 * objects and lists only the kind is said, so that the cost never depends on their size.
 */
export function quoted(value: JsonValue): string {
  if (typeof value === 'string') return `"${brief(value)}"`;
  return isObject(value) ? 'an object' : isArray(value) ? 'a list' : String(value);
}
