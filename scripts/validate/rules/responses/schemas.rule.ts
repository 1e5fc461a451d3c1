import { inOperation, inPaths } from '../../examples/example';
import { isObject, member, type JsonObject } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { OperationNode, ResponseNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';

const item = { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'What the animal is called.' } } };
const withSchema = { description: 'The items.', schema: item };
const without = { description: 'Something went wrong.' };
const responses = (written: JsonObject, more: JsonObject = {}) => inOperation({ responses: written, ...more });

const hasSchema = ({ response }: ResponseNode): boolean => member(response, 'schema') !== undefined;
const success = /^2\d\d$/;

export const defaultNoSchema = rule<{ operation: string; read: boolean }>({
  code: 'default-no-schema',
  title: 'The default response has no schema',
  severity: whenCertifying('error'),
  microsoft: ['DefaultResponseHasSchema'],
  policy: ['5000.2.4.2'],
  source: 'Swagger validator rules',
  evidence: { certified: 89.8, recent: 86, independent: 97.7, applicable: 619 },
  why: '`default` stands for every other status, errors included, so a schema can\'t be true for all of them. Reviewers refuse one there today, although older connectors have it.',
  says: ({ operation, read }) => ({
    what: `The default response of ${operation} has a schema.`,
    todo: read ? 'Delete the schema; the response for success has its own.' : 'Move the schema to a response for success, such as "200".',
  }),
  fix: {
    safe: false,
    title: 'Delete the schema of the default response.',
    edits: ({ read }, at) => (read && 'pointer' in at ? [{ at, remove: true }] : undefined),
  },
  examples: () => ({
    good: [responses({ 200: withSchema, default: without })],
    bad: [
      { example: responses({ 200: withSchema, default: { ...without, schema: item } }), at: ['/responses/default/schema'], fixed: responses({ 200: withSchema, default: without }) },
      { example: responses({ default: withSchema }), at: ['/responses/default/schema'] },
    ],
  }),
  check: ({ report }) => ({
    response(node) {
      if (node.code !== 'default' || !hasSchema(node)) return;
      const { operation } = node;
      report(node.spot.at('schema'), { operation: quotedOperation(operation), read: operation.responses.some(each => success.test(each.code) && hasSchema(each)) });
    },
  }),
});

export const singleSchemaResponse = rule<{ operation: string; codes: string }>({
  code: 'single-schema-response',
  title: 'Only one response of an operation has a schema',
  severity: always('warning'),
  microsoft: ['OperationHasManyResponsesWithSchema'],
  source: 'Swagger validator rules',
  evidence: { certified: 74.8, recent: 75.4, independent: 89.8, applicable: 619 },
  why: 'The designer offers the outputs of one response only; what the other schemas describe is never shown to makers.',
  page: 'The schema of an error response does no harm; it is just never shown. Where two responses for success differ, describe what they have in common.',
  says: ({ operation, codes }) => ({
    what: `${operation} has a schema in the responses ${brief(codes)}.`,
    todo: 'Keep only the schema of the response for success, and describe errors in words.',
  }),
  examples: () => ({
    good: [responses({ 200: withSchema, 400: without })],
    bad: [{ example: responses({ 200: withSchema, 400: { ...without, schema: item } }), at: ['/responses'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      const found = node.responses.filter(hasSchema);
      if (found.length < 2) return;
      report(node.spot.at('responses'), { operation: quotedOperation(node), codes: found.map(each => each.code).slice(0, 8).join(', ') }, found.map(each => ({ at: each.site, what: 'A schema is here.' })));
    },
  }),
});

/** Webhooks describe what they deliver in the path item. */
const deliversNotifications = ({ path }: OperationNode): boolean => member(path.item, 'x-ms-notification-content') !== undefined;

export const successSchema = rule<{ operation: string }>({
  code: 'success-schema',
  title: 'The response for success has a schema',
  severity: whenCertifying('warning'),
  microsoft: ['SchemaDefinitionSetIncorrectly'],
  source: 'Swagger validator rules',
  evidence: { certified: 72.5, recent: 68.2, independent: 94.1, applicable: 618 },
  why: 'In later steps makers can pick only values that a schema names; without one they get the whole answer as a single value.',
  page: 'Internal operations are exempt, and so are operations that answer 202 or 204, and webhook triggers, which describe what they deliver under `x-ms-notification-content` of the path. Operations without any response for success are a matter of `response-success`.',
  says: ({ operation }) => ({
    what: `The response for success of ${operation} has no schema.`,
    todo: 'Describe what comes back under "schema"; if nothing comes back, write "204" in place of "200" when the service answers so.',
  }),
  examples: () => ({
    good: [
      responses({ 200: withSchema }), responses({ 204: without }), responses({ 200: without, 202: without }), responses({ 200: without }, { 'x-ms-visibility': 'internal' }),
      inPaths({ '/hooks': { 'x-ms-notification-content': { schema: item }, post: { operationId: 'OnItem', 'x-ms-trigger': 'single', responses: { 201: without } } } }),
    ],
    bad: [{ example: responses({ 200: without }), at: ['/responses/200'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      // What an agent calls by its own protocol has no schema to offer.
      if (node.internal || deliversNotifications(node) || node.operation['x-ms-agentic-protocol'] !== undefined) return;
      let bare: ResponseNode | undefined;
      for (const each of node.responses) {
        if (!success.test(each.code)) continue;
        if (each.code === '202' || each.code === '204' || ((each.code === '200' || each.code === '201') && hasSchema(each))) return;
        bare ??= each;
      }
      if (bare) report(bare.site, { operation: quotedOperation(node) });
    },
  }),
});

export const responseSchemaNotEmpty = rule<{ operation: string; code: string }>({
  code: 'response-schema-not-empty',
  title: 'The schema of a response says something',
  severity: whenCertifying('error'),
  policy: ['5000.2.4.4'],
  source: 'certification checklist',
  evidence: { certified: 80.7, recent: 79.1, independent: 96.1, applicable: 601 },
  why: 'An empty schema promises content without saying what it is, so makers get a value that they can\'t use. Reviewers refuse it today.',
  page: 'Content that depends on other values is described with `x-ms-dynamic-schema` or `x-ms-dynamic-properties`; such a schema is not empty.',
  says: ({ operation, code }) => ({
    what: `The schema of the response ${brief(code)} of ${operation} is empty.`,
    todo: 'Describe what comes back, or delete the schema if nothing does.',
  }),
  fix: {
    safe: false,
    title: 'Delete the empty schema.',
    edits: ({ code }, at) => (code === '204' && 'pointer' in at ? [{ at, remove: true }] : undefined),
  },
  examples: () => ({
    good: [responses({ 200: withSchema }), responses({ 200: { ...without, schema: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'GetSchema', parameters: {}, 'value-path': 'schema' } } } })],
    bad: [
      { example: responses({ 200: { ...without, schema: {} } }), at: ['/responses/200/schema'] },
      { example: responses({ 204: { ...without, schema: {} } }), at: ['/responses/204/schema'], fixed: responses({ 204: without }) },
    ],
  }),
  check: ({ report }) => ({
    response({ response, spot, code, operation }) {
      const schema = response['schema'];
      if (isObject(schema) && isEmpty(schema)) report(spot.at('schema'), { operation: quotedOperation(operation), code });
    },
  }),
});

function isEmpty(schema: JsonObject): boolean {
  for (const key in schema) if (schema[key] !== undefined) return false;
  return true;
}
