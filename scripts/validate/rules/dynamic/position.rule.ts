import { inDynamicSchema } from '../../examples/dynamic';
import { inPaths } from '../../examples/example';
import { member, objectAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';

const form = { 'x-ms-dynamic-schema': { operationId: 'ListItems', parameters: {} } };
const host = (body: object, schema: object) => inPaths({
  '/animals': {
    post: {
      operationId: 'CreateItem', summary: 'Create an item', description: 'Adds an animal.', consumes: ['application/json'],
      parameters: [{ name: 'body', in: 'body', required: true, ...body, schema: { type: 'object', ...schema } }],
      responses: { 201: { description: 'The animal was added.' } },
    },
  },
});

export const dynamicNotOnBodyParam = rule<{ readonly extension: string; readonly value: JsonObject; readonly movable: boolean }>({
  code: 'dynamic-not-on-body-param',
  title: 'A dynamic extension of a body is inside its schema',
  severity: always('error'),
  microsoft: ['DynamicExtensionDefinitionNotAllowedInParameter'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 551 },
  why: 'The designer reads the schema of a body and nothing beside it, so the extension has no effect there; Microsoft\'s validator refuses it.',
  says: ({ extension }) => ({ what: `The extension ${extension} is beside the schema of a body, not inside it.`, todo: 'Move it into the schema.' }),
  fix: {
    safe: false,
    title: 'Move it into the schema.',
    edits: ({ extension, value, movable }, at) => {
      const parameter = 'pointer' in at ? at.up() : undefined;
      return movable && parameter && 'pointer' in at ? [{ at: parameter.at('schema', extension), set: value }, { at, remove: true }] : undefined;
    },
  },
  examples: () => ({
    good: [inDynamicSchema(form)],
    bad: [{ example: host(form, {}), at: ['/~1animals/post/parameters/0/x-ms-dynamic-schema'], fixed: host({}, form) }],
  }),
  check: ({ report }) => ({
    dynamic({ holder, key, value, spot }) {
      if (!('parameter' in holder) || holder.parameter.in !== 'body') return;
      const schema = objectAt(holder.parameter.parameter, 'schema');
      report(spot, { extension: key, value, movable: schema !== undefined && member(schema, '$ref') === undefined && member(schema, key) === undefined });
    },
  }),
});
