import { inOperation, inParameter } from '../../examples/example';
import { member } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { ParameterNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';

interface Missing { readonly parameter: string; readonly operation: string }

/** Whether makers are asked for this parameter: not for bodies (their properties are shown) and not for what is internal. */
const isShown = (node: ParameterNode): boolean =>
  !node.internal && !node.operation.internal && (node.in === 'query' || node.in === 'path' || node.in === 'header' || node.in === 'formData');

const missing = (node: ParameterNode): Missing => ({ parameter: node.name ?? '', operation: quotedOperation(node.operation) });

const exempt = () => [
  inParameter({ 'x-ms-visibility': 'internal', 'x-ms-summary': undefined, description: undefined }),
  inOperation({ 'x-ms-visibility': 'internal', parameters: [{ name: 'kind', in: 'query', type: 'string' }] }),
  inOperation({ consumes: ['application/json'], parameters: [{ name: 'body', in: 'body', schema: { type: 'array', items: { type: 'string' } } }] }, { method: 'post' }),
];

export const parameterSummaryRequired = rule<Missing>({
  code: 'param-summary-required',
  title: 'A parameter has an x-ms-summary',
  severity: whenCertifying('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.4, recent: 100, independent: 99.4, applicable: 488 },
  why: 'The designer shows x-ms-summary as the label of the field; without it makers see the technical name. Microsoft\'s validator refuses a connector without it.',
  page: 'Three kinds of parameters are exempt: body parameters, because the designer shows the properties of the body instead; parameters with `"x-ms-visibility": "internal"`; and all parameters of internal operations. A `title` does not count.',
  says: ({ parameter, operation }) => ({
    what: `The parameter "${brief(parameter)}" of ${operation} has no x-ms-summary.`,
    todo: 'Add "x-ms-summary" with a short label in title case, for instance "Page Size".',
  }),
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'Kind' }), ...exempt()],
    bad: [
      { example: inParameter({ 'x-ms-summary': undefined }), at: [''] },
      { example: inParameter({ 'x-ms-summary': ' ' }), at: ['/x-ms-summary'] },
      { example: inParameter({ 'x-ms-summary': undefined, title: 'Kind' }), at: [''] },
    ],
  }),
  check: ({ report }) => ({
    parameter(node) {
      if (!isShown(node)) return;
      const summary = member(node.parameter, 'x-ms-summary');
      if (summary === undefined) report(node.spot, missing(node));
      else if (typeof summary === 'string' && summary.trim() === '') report(node.spot.at('x-ms-summary'), missing(node));
    },
  }),
});

export const parameterDescriptionRequired = rule<Missing>({
  code: 'param-description-required',
  title: 'A parameter has a description',
  severity: whenCertifying('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.6, recent: 100, independent: 99.4, applicable: 488 },
  why: 'The designer shows the description inside the empty field, and it is all that makers learn about it. Microsoft\'s validator refuses a connector without it.',
  page: 'Body parameters are exempt, and so are parameters with `"x-ms-visibility": "internal"` and all parameters of internal operations. An empty description is a matter of `description-not-empty`.',
  says: ({ parameter, operation }) => ({
    what: `The parameter "${brief(parameter)}" of ${operation} has no description.`,
    todo: 'Add "description" with a sentence that says what to enter, for instance "How many items to return at most.".',
  }),
  examples: () => ({
    good: [inParameter({ description: 'The kind of animal to list.' }), ...exempt()],
    bad: [{ example: inParameter({ description: undefined }), at: [''] }],
  }),
  check: ({ report }) => ({
    parameter(node) {
      if (isShown(node) && member(node.parameter, 'description') === undefined) report(node.spot, missing(node));
    },
  }),
});
