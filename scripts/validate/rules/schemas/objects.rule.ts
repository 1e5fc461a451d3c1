import { inAnswer, inBody, inDefinition } from '../../examples/example';
import { isArray, isObject, member, textAt } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { quoted } from '../../words/quoted';

export const discriminator = rule<{ name: string; kind: 'undefined' | 'optional' | 'no text' }>({
  code: 'discriminator',
  title: 'A discriminator names a required text property',
  severity: always('error'),
  microsoft: ['DiscriminatorMustBeARequiredStringProperty'],
  source: 'Swagger validator rules',
  why: 'The discriminator is the property that says which kind of object a value is, so every value must have it, as a text. The platform refuses anything else.',
  says: ({ name, kind }) => ({
    what: `The discriminator ${quoted(name)} ${kind === 'undefined' ? 'is not among the properties' : kind === 'optional' ? 'is not required' : 'is not of the type string'}.`,
    todo: kind === 'undefined' ? 'Describe it under "properties" and list it under "required".' : kind === 'optional' ? 'List it under "required".' : 'Make it a string.',
  }),
  examples: () => ({
    good: [inAnswer({ type: 'object', discriminator: 'kind', required: ['kind'], properties: { kind: { type: 'string' } } })],
    bad: [
      { example: inAnswer({ type: 'object', discriminator: 'kind', properties: { kind: { type: 'string' } } }), at: ['/discriminator'] },
      { example: inAnswer({ type: 'object', discriminator: 'kind', required: ['kind'], properties: { kind: { type: 'integer' } } }), at: ['/discriminator'] },
      { example: inAnswer({ type: 'object', discriminator: 'kind', required: ['name'], properties: { name: { type: 'string' } } }), at: ['/discriminator'] },
    ],
  }),
  check: ({ report, definition }) => atKeys({
    discriminator(name, schema, role, spot) {
      // Where allOf adds properties the discriminator may be among those.
      if (typeof name !== 'string' || role !== 'schema' || schema['allOf'] !== undefined) return;
      const { properties, required } = schema;
      const property = isObject(properties) ? member(properties, name) : undefined;
      const type = textAt(definition?.resolved(property), 'type');
      const kind = property === undefined ? 'undefined' : type !== undefined && type !== 'string' ? 'no text' : !isArray(required) || !required.includes(name) ? 'optional' : undefined;
      if (kind) report(spot.at('discriminator'), { name, kind });
    },
  }),
});

export const editorDictionary = rule<undefined>({
  code: 'editor-dictionary',
  title: 'The dictionary editor is for objects that take any keys',
  severity: always('error'),
  microsoft: ['InvalidCustomEditorExtensionDictionaryValue'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, applicable: 5 },
  why: 'In this editor makers add keys and values of their own, which only an object with additionalProperties can take; the platform refuses it elsewhere.',
  says: () => ({
    what: 'The x-ms-editor "dictionary" is not on an object with additionalProperties.',
    todo: 'Write "type": "object" and "additionalProperties": { "type": "string" }, or delete x-ms-editor.',
  }),
  examples: () => ({
    good: [inBody({ type: 'object', additionalProperties: { type: 'string' }, 'x-ms-editor': 'dictionary' })],
    bad: [{ example: inBody({ type: 'object', 'x-ms-editor': 'dictionary' }), at: ['/x-ms-editor'] }, { example: inBody({ type: 'string', 'x-ms-editor': 'dictionary' }), at: ['/x-ms-editor'] }],
  }),
  check: ({ report }) => atKeys({
    'x-ms-editor'(editor, object, role, spot) {
      if (editor !== 'dictionary' || (role !== 'schema' && role !== 'parameter')) return;
      const additional = object['additionalProperties'];
      if (object['type'] !== 'object' || !(isObject(additional) || additional === true)) report(spot.at('x-ms-editor'), undefined);
    },
  }),
});

export const objectPropertiesNotEmpty = rule<undefined>({
  code: 'object-properties-not-empty',
  title: 'An object has properties',
  severity: whenCertifying('warning'),
  policy: ['5000.2.4.6'],
  source: 'certification checklist',
  evidence: { certified: 86.1, recent: 89.2, independent: 86.5, applicable: 606 },
  why: 'Of an object without properties makers see one field for everything, or nothing at all. Reviewers ask for the properties.',
  page: 'An object whose properties are only known at run time is described with `x-ms-dynamic-schema` or `x-ms-dynamic-properties`, an object that takes any keys with `additionalProperties`.',
  says: () => ({
    what: 'The object has "properties", but there are none in it.',
    todo: 'Describe the properties; if there can be any, delete "properties" and write "additionalProperties".',
  }),
  examples: () => ({
    good: [
      inAnswer({ type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'What the animal is called.' } } }),
      inAnswer({ type: 'object', additionalProperties: { type: 'string' } }),
      inDefinition({ definitions: {} }),
    ],
    bad: [{ example: inAnswer({ type: 'object', properties: {} }), at: ['/properties'] }],
  }),
  check: ({ report }) => atKeys({
    properties(properties, object, role, spot) {
      if (role === 'schema' && isObject(properties) && isEmpty(properties) && object['x-ms-dynamic-schema'] === undefined && object['x-ms-dynamic-properties'] === undefined) report(spot.at('properties'), undefined);
    },
  }),
});

function isEmpty(properties: object): boolean {
  for (const key in properties) if (Object.hasOwn(properties, key)) return false;
  return true;
}
