import * as assert from 'node:assert/strict';
import { EnvironmentError, type HttpResponse, MemoryRunRecorder } from '../../../scripts/environment';
import { answer, base, gatewayOrigin, onThing, smallConnector } from '../small-connector';
import { createHook, deleteHook, hooked, hookEngine, HookService } from './hook-service';

const minute = 60_000;
const missing = 'The answer 201 of OnEvent has no Location header. Location is what is called with DELETE to unsubscribe (documented for webhook triggers), so this subscription can\'t be ended: the service goes on calling after the flow was turned off. Answer with the address of the subscription in Location.';
const sentences = (findings: readonly { readonly what: string; readonly why: string; readonly todo: string }[]): readonly string[] => findings.map(({ what, why, todo }) => `${what} ${why} ${todo}`);

describe('subscribing a webhook trigger (facts 3.3)', () => {
  it('turning on calls the operation through the gateway, with the callback address where x-ms-notification-url is; Location is kept', async () => {
    const { engine, service, webhooks, calls, gateway } = hookEngine();
    await engine.turnOn(hooked);
    const id = webhooks.list()[0]?.id ?? '';
    const sig = gateway.signature(`callback\nf\n${id}`);
    const callbackUri = `${gatewayOrigin}/callbacks/f/${id}?api-version=2016-06-01&sp=%2Fflows%2Ff%2Fsubscriptions%2F${id}%2Frun&sv=1.0&sig=${sig}`;
    assert.match(id, /^s1-[0-9a-f]{16}$/);
    const [sent] = service.backend.requests;
    assert.deepEqual([sent?.method, sent?.uri, JSON.parse(Buffer.from(sent?.body ?? []).toString())], ['POST', 'https://api.test/v1/hooks', { event: 'made', hook: { url: callbackUri } }]);
    assert.deepEqual(webhooks.list(), [{ id, flowId: 'f', connectionId: 'c1', operationId: 'OnEvent', callbackUri, status: 'active', at: Date.UTC(2026, 2, 2, 7), location: `${base}/hooks/1` }]);
    assert.deepEqual(engine.status(), [{ flow: hooked, isOn: true, subscription: { kind: 'active' }, findings: [] }]);
    assert.deepEqual(calls, [{
      kind: 'subscribe', flowId: 'f', subscriptionId: id, at: Date.UTC(2026, 2, 2, 7), uri: `${base}/hooks`, status: 201, outcome: 'done', retry: 0, location: `${base}/hooks/1`,
      backendCalls: [{ method: 'POST', uri: 'https://api.test/v1/hooks', status: 201 }], logs: [], findings: [],
    }]);
  });

  for (const status of [200, 201, 202, 204]) {
    it(`${status} counts as subscribed: any 2xx does`, async () => {
      const { engine, service } = hookEngine();
      service.faults.push(answer(status, undefined, [['Location', '/v1/hooks/9']]));
      await engine.turnOn(hooked);
      assert.deepEqual(engine.status()[0]?.subscription, { kind: 'active' });
    });
  }

  it('turning off asks DELETE on Location through the connector, without further headers; the service does not know it any more', async () => {
    const { engine, service, webhooks } = hookEngine({ root: { securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } }, values: { api_key: 'the-key' } });
    await engine.turnOn(hooked);
    await engine.turnOff('f');
    const { method, uri, headers, body } = service.backend.requests[1] ?? {};
    assert.deepEqual([method, uri, headers, body], ['DELETE', 'https://api.test/v1/hooks/1', [['x-ms-client-request-id', 'call-1'], ['X-Key', 'the-key']], undefined]);
    assert.deepEqual([service.hooks.size, webhooks.list(), engine.status()[0]?.subscription], [0, [], { kind: 'none' }]);
  });

  it('an edit unsubscribes before it subscribes anew', async () => {
    const { engine, service, stored } = hookEngine();
    await engine.turnOn(hooked);
    await engine.edit({ ...hooked, inputs: { body: { event: 'sold' } } });
    assert.deepEqual([service.asked, stored(), [...service.hooks.keys()]], [['POST /hooks', 'DELETE /hooks/1', 'POST /hooks'], [['s2', 'active']], ['2']]);
  });

  it('renewed credentials subscribe anew the flows of that connection that are on', async () => {
    const { engine, service, stored } = hookEngine();
    await engine.turnOn(hooked);
    await engine.turnOn({ ...hooked, id: 'g' });
    await engine.turnOff('g');
    await engine.credentialsRenewed('c2');
    assert.deepEqual(service.asked, ['POST /hooks', 'POST /hooks', 'DELETE /hooks/2']);
    await engine.credentialsRenewed('c1');
    assert.deepEqual([service.asked.slice(3), stored()], [['DELETE /hooks/1', 'POST /hooks'], [['s3', 'active']]]);
  });

  it('deleting a flow is turning it off and forgetting it; what is under way ends', async () => {
    const { engine, service, clock, stored } = hookEngine();
    await engine.turnOn(hooked);
    service.faults.push(answer(503));
    await engine.turnOff('f');
    engine.forget('f');
    assert.deepEqual([engine.status(), service.hooks.size], [[], 1]);
    await clock.advanceBy(5 * minute);
    assert.deepEqual([service.hooks.size, stored()], [0, []]);
  });

  it('refuses what can\'t be subscribed before anything is called, and a flow that is on', async () => {
    const { engine, service } = hookEngine();
    await assert.rejects(engine.turnOn({ ...hooked, inputs: { body: { event: 'made' }, color: 'red' } }), new EnvironmentError('inputs', 'OnEvent can\'t be called: It has no input "color"; it has body.'));
    await engine.turnOn(hooked);
    await assert.rejects(engine.turnOn(hooked), new EnvironmentError('flow', 'The flow "f" is on already. Edit it, or turn it off first.'));
    await assert.rejects(engine.pollNow('f'), new EnvironmentError('flow', 'The flow "f" has a webhook trigger: it is called by its service, and can\'t be asked.'));
    assert.throws(() => engine.forget('f'), new EnvironmentError('flow', 'The flow "f" is on. Turn it off first.'));
    await engine.turnOff('f');
    assert.throws(() => engine.turnOff('f'), new EnvironmentError('flow', 'The flow "f" is not on. On are: none.'));
    assert.deepEqual(service.asked, ['POST /hooks', 'DELETE /hooks/1']);
  });

  it('a trigger whose address has no place is turned on, with the reason why it will never be called', async () => {
    const { engine } = hookEngine({ connector: smallConnector({ operations: [{ method: 'post', path: '/hooks', object: { operationId: 'OnEvent', 'x-ms-trigger': 'single', parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }] } }] }), service: new HookService(() => '/v1/hooks/1') });
    await engine.turnOn({ ...hooked, inputs: { body: { hook: {} } } });
    assert.deepEqual(sentences(engine.status()[0]?.findings ?? []), ['No parameter or property of OnEvent is marked x-ms-notification-url. The callback address is put where that mark is, so the service never learns where to call. Mark the parameter or property that takes the address, and make it internal.']);
  });

  it('a flow may change from a webhook to a polling trigger and back', async () => {
    const { engine, service, clock, call, recorder } = hookEngine({ connector: smallConnector({ operations: [createHook, deleteHook, onThing] }) });
    await engine.turnOn(hooked);
    await call({ n: 1 });
    service.faults.push(answer(204), answer(200, { value: [{ n: 2 }] }));
    await engine.edit({ ...hooked, operationId: 'OnThing', inputs: {}, recurrenceSeconds: 600 });
    await clock.advanceBy(0);
    await engine.edit(hooked);
    await call({ n: 3 });
    assert.deepEqual((await recorder.runs()).map(({ key, payload }) => [key, payload]), [['f/1/0', { n: 1 }], ['f/2/0', { n: 2 }], ['f/3/0', { n: 3 }]]);
    assert.deepEqual(engine.status().map(({ flow, isOn }) => ['operationId' in flow && flow.operationId, isOn]), [['OnEvent', true]]);
  });
});

