import assert from 'node:assert/strict';
import { FlowEngine, headerOf, MemoryRunRecorder, VirtualClock, type HttpRequest, type HttpResponse, type JsonObject } from '../../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, onThing, policy, smallConnector, smallGateway, start } from '../../small-connector';

const sources = { 1: [{ id: 3 }, { id: 2 }], 2: [{ id: 1 }] } as const;

describe('policies with calls of their own (facts 2.1, 3.2)', () => {
  it('setvaluefromurl: the etag of the thing goes into If-Match, from the routed host and path', async () => {
    const backend = fakeBackend(({ method }) => (method === 'GET' ? answer(200, { '@odata.etag': 'W/"7"' }) : answer(204)));
    const connector = smallConnector({
      operations: [{ method: 'patch', path: '/tasks/{id}', object: { operationId: 'UpdateTask' } }],
      properties: { policyTemplateInstances: [
        policy('routerequesttoendpoint', { newPath: '/v1.0/tasks/{id}/details', httpMethod: '@Request.OriginalHTTPMethod' }),
        policy('SetValueFromUrl', { parameterTemplate: '@headers(\'If-Match\')', parameterValueUrl: '/v1.0/tasks/{id}/details', parameterValuePathTemplate: '@body()[\'@odata.etag\']', httpMethod: 'GET' }, { section: 'Request' }),
      ] },
    });
    const answered = await smallGateway({ connector, backend }).send({ method: 'PATCH', uri: `${base}/tasks/t%201`, headers: [['Content-Type', 'application/json'], ['X-Own', 'o']], body: Buffer.from('{}') });
    assert.deepEqual(backend.requests.map(({ method, uri, headers }) => [method, uri, headerOf(headers, 'If-Match'), headerOf(headers, 'Content-Type'), headerOf(headers, 'X-Own')]), [
      ['GET', 'https://api.test/v1.0/tasks/t%201/details', undefined, undefined, 'o'], ['PATCH', 'https://api.test/v1.0/tasks/t%201/details', 'W/"7"', 'application/json', 'o'],
    ]);
    assert.deepEqual(answered.backendCalls, [{ method: 'GET', uri: 'https://api.test/v1.0/tasks/t%201/details', status: 200 }, { method: 'PATCH', uri: 'https://api.test/v1.0/tasks/t%201/details', status: 204 }]);
  });

  it('array order decides: host of the sign-in, its token, host of the API (facts 8, case 10)', async () => {
    const backend = fakeBackend(({ uri }) => (uri.startsWith('https://auth.test') ? answer(200, { access_token: 't1' }) : answer(200, { ok: true })));
    const connector = smallConnector({
      operations: [{ path: '/things', object: { operationId: 'ListThings' } }],
      properties: { policyTemplateInstances: [
        policy('dynamichosturl', { urlTemplate: 'https://auth.test' }),
        policy('setvaluefromurl', { parameterTemplate: '@headers(\'Authorization\')', httpMethod: 'POST', parameterValueUrl: '/oauth2/token?grant_type=client_credentials', parameterValuePathTemplate: '@body().access_token' }, { section: 'Request' }),
        policy('setheader', { name: 'Authorization', value: 'Bearer @headers(\'Authorization\')' }),
        policy('dynamichosturl', { urlTemplate: 'https://api2.test/v2' }),
      ] },
    });
    await smallGateway({ connector, backend }).send({ method: 'GET', uri: `${base}/things`, headers: [] });
    assert.deepEqual(backend.requests.map(({ method, uri, headers }) => [method, uri, headerOf(headers, 'Authorization')]), [
      ['POST', 'https://auth.test/oauth2/token?grant_type=client_credentials', undefined], ['GET', 'https://api2.test/v2/things', 'Bearer t1'],
    ]);
  });

  it('a side call that is refused ends the call and says so', async () => {
    const connector = smallConnector({
      operations: [{ path: '/things', object: { operationId: 'ListThings' } }],
      properties: { policyTemplateInstances: [policy('setvaluefromurl', { parameterTemplate: '@queryParameters(\'page\')', parameterValueUrl: '/pages', parameterValuePathTemplate: '@body().next' })] },
    });
    const answered = await smallGateway({ connector, backend: fakeBackend(() => answer(403, {})) }).send({ method: 'GET', uri: `${base}/things`, headers: [] });
    assert.deepEqual([answered.status, bodyOf(answered)], [500, { error: { code: 'PolicyFailed', message: 'The policy "The setvaluefromurl" (setvaluefromurl) failed: GET https://api.test/v1/pages answered 403, so there is no value.' } }]);
  });

  it('updatenextlink: the next page is reached through the connector', async () => {
    const links = ['https://api.test/v1/gifts?page=2', '/v1/things?page=2', 'https://api.test/v1/routed?page=2', 'https://elsewhere.test/x', ''];
    const found = await Promise.all(links.map(async nextLink => {
      const connector = smallConnector({
        operations: [{ path: '/things', object: { operationId: 'ListThings' } }],
        properties: { policyTemplateInstances: [policy('updatenextlink', { nextLinkPropertyName: 'nextLink' }), ...(nextLink.includes('routed') ? [policy('routerequesttoendpoint', { newPath: '/v1/routed' })] : [])] },
      });
      return (bodyOf(await smallGateway({ connector, backend: fakeBackend(() => answer(200, { value: [], nextLink })) }).send({ method: 'GET', uri: `${base}/things?a=1`, headers: [] })) as JsonObject)['nextLink'];
    }));
    assert.deepEqual(found, [`${base}/gifts?page=2`, `${base}/things?page=2`, `${base}/things?page=2`, 'https://elsewhere.test/x', '']);
  });

  it('setconnectionstatustounauthenticated: the answer passes and says that the connection must be signed in again', async () => {
    const connector = smallConnector({ operations: [{ path: '/things', object: { operationId: 'ListThings' } }], properties: { policyTemplateInstances: [policy('setconnectionstatustounauthenticated', { statusCode: 401 })] } });
    const by = async (status: number): Promise<unknown> => (await smallGateway({ connector, backend: fakeBackend(() => answer(status, {})) }).send({ method: 'GET', uri: `${base}/things`, headers: [] })).unauthenticated;
    assert.deepEqual([await by(401), await by(200)], [true, undefined]);
  });

});

