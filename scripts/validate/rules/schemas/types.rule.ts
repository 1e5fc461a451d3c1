import { inAnswer, inBody } from '../../examples/example';
import { isArray, type JsonObject, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { takesValues } from '../../walk/schema-roles';
import { quoted } from '../../words/quoted';

const types = new Set<JsonValue>(['string', 'number', 'integer', 'boolean', 'object', 'array', 'file']);

/** The one type of a list such as ["string", "null"], which OpenAPI 3.1 writes for a text that may be missing. */
const onlyType = (type: JsonValue): string | undefined => {
  const others = isArray(type) ? type.filter(each => each !== 'null') : [];
  const [only] = others;
  return others.length === 1 && typeof only === 'string' && types.has(only) ? only : undefined;
};

export const schemaType = rule<{ type: JsonValue; hasNullable: boolean }>({
  code: 'schema-type',
  title: 'The type of a schema is one of seven words',
  severity: always('error'),
  microsoft: ['JsonTypeIncorrect'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 617 },
  why: 'Swagger 2.0 has one type for each schema: string, number, integer, boolean, object, array or file. Everything else makes the import fail.',
  page: 'Lists of types and `null` belong to OpenAPI 3.1. Write the one type, and `"x-nullable": true` beside it where the value may be null.',
  says: ({ type }) => ({
    what: `The type ${isArray(type) ? `[${type.slice(0, 4).map(quoted).join(', ')}]` : quoted(type)} is not one of string, number, integer, boolean, object, array and file.`,
    todo: onlyType(type) === undefined ? 'Write the type that the value has; a detail such as int32 goes into "format".' : `Write "${onlyType(type) ?? ''}", and "x-nullable": true beside it.`,
  }),
  fix: {
    safe: true,
    title: 'Write the one type in small letters.',
    edits: ({ type, hasNullable }, at) => {
      if (!('pointer' in at)) return undefined;
      if (typeof type === 'string' && types.has(type.toLowerCase())) return [{ at, set: type.toLowerCase() }];
      const only = onlyType(type);
      const schema = at.up();
      return only === undefined || !schema ? undefined : [{ at, set: only }, ...(hasNullable || !isArray(type) || !type.includes('null') ? [] : [{ at: schema.at('x-nullable'), set: true } as const])];
    },
  },
  examples: () => ({
    good: [inBody({ type: 'object' }), inAnswer({ type: 'string', 'x-nullable': true }), inAnswer({})],
    bad: [
      { example: inAnswer({ type: 'String' }), at: ['/type'], fixed: inAnswer({ type: 'string' }) },
      { example: inAnswer({ type: ['string', 'null'] }), at: ['/type'], fixed: inAnswer({ type: 'string', 'x-nullable': true }) },
      { example: inBody({ type: 'object', properties: { size: { type: 'int' } } }), at: ['/properties/size/type'] },
    ],
  }),
  check: ({ report }) => atKeys({
    type(type, object, role, spot) {
      // Words that headers and items do not know are told by known-value, those of parameters by param-type.
      const wrong = role === 'schema' ? !types.has(type) : (role === 'items' || role === 'header') && typeof type !== 'string';
      if (wrong && typeof object['$ref'] !== 'string') report(spot.at('type'), { type, hasNullable: object['x-nullable'] !== undefined });
    },
  }),
});

/** A schema whose parts are only known at run time. */
const isDynamic = (object: JsonObject): boolean => object['x-ms-dynamic-schema'] !== undefined || object['x-ms-dynamic-properties'] !== undefined;

export const arrayItems = rule<{ what: string }>({
  code: 'array-items',
  title: 'An array says what its items are',
  severity: always('error'),
  microsoft: ['ArrayHasNoItems'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.8, recent: 100, independent: 100, applicable: 529 },
  why: 'Without "items" it is not known what is in the list, and the import fails.',
  says: ({ what }) => ({
    what: `The ${what} is an array without items.`,
    todo: 'Add "items" with the schema of one item; { "type": "object" } if nothing more is known.',
  }),
  examples: () => ({
    good: [inAnswer({ type: 'array', items: {} }), inAnswer({ type: 'array', 'x-ms-dynamic-schema': { operationId: 'GetSchema', parameters: {}, 'value-path': 'schema' } })],
    bad: [{ example: inAnswer({ type: 'array' }), at: [''] }, { example: inBody({ type: 'object', properties: { tags: { type: 'array' } } }), at: ['/properties/tags'] }],
  }),
  check: ({ report }) => atKeys({
    type(type, object, role, spot) {
      if (type !== 'array' || object['items'] !== undefined || !takesValues(role) || typeof object['$ref'] === 'string' || isDynamic(object)) return;
      report(spot, { what: role === 'items' ? 'list of items' : role });
    },
  }),
});