describe('subscribing that fails (facts 3.3, 3.4)', () => {
  const failing: readonly HttpResponse[] = [answer(503), answer(500, { error: { code: 'x', message: 'Out of order.' } }), answer(429, {}, [['Retry-After', '3000']])];

  it('is tried again by the retry policy, which Retry-After extends; the flow is on meanwhile, and says when', async () => {
    const { engine, service, clock, calls } = hookEngine();
    service.faults.push(...failing.slice(0, 2));
    await engine.turnOn(hooked);
    assert.deepEqual(engine.status()[0]?.subscription, { kind: 'subscribing', nextAttemptAt: clock.now() + 5 * minute });
    await clock.advanceBy(15 * minute);
    assert.deepEqual(calls.map(({ at, status, retry, outcome, nextAttemptAt, problem }) => [(at - Date.UTC(2026, 2, 2, 7)) / minute, status, retry, outcome, nextAttemptAt !== undefined, problem]), [
      [0, 503, 0, 'failed', true, 'Subscribing by OnEvent was answered 503.'], [5, 500, 1, 'failed', true, 'Subscribing by OnEvent was answered 500: Out of order.'], [15, 201, 2, 'done', false, undefined],
    ]);
    assert.deepEqual(engine.status()[0]?.subscription, { kind: 'active' });
  });

  it('for good leaves the flow on, not called, with the reason; nothing is kept', async () => {
    const { engine, service, clock, reports, stored } = hookEngine();
    service.faults.push(...failing);
    await engine.turnOn(hooked);
    await clock.advanceBy(3 * 3_600_000);
    const problem = 'The flow "Hooked" is not called: Subscribing by OnEvent was answered 429.';
    assert.deepEqual([engine.status()[0]?.isOn, engine.status()[0]?.subscription, reports, stored(), service.asked.length], [true, { kind: 'none', problem }, [problem], [], 3]);
  });

  it('a 4xx is not tried again; the flow turns itself off where that is assumed', async () => {
    const { engine, service } = hookEngine({ assumed: { failedSubscription: 'turnsOff' } });
    service.faults.push(answer(403, { message: 'No role.' }));
    await engine.turnOn(hooked);
    assert.deepEqual([engine.status()[0]?.isOn, engine.status()[0]?.subscription], [false, { kind: 'none', problem: 'The flow "Hooked" is not called: Subscribing by OnEvent was answered 403: No role.' }]);
    await engine.turnOn(hooked);
    assert.deepEqual(engine.status()[0]?.subscription, { kind: 'active' });
  });

  it('turned off while it waits to try again it does not', async () => {
    const { engine, service, clock, stored } = hookEngine();
    service.faults.push(answer(503));
    await engine.turnOn(hooked);
    await engine.turnOff('f');
    await clock.advanceBy(3_600_000);
    assert.deepEqual([service.asked, stored(), engine.status()[0]?.subscription], [['POST /hooks'], [], { kind: 'none' }]);
  });

  it('turned off before anything was asked, nothing is', async () => {
    const { engine, service } = hookEngine();
    const turningOn = engine.turnOn(hooked);
    await Promise.all([engine.turnOff('f'), turningOn]);
    assert.deepEqual(service.asked, []);
  });

  it('turned off during the call it is unsubscribed right after it', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>(resolve => (release = resolve));
    const service = new HookService();
    const answerNow = service.backend.send.bind(service.backend);
    service.backend.send = async request => { await held; return answerNow(request); };
    const { engine, stored } = hookEngine({ service });
    const turningOn = engine.turnOn(hooked);
    await new Promise(resolve => setImmediate(resolve));
    const turningOff = engine.turnOff('f');
    release();
    await Promise.all([turningOn, turningOff]);
    assert.deepEqual([service.asked, stored(), engine.status()[0]?.isOn], [['POST /hooks', 'DELETE /hooks/1'], [], false]);
  });
});

