import { inParameter } from '../../examples/example';
import type { JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { quoted } from '../../words/quoted';
import { atKeys } from '../../walk/schema-keys';

export const summaryText = rule<{ value: JsonValue }>({
  code: 'x-ms-summary-text',
  title: 'x-ms-summary is a text',
  severity: always('warning'),
  microsoft: ['JsonTypeIncorrect'],
  source: 'openapi extensions for custom connectors; seen in published connectors',
  evidence: { certified: 99.8, independent: 100, applicable: 619 },
  why: 'Designers show it as the name of a field; anything else than a text is ignored or shown as nonsense.',
  says: ({ value }) => ({ what: `"x-ms-summary" is ${quoted(value)}, which is not a text.`, todo: 'Write the name of the field in quotes.' }),
  fix: {
    safe: true,
    title: 'Put it in quotes.',
    edits: ({ value }, at) => (typeof value === 'number' && 'pointer' in at ? [{ at, set: String(value) }] : undefined),
  },
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': '2024' })],
    bad: [
      { example: inParameter({ 'x-ms-summary': 2024 }), at: ['/x-ms-summary'], fixed: inParameter({ 'x-ms-summary': '2024' }) },
      { example: inParameter({ 'x-ms-summary': null }), at: ['/x-ms-summary'] },
    ],
  }),
  check: ({ report }) => atKeys({
    'x-ms-summary'(value, _, __, spot) {
      if (typeof value !== 'string') report(spot.at('x-ms-summary'), { value });
    },
  }),
});
