import { inDefinition } from '../../examples/example';
import { isObject, itemsAt, textAt } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import { brief } from '../../words/brief';

export const tagsUnique = rule<{ name: string }>({
  code: 'tags-unique',
  title: 'No tag is defined twice',
  severity: always('error'),
  microsoft: ['TagRedefined'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 523 },
  why: 'A tag has one description; Microsoft\'s validator refuses a second one for the same name.',
  says: ({ name }) => ({ what: `The tag "${brief(name)}" is defined twice.`, todo: 'Keep one of the two.' }),
  examples: () => ({
    good: [inDefinition({ tags: [{ name: 'Items' }, { name: 'Animals' }] })],
    bad: [{ example: inDefinition({ tags: [{ name: 'Items' }, { name: 'Items', description: 'All items.' }] }), at: ['/tags/1'] }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const seen = new Map<string, Spot>();
      for (const [position, tag] of itemsAt(root, 'tags').entries()) {
        const name = isObject(tag) ? textAt(tag, 'name') : undefined;
        if (name === undefined) continue;
        const at = spot.at('tags', position);
        const first = seen.get(name);
        if (first) report(at, { name }, [{ at: first, what: 'It is defined here first.' }]);
        else seen.set(name, at);
      }
    },
  }),
});
