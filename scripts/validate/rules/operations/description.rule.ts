import { inOperation } from '../../examples/example';
import { textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { hostProductIn, otherProductIn } from '../info/product-names';
import { endsWithAddress } from '../text/without-end';

const exempt = 'Internal operations are exempt, because makers do not see them.';

export const operationDescriptionRequired = rule<{ method: string; path: string }>({
  code: 'op-description-required',
  title: 'Every operation that makers see has a description',
  severity: whenCertifying('error'),
  microsoft: ['RequiredPropertyMissing'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 618 },
  why: 'Designers show the description below the name, and Copilot chooses operations by it; Microsoft\'s validator refuses an operation without one.',
  page: exempt,
  says: ({ method, path }) => ({ what: `${method.toUpperCase()} ${brief(path)} has no description.`, todo: 'Add "description": in a sentence, what the operation does.' }),
  examples: () => ({
    good: [inOperation({ description: 'Lists all items.' }), inOperation({ description: undefined, 'x-ms-visibility': 'internal' })],
    bad: [{ example: inOperation({ description: undefined }), at: [''] }, { example: inOperation({ description: ' ' }), at: [''] }],
  }),
  check: ({ report }) => ({
    operation({ operation, internal, method, path: { path }, spot }) {
      const description = operation['description'];
      if (!internal && (description === undefined || (typeof description === 'string' && description.trim() === ''))) report(spot, { method, path });
    },
  }),
});

export const operationDescriptionPunctuation = rule<{ description: string }>({
  code: 'op-description-punctuation',
  title: 'An operation\'s description is a sentence with a full stop',
  severity: whenCertifying('warning'),
  source: 'certification submission; coding standards for connectors',
  evidence: { certified: 32.5, recent: 33.3, independent: 66.8, applicable: 619 },
  why: 'Microsoft\'s guidance asks for whole sentences, and reviewers may point it out. Two thirds of the published connectors do not keep to it.',
  says: ({ description }) => ({ what: `The description "${brief(description)}" ends without a full stop.`, todo: 'End it with a full stop.' }),
  fix: {
    safe: true,
    title: 'Add a full stop.',
    edits: ({ description }, at) => ('pointer' in at && /[\p{L}\p{N})]\s*$/u.test(description) && !endsWithAddress(description) ? [{ at, set: `${description.trimEnd()}.` }] : undefined),
  },
  examples: () => ({
    good: [inOperation({ description: 'Lists all items.' }), inOperation({ description: 'Which items are there?' })],
    bad: [
      { example: inOperation({ description: 'Lists all items' }), at: ['/description'], fixed: inOperation({ description: 'Lists all items.' }) },
      { example: inOperation({ description: 'Lists all items:' }), at: ['/description'] },
    ],
  }),
  check: ({ report }) => ({
    operation({ operation, spot }) {
      const description = textAt(operation, 'description');
      if (description !== undefined && description.trim() !== '' && !/[.!?…]["')\]]?\s*$/.test(description)) report(spot.at('description'), { description });
    },
  }),
});

export const operationDescriptionSummary = rule<{ summary: string }>({
  code: 'op-description-not-summary',
  title: 'An operation\'s description says more than its summary',
  severity: whenCertifying('warning'),
  source: 'coding standards for connectors; connector string guidance',
  evidence: { certified: 66.6, recent: 67.8, independent: 88.5, applicable: 619 },
  why: 'Both are shown together, so the same words twice tell makers nothing new; reviewers ask for more.',
  says: ({ summary }) => ({ what: `The description repeats the summary, "${brief(summary)}".`, todo: 'Say what the operation gives back, or what has to be known before it is used.' }),
  examples: () => ({
    good: [inOperation({ summary: 'List items', description: 'Lists all items of a shelter, the newest first.' })],
    bad: [{ example: inOperation({ summary: 'List items', description: 'List items.' }), at: ['/description'] }],
  }),
  check: ({ report }) => ({
    operation({ operation, spot }) {
      const summary = textAt(operation, 'summary');
      const description = textAt(operation, 'description');
      if (summary !== undefined && description !== undefined && summary.trim() !== '' && plain(summary) === plain(description)) report(spot.at('description'), { summary });
    },
  }),
});

const plain = (text: string): string => text.trim().toLowerCase().replace(/[.!?]$/, '');

export const operationNames = rule<{ key: string; word: string }>({
  code: 'op-no-product-names',
  title: 'No summary names a product of the Power Platform',
  severity: whenCertifying('error'),
  microsoft: ['ValueContainsRestrictedWords'],
  policy: ['5000.2.3.5'],
  source: 'certification submission',
  evidence: { certified: 99.8, recent: 100, independent: 100, applicable: 619 },
  why: 'The operation is offered in all of these products under the same name; Microsoft\'s validator refuses their names in it.',
  says: ({ word }) => ({ what: `The summary names "${word}".`, todo: 'Say what the operation does, not where it is used.' }),
  examples: () => ({
    good: [inOperation({ summary: 'List items' })],
    bad: [{ example: inOperation({ summary: 'List items in Power Apps' }), at: ['/summary'] }],
  }),
  check: ({ report }) => ({
    operation({ operation, spot }) {
      const word = productIn(textAt(operation, 'summary'));
      if (word !== undefined) report(spot.at('summary'), { key: 'summary', word });
    },
  }),
});

export const operationDescriptionNames = rule<{ word: string }>({
  code: 'op-description-no-product-names',
  title: 'No operation\'s description names a product of the Power Platform',
  severity: whenCertifying('warning'),
  microsoft: ['ValueContainsRestrictedWords'],
  policy: ['5000.2.3.5'],
  source: 'certification submission',
  evidence: { certified: 99.2, recent: 100, independent: 100, applicable: 619 },
  why: 'The same description is shown in all of these products; the certification policy asks to leave their names out.',
  says: ({ word }) => ({ what: `The description names "${word}".`, todo: 'Say what the operation does, not where it is used.' }),
  examples: () => ({
    good: [inOperation({ description: 'Lists all items for your flow.' })],
    bad: [{ example: inOperation({ description: 'Lists all items for Power Automate.' }), at: ['/description'] }],
  }),
  check: ({ report }) => ({
    operation({ operation, spot }) {
      const word = productIn(textAt(operation, 'description'));
      if (word !== undefined) report(spot.at('description'), { word });
    },
  }),
});

const productIn = (text: string | undefined): string | undefined => (text === undefined ? undefined : hostProductIn(text) ?? otherProductIn(text));
