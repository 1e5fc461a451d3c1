import { inOperation } from '../../examples/example';
import { textAt } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

export const deprecatedMarking = rule<{ key: 'summary' | 'description'; text: string }>({
  code: 'deprecated-marking',
  title: 'A deprecated operation says so in its summary and its description',
  severity: always('warning'),
  source: 'deprecation of operations',
  evidence: { certified: 37.5, recent: 0, independent: 33.3, applicable: 32 },
  why: 'Designers no longer offer a deprecated operation for new flows. Makers whose flows have it learn about it only from its name and its description.',
  page: 'Internal operations are exempt, because makers do not see them.',
  says: ({ key, text }) => ({ what: `The operation is deprecated, and its ${key} does not say so: "${brief(text)}".`, todo: key === 'summary' ? 'Add "(deprecated)" at the end.' : 'Say so there, and what to use instead.' }),
  fix: {
    safe: true,
    title: 'Add "(deprecated)".',
    edits: ({ key, text }, at) => (key === 'summary' && 'pointer' in at ? [{ at, set: `${text.trimEnd()} (deprecated)` }] : undefined),
  },
  examples: () => ({
    good: [inOperation({ deprecated: true, summary: 'List items (deprecated)', description: 'Deprecated: use List animals.' }), inOperation({ deprecated: true, 'x-ms-visibility': 'internal' })],
    bad: [
      {
        example: inOperation({ deprecated: true, description: 'Deprecated: use List animals.' }), at: ['/summary'],
        fixed: inOperation({ deprecated: true, description: 'Deprecated: use List animals.', summary: 'List items (deprecated)' }),
      },
      { example: inOperation({ deprecated: true, summary: 'List items (deprecated)' }), at: ['/description'] },
    ],
  }),
  check: ({ report }) => ({
    operation({ operation, deprecated, internal, spot }) {
      if (!deprecated || internal) return;
      for (const key of ['summary', 'description'] as const) {
        const text = textAt(operation, key);
        if (text !== undefined && text.trim() !== '' && !/deprecated/i.test(text)) report(spot.at(key), { key, text });
      }
    },
  }),
});
