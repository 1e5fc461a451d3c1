import { inOperation, inPaths } from '../../examples/example';
import { isObject, member, type JsonObject } from '../../json';
import { always, platformThen, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { OperationNode } from '../../walk/nodes';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';

/** The responses as they are written, references that lead nowhere included; undefined when the key is no object, which another rule says. */
function codesOf({ operation }: OperationNode): readonly string[] | undefined {
  const responses = member(operation, 'responses');
  if (responses === undefined) return [];
  return isObject(responses) ? Object.keys(responses).filter(code => !code.startsWith('x-')) : undefined;
}

const success = /^2\d\d$/;
const described = { description: 'The items.' };
const responses = (written: JsonObject, more: JsonObject = {}) => inOperation({ responses: written, ...more });

export const responseOne = rule<{ operation: string }>({
  code: 'response-one',
  title: 'An operation has at least one response',
  severity: platformThen('warning', 'error'),
  microsoft: ['OperationMustHaveResponse'],
  policy: ['5000.2.4.5'],
  source: 'Swagger validator rules',
  evidence: { certified: 98.1, recent: 98.8, independent: 100, applicable: 619 },
  why: 'Without a response the designer does not know what the operation returns. Reviewers refuse it; connectors that were published long ago still have such operations.',
  says: ({ operation }) => ({
    what: `${operation} has no response.`,
    todo: 'Add the response of a success with its description, and its schema if something comes back, for instance "200" or "204".',
  }),
  examples: () => ({
    good: [responses({ 204: described }), responses({ default: described })],
    bad: [
      { example: responses({}), at: ['/responses'] },
      { example: inPaths({ '/pets': { get: { operationId: 'ListPets' } } }), at: ['/~1pets/get'] },
      { example: responses({ 'x-note': 'later' }), at: ['/responses'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      if (codesOf(node)?.length !== 0) return;
      report(member(node.operation, 'responses') === undefined ? node.spot : node.spot.at('responses'), { operation: quotedOperation(node) });
    },
  }),
});

export const responseSuccess = rule<{ operation: string; codes: string }>({
  code: 'response-success',
  title: 'An operation has a response for success',
  severity: whenCertifying('error'),
  microsoft: ['OperationShouldHaveSuccessfulResponse'],
  source: 'Swagger validator rules',
  evidence: { certified: 88.3, recent: 85.3, independent: 97.4, applicable: 618 },
  why: 'The designer reads the outputs of an operation from its success response; `default` stands for everything else, errors included. Reviewers refuse operations without one.',
  page: 'Internal operations are exempt. An operation without any response is found by `response-one`.',
  says: ({ operation, codes }) => ({
    what: `${operation} has no response between 200 and 299, only ${codes}.`,
    todo: 'Add the status that the service answers on success, such as "200", "201" or "204".',
  }),
  fix: {
    safe: false,
    title: 'Say that the only response, "default", is the one for 200.',
    edits: ({ codes }, at) => (codes === 'default' && 'pointer' in at ? [{ at: at.at('default'), rename: '200' }] : undefined),
  },
  examples: () => ({
    good: [responses({ 202: described, default: described }), responses({ default: described }, { 'x-ms-visibility': 'internal' })],
    bad: [
      { example: responses({ default: described }), at: ['/responses'], fixed: responses({ 200: described }) },
      { example: responses({ 302: described, default: described }), at: ['/responses'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      if (node.internal) return;
      const codes = codesOf(node);
      if (!codes || codes.length === 0 || codes.some(code => success.test(code))) return;
      report(node.spot.at('responses'), { operation: quotedOperation(node), codes: codes.slice(0, 5).join(', ') });
    },
  }),
});

export const responseCode = rule<{ code: string }>({
  code: 'response-code',
  title: 'A response stands under an HTTP status or default',
  severity: always('error'),
  microsoft: ['ResponseMustBeDefaultOrHttpStatusCode'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform finds the response by the status that the service answers; other keys make the import fail.',
  page: 'Ranges such as `2XX` belong to OpenAPI 3; Swagger 2.0 wants each status of its own.',
  says: ({ code }) => ({
    what: `${quoted(code)} is neither an HTTP status nor "default".`,
    todo: 'Write the status as three digits, for instance "200".',
  }),
  examples: () => ({
    good: [responses({ 200: described, 404: described, default: described, 'x-note': {} })],
    bad: [{ example: responses({ 200: described, '4XX': described }), at: ['/responses/4XX'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      for (const code of codesOf(node) ?? []) if (code !== 'default' && !status.test(code)) report(node.spot.at('responses', code), { code });
    },
  }),
});

const status = /^[1-9]\d\d$/;

export const responseDescription = rule<{ key: string }>({
  code: 'response-description',
  title: 'A response has a description',
  severity: always('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger 2.0',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Swagger 2.0 demands it, and the import fails without.',
  page: 'Reviewers also ask for a description that says something: the word "default" alone is sent back.',
  says: ({ key }) => ({
    what: `The response ${quoted(key)} has no description.`,
    todo: 'Add "description" with a sentence that says what comes back and when.',
  }),
  examples: () => ({
    good: [responses({ 200: described })],
    bad: [{ example: responses({ 200: described, 400: { schema: { type: 'string' } } }), at: ['/responses/400'] }],
  }),
  check: ({ report }) => ({
    part(object, role, spot) {
      if (role === 'response' && object['$ref'] === undefined && member(object, 'description') === undefined) report(spot, { key: String(spot.key) });
    },
  }),
});
