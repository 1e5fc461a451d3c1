/** Values as findings show them. */
import { isArray, isObject, type JsonValue } from '../../json';

/** About how much of a value a sentence bears. */
const LONGEST = 60;

/** The value as JSON, cut when it is long; what is inside of objects and lists is left out. */
export const abridged = (value: JsonValue): string => (isObject(value) ? '{…}' : isArray(value) ? '[…]' : cut(JSON.stringify(value)));

/** A text, cut when it is long. */
export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

/** Names as a sentence lists them: a, b and c. */
export const listed = (names: readonly string[], last: 'and' | 'or' = 'and'): string =>
  (names.length > 1 ? `${names.slice(0, -1).join(', ')} ${last} ${names[names.length - 1] ?? ''}` : names.join(''));
