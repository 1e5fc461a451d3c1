import { nearestName } from '../diagnostics/nearest-name';
import { fail } from './flow-expression-error';
import { isList, isNumber, isObject, kindOf, propertyOf, doubleOf, type FlowNumber, type FlowValue, type JsonObject } from './flow-value';
import type { JsonValue } from './workflow-document';

/**
 * A member of a value: an item of a list by its position, a property of an object by its name. A name with slashes that
 * the object doesn't have walks into it (`body/value`). Where there is none, or nothing to look into, an optional member
 * is null and another one fails. Capital letters matter. Throws FunctionFault.
 */
export function memberOf(of: FlowValue, key: string | FlowNumber, optional: boolean): JsonValue {
  if (of === null) return optional ? null : fail(`${shownKey(key)} can't be read, because what it is read from is null. ?[…] gives null instead.`);
  if (isList(of)) {
    const position = typeof key === 'string' ? fail(`An item of a list is found by its number, not by ${shownKey(key)}.`) : doubleOf(key);
    return of[position] ?? (optional || position in of ? null : fail(`The list has no item ${position}: it has ${of.length}, counted from 0.`));
  }
  if (!isObject(of)) return fail(`${shownKey(key)} can't be read from ${kindOf(of)}. Only lists and objects have members.`);
  if (typeof key !== 'string') return fail(`A property of an object is found by its name, not by ${shownKey(key)}.`);
  const value = propertyAt(of, key);
  return value !== undefined ? value : optional ? null : missing(of, key);
}

/** The property of that name, or what a path of names leads to; undefined where there is none. */
function propertyAt(object: JsonObject, path: string): JsonValue | undefined {
  const own = propertyOf(object, path);
  if (own !== undefined) return own;
  for (let slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
    const inner = propertyOf(object, path.slice(0, slash));
    if (inner !== undefined) return isObject(inner) ? propertyAt(inner, path.slice(slash + 1)) : undefined;
  }
  return undefined;
}

function missing(object: JsonObject, name: string): never {
  const names = Object.keys(object);
  const nearest = nearestName(name, names);
  const known = nearest !== undefined ? ` Did you mean '${nearest}'?` : names.length === 0 ? ' It has no properties.' : ` It has: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`;
  return fail(`The object has no property '${name}'.${known}`);
}

const shownKey = (key: string | FlowNumber): string => typeof key === 'string' ? `'${key}'` : isNumber(key) ? String(doubleOf(key)) : '';
