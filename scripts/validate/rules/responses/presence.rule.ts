import { inOperation, inPaths } from '../../examples/example';
import { isObject, member, type JsonObject } from '../../json';
import { always, platformThen, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { OperationNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
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
  why: 'Without a response the designer does not know what the operation gives back. Reviewers refuse it, although older connectors were published with such operations.',
  says: ({ operation }) => ({
    what: `${operation} has no response.`,
    todo: 'Add a response for success, such as "200" with a description and a schema, or "204" if nothing comes back.',
  }),
  examples: () => ({
    good: [responses({ 204: described }), responses({ default: described }), inPaths({ '/pets': { get: { operationId: 'ListPets' } } })],
    bad: [
      { example: responses({}), at: ['/responses'] },
      { example: responses({ 'x-note': 'later' }), at: ['/responses'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      // Where the key itself is missing, `required-property` says so.
      if (member(node.operation, 'responses') !== undefined && codesOf(node)?.length === 0) report(node.spot.at('responses'), { operation: quotedOperation(node) });
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
  why: 'The designer reads the outputs of an operation from its response for success (200 to 299); `default` stands for everything else, errors included. Reviewers refuse an operation that has no response for success.',
  page: 'Internal operations are exempt. An operation without any response is a matter of `response-one`.',
  says: ({ operation, codes }) => ({
    what: `${operation} has no response between 200 and 299, only ${brief(codes)}.`,
    todo: 'Add the status that the service answers on success, such as "200", "201" or "204".',
  }),
  fix: {
    safe: false,
    title: 'Turn the only response, "default", into the one for 200.',
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
  title: 'The key of a response is an HTTP status or "default"',
  severity: always('error'),
  microsoft: ['ResponseMustBeDefaultOrHttpStatusCode'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform looks the response up by the status that the service answers; any other key makes the import fail.',
  page: 'Ranges such as `2XX` belong to OpenAPI 3; Swagger 2.0 asks for each status by itself.',
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
  why: 'Swagger 2.0 demands a description, and the import fails without one.',
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
    partOf: {
      response(object, spot) {
        if (object['$ref'] === undefined && member(object, 'description') === undefined) report(spot, { key: String(spot.key) });
      },
    },
  }),
});
