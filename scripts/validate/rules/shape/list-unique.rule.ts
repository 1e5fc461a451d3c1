import { inAnswer, inOperation } from '../../examples/example';
import { isArray } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { keysOf } from '../../walk/swagger-keys';
import { atKeys, type KeyVisitor } from '../../walk/schema-keys';

export const listUnique = rule<{ key: string; text: string; position: number }>({
  code: 'list-unique',
  title: 'No list of names or media types has an entry twice',
  severity: always('error'),
  microsoft: ['ArrayDuplicateValue'],
  policy: ['5000.2.6.2'],
  source: 'Swagger validator rules; Swagger 2.0',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'Swagger 2.0 wants each entry of these lists once, and the platform refuses a list that repeats one.',
  says: ({ key, text }) => ({ what: `"${brief(text)}" is in "${key}" more than once.`, todo: 'Remove the repetition.' }),
  fix: { safe: true, title: 'Remove the repetition.', edits: (_, at) => ('pointer' in at ? [{ at, remove: true }] : undefined) },
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
  check: ({ report }) => {
    const look = (key: string): KeyVisitor => (list, _, role, spot) => {
      if (!isArray(list) || list.length < 2 || keysOf(role)?.get(key) !== 'texts' || new Set(list).size === list.length) return;
      const first = new Map<unknown, number>();
      list.forEach((text, position) => { if (!first.has(text)) first.set(text, position); });
      // From the end, so that taking one away leaves the positions of the others.
      for (let position = list.length - 1; position > 0; position -= 1) {
        const text = list[position];
        if (typeof text === 'string' && first.get(text) !== position) report(spot.at(key, position), { key, text, position });
      }
    };
    return atKeys({ tags: look('tags'), schemes: look('schemes'), consumes: look('consumes'), produces: look('produces'), required: look('required') });
  },
});
