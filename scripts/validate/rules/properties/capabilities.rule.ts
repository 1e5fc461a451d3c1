import { inProperties } from '../../examples/example';
import { isArray, member, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';

const known: readonly string[] = ['actions', 'triggers', 'cloud', 'gateway', 'blob', 'tabular', 'composite'];

export const capabilities = rule<{ readonly value: JsonValue; readonly meant: string | undefined }>({
  code: 'capabilities',
  title: 'The platform knows every capability',
  severity: always('information'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 99.5, recent: 98.2, independent: 99.5, applicable: 618 },
  why: 'A capability that the platform does not know has no effect; most connectors have none at all.',
  says: ({ value, meant }) => ({ what: `The capability ${quoted(value)} is not known.`, todo: meant === undefined ? `Remove it, or write ${listed(known, 'or')}.` : `Write "${meant}".` }),
  fix: { safe: true, title: 'Write it in small letters.', edits: ({ meant }, at) => (meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined) },
  examples: () => ({
    good: [inProperties({ capabilities: [] }), inProperties({ capabilities: ['actions', 'triggers'] })],
    bad: [
      { example: inProperties({ capabilities: ['Actions'] }), at: ['/capabilities/0'], fixed: inProperties({ capabilities: ['actions'] }) },
      { example: inProperties({ capabilities: ['actions', 'cloud only'] }), at: ['/capabilities/1'] },
    ],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      const list = member(properties, 'capabilities');
      if (!isArray(list)) return;
      for (const [position, value] of list.entries()) {
        if (typeof value === 'string' && known.includes(value)) continue;
        report(spot.at('capabilities', position), { value, meant: typeof value === 'string' ? known.find(each => each === value.toLowerCase()) : undefined });
      }
    },
  }),
});
