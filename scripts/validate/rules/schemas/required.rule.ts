import { inAnswer, inBody } from '../../examples/example';
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { DefinitionIndex } from '../../walk/definition-index';
import { atKeys, objectAtPath } from '../../walk/schema-keys';
import { schemaUse } from '../../walk/schema-use';
import { quoted } from '../../words/quoted';

const name = { type: 'string', title: 'Name', description: 'What the animal is called.' };

export const requiredNonempty = rule<undefined>({
  code: 'required-nonempty',
  title: 'A list of required properties is not empty',
  severity: always('error'),
  microsoft: ['RequiredPropertyArrayEmpty'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 472 },
  why: 'Swagger 2.0 asks for at least one name in the list; the import fails if there is none.',
  says: () => ({ what: 'The list "required" is empty.', todo: 'Delete the key.' }),
  fix: { safe: true, title: 'Delete the key.', edits: (_, at) => ('pointer' in at ? [{ at, remove: true }] : undefined) },
  examples: () => ({
    good: [inBody({ type: 'object', required: ['name'], properties: { name } }), inBody({ type: 'object', properties: { name } })],
    bad: [{ example: inBody({ type: 'object', required: [], properties: { name } }), at: ['/required'], fixed: inBody({ type: 'object', properties: { name } }) }],
  }),
  check: ({ report }) => atKeys({
    required(required, _, role, spot) {
      if (role === 'schema' && isArray(required) && required.length === 0) report(spot.at('required'), undefined);
    },
  }),
});

export const requiredObjectOnly = rule<{ type: string }>({
  code: 'required-object-only',
  title: 'Only objects have required properties',
  severity: platformThen('warning', 'error'),
  microsoft: ['RequiredPropertyNotOnObject'],
  source: 'Swagger validator rules',
  evidence: { certified: 98.3, recent: 98.4, independent: 100, applicable: 472 },
  why: 'Lists and single values have no properties that could be required, so this has no effect; Microsoft\'s validator refuses it.',
  says: ({ type }) => ({
    what: `The schema is of the type ${quoted(type)} but has required properties.`,
    todo: type === 'array' ? 'Move "required" into "items", where the properties are.' : 'Delete "required"; to require the value itself, list it in the object around it.',
  }),
  examples: () => ({
    good: [inAnswer({ type: 'array', items: { type: 'object', required: ['name'], properties: { name } } })],
    bad: [{ example: inAnswer({ type: 'array', required: ['name'], items: { type: 'object', properties: { name } } }), at: ['/required'] }],
  }),
  check: ({ report }) => atKeys({
    required(required, object, role, spot) {
      if (role !== 'schema' || !isArray(required)) return;
      const type = object['type'];
      if (typeof type === 'string' && type !== 'object' && object['properties'] === undefined) report(spot.at('required'), { type });
    },
  }),
});

/** Enough for any hierarchy of definitions; a circle of them ends here. */
const MOST_PARTS = 100;

/** The property names of a schema and of everything that allOf adds; undefined when a part is not known here. */
function propertiesOf(schema: JsonObject, index: DefinitionIndex): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  const waiting: JsonValue[] = [schema];
  for (let count = 0; waiting.length > 0; count += 1) {
    const part = index.resolved(waiting.pop());
    if (!part || count > MOST_PARTS || part['x-ms-dynamic-schema'] !== undefined || part['x-ms-dynamic-properties'] !== undefined) return undefined;
    const properties = part['properties'];
    if (isObject(properties)) Object.keys(properties).forEach(each => names.add(each));
    const all = part['allOf'];
    if (isArray(all)) waiting.push(...all);
  }
  return names;
}

/** The schemas that a required property may come from: parts of an allOf complete each other. */
function outermostAt(spot: Spot, index: DefinitionIndex): JsonObject | undefined {
  let outermost = spot;
  for (let list = spot.up(); list?.key === 'allOf' && typeof outermost.key === 'number'; list = outermost.up()) outermost = list.up() ?? outermost;
  return objectAtPath(index.root, outermost.path());
}