describe('subscriptions that can\'t be ended (facts 3.3)', () => {
  it('without Location: said when it is subscribed, and again when it leaks', async () => {
    const { engine, stored, reports, service } = hookEngine({ service: new HookService(() => undefined) });
    await engine.turnOn(hooked);
    assert.deepEqual([sentences(engine.status()[0]?.findings ?? []), engine.status()[0]?.subscription], [[missing], { kind: 'active' }]);
    await engine.turnOff('f');
    assert.deepEqual([stored(), reports, service.asked], [[['s1', 'leaked']], ['A subscription of the flow "Hooked" could not be ended: the service gave no Location to call. The service may go on calling; its calls start nothing. End it at the service.'], ['POST /hooks']]);
  });

  it('a DELETE that keeps failing is given up after its retries, remembered, and tried once more at every next occasion', async () => {
    const { engine, service, clock, stored, reports, call, payloads } = hookEngine();
    await engine.turnOn(hooked);
    service.faults.push(answer(500), answer(500), answer(500));
    await engine.turnOff('f');
    await clock.advanceBy(3_600_000);
    assert.deepEqual([stored(), engine.status()[0]?.isOn, service.hooks.size], [[['s1', 'leaked']], false, 1]);
    assert.deepEqual(reports, ['A subscription of the flow "Hooked" could not be ended: Unsubscribing from OnEvent was answered 500. The service may go on calling; its calls start nothing. It is tried again when the flow is turned on or off.']);
    service.faults.push(answer(500));
    await engine.turnOn(hooked);
    assert.deepEqual([stored(), (await call({ n: 1 }, '1')).status, (await call({ n: 2 }, '2')).status, await payloads()], [[['s1', 'leaked'], ['s2', 'active']], 404, 202, [{ n: 2 }]]);
    await engine.turnOff('f');
    assert.deepEqual([stored(), service.hooks.size], [[], 0]);
  });

  for (const status of [404, 410]) {
    it(`a service that answers ${status} has no such subscription any more`, async () => {
      const { engine, service, stored, reports } = hookEngine();
      await engine.turnOn(hooked);
      service.faults.push(answer(status));
      await engine.turnOff('f');
      assert.deepEqual([stored(), reports, service.asked.length], [[], [], 2]);
    });
  }

  it('turned on again while unsubscribing waits, subscribing waits too: never two at a time', async () => {
    const { engine, service, clock, stored } = hookEngine();
    await engine.turnOn(hooked);
    service.faults.push(answer(503));
    await engine.turnOff('f');
    await engine.turnOn(hooked);
    assert.deepEqual([service.asked, engine.status()[0]?.subscription], [['POST /hooks', 'DELETE /hooks/1'], { kind: 'subscribing', nextAttemptAt: clock.now() + 5 * minute }]);
    await clock.advanceBy(5 * minute);
    assert.deepEqual([service.asked, stored(), [...service.hooks.keys()]], [['POST /hooks', 'DELETE /hooks/1', 'DELETE /hooks/1', 'POST /hooks'], [['s2', 'active']], ['2']]);
  });

  it('without a DELETE operation: 41 of 197 published connectors have none', async () => {
    const { engine, stored, calls } = hookEngine({ operations: [createHook] });
    await engine.turnOn(hooked);
    await engine.turnOff('f');
    assert.deepEqual([stored(), calls.map(({ kind, status, problem }) => [kind, status, problem])], [[['s1', 'leaked']], [['subscribe', 201, undefined], ['unsubscribe', 404, 'Unsubscribing from OnEvent was answered 404: The definition declares no operation DELETE /hooks/1.']]]);
    assert.deepEqual(sentences(calls[1]?.findings ?? []), [`No operation of the connector answers DELETE ${base}/hooks/1. The platform unsubscribes with DELETE on Location through the connector, which the documentation says must define it; without it the service goes on calling. Define a DELETE operation on the path that Location leads to; it can be internal.`]);
  });

  it('a connection that is gone can\'t unsubscribe', async () => {
    const { engine, gateway, stored, service } = hookEngine();
    await engine.turnOn(hooked);
    gateway.disconnect('c1');
    await engine.turnOff('f');
    assert.deepEqual([stored(), service.hooks.size], [[['s1', 'leaked']], 1]);
  });
});

