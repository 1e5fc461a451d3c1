import { inInfo } from '../../examples/example';
import { textAt } from '../../json';
import { whenCertifying, whenIndependent } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { withoutEndSigns } from '../text/without-end';
import { hostProductIn, otherProductIn } from './product-names';

/** What the listing of an independent publisher's connector ends with; it does not count as a part of the title. */
const suffix = /\(independent publisher\)\s*$/i;
const withoutSuffix = (title: string): string => (suffix.test(title) ? title.replace(suffix, '').trimEnd() : title);
const LONGEST = 30;

export const titleLength = rule<{ title: string; length: number }>({
  code: 'title-max-30',
  title: 'A title has at most 30 characters',
  severity: whenCertifying('error'),
  microsoft: ['FieldLengthExceeded'],
  policy: ['5000.2.2.1'],
  source: 'certification submission; connector string guidance',
  evidence: { certified: 99.8, recent: 100, independent: 100, applicable: 619 },
  why: 'Longer titles are cut off in the list from which makers choose a connector; Microsoft\'s validator refuses them.',
  page: 'A final "(Independent Publisher)" is not counted.',
  says: ({ title, length }) => ({ what: `The title "${brief(title)}" has ${length} characters; ${LONGEST} are allowed.`, todo: 'Choose a shorter one.' }),
  examples: () => ({
    good: [inInfo({ title: 'Animal Shelters of the Region' }), inInfo({ title: 'Animal Shelters of the Region (Independent Publisher)' })],
    bad: [{ example: inInfo({ title: 'Animal Shelters of the Whole Region' }), at: ['/title'] }],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const title = textAt(info, 'title');
      const length = [...withoutSuffix(title ?? '')].length;
      if (title !== undefined && length > LONGEST) report(spot.at('title'), { title, length });
    },
  }),
});

export const titleWords = rule<{ title: string; word: string }>({
  code: 'title-restricted-words',
  title: 'A title has neither "API" nor "connector" in it, nor a product of the Power Platform',
  severity: whenCertifying('error'),
  microsoft: ['ValueContainsRestrictedWords'],
  policy: ['5000.2.2.2'],
  source: 'certification submission; Swagger validator rules',
  evidence: { certified: 99.4, recent: 98.8, independent: 99.5, applicable: 619 },
  why: 'Everything in the list of connectors is a connector to an API, so these words say nothing; Microsoft\'s validator refuses them.',
  page: 'Only whole words count: "RAPID Platform" and "SMSAPI" were certified.',
  says: ({ title, word }) => ({ what: `The title "${brief(title)}" has the word "${word}".`, todo: 'Name the service alone.' }),
  examples: () => ({
    good: [inInfo({ title: 'RAPID Shelter' }), inInfo({ title: 'SMSAPI' })],
    bad: [
      { example: inInfo({ title: 'Example Shelter API' }), at: ['/title'] },
      { example: inInfo({ title: 'Shelter Connector' }), at: ['/title'] },
      { example: inInfo({ title: 'Animals for Power Apps' }), at: ['/title'] },
    ],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const title = textAt(info, 'title');
      const word = title === undefined ? undefined : /\b(?:api|connector)\b/i.exec(title)?.[0] ?? hostProductIn(title) ?? otherProductIn(title);
      if (title !== undefined && word !== undefined) report(spot.at('title'), { title, word });
    },
  }),
});

