import assert from 'node:assert/strict';
import connector from '../../connector';
import { actions } from '../../connector/actions';
import { lookups } from '../../connector/lookups';
import { checkConnector } from '../../scripts/generate/check';
import { apiDefinition } from '../../scripts/generate/definition';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import { propertyOf, type Operation, type Parameter } from '../../scripts/model/operation';
import { schemaOf, type Schema } from '../../scripts/model/schema';

/** Every schema below one, with its place. */
function* within(schema: Schema, place: string): Iterable<readonly [place: string, schema: Schema]> {
  yield [place, schema];
  if (schema.kind === 'list' || schema.kind === 'map') yield* within(schema.of, `${place}[]`);
  if (schema.kind === 'record') for (const [name, property] of Object.entries(schema.properties)) yield* within(schemaOf(property), `${place}.${name}`);
}
const isLeaf = ({ kind }: Schema): boolean => kind !== 'record' && kind !== 'list' && kind !== 'map';
const visible = actions.filter(operation => operation.visibility !== 'internal');
const all: readonly Operation[] = [...actions, ...lookups];

describe('the words of actions and lookups', () => {
  it('pass the checks of the generator', () => assert.deepEqual(checkConnector(connector), []));

  it('have ids in PascalCase and unique summaries', () => {
    assert.deepEqual(all.filter(({ operationId }) => !/^[A-Z][a-z]+(?:[A-Z][a-z]+)*(?:_V[2-9])?$/.test(operationId)).map(({ operationId }) => operationId), []);
    assert.equal(new Set(connector.operations.map(operation => operation.summary)).size, connector.operations.length);
  });

  for (const operation of all) {
    it(`fit certification: ${operation.summary}`, () => {
      assert.match(operation.summary, /^[A-Z][A-Za-z0-9 ()]{0,78}[A-Za-z0-9)]$/);
      assert.match(operation.description, /^[A-Z][\x20-\x7e]{10,}\.$/);
      assert.doesNotMatch(operation.description, /https?:|power ?(?:automate|apps|platform)|logic apps|copilot/i);
    });
  }

  for (const operation of visible) {
    it(`tell what every input and output is: ${operation.operationId}`, () => {
      const inputs = Object.entries(operation.parameters).flatMap(([name, parameter]) => [...within(schemaOf(propertyOf(parameter)), name)]).filter(([, candidate]) => isLeaf(candidate));
      const outputs = operation.output ? [...within(operation.output, '$')].filter(([place]) => place !== '$' && !place.endsWith('[]')) : [];
      for (const [place, schema] of [...inputs, ...outputs]) {
        assert.match(schema.title ?? '', /^[A-Z][A-Za-z0-9 ()]{0,78}[A-Za-z0-9)]$/, `${place}: title`);
        assert.match(schema.description ?? '', /^[A-Z][\x20-\x7e]+\.$/, `${place}: description`);
        assert.notEqual(schema.description, schema.title, place);
      }
    });
  }

  it('hold the ten documented actions, with their documented keys', () => {
    const keys = (operationId: string) => Object.keys(actions.find(operation => operation.operationId === operationId)?.parameters ?? {});
    assert.deepEqual(actions.slice(0, 10).map(({ summary }) => summary), [
      'Create item', 'Update item', 'Get entities', 'Get item', 'Get items from an entity', 'Retrieve data from a partition',
      'Retrieve partitions for an entity', 'Retrieve partitions for an entity V2', 'Sends the status report', 'Sends the status report V2',
    ]);
    assert.deepEqual([keys('SendStatusReport'), keys('SendStatusReport_V2')], [['dataset', 'reportType'], ['dataset', 'reportType']]);
    assert.deepEqual(keys('GetItems'), ['dataset', 'table', '$filter', '$orderby', '$top', '$skip', '$select', '$search', '$expand', '$count']);
  });

  it('say so where no public call does the work', () => {
    const told = actions.slice(0, 10).filter(({ description }) => /It is composed|They are composed/.test(description)).map(({ operationId }) => operationId);
    assert.deepEqual(told, ['GetItem', 'GetPartitionData', 'GetPartitions', 'GetPartitions_V2', 'SendStatusReport', 'SendStatusReport_V2']);
  });

  it('declare that running a refresh and waiting answers 202 first', () => {
    const document = apiDefinition(connector, placeholderPublisher);
    const responses = (id: string) => Object.values(document.paths).flatMap(path => Object.values(path)).filter(candidate => 'operationId' in candidate && candidate.operationId === id)
      .map(operation => 'responses' in operation ? Object.entries(operation.responses).map(([status, { schema }]) => [status, schema]) : []);
    assert.deepEqual(responses('RunRefreshAndWait'), [[['200', { $ref: '#/definitions/Refresh' }], ['202', undefined]]]);
  });

  it('put each first revision behind its second', () => {
    assert.deepEqual(actions.filter(({ versioning }) => versioning).map(({ operationId, visibility, status, versioning }) => [operationId, visibility, status, versioning]), [
      ['GetPartitions', 'advanced', 'Preview', { family: 'GetPartitions', revision: 1 }], ['GetPartitions_V2', 'important', 'Preview', { family: 'GetPartitions', revision: 2 }],
      ['SendStatusReport', 'advanced', 'Production', { family: 'SendStatusReport', revision: 1 }], ['SendStatusReport_V2', 'important', 'Preview', { family: 'SendStatusReport', revision: 2 }],
    ]);
  });

  it('ask for the instance first, and require it', () => {
    for (const operation of visible) {
      const [[name, parameter]] = Object.entries(operation.parameters) as [[string, Parameter]]; // every action has one
      assert.ok(['dataset', 'instanceId'].includes(name) && parameter.kind === 'text' && operation.path.includes(`{${name}}`), operation.operationId);
    }
  });
});

describe('the connector', () => {
  it('has words that certification takes', () => {
    assert.ok(connector.title.length <= 30 && !/\b(?:api|connector)\b|power (?:apps|automate|platform)/i.test(connector.title));
    assert.ok(connector.description.length >= 30 && connector.description.length <= 500 && connector.description.endsWith('.'));
    assert.doesNotMatch(connector.description, /\b(?:api|connector)\b|power (?:apps|automate|platform)|logic apps|copilot/i);
    assert.ok(connector.description.includes('Dynamics 365 Customer Insights - Data'));
  });
});
