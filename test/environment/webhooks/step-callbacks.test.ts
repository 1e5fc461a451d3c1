import * as assert from 'node:assert/strict';
import { allSteps, type Flow, type FlowRunHistory, type HttpResponse, type JsonValue, MemoryOutbox, runFlow, VirtualClock } from '../../../scripts/environment';
import { answer, bodyOf, smallConnector, smallGateway, start } from '../small-connector';
import { type Actions, call as callStep, flowDocument, steps } from '../flow-run/small-flow';
import { createHook, deleteHook, hookBody, hooked, hookEngine, HookService, type HookSetup } from './hook-service';

const minute = 60_000;
/** ChoicePrompt's shape: x-ms-notification-url and no x-ms-trigger. */
const ask = { method: 'post', path: '/prompts', object: { operationId: 'AskAndWait', parameters: [{ name: 'body', in: 'body', schema: hookBody }] } } as const;
const deletePrompt = { method: 'delete', path: '/prompts/{id}', object: { operationId: 'DeletePrompt', parameters: [{ name: 'id', in: 'path', type: 'string', required: true }] } } as const;
const asking = (more: Readonly<Record<string, JsonValue>> = {}) => ({ ...callStep('small', 'AskAndWait', { 'body/event': 'A or B?' }), type: 'OpenApiConnectionWebhook', ...more });
const waiting: Actions = steps({ Ask: asking(), Then: { type: 'Compose', inputs: '@body(\'Ask\')', after: 'Ask' } });

/** An engine with the flow on, and one run of it that a delivery has started. */
async function asked(actions: Actions = waiting, setup: HookSetup = {}) {
  const service = setup.service ?? new HookService(id => `https://api.test/v1/${id === '1' ? 'hooks' : 'prompts'}/${id}`);
  const histories: FlowRunHistory[] = [];
  const flow: Flow = { ...hooked, steps: { name: 'Hooked', document: flowDocument(actions), connections: { small: 'c1' }, parameters: {} } };
  const made = hookEngine({ service, connector: smallConnector({ operations: [createHook, deleteHook, ask, deletePrompt] }), options: { onRun: history => histories.push(history) }, ...setup });
  await made.engine.turnOn(flow);
  await made.call({ n: 1 }, '1');
  await made.clock.advanceBy(0);
  const stepsNow = () => allSteps(histories.at(-1)?.steps ?? []).map(({ name, status, outputs, error }) => [name, status, outputs ?? error?.code]);
  return { ...made, flow, histories, stepsNow };
}

