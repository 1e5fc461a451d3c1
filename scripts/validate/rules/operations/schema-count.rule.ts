import { asDefinition, shownInstead } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import type { JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { schemaCounts } from '../../walk/schema-count';

const BODY = 512;
const OPERATION = 16_384;
const limits = 'Swagger validator rules; frequently asked questions about custom connectors';
const counting = 'A schema counts as often as it is used: each property, the items of each list, and everything behind a `$ref`, once for each place that refers to it. Definitions that refer to each other in a circle are counted once.';

export const bodySchemaCount = rule<{ count: number }>({
  code: 'body-schema-count',
  title: `One body or answer is made of at most ${BODY} schemas`,
  severity: always('error'),
  microsoft: ['BodySchemaCountExceedsMaxAllowed'],
  source: limits,
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 601 },
  why: 'The platform replaces every reference by what it leads to, and refuses a body or answer that becomes larger than this. The largest published answer has 505 schemas.',
  page: counting,
  says: ({ count }) => ({ what: `With all references expanded, this is made of ${shownCount(count)} schemas; ${BODY} are allowed.`, todo: 'Leave out the parts that no flow needs; an object without properties takes anything.' }),
  examples: () => ({
    good: [answering(5, 2)],
    bad: [{ example: answering(6, 3), at: ['/paths/~1items/get/responses/200/schema'] }],
  }),
  check: ({ report, definition }) => {
    if (!definition) return {};
    const countOf = schemaCounts(definition);
    return {
      operation(node) {
        for (const { parameter, spot } of node.parameters) {
          const count = countOf(parameter['schema']);
          if (count > BODY) report(spot.at('schema'), { count });
        }
        for (const { response, spot } of node.responses) {
          const count = countOf(response['schema']);
          if (count > BODY) report(spot.at('schema'), { count });
        }
      },
    };
  },
});

export const operationSchemaCount = rule<{ count: number }>({
  code: 'op-schema-count',
  title: `One operation is made of at most ${OPERATION.toLocaleString('en-US')} schemas`,
  severity: always('error'),
  microsoft: ['OperationSchemaCountExceedsMaxAllowed'],
  source: limits,
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform replaces every reference by what it leads to, and refuses an operation that becomes larger than this.',
  page: counting,
  says: ({ count }) => ({ what: `With all references expanded, the operation is made of ${shownCount(count)} schemas; ${OPERATION.toLocaleString('en-US')} are allowed.`, todo: 'Leave out the parts that no flow needs.' }),
  examples: () => ({
    good: [answering(6, 3)],
    bad: [{ example: answering(15, 3), at: ['/paths/~1items/get'] }],
  }),
  check: ({ report, definition }) => {
    if (!definition) return {};
    const countOf = schemaCounts(definition);
    return {
      operation(node) {
        let count = 0;
        for (const { parameter } of node.parameters) count += countOf(parameter['schema']);
        for (const { response } of node.responses) count += countOf(response['schema']);
        if (count > OPERATION) report(node.spot, { count });
      },
    };
  },
});

const shownCount = (count: number): string => (count >= 1_000_000 ? 'more than a million' : count.toLocaleString('en-US'));

/** An answer that doubles (or multiplies by `width`) with each of some levels of definitions. */
function answering(levels: number, width: number): ReturnType<typeof asDefinition> {
  const definition = smallDefinition();
  const level = (number: number): JsonObject => ({ type: 'object', properties: Object.fromEntries(Array.from({ length: width }, (_, each) => [`part${each}`, number === levels ? { type: 'string' } : { $ref: `#/definitions/Level${number + 1}` }])) });
  const definitions = Object.fromEntries(Array.from({ length: levels }, (_, number) => [`Level${number + 1}`, level(number + 1)]));
  const get: JsonObject = { ...definition.paths['/items'].get, responses: { 200: { description: 'The item.', schema: { $ref: '#/definitions/Level1' } } } };
  return shownInstead(asDefinition({ ...definition, definitions, paths: { '/items': { get } } }), `Level1 has ${width} properties, each of them Level2, and so on for ${levels} levels`, 'text');
}
