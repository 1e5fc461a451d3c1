import { inParameter } from '../../examples/example';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quoted } from '../../words/quoted';

const LONGEST = 80;
const strange = /[^\p{L}\p{N} ()]/gu;

export const parameterSummaryLength = rule<{ summary: string }>({
  code: 'param-summary-max-80',
  title: 'A parameter\'s x-ms-summary has at most 80 characters',
  severity: whenCertifying('error'),
  source: 'connector string guidance',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 498 },
  why: 'The x-ms-summary is the label of a narrow field; Microsoft\'s guidance for certification allows 80 characters.',
  says: ({ summary }) => ({
    what: `The x-ms-summary ${quoted(summary)} has ${summary.length} characters; at most ${LONGEST} are allowed.`,
    todo: 'Say it shorter, and move the rest to the description.',
  }),
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'A'.repeat(80) })],
    bad: [{ example: inParameter({ 'x-ms-summary': 'A'.repeat(81) }), at: ['/x-ms-summary'] }],
  }),
  check: ({ report }) => ({
    text({ text, kind, of, spot }) {
      if (kind === 'x-ms-summary' && of === 'parameter' && text.length > LONGEST) report(spot, { summary: text });
    },
  }),
});

export const parameterSummaryCharacters = rule<{ summary: string; characters: string }>({
  code: 'param-summary-characters',
  title: 'A parameter\'s x-ms-summary has only letters, digits, spaces and parentheses',
  severity: whenCertifying('warning'),
  source: 'certification checklist',
  evidence: { certified: 65.9, recent: 72.3, independent: 83, applicable: 498 },
  why: 'The certification checklist asks for such labels. Reviewers are lenient: a third of the published connectors have other characters.',
  says: ({ summary, characters }) => ({
    what: `The x-ms-summary ${quoted(summary)} has ${brief(characters)}.`,
    todo: 'Use words instead, and keep sentences for the description.',
  }),
  fix: {
    safe: true,
    title: 'Remove a full stop, colon or question mark at the end.',
    edits: ({ summary }, at) => {
      const said = summary.replace(/[.:?]$/, '');
      return said.search(strange) < 0 && said.trim() !== '' && 'pointer' in at ? [{ at, set: said }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'Größe (in MB)' })],
    bad: [
      { example: inParameter({ 'x-ms-summary': 'To/From' }), at: ['/x-ms-summary'] },
      { example: inParameter({ 'x-ms-summary': 'Include Line Count?' }), at: ['/x-ms-summary'], fixed: inParameter({ 'x-ms-summary': 'Include Line Count' }) },
    ],
  }),
  check: ({ report }) => ({
    text({ text, kind, of, spot }) {
      if (kind !== 'x-ms-summary' || of !== 'parameter' || text.search(strange) < 0) return;
      report(spot, { summary: text, characters: [...new Set(text.match(strange) ?? [])].slice(0, 10).map(each => (/\s/.test(each) ? 'a line break or tab' : each)).join(' ') });
    },
  }),
});

/** Words that stay small in a title, unless they begin it. */
const small = new Set(['a', 'an', 'and', 'as', 'at', 'but', 'by', 'for', 'from', 'in', 'nor', 'of', 'off', 'on', 'or', 'per', 'so', 'the', 'to', 'up', 'via', 'vs', 'with', 'yet']);
const lowerStart = /^\p{Ll}/u;

const inTitleCase = (summary: string): string => summary.split(' ').map((word, position) =>
  (lowerStart.test(word) && (position === 0 || !small.has(word)) ? word.charAt(0).toUpperCase() + word.slice(1) : word)).join(' ');

export const parameterSummaryTitleCase = rule<{ summary: string }>({
  code: 'param-summary-title-case',
  title: 'A parameter\'s x-ms-summary is in title case, like "Date of Birth"',
  severity: whenCertifying('information'),
  source: 'connector string guidance',
  evidence: { certified: 41, recent: 44, independent: 68, applicable: 498 },
  why: 'Microsoft\'s own connectors write labels in title case, and makers see yours beside theirs. Nobody refuses the connector for it.',
  says: ({ summary }) => ({
    what: `The x-ms-summary ${quoted(summary)} is not in title case.`,
    todo: `Write ${quoted(inTitleCase(summary))}.`,
  }),
  fix: {
    safe: true,
    title: 'Write it in title case.',
    edits: ({ summary }, at) => ('pointer' in at ? [{ at, set: inTitleCase(summary) }] : undefined),
  },
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'Date of Birth' })],
    bad: [{ example: inParameter({ 'x-ms-summary': 'date of birth' }), at: ['/x-ms-summary'], fixed: inParameter({ 'x-ms-summary': 'Date of Birth' }) }],
  }),
  check: ({ report }) => ({
    text({ text, kind, of, spot }) {
      if (kind === 'x-ms-summary' && of === 'parameter' && inTitleCase(text) !== text) report(spot, { summary: text });
    },
  }),
});
