/** A flow's JSON, in full, and what stands beside it. */
import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { emitFlow } from '../../../scripts/generate/flow/emit-flow';
import { flow, now, on, perform, sentence, text, variable } from '../../../scripts/model';
import { everything, orderPlaced, ping, saveOrder, shipped, target } from './order-flows';
import everythingDocument from './documents/everything.json';
import shippedDocument from './documents/shipped.json';

/** With the order of keys, which deepEqual does not look at. */
const written = (value: unknown): string => JSON.stringify(value, undefined, 2);

describe('emitFlow', () => {
  it('writes each kind of step, input and value', () => equal(written(emitFlow(everything, target).document), written(everythingDocument)));
  it('writes a flow that the service starts', () => equal(written(emitFlow(shipped, target).document), written(shippedDocument)));
  it('names the flow, its connections and its environment variables', () => {
    const { name, description, connectionReferences, environmentVariables } = emitFlow(everything, target);
    deepEqual({ name, description, connectionReferences, environmentVariables }, {
      name: 'Save orders again', description: 'Uses each kind of input.',
      connectionReferences: [
        {
          key: 'shared_con-5fcontoso-20orders', logicalName: 'con_contosoorders', displayName: 'Contoso Orders', apiId: '/providers/Microsoft.PowerApps/apis/shared_con-5fcontoso-20orders',
          apiName: 'shared_con-5fcontoso-20orders', apiLogicalName: 'con_5Fcontoso-20orders',
        },
        { key: 'shared_teams', logicalName: 'con_contosoorders_teams', displayName: 'Microsoft Teams', apiId: '/providers/Microsoft.PowerApps/apis/shared_teams', apiName: 'shared_teams' },
        { key: 'shared_office365', logicalName: 'con_contosoorders_office365', displayName: 'Office 365 Outlook', apiId: '/providers/Microsoft.PowerApps/apis/shared_office365', apiName: 'shared_office365' },
      ],
      environmentVariables: [
        { schemaName: 'con_MainShop', displayName: 'Main shop', description: 'The shop to watch.', type: '100000000', default: 'west' },
        { schemaName: 'con_Limit', displayName: 'Limit', description: 'The most.', type: '100000001', default: '9.5' },
        { schemaName: 'con_IsStrict', displayName: 'Strict', description: 'Whether to be strict.', type: '100000002', default: 'yes' },
      ],
    });
  });
  it('leaves the default out where the environment has to say', () => {
    const people = variable('People', text({ title: 'People', description: 'Who.' }));
    const { document, environmentVariables } = emitFlow(flow({ name: 'n', description: 'd', trigger: on(orderPlaced, { shop: people }), steps: () => [perform(ping, {})] }), target);
    deepEqual(document.properties.definition.parameters['People (con_People)'], { type: 'String', metadata: { schemaName: 'con_People', description: 'Who.' } });
    deepEqual(environmentVariables, [{ schemaName: 'con_People', displayName: 'People', description: 'Who.', type: '100000000' }]);
  });
  it('gives the same flow the same ids, and another flow, step or trigger others', () => {
    const ids = (value: unknown): readonly string[] => [...JSON.stringify(value).matchAll(/"operationMetadataId":"([^"]+)"/g)].map(match => match[1]!);
    const all = [...ids(emitFlow(everything, target)), ...ids(emitFlow({ ...everything, name: 'Another' }, target))];
    equal(new Set(all).size, all.length);
    equal(JSON.stringify(emitFlow(everything, target)), JSON.stringify(emitFlow(everything, target)));
    notEqual(all.length, 0);
  });
  it('counts in minutes, hours and days', () => {
    const recurrence = (everyMinutes: number): unknown => Object.values(emitFlow(flow({ name: 'n', description: 'd', trigger: on(orderPlaced, { shop: 'a' }, { everyMinutes }), steps: () => [] }), target).document.properties.definition.triggers)[0]?.recurrence;
    deepEqual([1, 90, 180, 2880].map(recurrence), [{ frequency: 'Minute', interval: 1 }, { frequency: 'Minute', interval: 90 }, { frequency: 'Hour', interval: 3 }, { frequency: 'Day', interval: 2 }]);
  });
  it('passes on whole records and lists', () => {
    const passed = flow({
      name: 'n', description: 'd', trigger: on(orderPlaced, { shop: 'a' }),
      steps: order => [perform(saveOrder, { shop: 'a', id: sentence`${now().plusHours(1).formatted('yyyy')}`, mode: 'any', version: '1', order: { customer: { name: order.value.first }, lines: [], due: '2026-01-31T00:00:00Z' } })],
    });
    const [step] = Object.values(emitFlow(passed, target).document.properties.definition.actions);
    deepEqual((step?.inputs as { readonly parameters: object }).parameters, { // a step that calls an operation
      shop: 'a', id: "@{formatDateTime(addHours(utcNow(), 1), 'yyyy')}", mode: 'any', version: '1', 'order/lines': [], 'order/customer/name': "@triggerBody()?['value']?['first']",
      'order/due': '2026-01-31T00:00:00Z', 'order/channel': 'flow',
    });
  });
});