describe('subscriptions over several processes', () => {
  it('the next process goes on with a subscription to the same trigger at the same address: what is sent again is no lost run', async () => {
    const first = hookEngine();
    await first.engine.turnOn(hooked);
    await first.call({ n: 1 });
    const second = hookEngine({ service: first.service, recorder: first.recorder, webhooks: first.webhooks });
    await second.engine.turnOn(hooked);
    await second.call({ n: 2 });
    assert.deepEqual([second.service.asked, second.stored(), (await second.recorder.runs()).map(({ key }) => key)], [['POST /hooks'], [['s1', 'active']], ['f/1/0', 'f/2/0']]);
    await second.engine.turnOff('f');
    assert.deepEqual([second.stored(), second.service.hooks.size], [[], 0]);
  });

  it('a trigger that was changed meanwhile is subscribed anew', async () => {
    const first = hookEngine();
    await first.engine.turnOn(hooked);
    const second = hookEngine({ service: first.service, webhooks: first.webhooks });
    await second.engine.turnOn({ ...hooked, inputs: { body: { event: 'sold' } } });
    assert.deepEqual([second.service.asked, second.stored()], [['POST /hooks', 'DELETE /hooks/1', 'POST /hooks'], [['s2', 'active']]]);
  });

  it('closing leaves the service subscribed, for the flow is on; a retry under way ends', async () => {
    const { engine, service, stored } = hookEngine();
    await engine.turnOn(hooked);
    await engine.turnOn({ ...hooked, id: 'g' });
    service.faults.push(answer(503));
    await engine.turnOff('g');
    await engine.close();
    assert.deepEqual([service.hooks.size, stored()], [2, [['s1', 'active'], ['s2', 'leaked']]]);
  });

  it('a process that ended while it subscribed leaves what the service may have taken', async () => {
    const { engine, webhooks, stored, reports } = hookEngine();
    webhooks.put({ id: 's0-0', flowId: 'f', connectionId: 'c1', operationId: 'OnEvent', status: 'subscribing', at: 0 });
    await engine.turnOn(hooked);
    assert.deepEqual([stored(), reports], [[['s0', 'leaked'], ['s1', 'active']], ['A subscription of the flow "Hooked" could not be ended: whether the service took it is not known, because the environment ended meanwhile. The service may go on calling; its calls start nothing. End it at the service.']]);
  });

  it('a Location on the gateway\'s former port is asked on the present one', async () => {
    const { engine, webhooks, service } = hookEngine();
    webhooks.put({ id: 's0-0', flowId: 'f', connectionId: 'c1', operationId: 'OnEvent', status: 'active', at: 0, callbackUri: 'http://127.0.0.1:7071/callbacks/f/s0-0?sig=x', location: 'http://127.0.0.1:7071/apim/small/c1/hooks/44' });
    await engine.turnOn(hooked);
    assert.deepEqual(service.asked, ['DELETE /hooks/44', 'POST /hooks']);
  });

  it('what could not be ended is tried once more when it is asked for, also for flows that are gone', async () => {
    const { engine, webhooks, service, stored, clock } = hookEngine();
    await engine.turnOn(hooked);
    service.faults.push(answer(500), answer(500), answer(500));
    await engine.turnOff('f');
    await clock.advanceBy(3_600_000);
    engine.forget('f');
    webhooks.put({ id: 's9', flowId: 'gone', connectionId: 'c1', operationId: 'OnEvent', status: 'leaked', at: 0 });
    service.faults.push(answer(500));
    await engine.endLeaked();
    assert.deepEqual(stored(), [['s1', 'leaked'], ['s9', 'leaked']]);
    await engine.endLeaked();
    assert.deepEqual([stored(), service.asked.length], [[['s9', 'leaked']], 6]);
  });

  it('a store that can\'t be written leaves the flow on and says so', async () => {
    const setup = hookEngine();
    setup.webhooks.put = () => { throw new Error('disk full'); };
    await setup.engine.turnOn(hooked);
    assert.deepEqual([setup.service.asked, setup.engine.status()[0]?.isOn, setup.reports], [[], true, ['What the flow "Hooked" subscribes to could not be kept: disk full']]);
  });

  it('a history that can\'t be written stops nothing', async () => {
    const recorder = new MemoryRunRecorder();
    recorder.recordSubscriptionCall = () => Promise.reject(new Error('disk full'));
    const { engine, reports } = hookEngine({ recorder });
    await engine.turnOn(hooked);
    assert.deepEqual([engine.status()[0]?.subscription, reports], [{ kind: 'active' }, ['A call to subscribe for flow "f" could not be recorded: disk full']]);
  });
});
