import { inAnswer, inOperation } from '../../examples/example';
import { isArray } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { keysOf } from './swagger-keys';

export const listUnique = rule<{ key: string; text: string; position: number }>({
  code: 'list-unique',
  title: 'A list of names or media types has each of them once',
  severity: always('error'),
  microsoft: ['ArrayDuplicateValue'],
  policy: ['5000.2.6.2'],
  source: 'Swagger validator rules; Swagger 2.0',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Swagger 2.0 wants each entry of these lists once, and the platform refuses a list that repeats one.',
  says: ({ key, text }) => ({ what: `"${brief(text)}" stands more than once in "${key}".`, todo: 'Take the second one away.' }),
  fix: { safe: true, title: 'Take it away.', edits: (_, at) => ('pointer' in at ? [{ at, remove: true }] : undefined) },
  examples: () => ({
    good: [inOperation({ tags: ['Items', 'items'] })],
    bad: [
      { example: inOperation({ tags: ['Items', 'Animals', 'Items'] }), at: ['/tags/2'], fixed: inOperation({ tags: ['Items', 'Animals'] }) },
      {
        example: inAnswer({ type: 'object', required: ['name', 'name'], properties: { name: { type: 'string' } } }), at: ['/required/1'],
        fixed: inAnswer({ type: 'object', required: ['name'], properties: { name: { type: 'string' } } }),
      },
    ],
  }),
  check: ({ report }) => ({
    part(object, role, spot) {
      const lists = textLists.get(role);
      if (lists === undefined) return;
      for (const key of lists) {
        const list = object[key];
        if (!isArray(list) || list.length < 2 || new Set(list).size === list.length) continue;
        const first = new Map<unknown, number>();
        list.forEach((text, position) => { if (!first.has(text)) first.set(text, position); });
        // From the end, so that taking one away leaves the positions of the others.
        for (let position = list.length - 1; position > 0; position -= 1) {
          const text = list[position];
          if (typeof text === 'string' && first.get(text) !== position) report(spot.at(key, position), { key, text, position });
        }
      }
    },
  }),
});

/** The keys of a role that hold lists of texts. */
const textLists = new Map((['root', 'operation', 'schema'] as const).map(role => [role as string, [...keysOf(role) ?? []].filter(([, kind]) => kind === 'texts').map(([key]) => key)]));
