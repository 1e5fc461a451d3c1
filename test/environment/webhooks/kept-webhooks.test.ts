import assert from 'node:assert/strict';
import { flowDocument, steps } from '../flow-run/small-flow';
import { openedEnvironments, smallDefinition, smallFiles } from '../host/opened-environment';
import { servedEnvironments } from '../api/served-environment';
import { createHook, deleteHook, HookService } from './hook-service';

/** As a validator wants it: every object on the way to the address is required. */
const body = { type: 'object', required: ['hook'], properties: { event: { type: 'string', 'x-ms-summary': 'Event', description: 'Which one.' }, hook: { type: 'object', required: ['url'], properties: { url: { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' } } } } };
const definition = {
  ...smallDefinition,
  paths: {
    ...smallDefinition.paths,
    '/hooks': {
      'x-ms-notification-content': { description: 'What happened.', schema: { type: 'object', properties: { n: { type: 'integer', 'x-ms-summary': 'N', description: 'A number.' } } } },
      post: { ...createHook.object, summary: 'When something happens', description: 'Is told.', parameters: [{ name: 'body', in: 'body', required: true, schema: body }] },
    },
    '/hooks/{id}': { delete: { ...deleteHook.object, summary: 'Delete', description: 'Deletes.', responses: { 204: { description: 'Gone.' } } } },
  },
};
const document = flowDocument(steps({ Keep: { type: 'Compose', inputs: '@triggerBody()?[\'n\']' } }), {}, { type: 'OpenApiConnectionWebhook', splitOn: undefined, recurrence: undefined, inputs: { host: { connectionName: 'small', operationId: 'OnEvent', apiId: '' }, parameters: { 'body/event': 'made' }, authentication: '' } } as unknown as Parameters<typeof flowDocument>[2]); // without the keys of a polling trigger
const asked = (service: HookService) => service.asked.filter(line => line.includes('/hooks'));

describe('webhooks in an environment on its store', () => {
  const { open, end } = openedEnvironments();

  async function withHook(service: HookService) {
    const opened = await open({ backend: service.backend });
    await opened.environment.installFiles('small', smallFiles(definition));
    await opened.environment.connections.create({ connector: 'small', values: { api_key: 'a-long-secret' } });
    await opened.environment.flows.create({ id: 'f', name: 'Hooked', document });
    await opened.environment.flows.bind('f', { connections: { ref_small: 'small' } });
    await opened.environment.flows.turnOn('f');
    return opened;
  }
  const posted = (opened: Awaited<ReturnType<typeof open>>, uri: string, n: number) => opened.environment.deliver({ method: 'POST', uri, headers: [['Content-Type', 'application/json']], body: Buffer.from(JSON.stringify({ n })) });

  it('a subscription goes on after a restart: the address that the service has still starts runs, each once and numbered on', async () => {
    const service = new HookService();
    const first = await withHook(service);
    const address = service.hooks.get('1') ?? '';
    assert.equal((await posted(first, address, 1)).status, 202);
    await first.clock.advanceBy(0);
    await end(first);
    const second = await open({ backend: service.backend });
    assert.equal((await posted(second, address, 2)).status, 202);
    await second.clock.advanceBy(0);
    assert.deepEqual((await second.store.runs.runs()).map(({ key, payload }) => [key, payload]), [['f/1/0', { n: 1 }], ['f/2/0', { n: 2 }]]);
    assert.deepEqual((await second.store.runs.historyOf('f/2/0'))?.steps.map(({ outputs }) => outputs), [2]);
    assert.deepEqual([asked(service), second.store.webhooks.list().map(({ status }) => status)], [['POST /hooks'], ['active']]);
    await second.environment.flows.turnOff('f');
    assert.deepEqual([asked(service), second.store.webhooks.list(), (await posted(second, address, 3)).status], [['POST /hooks', 'DELETE /hooks/1'], [], 400]);
  });

  it('a connection that is changed subscribes its flows anew, with the new key (facts 3.3)', async () => {
    const service = new HookService();
    const { environment } = await withHook(service);
    await environment.connections.change('small', { title: 'Renamed' });
    assert.deepEqual(asked(service), ['POST /hooks']);
    await environment.connections.change('small', { values: { api_key: 'another-secret' } });
    assert.deepEqual(service.backend.requests.filter(({ uri }) => uri.includes('/hooks')).map(({ method, headers }) => [method, headers.find(([name]) => name === 'X-Key')?.[1]]), [['POST', 'a-long-secret'], ['DELETE', 'another-secret'], ['POST', 'another-secret']]);
  });

  it('a flow that is deleted while its service does not answer is unsubscribed at the next start', async () => {
    const service = new HookService();
    const first = await withHook(service);
    for (let fault = 0; fault < 3; fault++) service.faults.push({ status: 503, headers: [], body: new Uint8Array() });
    await first.environment.flows.remove('f');
    assert.deepEqual(first.store.webhooks.list().map(({ flowId, status }) => [flowId, status]), [['f', 'leaked']]);
    await end(first);
    service.faults.length = 0;
    const second = await open({ backend: service.backend });
    assert.deepEqual([service.hooks.size, second.store.webhooks.list(), second.environment.flows.list()], [0, [], []]);
  });
});

describe('webhooks over HTTP', () => {
  const { serve, end } = servedEnvironments();

  it('the service calls loopback; after a start on another port it is subscribed to the new address', async () => {
    const service = new HookService();
    const first = await serve({ backend: service.backend });
    await first.environment.installFiles('small', smallFiles(definition));
    await first.environment.connections.create({ connector: 'small', values: { api_key: 'a-long-secret' } });
    await first.environment.flows.create({ id: 'f', name: 'Hooked', document });
    await first.environment.flows.bind('f', { connections: { ref_small: 'small' } });
    await first.environment.flows.turnOn('f');
    const told = (uri: string | undefined, n: number, method = 'POST') => fetch(uri ?? '', { method, headers: { 'Content-Type': 'application/json' }, ...(method === 'POST' ? { body: JSON.stringify({ n }) } : {}) });
    const address = service.hooks.get('1') ?? '';
    assert.ok(address.startsWith(`${first.server.origin}/callbacks/f/`), address);
    assert.deepEqual([(await told(address, 1)).status, (await told(address.replace(/sig=./, 'sig=_'), 2)).status, (await told(address, 3, 'GET')).status], [202, 401, 405]);
    // Held to the contract of the API by call.
    const [deliveries, calls, flow] = [(await first.call('listDeliveries', { query: '?flow=f' })).body, (await first.call('listSubscriptionCalls')).body, (await first.call('getFlow', { path: { flow: 'f' } })).body] as [{ value: readonly { outcome: string; runs: number }[] }, { value: readonly { kind: string; outcome: string; status: number }[] }, { flow: { subscription: unknown; nextPollAt?: string } }];
    assert.deepEqual([deliveries.value.map(({ outcome, runs }) => [outcome, runs]), calls.value.map(({ kind, outcome, status }) => [kind, outcome, status]), flow.flow.subscription], [[['events', 1]], [['subscribe', 'done', 201]], { kind: 'active' }]);
    await end(first);
    const second = await serve({ backend: service.backend });
    const renewed = service.hooks.get('2');
    assert.deepEqual([asked(service), renewed?.startsWith(`${second.server.origin}/callbacks/f/`), (await told(renewed, 4)).status], [['POST /hooks', 'DELETE /hooks/1', 'POST /hooks'], true, 202]);
    assert.deepEqual((await second.store.runs.runs()).map(({ payload }) => payload), [{ n: 1 }, { n: 4 }]);
  });
});
