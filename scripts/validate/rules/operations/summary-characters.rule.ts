import { inOperation } from '../../examples/example';
import { textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

const refused = /[/\\<>*%&?]/g;

/** A text with a word in place of a sign, one blank on each side. */
const joined = (text: string, sign: string, word: string): string => text.split(sign).map(part => part.trim()).join(word);

export const operationSummaryCharacters = rule<{ summary: string; characters: string }>({
  code: 'op-summary-characters',
  title: 'An operation summary has none of ? / \\ < > * % &',
  severity: whenCertifying('error'),
  microsoft: ['RestrictedCharactersInSummary'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The summary is the name under which makers find the operation; Microsoft\'s validator refuses these characters in it.',
  says: ({ summary, characters }) => ({
    what: `The summary "${brief(summary)}" has ${characters}.`,
    todo: 'Say it in words: "or" for a slash, "and" for an ampersand.',
  }),
  fix: {
    safe: true,
    title: 'Say it in words.',
    edits: ({ summary }, at) => {
      const said = joined(joined(summary, '/', ' or '), '&', ' and ').replace(/\?$/, '');
      return said.search(refused) < 0 && 'pointer' in at ? [{ at, set: said }] : undefined;
    },
  },
  examples: () => ({
    good: [inOperation({ summary: 'Get user account' })],
    bad: [
      { example: inOperation({ summary: 'Get user/account' }), at: ['/summary'], fixed: inOperation({ summary: 'Get user or account' }) },
      { example: inOperation({ summary: 'Is it raining?' }), at: ['/summary'], fixed: inOperation({ summary: 'Is it raining' }) },
    ],
  }),
  check: ({ report }) => ({
    operation({ operation, spot }) {
      const summary = textAt(operation, 'summary');
      const found = summary?.match(refused);
      if (summary !== undefined && found) report(spot.at('summary'), { summary, characters: [...new Set(found)].join(' ') });
    },
  }),
});
