import { inAnswer, inBody } from '../../examples/example';
import { isArray, isObject, member, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import type { SchemaNode } from '../../walk/nodes';
import type { Spot } from '../../spot';
import { quoted } from '../../words/quoted';

const row = (filterFunctions: JsonValue) => ({ type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'The name.', 'x-ms-capabilities': { filterFunctions } } } });
const place = '/properties/name/x-ms-capabilities/filterFunctions';

export const filterFunctions = rule<{ readonly wrong: 'no list' | 'empty' | 'twice' | 'input'; readonly value: JsonValue }>({
  code: 'filter-functions',
  title: 'filterFunctions is a list of different names, in the schema of an answer',
  severity: always('error'),
  microsoft: ['FilterFunctionsPropertyEmpty', 'FilterFunctionsPropertyHasDuplicates', 'FilterFunctionsPropertyInInputSchema'],
  source: 'Swagger validator rules',
  why: 'Power Apps reads from filterFunctions which filters the service can apply to a column. Microsoft\'s validator refuses an empty list, repetitions, and filterFunctions in a request.',
  says: ({ wrong, value }) => ({
    'no list': { what: `The value of filterFunctions is ${quoted(value)}.`, todo: 'Write a list of names: ["eq", "contains"].' },
    empty: { what: 'The list filterFunctions is empty.', todo: 'Name the functions that the service can filter by, or remove filterFunctions.' },
    twice: { what: `The list filterFunctions has ${quoted(value)} twice.`, todo: 'Remove one of the two.' },
    input: { what: 'The schema of a request has filterFunctions.', todo: 'Move them to the schema of the answer.' },
  })[wrong],
  examples: () => ({
    good: [inAnswer(row(['eq', 'contains']))],
    bad: [
      { example: inAnswer(row([])), at: [place] },
      { example: inAnswer(row(['eq', 'eq'])), at: [`${place}/1`] },
      { example: inAnswer(row('eq')), at: [place] },
      { example: inBody(row(['eq'])), at: [place] },
    ],
  }),
  check: ({ report, definition }) => ({
    schema(node) {
      const found = functionsOf(node);
      if (!found) return;
      const { value, spot } = found;
      if (isInput(node) || (node.definition !== undefined && definition?.uses(node.definition).input && !definition.uses(node.definition).output)) { report(spot, { wrong: 'input', value }); return; }
      if (!isArray(value)) { report(spot, { wrong: 'no list', value }); return; }
      if (value.length === 0) report(spot, { wrong: 'empty', value });
      const seen = new Set<string>();
      for (const [position, each] of value.entries()) {
        if (typeof each === 'string' && seen.has(each)) report(spot.at(position), { wrong: 'twice', value: each });
        if (typeof each === 'string') seen.add(each);
      }
    },
  }),
});

/** The functions that Power Apps delegates, by the names that OData gives them. */
const knownFunctions = new Set([
  'eq', 'ne', 'lt', 'le', 'gt', 'ge', 'and', 'or', 'not', 'add', 'sub', 'mul', 'div', 'mod', 'negate', 'null',
  'contains', 'startswith', 'endswith', 'length', 'indexof', 'replace', 'substring', 'substringof', 'tolower', 'toupper', 'trim', 'concat',
  'year', 'month', 'day', 'hour', 'minute', 'second', 'date', 'time', 'now', 'totaloffsetminutes', 'totalseconds',
  'round', 'floor', 'ceiling', 'min', 'max', 'sum', 'average', 'countdistinct', 'top', 'any', 'all', 'in',
]);

export const filterFunctionsKnown = rule<{ readonly name: JsonValue }>({
  code: 'filter-functions-known',
  title: 'filterFunctions names functions that Power Apps knows',
  severity: platformThen('information', 'warning'),
  microsoft: ['FilterFunctionsPropertyInvalidValue'],
  source: 'Swagger validator rules',
  why: 'Power Apps never asks the service for a function of another name, and Microsoft\'s validator refuses it.',
  page: 'The names are those of OData in small letters, such as `eq`, `lt`, `contains`, `startswith`, `year` and `round`. Microsoft does not publish the list that its validator has.',
  says: ({ name }) => ({ what: `The list filterFunctions has ${quoted(name)}, which is not a function that Power Apps is known to use.`, todo: 'Write the name of an OData function, such as "eq" or "contains".' }),
  examples: () => ({
    good: [inAnswer(row(['eq', 'startswith']))],
    bad: [{ example: inAnswer(row(['eq', 'equals'])), at: [`${place}/1`] }],
  }),
  check: ({ report }) => ({
    schema(node) {
      const found = functionsOf(node);
      if (found && isArray(found.value)) for (const [position, name] of found.value.entries()) if (typeof name !== 'string' || !knownFunctions.has(name)) report(found.spot.at(position), { name });
    },
  }),
});

function functionsOf({ schema, spot }: SchemaNode): { readonly value: JsonValue; readonly spot: Spot } | undefined {
  const capabilities = schema['x-ms-capabilities'];
  const value = isObject(capabilities) ? member(capabilities, 'filterFunctions') : undefined;
  return value === undefined ? undefined : { value, spot: spot.at('x-ms-capabilities', 'filterFunctions') };
}

function isInput(node: SchemaNode): boolean {
  let top = node;
  while (top.parent) top = top.parent;
  return top.position === 'body';
}
