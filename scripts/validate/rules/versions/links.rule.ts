import { inDefinition } from '../../examples/example';
import { isArray, isObject, itemsAt, member, objectAt, textAt, type JsonValue } from '../../json';
import { platformThen, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';
import { isWebAddress } from '../info/web-address';

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const manifest = (more: object) => inDefinition({ 'x-ms-openai-manifest': { humanName: 'Example Shelter', modelDescription: 'Lists animals.', contactEmail: 'support@shelter.example.com', legalUrl: 'https://shelter.example.com/legal', ...more } });

export const openaiManifest = rule<{ readonly key: string; readonly value: JsonValue }>({
  code: 'openai-manifest',
  title: 'x-ms-openai-manifest has a valid e-mail address and a complete link',
  severity: whenCertifying('warning'),
  source: 'seen in published connectors',
  why: 'Copilot shows both to people who use the connector as a plugin, and reviewers try them.',
  says: ({ key, value }) => ({ what: `The ${key} in x-ms-openai-manifest is ${quoted(value)}.`, todo: key === 'contactEmail' ? 'Write an e-mail address.' : 'Write a complete web address that begins with https://.' }),
  examples: () => ({
    good: [manifest({})],
    bad: [{ example: manifest({ contactEmail: 'support' }), at: ['/x-ms-openai-manifest/contactEmail'] }, { example: manifest({ legalUrl: 'shelter.example.com' }), at: ['/x-ms-openai-manifest/legalUrl'] }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const plugin = objectAt(root, 'x-ms-openai-manifest');
      if (!plugin) return;
      const fits = { contactEmail: (text: string) => address.test(text), legalUrl: isWebAddress };
      for (const key of ['contactEmail', 'legalUrl'] as const) {
        const value = member(plugin, key);
        if (value !== undefined && !(typeof value === 'string' && fits[key](value))) report(spot.at('x-ms-openai-manifest', key), { key, value });
      }
    },
  }),
});

export const docsLinks = rule<{ readonly value: JsonValue | undefined }>({
  code: 'docs-links',
  title: 'Each entry of x-ms-docs has a web address',
  severity: whenCertifying('warning'),
  source: 'seen in published connectors',
  why: 'The links in x-ms-docs lead from the connector\'s page to more information; without an address there is nothing to follow.',
  says: ({ value }) => ({ what: value === undefined ? 'An entry of x-ms-docs has no url.' : `The url ${quoted(value)} in x-ms-docs is not a web address.`, todo: 'Write a complete web address that begins with https://.' }),
  examples: () => ({
    good: [inDefinition({ 'x-ms-docs': [{ url: 'https://shelter.example.com/docs', description: 'How to begin' }] })],
    bad: [{ example: inDefinition({ 'x-ms-docs': [{ url: 'docs' }, {}] }), at: ['/x-ms-docs/0/url', '/x-ms-docs/1'] }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      for (const [position, entry] of itemsAt(root, 'x-ms-docs').entries()) {
        const value = isObject(entry) ? member(entry, 'url') : undefined;
        const at = spot.at('x-ms-docs', position);
        if (value === undefined) report(at, { value }); else if (typeof value !== 'string' || !isWebAddress(value)) report(at.at('url'), { value });
      }
    },
  }),
});

export const openaiOperations = rule<{ readonly operationId: string }>({
  code: 'openai-operations',
  title: 'x-ms-openai-data names operations of this connector',
  severity: platformThen('information', 'warning'),
  microsoft: ['OperationIdNotFound'],
  source: 'seen in published connectors',
  why: 'Copilot offers the operations that are listed there, and ignores an unknown id.',
  says: ({ operationId }) => ({ what: `The x-ms-openai-data names "${brief(operationId)}", which is not an operation of this connector.`, todo: 'Write the operationId of an operation, or remove the entry; capitals matter.' }),
  examples: () => ({
    good: [inDefinition({ 'x-ms-openai-data': { 'openai-enabled': true, operations: [{ operationId: 'ListItems' }] } })],
    bad: [{ example: inDefinition({ 'x-ms-openai-data': { operations: [{ operationId: 'ListThings' }] } }), at: ['/x-ms-openai-data/operations/0/operationId'] }],
  }),
  check: ({ report }) => ({
    definition(index) {
      const operations = objectAt(index.root, 'x-ms-openai-data') ?? {};
      const list = member(operations, 'operations');
      if (!isArray(list)) return;
      for (const [position, entry] of list.entries()) {
        const at = index.spot.at('x-ms-openai-data', 'operations', position);
        const operationId = typeof entry === 'string' ? entry : isObject(entry) ? textAt(entry, 'operationId') : undefined;
        if (operationId !== undefined && !index.operation(operationId)) report(typeof entry === 'string' ? at : at.at('operationId'), { operationId });
      }
    },
  }),
});