describe('pollingtrigger (facts 3.2)', () => {
  /** A source of rows, newest first, that filters by `since` when it is asked to. */
  const setup = (rows: { value: readonly { readonly id: number }[] }, config: JsonObject = { since: '@{triggerBody().value[0].id}' }, answerWith?: (request: HttpRequest) => HttpResponse) => {
    const backend = fakeBackend(answerWith ?? (({ uri }) => {
      const since = Number(new URL(uri).searchParams.get('since') ?? 0);
      return answer(200, { value: rows.value.filter(row => row.id > since) });
    }));
    const connector = smallConnector({ operations: [onThing], properties: { policyTemplateInstances: [policy('pollingtrigger', { triggerConfig: config, triggerDataPath: '@triggerBody().value' }, { operations: ['OnThing'] })] } });
    const clock = new VirtualClock(start);
    const gateway = smallGateway({ connector, backend, clock });
    const recorder = new MemoryRunRecorder();
    return { backend, gateway, clock, recorder, engine: new FlowEngine({ gateway, clock, recorder, random: () => 0 }) };
  };

  it('first poll 202 whatever came, then what is newer, then 202 with the state unchanged', async () => {
    const rows = { value: [{ id: 2 }, { id: 1 }] };
    const { gateway, backend } = setup(rows);
    const poll = (uri: string): ReturnType<typeof gateway.send> => gateway.send({ method: 'GET', uri, headers: [] });
    const first = await poll(`${base}/trigger?color=red`);
    assert.deepEqual([first.status, first.body.length], [202, 0]);
    rows.value = [{ id: 4 }, { id: 3 }, ...rows.value];
    const second = await poll(headerOf(first.headers, 'Location')!);
    assert.deepEqual([second.status, bodyOf(second)], [200, { value: [{ id: 4 }, { id: 3 }] }]);
    const third = await poll(headerOf(second.headers, 'Location')!);
    assert.deepEqual([third.status, headerOf(third.headers, 'Location')], [202, headerOf(second.headers, 'Location')]);
    assert.deepEqual(backend.requests.map(({ uri }) => uri.replace('https://api.test/v1', '')), ['/trigger?color=red', '/trigger?color=red&since=2', '/trigger?color=red&since=4']);
  });

  it('runs a flow for each new row, once, in the engine', async () => {
    const rows = { value: [{ id: 1 }] };
    const { engine, clock, recorder } = setup(rows);
    await engine.turnOn({ id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: {}, recurrenceSeconds: 60 });
    await clock.advanceBy(60_000);
    rows.value = [{ id: 3 }, { id: 2 }, { id: 1 }];
    await clock.advanceBy(300_000);
    assert.deepEqual((await recorder.runs()).map(run => run.payload), [{ id: 3 }, { id: 2 }]);
  });

  it('an empty source seeds, and the first rows after it count', async () => {
    const rows: { value: { id: number }[] } = { value: [] };
    const { engine, clock, recorder } = setup(rows);
    await engine.turnOn({ id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: {}, recurrenceSeconds: 60 });
    await clock.advanceBy(60_000);
    rows.value = [{ id: 1 }];
    await clock.advanceBy(120_000);
    assert.deepEqual((await recorder.runs()).map(run => run.payload), [{ id: 1 }]);
  });

  it('a constant in place of an expression, and an empty name, fire at every poll: the fault of one published connector', async () => {
    const { engine, clock, recorder } = setup({ value: [{ id: 1 }] }, { '': '1', per_page: '1' });
    await engine.turnOn({ id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: {}, recurrenceSeconds: 60 });
    await clock.advanceBy(180_000);
    assert.equal((await recorder.runs()).length, 3);
  });

  it('pages are collected by the named link', async () => {
    const { gateway } = setup({ value: [] }, { since: '@{triggerBody().value[0].id}', 'x-ms-triggerConfig-nextLink': 'next' }, ({ uri }) =>
      (uri.includes('page=2') ? answer(200, { value: sources[2] }) : answer(200, { value: sources[1], next: 'https://api.test/v1/trigger?page=2' })));
    const first = await gateway.send({ method: 'GET', uri: `${base}/trigger`, headers: [] });
    const second = await gateway.send({ method: 'GET', uri: headerOf(first.headers, 'Location')!, headers: [] });
    assert.deepEqual(bodyOf(second), { value: [{ id: 3 }, { id: 2 }, { id: 1 }] });
  });

  it('errors of the service pass, and a state that can\'t be read is told', async () => {
    const { gateway } = setup({ value: [] }, {}, () => answer(503, { error: 'busy' }));
    assert.equal((await gateway.send({ method: 'GET', uri: `${base}/trigger`, headers: [] })).status, 503);
    const { gateway: other } = setup({ value: [] });
    const broken = await other.send({ method: 'GET', uri: `${base}/trigger?triggerState=!!`, headers: [] });
    assert.deepEqual([broken.status, bodyOf(broken)], [500, { error: { code: 'PolicyFailed', message: 'The policy "The pollingtrigger" (pollingtrigger) failed: the state of this trigger can\'t be read. Turn the flow off and on again.' } }]);
  });
});
