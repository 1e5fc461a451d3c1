import { inDefinition, inPaths, shownInstead } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { member, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

const MOST = 256;

export const operationsMax = rule<{ count: number }>({
  code: 'ops-max',
  title: `A connector has at most ${MOST} operations`,
  severity: always('error'),
  microsoft: ['TotalOperationsCountExceedsMaxAllowed'],
  source: 'Swagger validator rules; frequently asked questions about custom connectors',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform refuses more. The largest published connector has 219.',
  says: ({ count }) => ({ what: `The connector has ${count} operations; ${MOST} are allowed.`, todo: 'Leave out operations that no flow needs, or make two connectors.' }),
  examples: () => ({
    good: [shownInstead(inDefinition({ paths: many(MOST) }), `${MOST} operations`, 'text')],
    bad: [{ example: shownInstead(inDefinition({ paths: many(MOST + 1) }), `${MOST + 1} operations`, 'text'), at: ['/paths'] }],
  }),
  check: ({ report }) => ({
    definition({ operations: { length: count }, spot }) {
      if (count > MOST) report(spot.at('paths'), { count });
    },
  }),
});

const many = (count: number): JsonObject => {
  const { get } = smallDefinition().paths['/items'];
  return Object.fromEntries(Array.from({ length: count }, (_, number) => [`/items${number}`, { get: { ...get, operationId: `ListItems${number}`, summary: `List items ${number}` } }]));
};

export const pathItemReference = rule<{ reference: string }>({
  code: 'path-item-ref',
  title: 'A path has its operations itself, not by reference',
  severity: always('error'),
  microsoft: ['PathItemRefNotSuppored'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform reads no other files and follows no reference here, so the operations behind it would be lost.',
  says: ({ reference }) => ({ what: `The path refers to "${brief(reference)}".`, todo: 'Write its operations here.' }),
  examples: () => ({
    good: [inPaths({})],
    bad: [{ example: inPaths({ '/animals': { $ref: 'animals.json' } }), at: ['/~1animals/$ref'] }],
  }),
  check: ({ report }) => ({
    path({ item, spot }) {
      const reference = member(item, '$ref');
      if (reference !== undefined) report(spot.at('$ref'), { reference: String(reference) });
    },
  }),
});
