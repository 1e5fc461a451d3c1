import { inBody, inOperation, inParameter } from '../../examples/example';
import { isObject, member, type JsonObject } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { parameterName } from './parameter-name';

/** Keys that describe the value of a parameter outside of a body; in a body the schema has them. Those of lists (`items` and its bounds) stood in published connectors. */
const valueKeys = new Set([
  'type', 'format', 'default', 'enum', 'collectionFormat', 'allowEmptyValue', 'maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum',
  'maxLength', 'minLength', 'pattern', 'multipleOf',
]);
const bodyKeys = new Set(['name', 'in', 'description', 'required', 'schema', '$ref']);

type BodyMistake = { readonly parameter: string } & ({ readonly kind: 'no schema' | 'schema outside of a body' } | { readonly kind: 'key'; readonly key: string; readonly repeats: boolean });

const inBodyParameter = (more: JsonObject) => inOperation({ parameters: [{ name: 'body', in: 'body', ...more }] }, { method: 'post', path: '/pets' });

export const parameterBodySchema = rule<BodyMistake>({
  code: 'param-body-schema',
  title: 'Body parameters have a schema, other parameters do not',
  severity: always('error'),
  microsoft: ['BodyParameterSchemaRequired', 'BodyParameterPropertyNotValid', 'NonBodyParameterSchemaNotValid'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 551 },
  why: 'A body is described by a schema, every other parameter by a type. The platform refuses a mixture at import.',
  says: data => {
    switch (data.kind) {
      case 'no schema': return { what: `The body parameter "${brief(data.parameter)}" has no schema.`, todo: 'Describe the body under "schema".' };
      case 'key': return { what: `The body parameter "${brief(data.parameter)}" has "${brief(data.key)}" beside its schema.`, todo: `Move "${brief(data.key)}" into the schema.` };
      case 'schema outside of a body': return { what: `The parameter "${brief(data.parameter)}" is not in the body but has a schema.`, todo: 'Write type, format and so on directly in the parameter, as Swagger 2.0 asks for; only OpenAPI 3 has a schema here.' };
    }
  },
  fix: {
    safe: true,
    title: 'Remove what the schema already says from the parameter.',
    edits: (data, at) => (data.kind === 'key' && data.repeats && 'pointer' in at ? [{ at, remove: true }] : undefined),
  },
  examples: () => ({
    good: [inBody({ type: 'object', properties: { name: { type: 'string' } } }), inBodyParameter({ description: 'The animal.', required: true, schema: { type: 'object' }, 'x-ms-summary': 'Animal' })],
    bad: [
      { example: inBodyParameter({}), at: ['/parameters/0'] },
      { example: inBodyParameter({ type: 'object', schema: { type: 'object' } }), at: ['/parameters/0/type'], fixed: inBodyParameter({ schema: { type: 'object' } }) },
      { example: inParameter({ type: undefined, schema: { type: 'string' } }), at: ['/schema'] },
    ],
  }),
  check: ({ report }) => ({
    keys: {
      schema(_, object, role, spot) {
        if (role === 'parameter' && typeof object['in'] === 'string') report(spot.at('schema'), { kind: 'schema outside of a body', parameter: parameterName(object) });
      },
    },
    partOf: {
      bodyParameter(object, spot) {
        if (typeof object['$ref'] === 'string') return;
        const schema = member(object, 'schema');
        if (schema === undefined) report(spot, { kind: 'no schema', parameter: parameterName(object) });
        for (const key in object) {
          if (valueKeys.has(key)) report(spot.at(key), { kind: 'key', key, parameter: parameterName(object), repeats: isObject(schema) && member(schema, key) === object[key] });
        }
      },
    },
  }),
});

export const parameterBodyProperty = rule<{ parameter: string; key: string }>({
  code: 'param-body-property',
  title: 'A body parameter has no keys but those of Swagger 2.0',
  severity: platformThen('warning', 'error'),
  microsoft: ['BodyParameterPropertyNotValid'],
  source: 'Swagger validator rules',
  why: 'A body parameter has a name, a description, a schema and says whether it is required. Other keys are ignored, and Microsoft\'s validator refuses them.',
  page: 'Keys that begin with `x-` are allowed there. Keys that belong into the schema, such as `type`, are a matter of `param-body-schema`.',
  says: ({ parameter, key }) => ({
    what: `The body parameter "${brief(parameter)}" has the key "${brief(key)}", which Swagger 2.0 does not know there.`,
    todo: 'Move it into the schema, or delete it.',
  }),
  examples: () => ({
    good: [inBodyParameter({ schema: { title: 'Animal' }, 'x-ms-visibility': 'important' })],
    bad: [{ example: inBodyParameter({ title: 'Animal', schema: { type: 'object' } }), at: ['/parameters/0/title'] }, { example: inBodyParameter({ items: { type: 'string' }, schema: { type: 'array', items: { type: 'string' } } }), at: ['/parameters/0/items'] }],
  }),
  check: ({ report }) => ({
    partOf: {
      bodyParameter(object, spot) {
        if (typeof object['$ref'] === 'string') return;
        for (const key in object) if (!bodyKeys.has(key) && !valueKeys.has(key) && !key.startsWith('x-')) report(spot.at(key), { parameter: parameterName(object), key });
      },
    },
  }),
});
