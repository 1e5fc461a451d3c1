import { asText } from '../../examples/text-as-read';
import { platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { repairOf, reportDamage, type DamageFinding } from './damage-finding';
import { smallText } from './small-text';

const strict = 'JSON (RFC 8259); seen in published connectors';

export const jsonTrailingComma = rule<DamageFinding>({
  code: 'json-trailing-comma',
  title: 'No comma follows the last entry of an object or a list',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.2'],
  source: strict,
  evidence: { certified: 98.9, independent: 99.7, applicable: 619 },
  why: 'JSON allows no comma after the last entry. Some of Microsoft\'s tools forgive it, others refuse the whole file.',
  says: () => ({ what: 'A comma follows the last entry.', todo: 'Remove the comma.' }),
  fix: { safe: true, title: 'Remove the comma.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText('["https"]', '["https",]')), at: ['@80'] }],
  }),
  check: reportDamage(['trailing-comma']),
});

export const jsonComment = rule<DamageFinding>({
  code: 'json-comment',
  title: 'A file has no comments',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.2'],
  source: strict,
  why: 'JSON knows no comments. Some of Microsoft\'s tools forgive them, others refuse the whole file.',
  says: ({ damage: { detail } }) => ({ what: `There is a comment in the file: "${brief(detail)}".`, todo: 'Remove it, or say it in a description.' }),
  fix: { safe: true, title: 'Remove the comment.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText('"swagger"', '// the version\n  "swagger"')), at: ['@4'] }],
  }),
  check: reportDamage(['comment']),
});

export const jsonControlCharacter = rule<DamageFinding>({
  code: 'json-control-character',
  title: 'Texts hold no raw line breaks, tabs or other control characters',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.2'],
  source: strict,
  why: 'A strict JSON reader refuses the whole file when a text has a raw line break or tab in it.',
  says: ({ damage: { detail } }) => ({ what: `A text holds the control character ${brief(detail)} as it is.`, todo: 'Write a space, or \\n for a line break and \\t for a tab.' }),
  fix: { safe: true, title: 'Write it as an escape, such as \\n or \\t.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText('shelter.', 'shelter\\t.'))],
    bad: [{ example: asText(smallText('shelter.', 'shelter\t.')), at: ['@44'] }],
  }),
  check: reportDamage(['control-character']),
});

export const jsonSecondDocument = rule<DamageFinding>({
  code: 'json-second-document',
  title: 'Nothing follows the document',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.2'],
  source: strict,
  evidence: { certified: 99.8, independent: 100, applicable: 619 },
  why: 'A file holds one document. What follows it was probably pasted by mistake and is never looked at, and a strict reader refuses the whole file.',
  says: ({ damage: { detail } }) => ({ what: `The document is over, and yet this follows: "${brief(detail)}".`, todo: 'Decide which of the two is meant, and remove the other.' }),
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(`${smallText()}{ "swagger": "2.0" }\n`), at: ['@84'] }],
  }),
  check: reportDamage(['second-document']),
});

export const jsonDuplicateKeys = rule<DamageFinding>({
  code: 'json-no-duplicate-keys',
  title: 'No object has a key twice',
  severity: platformThen('warning', 'warning'),
  source: 'seen in published connectors',
  evidence: { certified: 99.5, recent: 100, independent: 99.5, applicable: 619 },
  why: 'Of two entries with the same key only one counts, and programs disagree which; the other is lost without a message.',
  says: ({ damage: { detail } }) => ({ what: `The key "${brief(detail)}" is in one object twice; the last one counts here.`, todo: 'Keep the entry that is meant, and remove the other.' }),
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText('"host":', '"host": "old.shelter.example.com",\n  "host":')), at: ['@61'] }],
  }),
  check: reportDamage(['duplicate-key']),
});
