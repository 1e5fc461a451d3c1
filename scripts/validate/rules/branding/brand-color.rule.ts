import { inProperties } from '../../examples/example';
import { member, type JsonValue } from '../../json';
import { always, whenIndependent, whenVerified } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';
import { quoted } from '../../words/quoted';

const hexadecimal = /^#[0-9a-f]{6}$/i;
/** The colours that say that nobody has chosen one: the wizard's blue, and white. */
const unchosen: readonly string[] = ['#007ee5', '#ffffff'];
/** The colour that all connectors of independent publishers have. */
const independentColor = '#da3b01';

export const brandColor = rule<{ readonly color: JsonValue | undefined }>({
  code: 'brand-color',
  title: 'iconBrandColor is a colour in the form #rrggbb',
  severity: always('error'),
  policy: ['5000.2.1.1'],
  source: 'schema of apiProperties.json',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Designers show the connector\'s steps in this colour. The platform demands it, and all published connectors have one.',
  says: ({ color }) => ({
    what: color === undefined ? 'There is no iconBrandColor.' : `The value ${quoted(color)} of iconBrandColor is not a colour in the form #rrggbb.`,
    todo: 'Write a hash and six hexadecimal digits, for instance "#00695c".',
  }),
  fix: {
    safe: true,
    title: 'Write the same colour with six digits.',
    edits: ({ color }, at) => {
      const digits = typeof color === 'string' ? /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(color.trim())?.[1] : undefined;
      return digits !== undefined && 'pointer' in at ? [{ at, set: `#${digits.length === 6 ? digits : [...digits].map(digit => digit + digit).join('')}` }] : undefined;
    },
  },
  examples: () => ({
    good: [inProperties({ iconBrandColor: '#00695c' }), inProperties({ iconBrandColor: '#00695C' })],
    bad: [
      { example: inProperties({ iconBrandColor: 'teal' }), at: ['/iconBrandColor'] },
      { example: inProperties({ iconBrandColor: undefined }), at: [''] },
      { example: inProperties({ iconBrandColor: '#0a5' }), at: ['/iconBrandColor'], fixed: inProperties({ iconBrandColor: '#00aa55' }) },
    ],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      const color = member(properties, 'iconBrandColor');
      if (color === undefined) report(spot, { color });
      else if (typeof color !== 'string' || !hexadecimal.test(color)) report(spot.at('iconBrandColor'), { color });
    },
  }),
});

/** Looks at a colour that is well-formed; `brand-color` has the others. */
const wellFormedColor = (report: RuleContext<{ readonly color: string }>['report'], isWrong: (color: string) => boolean): Visitors => ({
  properties({ properties, spot }) {
    const color = member(properties, 'iconBrandColor');
    if (typeof color === 'string' && hexadecimal.test(color) && isWrong(color.toLowerCase())) report(spot.at('iconBrandColor'), { color });
  },
});

export const brandColorNotDefault = rule<{ readonly color: string }>({
  code: 'brand-color-not-default',
  title: 'iconBrandColor is neither white nor the wizard\'s blue',
  severity: whenVerified('error'),
  policy: ['5000.2.1.1'],
  source: 'certification submission, pull request template',
  evidence: { certified: 99.4, recent: 99.4, independent: 100, applicable: 619 },
  why: 'A connector has one of these two colours when nobody chose another; reviewers ask for the colour of your brand.',
  says: ({ color }) => ({
    what: `The colour "${color}" is ${color.toLowerCase() === '#ffffff' ? 'white' : 'the one that the wizard gives to every connector'}.`,
    todo: 'Choose a colour of your brand, the one that is also the background of the icon.',
  }),
  examples: () => ({
    good: [inProperties({ iconBrandColor: '#00695c' })],
    bad: [{ example: inProperties({ iconBrandColor: '#007ee5' }), at: ['/iconBrandColor'] }, { example: inProperties({ iconBrandColor: '#FFFFFF' }), at: ['/iconBrandColor'] }],
  }),
  check: ({ report }) => wellFormedColor(report, color => unchosen.includes(color)),
});

export const brandColorIndependent = rule<{ readonly color: string }>({
  code: 'brand-color-ip',
  title: 'A connector of an independent publisher has the colour #da3b01',
  severity: whenIndependent('error'),
  source: 'certification submission, readme of the connector repository',
  why: 'All connectors of the Independent Publisher program have this colour, so that makers recognise them.',
  says: ({ color }) => ({ what: `The colour is "${color}".`, todo: `Write "${independentColor}".` }),
  fix: { safe: true, title: `Write ${independentColor}.`, edits: (_, at) => ('pointer' in at ? [{ at, set: independentColor }] : undefined) },
  examples: () => ({
    good: [inProperties({ iconBrandColor: '#da3b01' }), inProperties({ iconBrandColor: '#DA3B01' })],
    bad: [{ example: inProperties({ iconBrandColor: '#00695c' }), at: ['/iconBrandColor'], fixed: inProperties({ iconBrandColor: '#da3b01' }) }],
  }),
  check: ({ report }) => wellFormedColor(report, color => color !== independentColor),
});
