import * as assert from 'node:assert/strict';
import { EnvironmentError, FlowEngine, MemoryRunRecorder, VirtualClock } from '../../../scripts/environment';
import { manualBody, type ManualStart, type ManualTrigger, readManualTrigger } from '../../../scripts/environment/manual/manual-trigger';
import { answer, fakeBackend, onThing, smallConnector, smallGateway, start } from '../small-connector';

/** As the designer writes it. */
const schema = {
  type: 'object', required: ['text', 'number'],
  properties: {
    text: { title: 'Customer', type: 'string', 'x-ms-dynamically-added': true, description: 'Please enter your input', 'x-ms-content-hint': 'TEXT' },
    number: { title: 'Amount', type: 'number', 'x-ms-content-hint': 'NUMBER' },
    boolean: { title: 'Is urgent', type: 'boolean', 'x-ms-content-hint': 'BOOLEAN' },
    text_1: { title: 'Region', type: 'string', enum: ['North', 'South'] },
    count: { type: 'integer' },
  },
};
const button = readManualTrigger('Button', { schema });
const request = readManualTrigger('PowerApp', {});

describe('flows that a person starts', () => {
  it('a button has its inputs out of the schema of its trigger', () => {
    assert.deepEqual(button, {
      kind: 'button', inputs: [
        { key: 'text', title: 'Customer', type: 'string', isRequired: true }, { key: 'number', title: 'Amount', type: 'number', isRequired: true }, { key: 'boolean', title: 'Is urgent', type: 'boolean', isRequired: false },
        { key: 'text_1', title: 'Region', type: 'string', isRequired: false, choices: ['North', 'South'] }, { key: 'count', title: 'count', type: 'integer', isRequired: false },
      ],
    });
    assert.deepEqual([readManualTrigger('PowerAppV2', {}), readManualTrigger(undefined, {}), readManualTrigger('http', {}), request], [{ kind: 'button', inputs: [] }, { kind: 'request', by: 'Http' }, { kind: 'request', by: 'Http' }, { kind: 'request', by: 'PowerApp' }]);
  });

  const bodies: readonly (readonly [trigger: ManualTrigger, given: ManualStart, body: unknown])[] = [
    [button, { inputs: { Customer: 'Ada', amount: 12.5, 'is urgent': true, region: 'South' } }, { text: 'Ada', number: 12.5, boolean: true, text_1: 'South' }],
    [button, { inputs: { text: '42', number: ' -1e3 ', boolean: 'False', count: '7' } }, { text: '42', number: -1000, boolean: false, count: 7 }],
    [{ kind: 'button', inputs: [] }, {}, {}],
    [request, {}, {}], [request, { body: { a: [1] } }, { a: [1] }],
  ];
  for (const [trigger, given, body] of bodies) it(`gives the body ${JSON.stringify(body)} for ${JSON.stringify(given)}`, () => { assert.deepEqual(manualBody(trigger, given), body); });

  const refused: readonly (readonly [trigger: ManualTrigger, given: ManualStart, sentence: string])[] = [
    [button, {}, 'The input "Customer" (text) is needed, and it is not given. The input "Amount" (number) is needed, and it is not given.'],
    [button, { inputs: { text: 42, number: 'much', boolean: 'yes', text_1: 'East', count: 1.5 } }, 'The input "Customer" (text) is a text, and 42 is not. The input "Amount" (number) is a number, and "much" is not. The input "Is urgent" (boolean) is true or false, and "yes" is not. The input "Region" (text_1) is one of North, South, and "East" is not. The input "count" is a whole number, and 1.5 is not.'],
    [{ kind: 'button', inputs: [] }, { inputs: { text: 'a' } }, 'There is no input "text". It has none.'],
    [button, { inputs: { text: 'a', number: 1, colour: 'red' } }, 'There is no input "colour". There are: "Customer" (text), "Amount" (number), "Is urgent" (boolean), "Region" (text_1), "count".'],
    [button, { body: {} }, 'This flow is started with inputs: give them by name, not a body.'],
    [request, { inputs: { a: 1 } }, 'This flow is started by an app, which sends a body: give a body, not inputs.'],
    [{ kind: 'request', by: 'Http' }, { inputs: {} }, 'This flow is started by an HTTP request, which sends a body: give a body, not inputs.'],
  ];
  for (const [trigger, given, sentence] of refused) it(`refuses ${JSON.stringify(given)}`, () => { assert.throws(() => manualBody(trigger, given), new Error(sentence)); });

  it('start a run with their body when they are asked to, one after another, and count on after a restart', async () => {
    const [clock, recorder] = [new VirtualClock(start), new MemoryRunRecorder()];
    const engineOn = async (): Promise<FlowEngine> => {
      const engine = new FlowEngine({ gateway: smallGateway({ connector: smallConnector({ operations: [onThing] }), backend: fakeBackend(() => answer(200)), clock }), clock, recorder, random: () => 0 });
      await engine.turnOn({ id: 'f', manual: button, conditions: ['@not(equals(triggerBody()?[\'text\'], \'no\'))'] });
      return engine;
    };
    const engine = await engineOn();
    assert.deepEqual(await Promise.all([engine.startNow('f', { text: 'a' }), engine.startNow('f', { text: 'b' }), engine.startNow('f', { text: 'no' })]), [{ flowId: 'f', startNumber: 1, at: start, runs: 1 }, { flowId: 'f', startNumber: 2, at: start, runs: 1 }, { flowId: 'f', startNumber: 3, at: start, runs: 0 }]);
    await (await engineOn()).startNow('f', { text: 'c' });
    assert.deepEqual((await recorder.runs()).map(({ key, payload }) => [key, payload]), [['f/1/0', { text: 'a' }], ['f/2/0', { text: 'b' }], ['f/4/0', { text: 'c' }]]);
    await engine.turnOff('f');
    await assert.rejects(engine.startNow('f', {}), new EnvironmentError('flow', 'The flow "f" is not on. On are: none.'));
  });
});
