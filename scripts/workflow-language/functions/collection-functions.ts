import { fail } from '../flow-expression-error';
import { isList, isObject, jsonOf, kindOf, propertyOf, shownValue, textOf, type JsonList, type JsonObject } from '../flow-value';
import { compareValues, keyOf, sameValue, withoutRepeats } from '../same-value';
import type { JsonValue } from '../workflow-document';
import { example, flowFunction } from './flow-function';

const ONE = [{ name: 'collection', type: 'sequence' }] as const;
const COUNTED = [{ name: 'collection', type: 'sequence' }, { name: 'count', type: 'integer' }] as const;
const ITEMS = [{ name: 'object', type: 'any', variadic: true }] as const;
const MANY = [{ name: 'collection', type: 'container', variadic: true }] as const;

/** Functions for lists, and for texts and objects where they are like one. Source: functions reference, "Collection functions". */
export const collectionFunctions = {
  chunk: flowFunction({
    parameters: [{ name: 'collection', type: 'sequence' }, { name: 'length', type: 'integer' }], result: 'array',
    description: 'A text or a list in pieces of one length.',
    examples: [
      example("chunk('abcdefghijklmnopqrstuvwxyz', 10)", ['abcdefghij', 'klmnopqrst', 'uvwxyz']),
      example('chunk(createArray(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), 5)', [[1, 2, 3, 4, 5], [6, 7, 8, 9, 10], [11, 12]]),
    ],
    evaluate: ([collection, length]) => {
      if (length < 1) fail(`The pieces of chunk have a length of 1 or more, but it is ${length}.`);
      return Array.from({ length: Math.ceil(collection.length / length) }, (_, position) => collection.slice(position * length, (position + 1) * length));
    },
  }),
  contains: flowFunction({
    parameters: [{ name: 'collection', type: 'collection' }, { name: 'value', type: 'any' }], result: 'boolean',
    description: 'Whether a text has a part, a list an item, or an object a property of that name; capital letters matter.',
    examples: [
      example("contains('hello world', 'world')", true), example("contains('hello world', 'universe')", false), example('contains(createArray(1, 2), 2)', true),
      example(`contains(json('{"a": 1}'), 'a')`, true),
    ],
    evaluate: ([collection, value]) => {
      if (collection === null) return fail(`contains wants a text, a list or an object as argument 1 (collection), but it is null. A field that may be missing needs a value to fall back on: coalesce(…).`);
      if (isList(collection)) return collection.some(item => sameValue(item, value));
      if (typeof value !== 'string') return fail(`contains looks for a text in ${kindOf(collection)}, but is given ${shownValue(value)}.`);
      return typeof collection === 'string' ? collection.includes(value) : propertyOf(collection, value) !== undefined;
    },
  }),
  createArray: flowFunction({
    parameters: ITEMS, result: 'array', description: 'A list of the values.',
    examples: [example("createArray('h', 'e', 'l', 'l', 'o')", ['h', 'e', 'l', 'l', 'o'])], evaluate: values => values.map(jsonOf),
  }),
  empty: flowFunction({
    parameters: [{ name: 'collection', type: 'collection' }], result: 'boolean', description: 'Whether a text, a list or an object has nothing in it, or is null.',
    examples: [example("empty('')", true), example("empty('abc')", false), example('empty(null)', true), example("empty(json('{}'))", true)],
    evaluate: ([collection]) => collection === null || (isObject(collection) ? Object.keys(collection).length === 0 : collection.length === 0),
  }),
  first: flowFunction({
    parameters: ONE, result: 'any', description: 'The first item of a list, or the first character of a text; null where the list is empty.',
    examples: [example("first('hello')", 'h'), example('first(createArray(0, 1, 2))', 0), example("first(json('[]'))", null)],
    evaluate: ([collection]) => collection[0] ?? (typeof collection === 'string' ? '' : null),
  }),
  intersection: flowFunction({
    parameters: MANY, result: 'any', description: 'What all lists have in common, without repeats; or what all objects have.',
    examples: [
      example('intersection(createArray(1, 2, 3), createArray(101, 2, 1, 10), createArray(6, 8, 1, 2))', [1, 2]),
      example(`intersection(json('{"a": 1, "b": 2}'), json('{"a": 1, "b": 3}'))`, { a: 1 }),
    ],
    evaluate: values => {
      const [first, ...rest] = alike('intersection', values);
      if (isList(first)) {
        const others = rest.map(each => new Set((each as JsonList).map(keyOf))); // alike made sure that all are lists
        return withoutRepeats(first).filter(item => others.every(keys => keys.has(keyOf(item))));
      }
      const isEverywhere = ([name, value]: readonly [string, JsonValue]): boolean => rest.every(other => isObject(other) && Object.hasOwn(other, name) && sameValue(other[name] ?? null, value));
      return Object.fromEntries(Object.entries(first as JsonObject).filter(isEverywhere)); // a list went another way
    },
  }),
  join: flowFunction({
    parameters: [{ name: 'collection', type: 'array' }, { name: 'delimiter', type: 'string' }], result: 'string',
    description: 'The items of a list as one text, with a delimiter between them.',
    examples: [example("join(createArray('a', 'b', 'c'), '.')", 'a.b.c')], evaluate: ([collection, delimiter]) => collection.map(textOf).join(delimiter),
  }),
  last: flowFunction({
    parameters: ONE, result: 'any', description: 'The last item of a list, or the last character of a text; null where the list is empty.',
    examples: [example("last('abcd')", 'd'), example('last(createArray(0, 1, 2, 3))', 3)],
    evaluate: ([collection]) => collection.at(-1) ?? (typeof collection === 'string' ? '' : null),
  }),
  length: flowFunction({
    parameters: ONE, result: 'integer', description: 'How many characters a text has, or how many items a list.',
    examples: [example("length('abcd')", 4), example('length(createArray(0, 1, 2, 3))', 4)], evaluate: ([collection]) => collection.length,
  }),
  range: flowFunction({
    parameters: [{ name: 'startIndex', type: 'integer' }, { name: 'count', type: 'integer' }], result: 'array',
    description: 'A list of so many integers in a row, from a first one on.',
    examples: [example('range(1, 4)', [1, 2, 3, 4])],
    evaluate: ([start, count]) => count < 1 || count > 100_000 || start + count > 2_147_483_647
      ? fail(`range makes 1 to 100,000 integers up to 2,147,483,647, but is given ${start} and ${count}.`) : Array.from({ length: count }, (_, position) => start + position),
  }),
  reverse: flowFunction({
    parameters: [{ name: 'collection', type: 'array' }], result: 'array', description: 'The list from its end to its beginning.',
    examples: [example('reverse(createArray(0, 1, 2, 3))', [3, 2, 1, 0])], evaluate: ([collection]) => [...collection].reverse(),
  }),
  skip: flowFunction({
    parameters: COUNTED, result: 'any', description: 'The list (or text) without so many items at its beginning.',
    examples: [example('skip(createArray(0, 1, 2, 3), 1)', [1, 2, 3])], evaluate: ([collection, count]) => collection.slice(counted('skip', count)),
  }),
  sort: flowFunction({
    parameters: [{ name: 'collection', type: 'array' }, { name: 'sortBy', type: 'string', optional: true }], result: 'array',
    description: 'The list in ascending order, objects by one of their properties.',
    examples: [
      example('sort(createArray(2, 1, 0, 3))', [0, 1, 2, 3]),
      example(`sort(json('[{"first": "Amalie", "last": "Rose"}, {"first": "Elise", "last": "Renee"}]'), 'last')`, [{ first: 'Elise', last: 'Renee' }, { first: 'Amalie', last: 'Rose' }]),
    ],
    evaluate: ([collection, sortBy]) => sorted(collection, sortBy),
  }),
  take: flowFunction({
    parameters: COUNTED, result: 'any', description: 'So many items from the beginning of a list or a text.',
    examples: [example("take('abcde', 3)", 'abc'), example('take(createArray(0, 1, 2, 3, 4), 3)', [0, 1, 2])],
    evaluate: ([collection, count]) => collection.slice(0, counted('take', count)),
  }),
  union: flowFunction({
    parameters: MANY, result: 'any', description: 'The items of all lists without repeats; or all properties of several objects, the last of a name.',
    examples: [
      example('union(createArray(1, 2, 3), createArray(1, 2, 10, 101))', [1, 2, 3, 10, 101]),
      example(`union(json('{"a": 1}'), json('{"a": 2, "b": 3}'))`, { a: 2, b: 3 }),
    ],
    evaluate: values => {
      if (isList(alike('union', values)[0])) return withoutRepeats(values.flatMap(each => each as JsonList)); // alike made sure that all are lists
      return Object.fromEntries(values.flatMap(each => Object.entries(each)));
    },
  }),
};

const counted = (name: string, count: number): number => count < 0 ? fail(`${name} wants a number from 0 on, but it is ${count}.`) : count;

/** The values, which are all lists or all objects. */
function alike(name: string, values: readonly (JsonList | JsonObject)[]): readonly (JsonList | JsonObject)[] {
  if (values.some(each => isList(each)) && !values.every(each => isList(each))) fail(`${name} takes lists or objects, but not both at once.`);
  return values;
}

function sorted(collection: JsonList, by: string | undefined): JsonList {
  const key = (item: JsonValue): JsonValue => {
    if (by === undefined) return item;
    return isObject(item) ? propertyOf(item, by) ?? null : fail(`sort by '${by}' wants a list of objects, but one item is ${shownValue(item)}.`);
  };
  return collection.map(item => ({ item, key: key(item) })).sort((one, other) => {
    if (one.key === null || other.key === null) return Number(one.key !== null) - Number(other.key !== null);
    return compareValues(one.key, other.key) ?? fail(`sort can't order ${shownValue(one.key)} and ${shownValue(other.key)}.`);
  }).map(({ item }) => item);
}
