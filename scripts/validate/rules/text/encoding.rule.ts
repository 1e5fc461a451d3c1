import { asText } from '../../examples/text-as-read';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { repairOf, reportDamage, type DamageFinding } from './damage-finding';
import { smallText } from './small-text';

export const jsonEncoding = rule<DamageFinding>({
  code: 'json-encoding',
  title: 'A file is written in UTF-8',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.2'],
  source: 'JSON (RFC 8259); seen in published connectors',
  evidence: { certified: 99.8, independent: 99.5, applicable: 619 },
  why: 'The platform reads every file as UTF-8. From any other encoding, accented letters and quotation marks reach makers as nonsense, or the file is refused.',
  says: ({ damage: { detail } }) => ({ what: `The file is not UTF-8: ${brief(detail)}.`, todo: 'Save it as UTF-8, and look at the letters beyond ASCII afterwards.' }),
  fix: { safe: true, title: 'Write it in UTF-8.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText('shelter', 'zürich'))],
    bad: [{ example: asText(smallText('shelter', 'zürich'), Buffer.from(smallText('shelter', 'zürich'), 'latin1')), at: ['@38'] }],
  }),
  check: reportDamage(['wrong-encoding']),
});

export const jsonNoByteOrderMark = rule<DamageFinding>({
  code: 'json-no-bom',
  title: 'A file begins without a byte-order mark',
  severity: always('warning'),
  source: 'Microsoft\'s command line paconn: validate forgives the mark, create and update do not',
  evidence: { certified: 99.4, recent: 100, independent: 100, applicable: 619 },
  why: 'Some editors put three invisible bytes before the text. Microsoft\'s command line validates such a file and then fails to deploy it.',
  says: () => ({ what: 'The file begins with a byte-order mark.', todo: 'Save it as UTF-8 without BOM.' }),
  fix: { safe: true, title: 'Remove the byte-order mark.', edits: repairOf },
  examples: () => ({
    good: [asText(smallText())],
    bad: [{ example: asText(smallText(), Buffer.from(`\ufeff${smallText()}`)), at: ['@0'] }],
  }),
  check: reportDamage(['byte-order-mark']),
});
