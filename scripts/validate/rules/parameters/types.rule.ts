import { inParameter } from '../../examples/example';
import { member, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { atKeys } from '../../walk/schema-keys';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';
import { parameterName } from './parameter-name';

const parameterTypes = ['string', 'number', 'integer', 'boolean', 'array', 'file'];
const isParameterType = new Set(parameterTypes);


export const parameterType = rule<{ parameter: string; type: JsonValue | undefined }>({
  code: 'param-type',
  title: 'A parameter that is not the body has a simple type',
  severity: always('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 540 },
  why: 'Path, query, header and form values are sent as plain text. Without a simple type the platform does not know how to write them, and the import fails.',
  page: `The types are ${parameterTypes.map(each => `\`${each}\``).join(', ')}. An array also needs \`items\`. The type \`object\` is not among them: objects go into the body.`,
  says: ({ parameter, type }) => (type === undefined
    ? { what: `The parameter "${brief(parameter)}" has no type.`, todo: 'Add "type": "string", or number, integer, boolean or array if that is what the service takes.' }
    : { what: `The type of the parameter "${brief(parameter)}" is ${quoted(type)}, which a parameter can\'t have.`, todo: 'Use string, number, integer, boolean or array; move an object to the body.' }),
  fix: {
    safe: true,
    title: 'Write the type in small letters.',
    edits: ({ type }, at) => (typeof type === 'string' && isParameterType.has(type.toLowerCase()) && 'pointer' in at ? [{ at, set: type.toLowerCase() }] : undefined),
  },
  examples: () => ({
    good: [inParameter({ type: 'integer' }), inParameter({ type: 'array', items: { type: 'string' } })],
    bad: [
      { example: inParameter({ type: undefined }), at: [''] },
      { example: inParameter({ type: 'object' }), at: ['/type'] },
      { example: inParameter({ type: ['string', 'null'] }), at: ['/type'] },
      { example: inParameter({ type: 'String' }), at: ['/type'], fixed: inParameter({ type: 'string' }) },
    ],
  }),
  check: ({ report }) => ({
    partOf: {
      parameter(object, spot) {
        if (object['$ref'] !== undefined || typeof object['in'] !== 'string') return;
        const type = member(object, 'type');
        if (type === undefined) { if (object['schema'] === undefined) report(spot, { parameter: parameterName(object), type: undefined }); }
        else if (typeof type !== 'string' || !isParameterType.has(type)) report(spot.at('type'), { parameter: parameterName(object), type });
      },
    },
  }),
});

export const parameterFile = rule<{ parameter: string; place: string }>({
  code: 'param-file',
  title: 'A file is sent as a form field',
  severity: always('error'),
  microsoft: ['FileParameterMustBeInFormData'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 55 },
  why: 'A file can only be sent as part of a form; the platform refuses it elsewhere at import.',
  says: ({ parameter, place }) => ({
    what: `The parameter "${brief(parameter)}" is a file in the ${brief(place)}.`,
    todo: 'Move it to "formData" and let the operation consume multipart/form-data, or send the bytes as a body of type string and format binary.',
  }),
  examples: () => ({
    good: [inParameter({ in: 'formData', type: 'file' })],
    bad: [{ example: inParameter({ in: 'query', type: 'file' }), at: ['/type'] }],
  }),
  check: ({ report }) => atKeys({
    type(type, object, role, spot) {
      if (role !== 'parameter' || type !== 'file') return;
      const place = object['in'];
      if (typeof place === 'string' && place !== 'formData') report(spot.at('type'), { parameter: parameterName(object), place });
    },
  }),
});

const formats = new Set(['ssv', 'tsv', 'pipes']);

export const parameterCollectionFormat = rule<{ format: string }>({
  code: 'param-collection-format',
  title: 'Lists in parameters are sent with commas between the items',
  severity: always('error'),
  microsoft: ['CollectionFormatValueNotSupported'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 6 },
  why: 'The platform sends a list as one value with commas and refuses every other form at import.',
  page: 'Where a service only takes `?id=1&id=2`, declare the parameter as a list with `csv` and let custom code (`script.csx`) rewrite the address.',
  says: ({ format }) => ({
    what: `The collectionFormat ${quoted(format)} is not supported.`,
    todo: 'Write "csv" or remove the key; where the service needs another form, rewrite the address in custom code.',
  }),
  examples: () => ({
    good: [inParameter({ type: 'array', items: { type: 'string' }, collectionFormat: 'csv' })],
    bad: [{ example: inParameter({ type: 'array', items: { type: 'string' }, collectionFormat: 'multi' }), at: ['/collectionFormat'] }],
  }),
  check: ({ report }) => atKeys({
    collectionFormat(format, _, role, spot) {
      if (role !== 'parameter' && role !== 'items' && role !== 'header') return;
      // What no version of Swagger knows in a header is told by known-value.
      if (typeof format === 'string' && format !== 'csv' && (role === 'parameter' || formats.has(format))) report(spot.at('collectionFormat'), { format });
    },
  }),
});

export const parameterAllowEmpty = rule<{ parameter: string; place: string }>({
  code: 'param-allow-empty',
  title: 'allowEmptyValue is for query and form parameters only',
  severity: always('error'),
  microsoft: ['AllowEmptyValueOnlyValidForQueryFormData'],
  source: 'Swagger validator rules',
  why: 'Only a query or a form can hold a name without a value; the platform refuses the key elsewhere.',
  says: ({ parameter, place }) => ({
    what: `The parameter "${brief(parameter)}" in the ${brief(place)} has allowEmptyValue.`,
    todo: 'Delete the key.',
  }),
  fix: { safe: true, title: 'Delete the key.', edits: (_, at) => ('pointer' in at ? [{ at, remove: true }] : undefined) },
  examples: () => ({
    good: [inParameter({ allowEmptyValue: true }), inParameter({ in: 'formData', allowEmptyValue: true })],
    bad: [{ example: inParameter({ in: 'header', allowEmptyValue: true }), at: ['/allowEmptyValue'], fixed: inParameter({ in: 'header' }) }],
  }),
  check: ({ report }) => atKeys({
    allowEmptyValue(_, object, role, spot) {
      if (role !== 'parameter') return;
      const place = object['in'];
      if (typeof place === 'string' && place !== 'query' && place !== 'formData') report(spot.at('allowEmptyValue'), { parameter: parameterName(object), place });
    },
  }),
});
