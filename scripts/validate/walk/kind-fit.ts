/** Whether a value is of the kind that a key takes, and if not, which of its entries is at fault. */
import { isArray, isObject, type JsonValue } from '../json';
import type { KeyKind } from './swagger-keys';

/** A kind of value that a message can name. */
export type NamedKind = Exclude<KeyKind, 'entered' | 'any'>;

const words: Readonly<Record<NamedKind, string>> = {
  text: 'a text', flag: 'true or false', number: 'a number', integer: 'a whole number', list: 'a list', texts: 'a list of texts', object: 'an object',
  textByName: 'an object of texts', requirements: 'a list of security requirements', flagOrSchema: 'a schema, true or false', filled: 'a list with at least one entry',
};

/** What belongs there, in words. */
export const expectedWords = (kind: NamedKind): string => words[kind];

/** True when the value is of that kind, all the way down. */
export function fitsKind(kind: KeyKind, value: JsonValue): boolean {
  switch (kind) {
    case 'text': return typeof value === 'string';
    case 'flag': return typeof value === 'boolean';
    case 'number': return typeof value === 'number';
    case 'integer': return Number.isInteger(value);
    case 'list': return isArray(value);
    case 'object': return isObject(value);
    case 'flagOrSchema': return typeof value === 'boolean' || isObject(value);
    case 'filled': return !isArray(value) || value.length > 0;
    case 'texts': return isArray(value) && value.every(isText);
    case 'textByName': return isObject(value) && Object.values(value).every(isText);
    case 'requirements': return isArray(value) && value.every(isRequirement);
    case 'entered': case 'any': return true;
  }
}

/** A part of a value that is at fault, and what belongs there. */
export interface WrongEntry { readonly path: readonly (string | number)[]; readonly value: JsonValue; readonly kind: NamedKind }

/** Where in a value that does not fit the first fault is: the value itself, or an entry of it. */
export function wrongEntry(kind: KeyKind, value: JsonValue): WrongEntry {
  if (kind === 'entered' || kind === 'any') throw new Error(`Every value fits ${kind}.`);
  const inside = isArray(value) && kind === 'texts' ? firstWrong(value.entries(), 'text')
    : isObject(value) && kind === 'textByName' ? firstWrong(Object.entries(value), 'text')
    : isArray(value) && kind === 'requirements' ? wrongRequirement(value)
    : undefined;
  return inside ?? { path: [], value, kind };
}

const isText = (value: JsonValue | undefined): boolean => typeof value === 'string';
const isScopes = (value: JsonValue | undefined): boolean => isArray(value) && value.every(isText);
const isRequirement = (value: JsonValue): boolean => isObject(value) && Object.values(value).every(isScopes);

function firstWrong(entries: Iterable<readonly [string | number, JsonValue | undefined]>, kind: 'text' | 'texts'): WrongEntry | undefined {
  for (const [key, value] of entries) {
    if (value === undefined || fitsKind(kind, value)) continue;
    const { path, ...wrong } = wrongEntry(kind, value);
    return { path: [key, ...path], ...wrong };
  }
  return undefined;
}

function wrongRequirement(list: readonly JsonValue[]): WrongEntry | undefined {
  for (const [position, requirement] of list.entries()) {
    if (!isObject(requirement)) return { path: [position], value: requirement, kind: 'object' };
    const wrong = firstWrong(Object.entries(requirement).filter(([, scopes]) => !isScopes(scopes)), 'texts');
    if (wrong) return { ...wrong, path: [position, ...wrong.path] };
  }
  return undefined;
}
