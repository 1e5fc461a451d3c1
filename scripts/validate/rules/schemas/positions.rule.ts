import { inAnswer, inBody } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import { atKeys } from '../../walk/schema-keys';
import { schemaUseAt } from '../../walk/schema-use';

/** What an outermost schema belongs to; undefined for a schema inside of another one. */
function outermost(spot: Spot): 'body' | 'response' | 'definition' | 'notification' | undefined {
  const [section, , third, fourth] = spot.path();
  const length = spot.path().length;
  switch (section) {
    case 'definitions': return length === 2 ? 'definition' : undefined;
    case 'parameters': return length === 3 ? 'body' : undefined;
    case 'responses': return length === 3 ? 'response' : undefined;
    default:
      if (third === 'x-ms-notification-content') return length === 4 ? 'notification' : undefined; // /paths/…/x-ms-notification-content/schema
      if (third === 'parameters') return length === 5 ? 'body' : undefined; // /paths/…/parameters/0/schema
      return length === 6 ? (fourth === 'responses' ? 'response' : 'body') : undefined; // /paths/…/get/responses/200/schema
  }
}

export const binaryPosition = rule<undefined>({
  code: 'binary-position',
  title: 'Binary content is a whole body or a form field, not a part of JSON',
  severity: always('warning'),
  microsoft: ['InvalidStringBinaryProperty'],
  source: 'Swagger validator rules',
  evidence: { certified: 97.2, recent: 98.2, independent: 99.5, applicable: 617 },
  why: 'JSON holds texts, not raw bytes; the platform would spoil them. Microsoft\'s validator warns about it.',
  says: () => ({
    what: 'The format "binary" is used inside an object or a list.',
    todo: 'Write "byte" if the service takes base64 there; otherwise make the bytes the whole body, or a form field.',
  }),
  examples: () => ({
    good: [inBody({ type: 'string', format: 'binary' }), inAnswer({ type: 'string', format: 'binary' }), inBody({ type: 'object', properties: { file: { type: 'string', format: 'byte' } } })],
    bad: [{ example: inBody({ type: 'object', properties: { file: { type: 'string', format: 'binary' } } }), at: ['/properties/file/format'] }],
  }),
  check: ({ report }) => atKeys({
    format(format, schema, role, spot) {
      if (format === 'binary' && role === 'schema' && schema['type'] === 'string' && outermost(spot) === undefined) report(spot.at('format'), undefined);
    },
  }),
});

export const fileTypePosition = rule<undefined>({
  code: 'file-type-position',
  title: 'The type "file" is for whole responses and form fields',
  severity: always('error'),
  microsoft: ['SchemaTypeFileNotValid'],
  source: 'Swagger validator rules',
  why: 'Swagger 2.0 has the type "file" only for the whole content of a response and for form fields; elsewhere the import fails.',
  says: () => ({
    what: 'The type "file" is used in a schema that is not a whole response.',
    todo: 'For a request, send a form field of the type file or a body of type string and format binary; inside an object write type string and format byte.',
  }),
  examples: () => ({
    good: [inAnswer({ type: 'file' })],
    bad: [
      { example: inBody({ type: 'file' }), at: ['/type'] },
      { example: inAnswer({ type: 'object', properties: { content: { type: 'file' } } }), at: ['/properties/content/type'] },
    ],
  }),
  check: ({ report, definition }) => atKeys({
    type(type, _, role, spot) {
      if (type !== 'file' || role !== 'schema' || !definition) return;
      const place = outermost(spot);
      const isWholeAnswer = place === 'response' || (place === 'definition' && !schemaUseAt(spot, definition).input);
      if (!isWholeAnswer) report(spot.at('type'), undefined);
    },
  }),
});
