import { inInfo } from '../../examples/example';
import { textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';
import { brief } from '../../words/brief';
import { endsWithAddress } from '../text/without-end';
import { hostProductIn, otherProductIn } from './product-names';

const SHORTEST = 30;
const LONGEST = 500;

export const descriptionLength = rule<{ length: number }>({
  code: 'description-length',
  title: `The connector's description has ${SHORTEST} to ${LONGEST} characters`,
  severity: whenCertifying('error'),
  microsoft: ['FieldLengthNotInRange'],
  policy: ['5000.2.3.4'],
  source: 'certification submission',
  evidence: { certified: 99.8, recent: 100, independent: 99.7, applicable: 619 },
  why: 'Microsoft\'s validator refuses descriptions that are shorter or longer.',
  says: ({ length }) => ({ what: `The description has ${length} characters; it needs ${SHORTEST} to ${LONGEST}.`, todo: length < SHORTEST ? 'Say what one can do with the connector.' : 'Say it in fewer words.' }),
  examples: () => ({
    good: [inInfo({ description: 'Lists the animals of a shelter.' })],
    bad: [{ example: inInfo({ description: 'Lists animals.' }), at: ['/description'] }, { example: inInfo({ description: `Lists ${'many '.repeat(100)}animals.` }), at: ['/description'] }],
  }),
  check: context => description(context, (text, report) => {
    const { length } = [...text.trim()];
    if (length > 0 && (length < SHORTEST || length > LONGEST)) report({ length });
  }),
});

export const descriptionWords = rule<{ word: string }>({
  code: 'description-restricted-words',
  title: 'The connector\'s description names neither Power Apps nor Power Automate nor Logic Apps',
  severity: whenCertifying('error'),
  microsoft: ['ValueContainsRestrictedWords'],
  policy: ['5000.2.3.5'],
  source: 'certification submission',
  evidence: { certified: 99, recent: 100, independent: 100, applicable: 619 },
  why: 'The same description is shown in all of these products; Microsoft\'s validator refuses their names in it.',
  says: ({ word }) => ({ what: `The description names "${word}".`, todo: 'Say what the connector does, not where it is used.' }),
  examples: () => ({
    good: [inInfo({ description: 'Lists the animals of a shelter in your flows.' })],
    bad: [{ example: inInfo({ description: 'Lists the animals of a shelter in Power Automate.' }), at: ['/description'] }],
  }),
  check: context => description(context, (text, report) => {
    const word = hostProductIn(text);
    if (word !== undefined) report({ word });
  }),
});

export const descriptionProductNames = rule<{ word: string }>({
  code: 'description-product-names',
  title: 'The connector\'s description names no other product of the Power Platform',
  severity: whenCertifying('warning'),
  policy: ['5000.2.3.5'],
  source: 'certification submission',
  evidence: { certified: 97.4, independent: 98.5, applicable: 619 },
  why: 'The certification policy asks to leave out Copilot Studio and the Power Platform as well, although such descriptions were published.',
  page: 'The figures below count Power Apps, Power Automate and Logic Apps, too, for which there is a rule of their own.',
  says: ({ word }) => ({ what: `The description names "${word}".`, todo: 'Say what the connector does, not where it is used.' }),
  examples: () => ({
    good: [inInfo({ description: 'Lists the animals of a shelter in your flows.' })],
    bad: [{ example: inInfo({ description: 'Brings the animals of a shelter to the Power Platform.' }), at: ['/description'] }],
  }),
  check: context => description(context, (text, report) => {
    const word = hostProductIn(text) === undefined ? otherProductIn(text) : undefined;
    if (word !== undefined) report({ word });
  }),
});

export const descriptionApiWord = rule<{ word: string }>({
  code: 'description-no-api-word',
  title: 'The connector\'s description does without the word "API"',
  severity: whenCertifying('information'),
  source: 'connector string guidance',
  evidence: { certified: 87.7, recent: 89.5, independent: 81.9, applicable: 619 },
  why: 'Makers want to know what a connector does for them, not how. Microsoft\'s guidance advises against the word, but nobody refuses it.',
  says: ({ word }) => ({ what: `The description speaks of an "${word}".`, todo: 'Name the service instead.' }),
  examples: () => ({
    good: [inInfo({ description: 'Lists the animals of a shelter.' })],
    bad: [{ example: inInfo({ description: 'Lists the animals of a shelter through its API.' }), at: ['/description'] }],
  }),
  check: context => description(context, (text, report) => {
    const word = /\bapis?\b/i.exec(text)?.[0];
    if (word !== undefined) report({ word });
  }),
});

export const descriptionSentence = rule<{ end: string }>({
  code: 'description-full-sentence',
  title: 'The connector\'s description is made of whole sentences',
  severity: whenCertifying('warning'),
  policy: ['5000.2.3.2'],
  source: 'certification submission',
  evidence: { certified: 85.8, recent: 81.3, independent: 88.8, applicable: 619 },
  why: 'Reviewers ask for whole sentences that end with a full stop.',
  says: ({ end }) => ({ what: `The description ends with "${end}", without a full stop.`, todo: 'End it with a full stop.' }),
  fix: {
    safe: true,
    title: 'Add a full stop.',
    edits: (_, at, { definition }) => {
      const text = textOfDescription(definition?.value);
      return 'pointer' in at && text !== undefined && /[\p{L}\p{N})]\s*$/u.test(text) && !endsWithAddress(text) ? [{ at, set: `${text.trimEnd()}.` }] : undefined;
    },
  },
  examples: () => ({
    good: [inInfo({ description: 'Lists the animals of a shelter.' }), inInfo({ description: 'Are there animals in the shelter (cats or dogs)?' }), inInfo({ description: 'Lists animals (those of a shelter).' })],
    bad: [
      { example: inInfo({ description: 'Lists the animals of a shelter' }), at: ['/description'], fixed: inInfo({ description: 'Lists the animals of a shelter.' }) },
      { example: inInfo({ description: 'Lists the animals of a shelter:' }), at: ['/description'] },
    ],
  }),
  check: context => description(context, (text, report) => {
    if (text.trim() !== '' && !/[.!?…]["')\]]?\s*$/.test(text)) report({ end: brief(text.trim().slice(-20)) });
  }),
});

const textOfDescription = (value: unknown): string | undefined => {
  const info = typeof value === 'object' && value !== null && 'info' in value ? value.info : undefined;
  const text = typeof info === 'object' && info !== null && 'description' in info ? info.description : undefined;
  return typeof text === 'string' ? text : undefined;
};

function description<Data>({ report }: RuleContext<Data>, look: (text: string, report: (data: Data) => void) => void): Visitors {
  return {
    info(info, spot) {
      const text = textAt(info, 'description');
      if (text !== undefined) look(text, data => report(spot.at('description'), data));
    },
  };
}
