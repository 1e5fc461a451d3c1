/** Whether a JSON value is what a Swagger type announces. */
import type { JsonValue } from '../../json';

/** True when the type is unknown or takes the value; `null` is left to `x-nullable`. Integers are numbers too. */
export function fitsType(value: JsonValue, type: JsonValue | undefined): boolean {
  switch (type) {
    case 'string': return typeof value === 'string' || value === null;
    case 'integer': return Number.isInteger(value) || value === null;
    case 'number': return typeof value === 'number' || value === null;
    case 'boolean': return typeof value === 'boolean' || value === null;
    case 'array': return Array.isArray(value) || value === null;
    case 'object': return typeof value === 'object' && !Array.isArray(value);
    default: return true;
  }
}

/** The value in the announced type where only the spelling was wrong ("true" for true, 5 for "5"); undefined otherwise. */
export function inType(value: JsonValue, type: JsonValue | undefined): string | number | boolean | undefined {
  if (type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  if (typeof value !== 'string') return undefined;
  if (type === 'boolean') return value.toLowerCase() === 'true' ? true : value.toLowerCase() === 'false' ? false : undefined;
  if (type === 'integer' || type === 'number') {
    const number = Number(value);
    return String(number) === value && (type === 'number' ? Number.isFinite(number) : Number.isSafeInteger(number)) ? number : undefined;
  }
  return undefined;
}