describe('a step that waits to be called (facts 3.3)', () => {
  it('subscribes, waits, and goes on with the call\'s headers and body; then it unsubscribes', async () => {
    const { service, call, clock, stepsNow, stored, calls } = await asked();
    assert.deepEqual([service.asked, stored(), stepsNow()], [['POST /hooks', 'POST /prompts'], [['s1', 'active'], ['s2', 'active']], []]);
    await clock.advanceBy(40 * minute);
    assert.equal((await call({ choice: 'A' }, '2')).status, 202);
    await clock.advanceBy(0);
    assert.deepEqual(stepsNow(), [['Ask', 'Succeeded', { headers: { 'Content-Type': 'application/json' }, body: { choice: 'A' } }], ['Then', 'Succeeded', { choice: 'A' }]]);
    assert.deepEqual([service.asked.slice(2), stored(), [...service.hooks.keys()]], [['DELETE /prompts/2'], [['s1', 'active']], ['1']]);
    assert.deepEqual(calls.map(({ kind, subscriptionId, at }) => [kind, subscriptionId.replace(/-.*/, ''), (at - start) / minute]), [['subscribe', 's1', 0], ['subscribe', 's2', 0], ['unsubscribe', 's2', 40]]);
  });

  it('is called once: what comes after that leads to nothing, and starts no run', async () => {
    const { engine, service, call, clock, recorder } = await asked();
    const address = service.hooks.get('2') ?? '';
    const again = () => engine.deliver({ method: 'POST', uri: address, headers: [], body: Buffer.from('2') });
    assert.deepEqual([(await call(1, '2')).status, (await again()).status], [202, 404]);
    await clock.advanceBy(0);
    const late = await again();
    assert.deepEqual([late.status, bodyOf(late), (await recorder.runs()).length], [404, { error: { code: 'SubscriptionNotFound', message: 'This subscription of the flow has ended.' } }, 1]);
  });

  it('waits even while its flow is off: its run goes on', async () => {
    const { engine, call, clock, stepsNow, stored, service } = await asked();
    await engine.turnOff('f');
    assert.deepEqual([stored(), service.asked.slice(2)], [[['s2', 'active']], ['DELETE /hooks/1']]);
    await call('B', '2');
    await clock.advanceBy(0);
    assert.deepEqual([stepsNow().map(([name, status]) => [name, status]), stored()], [[['Ask', 'Succeeded'], ['Then', 'Succeeded']], []]);
  });

  it('ends at its limit.timeout, unsubscribed before (documented), and the run as runAfter says', async () => {
    const { clock, stepsNow, service, histories } = await asked(steps({ Ask: asking({ limit: { timeout: 'PT30M' } }), Late: { type: 'Compose', inputs: 'late', after: { Ask: ['TimedOut'] } } }));
    await clock.advanceBy(30 * minute - 1);
    assert.deepEqual(stepsNow(), []);
    await clock.advanceBy(1);
    assert.deepEqual([stepsNow(), service.asked.slice(2), histories[0]?.status], [[['Ask', 'TimedOut', 'ActionTimedOut'], ['Late', 'Succeeded', 'late']], ['DELETE /prompts/2'], 'Succeeded']);
  });

  it('ends after 30 days where it has no limit (facts 3.4)', async () => {
    const { clock, stepsNow } = await asked();
    await clock.advanceBy(30 * 86_400_000 - 1);
    assert.deepEqual(stepsNow(), []);
    await clock.advanceBy(1);
    assert.deepEqual(stepsNow(), [['Ask', 'TimedOut', 'ActionTimedOut'], ['Then', 'Skipped', 'ActionSkipped']]);
  });

  it('is cancelled with its run, and unsubscribes', async () => {
    const { clock, stepsNow, service, stored } = await asked(steps({ Ask: asking(), Wait: { type: 'Wait', inputs: { interval: { count: 5, unit: 'Minute' } } }, Stop: { type: 'Terminate', inputs: { runStatus: 'Cancelled' }, after: 'Wait' } }));
    await clock.advanceBy(5 * minute);
    assert.deepEqual([stepsNow().map(([name, status]) => [name, status]), service.asked.slice(2), stored()], [[['Ask', 'Cancelled'], ['Wait', 'Succeeded'], ['Stop', 'Succeeded']], ['DELETE /prompts/2'], [['s1', 'active']]]);
  });

  const failing: readonly (readonly [name: string, faults: readonly HttpResponse[], asked: number, status: string])[] = [
    ['a 4xx fails the step', [answer(400, { error: { code: 'Bad', message: 'No.' } })], 2, 'Failed'],
    ['a 503 is tried again by its retry policy', [answer(503)], 3, 'waits'],
    ['a retry policy that is used up fails it', [answer(503), answer(503)], 3, 'Failed'],
  ];
  for (const [name, faults, count, status] of failing) {
    it(`subscribing that fails: ${name}`, async () => {
      const service = new HookService(id => `https://api.test/v1/${id === '1' ? 'hooks' : 'prompts'}/${id}`);
      const action = asking();
      const actions = steps({ Ask: { ...action, inputs: { ...action.inputs as object, retryPolicy: { type: 'fixed', count: 1, interval: 'PT10S' } } } });
      const send = service.backend.send.bind(service.backend);
      let left = [...faults];
      service.backend.send = async request => {
        const fault = request.uri.endsWith('/prompts') ? left.shift() : undefined;
        const answered = await send(request);
        if (fault) service.hooks.delete('2');
        return fault ?? answered;
      };
      const { stepsNow, clock, stored } = await asked(actions, { service });
      await clock.advanceBy(minute);
      assert.deepEqual([service.asked.length, stepsNow().map(([, each]) => each), stored().length], [count, status === 'waits' ? [] : [status], status === 'waits' ? 2 : 1]);
    });
  }

  it('without Location nothing can be ended; it is kept as leaked', async () => {
    const { call, clock, stepsNow, stored } = await asked(waiting, { service: new HookService(id => (id === '1' ? '/v1/hooks/1' : undefined)) });
    await call('A', '2');
    await clock.advanceBy(0);
    assert.deepEqual([stepsNow().map(([, status]) => status), stored()], [['Succeeded', 'Succeeded'], [['s1', 'active'], ['s2', 'leaked']]]);
  });

  it('what a process left behind that ended meanwhile is unsubscribed when the flow is turned on', async () => {
    const first = await asked();
    const second = hookEngine({ service: first.service, webhooks: first.webhooks, recorder: first.recorder, connector: smallConnector({ operations: [createHook, deleteHook, ask, deletePrompt] }) });
    await second.engine.turnOn(first.flow);
    assert.deepEqual([second.service.asked.slice(2), second.stored()], [['DELETE /prompts/2'], [['s1', 'active']]]);
  });

  it('an operation with x-ms-notification-url that is no trigger waits in any type of step', async () => {
    const { stepsNow, call, clock } = await asked(steps({ Ask: callStep('small', 'AskAndWait', {}) }));
    await call('A', '2');
    await clock.advanceBy(0);
    assert.deepEqual(stepsNow().map(([, status]) => status), ['Succeeded']);
  });

  it('where no call can come it fails with a sentence; bad inputs do before anything is asked', async () => {
    const clock = new VirtualClock(start);
    const gateway = smallGateway({ connector: smallConnector({ operations: [ask] }), clock });
    const flow = { name: 'Alone', document: flowDocument(waiting), connections: { small: 'c1' }, parameters: {} };
    const history = await clock.runUntil(runFlow(flow, { runKey: 'f/1/0', outputs: {} }, { gateway, clock, random: () => 1, outbox: new MemoryOutbox() }), minute);
    assert.deepEqual(history.steps[0]?.error, { code: 'CallbackNotPossible', message: 'The operation "AskAndWait" answers by a call, and there is nobody here who would take it.' });
    const { histories, service } = await asked(steps({ Ask: callStep('small', 'AskAndWait', { colour: 'red' }) }));
    assert.deepEqual([histories[0]?.steps[0]?.error, service.asked], [{ code: 'BadRequest', message: 'AskAndWait can\'t be called: It has no input "colour"; it has body.' }, ['POST /hooks']]);
  });
});
