import { inOperation, inPaths, type Example } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { member } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { OperationNode } from '../../walk/nodes';
import { brief } from '../../words/brief';

const everyone = { certified: 100, recent: 100, independent: 100, applicable: 619 } as const;

export const operationIdRequired = rule<{ method: string; path: string }>({
  code: 'operation-id-required',
  title: 'Every operation has an operationId',
  severity: always('error'),
  microsoft: ['OperationIdRequired'],
  source: 'Swagger validator rules',
  evidence: everyone,
  why: 'Flows call an operation by its operationId, not by its path. The platform refuses an operation without one.',
  says: ({ method, path }) => ({ what: `${method.toUpperCase()} ${brief(path)} has no operationId.`, todo: 'Add "operationId" with a name such as GetAnimal; choose it well, because it must never change once flows use it.' }),
  examples: () => ({
    good: [inOperation({ operationId: 'ListItems' })],
    bad: [{ example: inOperation({ operationId: undefined }), at: [''] }, { example: inOperation({ operationId: '' }), at: [''] }],
  }),
  check: ({ report }) => ({
    operation({ operation, method, path: { path }, spot }) {
      const id = member(operation, 'operationId');
      if (id === undefined || (typeof id === 'string' && id.trim() === '')) report(spot, { method, path });
    },
  }),
});

export const operationIdUnique = rule<{ id: string }>({
  code: 'operation-id-unique',
  title: 'No two operations have the same operationId',
  severity: always('error'),
  microsoft: ['OperationIdNotUnique'],
  source: 'Swagger validator rules',
  evidence: everyone,
  why: 'Flows call an operation by its operationId, so the platform refuses a second operation with the same one.',
  says: ({ id }) => ({ what: `The operationId "${brief(id)}" is taken by another operation.`, todo: 'Give this operation another one.' }),
  examples: () => ({
    good: [second('ListAnimals')],
    bad: [{ example: second('ListItems'), at: ['/~1animals/get/operationId'] }],
  }),
  check: ({ report }) => {
    const seen = new Map<string, OperationNode>();
    return {
      operation(node) {
        const { operationId: id, spot } = node;
        if (id === undefined || id.trim() === '') return;
        const first = seen.get(id);
        if (first) report(spot.at('operationId'), { id }, [{ at: first.spot.at('operationId'), what: 'It is taken here.' }]);
        else seen.set(id, node);
      },
    };
  },
});

/** The longest published one has 77; Microsoft does not say what the limit is. */
const LONGEST = 80;

export const operationIdLength = rule<{ id: string }>({
  code: 'operation-id-length',
  title: `An operationId has at most ${LONGEST} characters`,
  severity: always('warning'),
  microsoft: ['OperationIdTooLong'],
  source: 'Swagger validator rules; seen in published connectors',
  evidence: everyone,
  why: 'Microsoft\'s validator has a limit that is not documented; the longest id in a published connector has 77 characters.',
  says: ({ id }) => ({ what: `The operationId "${brief(id)}" has ${id.length} characters.`, todo: 'Choose a shorter one before flows use it.' }),
  examples: () => ({
    good: [inOperation({ operationId: `List${'Item'.repeat(19)}` })],
    bad: [{ example: inOperation({ operationId: `List${'Items'.repeat(16)}` }), at: ['/operationId'] }],
  }),
  check: ({ report }) => ({ operation({ operationId: id, spot }) { if (id !== undefined && id.length > LONGEST) report(spot.at('operationId'), { id }); } }),
});

/** An operation with this id beside the small connector's own. */
const second = (operationId: string): Example => inPaths({ '/animals': { get: { ...smallDefinition().paths['/items'].get, operationId, summary: 'List animals' } } });