export const requiredDefined = rule<{ name: string; near: string | undefined }>({
  code: 'required-defined',
  title: 'Every required property is described',
  severity: always('error'),
  microsoft: ['RequiredPropertyDefinitionMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 98.3, recent: 98.4, independent: 100, applicable: 472 },
  why: 'The list names a property that is not there to be filled in, so the import fails.',
  page: 'Properties may also come from `allOf`. A `required` on a list is a matter of `required-object-only`; the figures below count those, and no others failed among the published connectors.',
  says: ({ name: missing, near }) => ({
    what: `The required property ${quoted(missing)} is not among the properties.`,
    todo: near === undefined ? 'Describe it under "properties", or remove it from "required".' : `Write ${quoted(near)}.`,
  }),
  fix: {
    safe: true,
    title: 'Write the name as the property has it.',
    edits: ({ near }, at) => (near !== undefined && 'pointer' in at ? [{ at, set: near }] : undefined),
  },
  examples: () => ({
    good: [
      inBody({ type: 'object', required: ['name'], properties: { name } }),
      inBody({ allOf: [{ type: 'object', properties: { name } }, { type: 'object', required: ['name'] }] }),
      inBody({ type: 'object', required: ['name'], 'x-ms-dynamic-schema': { operationId: 'GetSchema', parameters: {}, 'value-path': 'schema' } }),
    ],
    bad: [
      { example: inBody({ type: 'object', required: ['name', 'age'], properties: { name } }), at: ['/required/1'] },
      { example: inBody({ type: 'object', required: ['Name'], properties: { name } }), at: ['/required/0'], fixed: inBody({ type: 'object', required: ['name'], properties: { name } }) },
    ],
  }),
  check: ({ report, definition }) => atKeys({
    required(required, schema, role, spot) {
      if (role !== 'schema' || !isArray(required) || !definition) return;
      const properties = schema['properties'];
      let known: ReadonlySet<string> | undefined;
      for (let position = 0; position < required.length; position += 1) {
        const missing = required[position];
        if (typeof missing !== 'string' || (isObject(properties) && Object.hasOwn(properties, missing))) continue;
        const type = member(schema, 'type');
        if (typeof type === 'string' && type !== 'object' && properties === undefined) return;
        known ??= propertiesOf(outermostAt(spot, definition) ?? schema, definition);
        if (!known) return;
        if (!known.has(missing)) report(spot.at('required', position), { name: missing, near: nearOf(missing, known, required) });
      }
    },
  }),
});

const nearOf = (missing: string, known: ReadonlySet<string>, required: readonly JsonValue[]): string | undefined =>
  [...known].find(each => each.toLowerCase() === missing.toLowerCase() && !required.includes(each));

export const readOnlyRequired = rule<{ name: string }>({
  code: 'readonly-required',
  title: 'A read-only property is not required as input',
  severity: always('error'),
  microsoft: ['RequiredReadOnlyPropertyNotAllowedAsInput'],
  source: 'Swagger validator rules',
  why: 'Makers can\'t fill in what is read-only, but must not leave out what is required. The platform refuses this contradiction.',
  page: 'Where a definition is used for requests and responses, remove the property from "required", or make a second definition for requests.',
  says: ({ name: both }) => ({
    what: `The input property ${quoted(both)} is read-only and required.`,
    todo: 'Remove it from "required", or delete "readOnly".',
  }),
  examples: () => ({
    good: [
      inAnswer({ type: 'object', required: ['name'], properties: { name: { ...name, readOnly: true } } }),
      inBody({ type: 'object', properties: { name: { ...name, readOnly: true } } }),
    ],
    bad: [{ example: inBody({ type: 'object', required: ['name'], properties: { name: { ...name, readOnly: true } } }), at: ['/properties/name'] }],
  }),
  check: ({ report, definition }) => ({
    schema(node) {
      if (node.required && node.schema['readOnly'] === true && schemaUse(node, definition).input) report(node.spot, { name: node.name ?? '' });
    },
  }),
});
