import { inOperation } from '../../examples/example';
import { isObject, member, objectAt, type JsonValue } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { follow } from '../../walk/property-path';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';

const page = (properties: object) => ({ 200: { description: 'The items.', schema: { type: 'object', properties: { value: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } }, ...properties } } } });
const link = { nextLink: { type: 'string', title: 'Next', description: 'The next page.' } };
const names = ['nextLink', '@odata.nextLink'];

export const pageableNextLink = rule<{ readonly operation: string; readonly name: JsonValue | undefined }>({
  code: 'pageable-next-link',
  title: 'The link to the next page is called nextLink or @odata.nextLink',
  severity: always('error'),
  microsoft: ['InvalidNextLinkNameValue'],
  source: 'Swagger validator rules',
  evidence: { certified: 93.8, recent: 100, independent: 100, applicable: 16 },
  why: 'An operation with x-ms-pageable answers in pages, and the platform follows the link to the next page by itself. Microsoft\'s validator accepts only these two names for it, capitals included; with another name the platform may stop after the first page.',
  says: ({ operation, name }) => ({
    what: name === undefined ? `The x-ms-pageable of ${operation} has no nextLinkName.` : `The nextLinkName of ${operation} is ${quoted(name)}.`,
    todo: 'Write "nextLink" or "@odata.nextLink"; if the service uses another name, rename the property with a policy or custom code.',
  }),
  examples: () => ({
    good: [inOperation({ 'x-ms-pageable': { nextLinkName: 'nextLink' }, responses: page(link) }), inOperation({ 'x-ms-pageable': { nextLinkName: '@odata.nextLink' }, responses: page({ '@odata.nextLink': { type: 'string' } }) })],
    bad: [
      { example: inOperation({ 'x-ms-pageable': { nextLinkName: 'nextlink' }, responses: page({ nextlink: { type: 'string' } }) }), at: ['/x-ms-pageable/nextLinkName'] },
      { example: inOperation({ 'x-ms-pageable': {}, responses: page(link) }), at: ['/x-ms-pageable'] },
    ],
  }),
  check: ({ report }) => ({
    operation(node) {
      const pageable = node.operation['x-ms-pageable'];
      if (!isObject(pageable)) return;
      const name = member(pageable, 'nextLinkName');
      const spot = node.spot.at('x-ms-pageable');
      if (typeof name !== 'string' || !names.includes(name)) report(name === undefined ? spot : spot.at('nextLinkName'), { operation: quotedOperation(node), name });
    },
  }),
});

export const pageableProperty = rule<{ readonly operation: string; readonly name: string }>({
  code: 'pageable-property',
  title: 'The answer of an operation with pages has the link to the next one',
  severity: whenCertifying('information'),
  source: 'seen in published connectors',
  why: 'The platform reads the link from the top level of the answer. If the schema does not show it there, it is not clear whether the service sends it.',
  page: 'The link must lead through the connector, not directly to the service; the policy `updatenextlink` rewrites it.',
  says: ({ operation, name }) => ({ what: `The answer of ${operation} has no property "${brief(name)}" at its top level.`, todo: 'Add it to the schema if the service sends it; the policy updatenextlink makes the link lead through the connector.' }),
  examples: () => ({
    good: [inOperation({ 'x-ms-pageable': { nextLinkName: 'nextLink' }, responses: page(link) })],
    bad: [{ example: inOperation({ 'x-ms-pageable': { nextLinkName: 'nextLink' }, responses: page({}) }), at: ['/x-ms-pageable'] }],
  }),
  check: ({ report, definition }) => ({
    operation(node) {
      const pageable = objectAt(node.operation, 'x-ms-pageable');
      const name = pageable && member(pageable, 'nextLinkName');
      const schema = typeof name === 'string' && definition ? definition.success(node)?.response['schema'] : undefined;
      if (typeof name !== 'string' || schema === undefined || !definition) return;
      if (follow(definition, schema, name.replaceAll('~', '~0').replaceAll('/', '~1')) === undefined) report(node.spot.at('x-ms-pageable'), { operation: quotedOperation(node), name });
    },
  }),
});
