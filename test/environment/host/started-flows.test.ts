import * as assert from 'node:assert/strict';
import { EnvironmentError, RequestError } from '../../../scripts/environment';
import type { WorkflowTrigger } from '../../../scripts/workflow-language/workflow-document';
import { call, flowDocument, steps } from '../flow-run/small-flow';
import { start } from '../small-connector';
import { type Opened, openedEnvironments } from './opened-environment';

const [hour, day] = [3_600_000, 86_400_000];
const tell = (text: string) => steps({ Tell: call('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Channel', 'body/recipient/groupId': 'team', 'body/recipient/channelId': 'general', 'body/messageBody': text }) });

/** A document that uses Teams alone, so that nothing has to be bound. */
function started(text: string, trigger: Partial<WorkflowTrigger>): ReturnType<typeof flowDocument> {
  const { properties, ...rest } = flowDocument(tell(text));
  return { ...rest, properties: { ...properties, connectionReferences: { teams: properties.connectionReferences['teams']! }, definition: { ...properties.definition, triggers: { manual: trigger as WorkflowTrigger } } } }; // as a real one, which has no operation
}
/** Its schedule and the other keys are what the document's type leaves open. */
const daily = started('@{triggerBody()}|@{formatDateTime(utcNow(), \'HH:mm\')}', { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 1, timeZone: 'W. Europe Standard Time', startTime: '2026-03-27T08:00:00' } as WorkflowTrigger['recurrence'] & object });
const button = started('@{triggerBody()?[\'text\']} × @{mul(triggerBody()?[\'number\'], 2)}', {
  type: 'Request', kind: 'Button', inputs: { schema: { type: 'object', required: ['text'], properties: { text: { title: 'Customer', type: 'string' }, number: { title: 'Amount', type: 'number' } } } } as unknown as WorkflowTrigger['inputs'],
});
const request = started('@{triggerBody()?[\'order\']?[\'id\']}', { type: 'Request', kind: 'Http', inputs: {} as unknown as WorkflowTrigger['inputs'] });

describe('flows of an environment that no connector starts', () => {
  const { open, end } = openedEnvironments();
  const messages = ({ store }: Opened): readonly (readonly [runKey: string, html: string])[] => store.outbox.page({}).map(({ message }) => [message.runKey, message.html] as const).reverse();

  it('a schedule runs all that falls due, through the change of clocks and a stop', async () => {
    const opened = await open();
    await opened.environment.flows.create({ id: 'f', name: 'Daily', document: daily });
    assert.deepEqual(opened.environment.flows.missing(opened.environment.flows.get('f')), []);
    assert.equal((await opened.environment.flows.turnOn('f')).isOn, true);
    assert.deepEqual(opened.environment.flows.atWork('f'), { nextRunAt: Date.UTC(2026, 2, 27, 7), findings: [] });
    await opened.environment.advance({ to: Date.UTC(2026, 2, 28, 7) });
    await opened.environment.idle();
    await end(opened);
    const again = await open();
    await again.environment.advance({ to: Date.UTC(2026, 2, 30, 12) });
    await again.environment.idle();
    assert.deepEqual(messages(again), [['f/1/0', '|07:00'], ['f/2/0', '|07:00'], ['f/3/0', '|06:00'], ['f/4/0', '|06:00']]);
    assert.deepEqual(again.environment.flows.atWork('f').nextRunAt, Date.UTC(2026, 2, 31, 6));
  });

  it('a schedule is started by hand, and goes on as it would have; off and on it goes on with the next time', async () => {
    const opened = await open();
    const { environment } = opened;
    await environment.flows.create({ id: 'f', name: 'Daily', document: daily });
    await assert.rejects(environment.flows.runNow('f'), new RequestError('conflict', 'FlowOff', 'The flow "Daily" is not on, so it is not started. Turn it on first.'));
    await environment.flows.turnOn('f');
    assert.deepEqual(await environment.flows.runNow('f'), { flowId: 'f', startNumber: 1, at: start, runs: 1, nextRunAt: Date.UTC(2026, 2, 27, 7) });
    await assert.rejects(environment.flows.runNow('f', { inputs: {} }), new RequestError('unusable', 'NoInputs', 'The flow "Daily" takes no inputs: a schedule starts it, and no person.'));
    await environment.flows.turnOff('f');
    assert.deepEqual(environment.flows.atWork('f'), { findings: [] });
    await environment.advance({ to: Date.UTC(2026, 2, 27, 8) });
    await environment.flows.turnOn('f');
    await environment.advance({ milliseconds: day });
    await environment.idle();
    assert.deepEqual(messages(opened), [['f/1/0', '|07:00'], ['f/2/0', '|07:00']]);
  });

  it('what changes nothing of a schedule does not start it: an assumption that is turned, a save', async () => {
    const opened = await open();
    const { environment, store } = opened;
    const hourly = started('x', { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1 } });
    await environment.flows.create({ id: 'f', name: 'Hourly', document: hourly });
    await environment.flows.turnOn('f');
    await environment.advance({ milliseconds: hour / 2 });
    await environment.assume('pollOnTurnOn', 'afterRecurrence');
    await environment.flows.change('f', { name: 'Every hour', document: { ...hourly } });
    await environment.advance({ milliseconds: hour });
    await environment.idle();
    assert.deepEqual(store.runs.page({}).map(({ key, at }) => [key, (at - start) / hour]), [['f/2/0', 1], ['f/1/0', 0]]);
    await environment.flows.remove('f');
    assert.deepEqual([await store.runs.scheduleOf('f'), await store.runs.stateOf('f')], [undefined, { triggerUri: '', polls: 2 }], 'its numbers are not used again');
  });

  it('a button is pressed with its inputs, and says what does not fit', async () => {
    const opened = await open();
    const { environment } = opened;
    await environment.flows.create({ id: 'f', name: 'Order', document: button });
    await environment.flows.turnOn('f');
    assert.deepEqual(environment.flows.atWork('f'), { findings: [] });
    assert.deepEqual(await environment.flows.runNow('f', { inputs: { Customer: 'Ada', amount: '21' } }), { flowId: 'f', startNumber: 1, at: start, runs: 1 });
    await assert.rejects(environment.flows.runNow('f', { inputs: { amount: 'much' } }), new RequestError('unusable', 'InputsDoNotFit', 'The flow "Order" was not started. The input "Amount" (number) is a number, and "much" is not. The input "Customer" (text) is needed, and it is not given.'));
    await environment.advance({ milliseconds: 0 });
    await environment.idle();
    assert.deepEqual(messages(opened), [['f/1/0', 'Ada × 42']]);
  });

  it('a request is made with its body', async () => {
    const opened = await open();
    const { environment } = opened;
    await environment.flows.create({ id: 'f', name: 'Order', document: request });
    await environment.flows.turnOn('f');
    await environment.flows.runNow('f', { body: { order: { id: 7 } } });
    await environment.advance({ milliseconds: 0 });
    await environment.idle();
    assert.deepEqual(messages(opened), [['f/1/0', '7']]);
  });

  it('one whose schedule can\'t be read is installed, and refused when it is turned on', async () => {
    const { environment } = await open();
    await environment.flows.create({ id: 'f', name: 'Odd', document: started('x', { type: 'Recurrence', recurrence: { frequency: 'Day', interval: 0 } }) });
    await assert.rejects(environment.flows.turnOn('f'), new EnvironmentError('flow', 'The flow "Odd" can\'t be turned on: its recurrence has the interval 0; with the frequency Day it is a whole number from 1 to 500.'));
  });
});
