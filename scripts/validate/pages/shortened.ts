import { isDeepStrictEqual } from 'node:util';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../json';
import { compactJson, MORE } from './compact-json';

/** Examples of so many lines are short enough to be shown whole. */
const ENOUGH = 6;

/**
 * An example without what an earlier one shows already at the same place: what differs is left, and MORE stands for the
 * rest. An object that lacks a key of the earlier one is shown whole, for what is missing can't be seen otherwise. Short
 * examples, and those that have little in common with the earlier one, stay as they are.
 */
export function shortened(value: JsonValue, earlier: JsonValue): JsonValue {
  if (linesOf(value) <= ENOUGH) return value;
  const rest = difference(value, earlier);
  return linesOf(rest) < linesOf(value) ? rest : value;
}

const linesOf = (value: JsonValue): number => compactJson(value).split('\n').length;

function difference(value: JsonValue, earlier: JsonValue): JsonValue {
  if (isObject(value) && isObject(earlier)) return differenceOfObjects(value, earlier);
  if (isArray(value) && isArray(earlier) && value.length === earlier.length && value.every(isObject)) return value.map((item, position) => difference(item, earlier[position] ?? null));
  return value;
}

function differenceOfObjects(value: JsonObject, earlier: JsonObject): JsonValue {
  if (Object.keys(earlier).some(key => member(value, key) === undefined)) return value;
  const entries = Object.entries(value).flatMap(([key, item]): [string, JsonValue][] => {
    const before = member(earlier, key);
    if (item === undefined || isDeepStrictEqual(item, before)) return [];
    return [[key, before === undefined ? item : difference(item, before)]];
  });
  return Object.fromEntries(entries.length < Object.keys(value).length ? [...entries, [MORE, null]] : entries);
}
