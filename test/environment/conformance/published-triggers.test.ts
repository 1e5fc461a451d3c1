import * as assert from 'node:assert/strict';
import { type Flow, FlowEngine, headerOf, type HttpRequest, type JsonObject, MemoryRunRecorder, VirtualClock } from '../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, gatewayOrigin, policy, smallConnector, smallGateway, start } from '../small-connector';
import { codeNamed, scriptNamed } from './coded-connector';

const list: JsonObject = { type: 'array', items: { type: 'object' } };
const seconds = (instant: number): number => Math.floor(instant / 1000);

/** Plays a polling trigger in code over two hours. */
async function played(name: string, path: string, schema: JsonObject, answers: (request: HttpRequest, now: number) => ReturnType<typeof answer>) {
  const clock = new VirtualClock(start);
  const recorder = new MemoryRunRecorder();
  const backend = fakeBackend(request => answers(request, clock.now()));
  const object: JsonObject = {
    operationId: 'OnReply', 'x-ms-trigger': 'batch', 'x-ms-trigger-metadata': { mode: 'polling', kind: 'query' }, 'x-ms-trigger-hint': 'Reply once.',
    parameters: [{ name: 'survey', in: 'path', type: 'string', required: true }, { name: 'page', in: 'query', type: 'string' }], responses: { 200: { description: '', schema } },
  };
  const gateway = smallGateway({ connector: smallConnector({ operations: [{ path, object }], script: scriptNamed(name) }), clock, backend, code: await codeNamed(name) });
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0 });
  const flow: Flow = { id: 'f', connectionId: 'c1', operationId: 'OnReply', inputs: { survey: 'a b', page: 'Ünïcode & +/%' }, recurrenceSeconds: 60 };
  await engine.turnOn(flow);
  await clock.advanceBy(2 * 3_600_000);
  return { backend, runs: (await recorder.runs()).map(({ payload, at }) => [payload, at - start]), polls: await recorder.polls() };
}

