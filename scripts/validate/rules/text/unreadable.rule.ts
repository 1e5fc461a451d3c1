import { asText } from '../../examples/text-as-read';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { smallText } from './small-text';
import { repairOf, reportDamage, type DamageFinding } from './damage-finding';

export const jsonParse = rule<DamageFinding>({
  code: 'json-parse',
  title: 'Every file can be read',
  severity: always('error'),
  policy: ['5000.2.6.2'],
  source: 'JSON (RFC 8259); seen in published connectors',
  evidence: { certified: 98.2, recent: 98.2, independent: 98.7, applicable: 619 },
  why: 'The platform refuses a file that is not JSON at import.',
  page: 'The rest of a damaged file is checked all the same, as far as it can be read. The figures below count every file that a strict JSON reader refuses, also one with a comma too many or a comment, for which there are rules of their own (`json-trailing-comma`, `json-comment`).',
  says: ({ damage: { detail } }) => ({ what: `This can't be read: ${brief(detail)}.`, todo: 'Correct the text here; look at what comes just before it, too.' }),
  fix: { safe: true, title: 'Write what is missing.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText('"2.0"', '2.0.0')), at: ['@15'] }],
  }),
  check: reportDamage(['unreadable']),
});

export const jsonPunctuation = rule<DamageFinding>({
  code: 'json-punctuation',
  title: 'No comma is missing, and texts are in double quotes',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.2'],
  source: 'JSON (RFC 8259); seen in published connectors',
  why: 'A person sees what is meant, but a strict JSON reader refuses the whole file. Some such files were published, others were sent back.',
  says: ({ damage: { kind, detail } }) => (kind === 'missing-comma'
    ? { what: 'A comma is missing between two entries.', todo: 'Write a comma here.' }
    : { what: `A text is in single quotes: ${brief(detail)}.`, todo: 'Use double quotes: JSON knows no others.' }),
  fix: { safe: true, title: 'Write the comma or the double quotes.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText())],
    bad: [
      { example: asText(smallText('"swagger": "2.0",', '"swagger": "2.0"')), at: ['@20'] },
      { example: asText(smallText('"swagger": "2.0",', '"swagger": \'2.0\',')), at: ['@15'] },
    ],
  }),
  check: reportDamage(['missing-comma', 'single-quotes']),
});
