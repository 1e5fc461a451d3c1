import { inAnswer } from '../../examples/example';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import { otherToolsExtensions } from '../shape/extension-names';

const kind = (more: object) => ({ type: 'object', properties: { kind: { type: 'string', title: 'Kind', description: 'The kind.', ...more } } });

export const extensionIgnored = rule<{ readonly extension: string; readonly count: number }>({
  code: 'extension-ignored',
  title: 'Extensions for other tools have no effect',
  severity: whenCertifying('information'),
  source: 'seen in published connectors',
  why: 'Generators of client code read these extensions, the platform does not. They do no harm, but they do not do what they promise either: x-ms-enum, for instance, shows makers no names.',
  page: 'Each extension is reported once. Often this was meant: `x-ms-enum-values` for `x-ms-enum`, `x-ms-url-encoding` for `x-ms-skip-url-encoding`, `x-ms-summary` for `x-ms-client-name`.',
  says: ({ extension, count }) => ({
    what: `The extension ${extension} has no effect in a connector${count > 1 ? `; it is here and in ${count - 1} other ${count === 2 ? 'place' : 'places'}` : ''}.`,
    todo: 'Leave it if other tools need it; otherwise remove it.',
  }),
  examples: () => ({
    good: [inAnswer(kind({ enum: ['cat'], 'x-ms-enum-values': [{ value: 'cat', displayName: 'Cat' }] })), inAnswer(kind({ 'x-example': 'cat' }))],
    bad: [{ example: inAnswer(kind({ enum: ['cat'], 'x-ms-enum': { name: 'Kind', modelAsString: true } })), at: ['/properties/kind/x-ms-enum'] }],
  }),
  check: ({ report }) => {
    const found = new Map<string, { readonly spot: Spot; count: number }>();
    return {
      extension(key, _, __, ___, spot) {
        if (!otherToolsExtensions.has(key)) return;
        const before = found.get(key);
        if (before) before.count += 1; else found.set(key, { spot: spot.at(key), count: 1 });
      },
      end() {
        for (const [extension, { spot, count }] of found) report(spot, { extension, count });
      },
    };
  },
});
