import { inBody, inParameter } from '../../examples/example';
import { kindOf, member, textAt, type JsonObject, type JsonValue } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import type { Visitors } from '../../visitors';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';

/** Looks at every parameter outside of bodies and at every schema that has an extension. */
const fields = (extension: string, look: (field: JsonObject, value: JsonValue, spot: Spot, name: string | undefined) => void): Visitors => ({
  parameter({ parameter, spot, name }) {
    const value = parameter[extension];
    if (value !== undefined) look(parameter, value, spot, name);
  },
  schema({ schema, spot, name }) {
    const value = schema[extension];
    if (value !== undefined) look(schema, value, spot, name);
  },
});

export const testValueType = rule<{ readonly value: JsonValue; readonly type: string }>({
  code: 'test-value-type',
  title: 'x-ms-test-value has the type of its field',
  severity: whenCertifying('warning'),
  source: 'seen in published connectors',
  why: 'Reviewers test the connector with this value; one of another type makes the test fail although the connector works.',
  says: ({ value, type }) => ({ what: `The x-ms-test-value ${quoted(value)} is not a value of type ${brief(type)}.`, todo: `Write a value of type ${brief(type)}, in quotes only if that is string.` }),
  examples: () => ({
    good: [inParameter({ type: 'integer', 'x-ms-test-value': 3 }), inParameter({ 'x-ms-test-value': 'cat' })],
    bad: [{ example: inParameter({ type: 'integer', 'x-ms-test-value': 'three' }), at: ['/x-ms-test-value'] }],
  }),
  check: ({ report }) => fields('x-ms-test-value', (field, value, spot) => {
    const type = textAt(field, 'type');
    const kind = kindOf(value);
    if (type === undefined || type === 'file' || kind === 'null' || kind === type || (type === 'number' && kind === 'integer')) return;
    // Whoever writes test values by hand puts numbers and lists in quotes; testing tools read them.
    if (typeof value === 'string' && (type === 'array' || type === 'object' || (value.trim() !== '' && type !== 'boolean' && Number.isFinite(Number(value))) || /^(true|false)$/.test(value))) return;
    report(spot.at('x-ms-test-value'), { value, type });
  }),
});

const secretName = /^(?:.*[-_ ])?(?:password|passwd|secret|client[-_ ]?secret|api[-_ ]?key|access[-_ ]?token)$/i;

export const testValueSecret = rule<{ readonly name: string | undefined }>({
  code: 'test-value-secret',
  title: 'x-ms-test-value holds no secret',
  severity: whenCertifying('warning'),
  source: 'seen in published connectors',
  why: 'Everybody can read the definition of a published connector, and with it every value in it.',
  says: ({ name }) => ({ what: `The field ${name === undefined ? 'with a secret' : quoted(name)} has an x-ms-test-value.`, todo: 'Remove the value, and give testers the secret in another way.' }),
  examples: () => ({
    good: [inParameter({ name: 'kind', 'x-ms-test-value': 'cat' })],
    bad: [{ example: inParameter({ name: 'password', 'x-ms-test-value': 'open sesame' }), at: ['/x-ms-test-value'] }],
  }),
  check: ({ report }) => fields('x-ms-test-value', (field, value, spot, name) => {
    if (typeof value !== 'string' || value === '') return;
    if (textAt(field, 'format') === 'password' || (name !== undefined && secretName.test(name))) report(spot.at('x-ms-test-value'), { name });
  }),
});

export const mediaKind = rule<{ readonly value: JsonValue; readonly wrong: 'value' | 'type' }>({
  code: 'media-kind',
  title: 'x-ms-media-kind is image or audio, on a binary field',
  severity: whenCertifying('warning'),
  source: 'schema of apiDefinition.swagger.json',
  why: 'Power Apps shows a picture or a player for such a field. With another value, or on a field that holds no file, it shows neither.',
  says: ({ value, wrong }) => (wrong === 'value'
    ? { what: `The value of x-ms-media-kind is ${quoted(value)}.`, todo: 'Write "image" or "audio".' }
    : { what: 'The x-ms-media-kind is on a field that holds no file.', todo: 'Give the field the format "binary" or "byte" or the type "file", or remove x-ms-media-kind.' }),
  examples: () => ({
    good: [inBody({ type: 'object', properties: { picture: { type: 'string', format: 'byte', title: 'Picture', description: 'The picture.', 'x-ms-media-kind': 'image' } } })],
    bad: [
      { example: inBody({ type: 'object', properties: { picture: { type: 'string', format: 'byte', title: 'Picture', description: 'The picture.', 'x-ms-media-kind': 'photo' } } }), at: ['/properties/picture/x-ms-media-kind'] },
      { example: inBody({ type: 'object', properties: { picture: { type: 'integer', title: 'Picture', description: 'The picture.', 'x-ms-media-kind': 'image' } } }), at: ['/properties/picture/x-ms-media-kind'] },
    ],
  }),
  check: ({ report }) => fields('x-ms-media-kind', (field, value, spot) => {
    const at = spot.at('x-ms-media-kind');
    const format = textAt(field, 'format');
    if (value !== 'image' && value !== 'audio') report(at, { value, wrong: 'value' });
    // An address of a picture is shown as well.
    else if (textAt(field, 'type') !== 'file' && format !== 'binary' && format !== 'byte' && format !== 'uri' && format !== 'url' && member(field, '$ref') === undefined) report(at, { value, wrong: 'type' });
  }),
});

export const editorOptions = rule<Record<string, never>>({
  code: 'editor-options',
  title: 'x-ms-editor-options comes with x-ms-editor',
  severity: whenCertifying('information'),
  source: 'seen in published connectors',
  why: 'The options configure the editor that x-ms-editor names; without it they have no effect.',
  says: () => ({ what: 'There are x-ms-editor-options but no x-ms-editor.', todo: 'Name the editor, or write the options as `enum`, where every designer shows them.' }),
  examples: () => ({
    good: [inBody({ type: 'object', properties: { kind: { type: 'string', title: 'Kind', description: 'The kind.', 'x-ms-editor': 'combobox', 'x-ms-editor-options': { items: [] } } } })],
    bad: [{ example: inBody({ type: 'object', properties: { kind: { type: 'string', title: 'Kind', description: 'The kind.', 'x-ms-editor-options': { items: [] } } } }), at: ['/properties/kind/x-ms-editor-options'] }],
  }),
  check: ({ report }) => fields('x-ms-editor-options', (field, _, spot) => {
    if (field['x-ms-editor'] === undefined) report(spot.at('x-ms-editor-options'), {});
  }),
});