export const titleEnd = rule<{ title: string }>({
  code: 'title-ends-alphanumeric',
  title: 'A title ends with a letter or a digit',
  severity: whenCertifying('error'),
  microsoft: ['ValueMustEndWithAlphanumeric'],
  policy: ['5000.2.2.3'],
  source: 'certification submission; Swagger validator rules',
  evidence: { certified: 98.1, recent: 96.5, independent: 99.2, applicable: 619 },
  why: 'Microsoft\'s validator refuses titles that end otherwise.',
  page: 'A final part in parentheses, such as "(Canada)", was certified several times and passes; the figures below count it as a failure.',
  says: ({ title }) => ({ what: `The title "${brief(title)}" ends with "${[...title].at(-1) ?? ''}".`, todo: 'End it with a letter or a digit.' }),
  fix: {
    safe: true,
    title: 'Remove the last sign.',
    edits: ({ title }, at) => {
      const shorter = withoutEndSigns(title);
      return 'pointer' in at && shorter !== title && endsWell.test(shorter) ? [{ at, set: shorter }] : undefined;
    },
  },
  examples: () => ({
    good: [inInfo({ title: 'Example Shelter' }), inInfo({ title: 'Example Shelter (Canada)' }), inInfo({ title: 'Refugio Español' })],
    bad: [
      { example: inInfo({ title: 'Example Shelter.' }), at: ['/title'], fixed: inInfo({ title: 'Example Shelter' }) },
      { example: inInfo({ title: 'Example Shelter+' }), at: ['/title'] },
    ],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const title = textAt(info, 'title');
      if (title !== undefined && title.trim() !== '' && !endsWell.test(title)) report(spot.at('title'), { title });
    },
  }),
});

/** A letter, a digit, or something in parentheses. */
const endsWell = /[\p{L}\p{N}]$|\([^()]+\)$/u;

export const titleEnglish = rule<{ title: string; characters: string }>({
  code: 'title-english',
  title: 'A title has ASCII characters only',
  severity: whenCertifying('error'),
  microsoft: ['ValueMustBeInEnglish'],
  policy: ['5000.2.3.1'],
  source: 'Swagger validator rules',
  evidence: { certified: 99.5, recent: 99.4, independent: 99.7, applicable: 619 },
  why: 'Listings are in English, and Microsoft\'s validator takes any other character for another language, ™ and ® included.',
  says: ({ title, characters }) => ({ what: `The title "${brief(title)}" has ${brief(characters)}.`, todo: 'Write it with ASCII characters only: unaccented letters, digits and the signs of an English keyboard.' }),
  fix: {
    safe: true,
    title: 'Remove the marks.',
    edits: ({ title }, at) => {
      const plain = title.replace(/[™®©]/g, '');
      return 'pointer' in at && !/[^\x20-\x7e]/.test(plain) ? [{ at, set: plain }] : undefined;
    },
  },
  examples: () => ({
    good: [inInfo({ title: 'Example Shelter & Friends' })],
    bad: [
      { example: inInfo({ title: 'Example™ Shelter' }), at: ['/title'], fixed: inInfo({ title: 'Example Shelter' }) },
      { example: inInfo({ title: 'Tierheim Zürich' }), at: ['/title'] },
    ],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const title = textAt(info, 'title');
      const found = title?.match(/[^\x20-\x7e]/gu);
      if (title !== undefined && found) report(spot.at('title'), { title, characters: [...new Set(found)].join(' ') });
    },
  }),
});

export const titleSuffix = rule<{ title: string }>({
  code: 'title-ip-suffix',
  title: 'The title in the file goes without "(Independent Publisher)"',
  severity: whenIndependent('information'),
  source: 'independent publisher program; seen in published connectors',
  evidence: { certified: 100, independent: 100, applicable: 619 },
  why: 'The addition is made when the connector is published. None of the published files has it.',
  says: ({ title }) => ({ what: `The title is "${brief(title)}".`, todo: 'Leave out "(Independent Publisher)".' }),
  fix: { safe: true, title: 'Leave it out.', edits: ({ title }, at) => ('pointer' in at ? [{ at, set: withoutSuffix(title) }] : undefined) },
  examples: () => ({
    good: [inInfo({ title: 'Example Shelter' })],
    bad: [{ example: inInfo({ title: 'Example Shelter (Independent Publisher)' }), at: ['/title'], fixed: inInfo({ title: 'Example Shelter' }) }],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const title = textAt(info, 'title');
      if (title !== undefined && suffix.test(title)) report(spot.at('title'), { title });
    },
  }),
});