describe('triggers in the shape of published ones', function () {
  this.timeout(120_000);

  it('SurveyMonkey (facts 8, case 5): a virtual path, state in Location, ids of the last instant left out: each reply once', async () => {
    const replies = Array.from({ length: 12 }, (_, index) => ({ id: `r${index}`, at: seconds(start) + Math.floor(index / 2) * 600 + 300 }));
    const { backend, runs, polls } = await played('survey-replies', '/trigger1/surveys/{survey}/responses', list, ({ uri }, now) =>
      answer(200, { data: replies.filter(({ at }) => at <= seconds(now) && at >= Number(new URL(uri).searchParams.get('from'))) }));
    // Polls are 120 s apart, so what comes at 300 s is seen at 360 s, and so on.
    assert.deepEqual(runs, replies.map(({ id, at }) => [{ id, at }, Math.ceil((at - seconds(start)) / 120) * 120_000]));
    assert.deepEqual([...new Set(backend.requests.map(({ uri }) => new URL(uri).pathname))], ['/v1/surveys/a%20b/responses']);
    assert.deepEqual(polls.slice(0, 4).map(({ at, status }) => [at - start, status]), [[0, 202], [120_000, 202], [240_000, 202], [360_000, 200]]);
    // .NET writes + for a space and small letters in escapes; what it wrote comes back as it was.
    assert.equal(new URL(polls.at(-1)?.uri ?? '').searchParams.get('page'), 'Ünïcode & +/%');
  });

  it('DocuSign (facts 8, case 5): a state that is removed before it is read never fires', async () => {
    const { backend, runs, polls } = await played('never-fires', '/trigger/{survey}', { type: 'object', properties: { value: list } }, () => answer(200, { value: [{ id: 1 }] }));
    assert.deepEqual([runs, backend.requests, new Set(polls.map(({ status, outcome }) => `${status} ${outcome}`))], [[], [], new Set(['202 nothing'])]);
    assert.equal(new URL(polls.at(-1)?.uri ?? '').searchParams.get('triggerState'), new Date(start + 7_140_000).toISOString().replace('Z', '0000Z'));
  });

  it('Microsoft Graph Security (facts 8, case 3): a filter with the newest value in it, beside the maker\'s own parameters', async () => {
    const rows: JsonObject[] = [{ id: 1, lastModifiedDateTime: '2026-03-01T00:00:00Z' }];
    const clock = new VirtualClock(start);
    const recorder = new MemoryRunRecorder();
    const backend = fakeBackend(({ uri }) => {
      const since = /gt (.+)$/.exec(new URL(uri).searchParams.get('$filter') ?? '')?.[1] ?? '';
      return answer(200, { value: rows.filter(({ lastModifiedDateTime }) => String(lastModifiedDateTime) > since) });
    });
    const connector = smallConnector({
      operations: [{ path: '/alerts', object: {
        operationId: 'OnAlert', 'x-ms-trigger': 'batch', parameters: [{ name: '$top', in: 'query', type: 'integer' }, { name: '$filter', in: 'query', type: 'string', 'x-ms-visibility': 'internal' }],
        responses: { 200: { description: '', schema: { type: 'object', properties: { value: list } } } },
      } }],
      properties: { policyTemplateInstances: [policy('pollingtrigger', { triggerConfig: { $filter: 'lastModifiedDateTime gt @{triggerBody().value[0].lastModifiedDateTime}' }, triggerDataPath: '@triggerBody().value' }, { operations: ['OnAlert'] })] },
    });
    const engine = new FlowEngine({ gateway: smallGateway({ connector, clock, backend }), clock, recorder, random: () => 0 });
    await engine.turnOn({ id: 'f', connectionId: 'c1', operationId: 'OnAlert', inputs: { $top: 5 }, recurrenceSeconds: 60 });
    await clock.advanceBy(60_000);
    rows.unshift({ id: 2, lastModifiedDateTime: '2026-03-02T06:00:00Z' });
    await clock.advanceBy(180_000);
    assert.deepEqual((await recorder.runs()).map(({ payload }) => payload), [{ id: 2, lastModifiedDateTime: '2026-03-02T06:00:00Z' }]);
    assert.deepEqual(backend.requests.map(({ uri }) => decodeURIComponent(uri.replace('https://api.test/v1/alerts?', ''))), [
      '$top=5', '$top=5&$filter=lastModifiedDateTime gt 2026-03-01T00:00:00Z', '$top=5&$filter=lastModifiedDateTime gt 2026-03-01T00:00:00Z', '$top=5&$filter=lastModifiedDateTime gt 2026-03-02T06:00:00Z', '$top=5&$filter=lastModifiedDateTime gt 2026-03-02T06:00:00Z',
    ]);
  });

  it('Facebook (facts 8, case 4): a virtual path that is routed, a page token from a side call, and polling by policy', async () => {
    const posts = [{ id: 'p1', created_time: '100' }];
    const clock = new VirtualClock(start);
    const recorder = new MemoryRunRecorder();
    const backend = fakeBackend(({ uri }) => {
      const { pathname, searchParams } = new URL(uri);
      if (pathname === '/v1/page-7') return answer(200, { access_token: 'page-token' });
      return answer(200, { data: posts.filter(({ created_time: at }) => Number(at) > Number(searchParams.get('since') ?? 0)) });
    });
    const connector = smallConnector({
      operations: [{ path: '/trigger/{pageId}/posts', object: {
        operationId: 'TriggerNewPost', 'x-ms-trigger': 'batch',
        parameters: [{ name: 'pageId', in: 'path', type: 'string', required: true }, { name: 'access_token', in: 'query', type: 'string', 'x-ms-visibility': 'internal' }],
        responses: { 200: { description: '', schema: { type: 'object', properties: { data: list } } } },
      } }],
      properties: { policyTemplateInstances: [
        policy('routerequesttoendpoint', { newPath: '/v1/{pageId}/posts' }, { operations: ['TriggerNewPost'] }),
        policy('setvaluefromurl', { parameterTemplate: '@queryParameters(\'access_token\')', parameterValueUrl: '/v1/{pageId}', parameterValuePathTemplate: '@body().access_token' }, { operations: ['TriggerNewPost'], section: 'Request' }),
        policy('pollingtrigger', { triggerConfig: { since: '@{triggerBody().data[0].created_time}' }, triggerDataPath: '@triggerBody().data' }, { operations: ['TriggerNewPost'] }),
      ] },
    });
    const engine = new FlowEngine({ gateway: smallGateway({ connector, clock, backend }), clock, recorder, random: () => 0 });
    await engine.turnOn({ id: 'f', connectionId: 'c1', operationId: 'TriggerNewPost', inputs: { pageId: 'page-7' }, recurrenceSeconds: 60 });
    posts.unshift({ id: 'p2', created_time: '200' });
    await clock.advanceBy(0);
    posts.unshift({ id: 'p3', created_time: '300' });
    await clock.advanceBy(60_000);
    assert.deepEqual((await recorder.runs()).map(({ payload }) => payload), [{ id: 'p3', created_time: '300' }]);
    assert.deepEqual(backend.requests.map(({ uri }) => uri.replace('https://api.test', '')), ['/v1/page-7', '/v1/page-7/posts?access_token=page-token', '/v1/page-7', '/v1/page-7/posts?access_token=page-token&since=200']);
  });

  it('DocuSign\'s webhook (facts 8, case 6): the service calls an operation of the connector\'s own, which calls the flow; Location leads to the delete', async () => {
    const callback = `${gatewayOrigin}/callbacks/flow%201/c?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=a%2Bb%2Fc%3D`;
    const hooks = new Map<string, string>();
    const backend = fakeBackend(({ method, uri, body }) => {
      if (method === 'POST' && uri === 'https://api.test/v1/hooks') {
        hooks.set('77', (JSON.parse(Buffer.from(body ?? []).toString()) as { url: string }).url);
        return answer(201, { connectId: '77' });
      }
      return method === 'DELETE' && hooks.delete(uri.split('/').at(-1) ?? '') ? answer(204) : answer(202);
    });
    const keyed: JsonObject = { securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } }, security: [{ key: [] }] };
    const connector = smallConnector({
      operations: [
        { method: 'post', path: '/hooks', object: { operationId: 'CreateHook', 'x-ms-trigger': 'single', parameters: [{ name: 'body', in: 'body', schema: { type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' } } } }] } },
        { method: 'delete', path: '/hooks/{id}', object: { operationId: 'DeleteHook', parameters: [{ name: 'id', in: 'path', type: 'string', required: true }], 'x-ms-visibility': 'internal' } },
        { method: 'post', path: '/webhook_response', object: { operationId: 'WebhookResponse', security: [], 'x-ms-visibility': 'internal' } },
      ],
      root: keyed, script: scriptNamed('envelope-webhook'),
    });
    const gateway = smallGateway({ connector, backend, code: await codeNamed('envelope-webhook'), values: { api_key: 'the-key' } });
    const created = await gateway.invoke({ connectionId: 'c1', operationId: 'CreateHook', inputs: { body: { url: callback } } });
    assert.deepEqual([created.status, headerOf(created.headers, 'Location')], [201, `${base}/hooks/77`]);
    const told = hooks.get('77') ?? '';
    assert.match(told, /^https:\/\/gateway\.test\/notifications\/[A-Za-z0-9_-]{43}\/small\/c1\/webhook_response\?flow=/);

    const xml = '<Envelope status="completed"><Subject>Größe &amp; Farbe</Subject></Envelope>';
    const passed = await gateway.send({ method: 'POST', uri: told, headers: [['Content-Type', 'text/xml']], body: Buffer.from(xml) });
    const notified = backend.requests.at(-1);
    assert.deepEqual([passed.status, notified?.method, notified?.uri, notified && headerOf(notified.headers, 'X-Key')], [200, 'POST', callback, undefined]);
    assert.deepEqual(bodyOf({ status: 0, headers: [], body: notified?.body ?? Buffer.alloc(0) }), { '@status': 'completed', Subject: 'Größe & Farbe' });

    const removed = await gateway.follow({ method: 'DELETE', uri: headerOf(created.headers, 'Location') ?? '', headers: [] });
    assert.deepEqual([removed.status, hooks.size, removed.operationId, headerOf(backend.requests.at(-1)?.headers ?? [], 'X-Key')], [204, 0, 'DeleteHook', 'the-key']);
  });

  it('MoreApp: a key read from the authenticated request, a callback address that comes encoded', async () => {
    const backend = fakeBackend(() => answer(200, { id: 9 }));
    const connector = smallConnector({
      operations: [{ method: 'post', path: '/customers/forms/webhooks', object: { operationId: 'OnForm', 'x-ms-trigger': 'single', parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }] } }],
      root: { securityDefinitions: { key: { type: 'apiKey', name: 'x-api-key', in: 'header' } } }, script: scriptNamed('forms-with-key'),
    });
    const gateway = smallGateway({ connector, backend, code: await codeNamed('forms-with-key'), values: { api_key: 'acme-1234567' } });
    const created = await gateway.invoke({ connectionId: 'c1', operationId: 'OnForm', inputs: { body: { url: 'https%3A%2F%2Fg.test%2Fc%3Fsig%3Da%252Bb' } } });
    assert.equal(headerOf(created.headers, 'Location'), `${base}/customers/forms/webhooks/9`);
    assert.deepEqual(bodyOf({ status: 0, headers: [], body: backend.requests[0]?.body ?? Buffer.alloc(0) }), { url: 'https://g.test/c?sig=a%2Bb', customer: 'acme' });
  });
});
