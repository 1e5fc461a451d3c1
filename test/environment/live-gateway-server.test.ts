import * as assert from 'node:assert/strict';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { EnvironmentError, type FlowRunHistory, Gateway, type HttpRequest, headerOf, type LiveGatewayServer, MemoryOutbox, MemoryRunRecorder, networkHttp, startLiveGatewayServer, VirtualClock, withBackends } from '../../scripts/environment';
import { AnswerTooLarge } from '../../scripts/environment/backend-http';
import { answer, bodyOf, fakeBackend, smallConnector, start } from './small-connector';

const connector = smallConnector({ operations: [{ method: 'post', path: '/things/{id}', object: { operationId: 'PostThing' } }] });

describe('the live gateway server', () => {
  const http1 = networkHttp(5_000);
  const backend = fakeBackend(request => answer(201, { got: Buffer.from(request.body ?? '').toString('utf8') }, [['X-Back', 'b'], ['Location', 'https://api.test/v1/things/9']]));
  const recorder = new MemoryRunRecorder();
  const outbox = new MemoryOutbox();
  let server: LiveGatewayServer;
  const makeGateway = (origin: string) => new Gateway({
    connectors: [{ connector }], connections: [{ id: 'c1', connector: 'small', values: { secret: 'hidden-value' } }], backend,
    tokens: { token: () => Promise.resolve('t') }, clock: new VirtualClock(start), publicOrigin: origin, newCallId: () => 'call-1',
  });
  const call = (path: string, request: Partial<HttpRequest> = {}) => http1.send({ method: 'GET', headers: [], ...request, uri: server.origin + path });

  before(async () => {
    server = await startLiveGatewayServer({ port: 0, gateway: makeGateway, recorder, outbox });
  });
  after(async () => {
    http1.close();
    await server.close();
  });

  it('passes calls through the gateway and back, with addresses of its own', async () => {
    const answered = await call('/apim/small/c1/things/a%2Fb?x=%20y', { method: 'POST', headers: [['Content-Type', 'text/plain'], ['X-Own', 'o']], body: Buffer.from('höi') });
    assert.deepEqual([answered.status, bodyOf(answered), headerOf(answered.headers, 'x-back'), headerOf(answered.headers, 'location')], [201, { got: 'höi' }, 'b', `${server.origin}/apim/small/c1/things/9`]);
    const [request] = backend.requests;
    assert.deepEqual([request?.uri, request && headerOf(request.headers, 'X-Own'), request && headerOf(request.headers, 'Content-Type')], ['https://api.test/v1/things/a%2Fb?x=%20y', 'o', 'text/plain']);
  });

  it('says what is running, without secrets', async () => {
    assert.deepEqual(bodyOf(await call('/')), { connectors: [{ name: 'small', title: 'Small', operations: 1, address: `${server.origin}/apim/small` }], connections: [{ id: 'c1', connector: 'small' }], flows: [], findings: [] });
  });

  it('lists the runs, of one flow where it is named', async () => {
    for (const flowId of ['f', 'g']) {
      const poll = { flowId, pollNumber: 1, at: start, uri: 'u', status: 200, outcome: 'events' as const, runs: 1, retry: 0, backendCalls: [], logs: [], findings: [] };
      await recorder.recordPoll(poll, [{ key: `${flowId}/1/0`, flowId, pollNumber: 1, itemIndex: 0, at: start, payload: 1, headers: [] }], { triggerUri: 'u', polls: 1 });
    }
    const keys = async (path: string) => (bodyOf(await call(path)) as { key: string }[]).map(({ key }) => key); // the shape is what this test is about
    assert.deepEqual([await keys('/runs'), await keys('/runs?flow=g')], [['f/1/0', 'g/1/0'], ['g/1/0']]);
  });

  it('tells how a run went, and what is in the outbox', async () => {
    const history: FlowRunHistory = { runKey: 'f/1/0', flow: 'F', status: 'Succeeded', startedAt: start, endedAt: start, trigger: { name: 't', outputs: {} }, steps: [] };
    await recorder.recordHistory(history);
    assert.deepEqual(bodyOf(await call('/history?run=f/1/0')), history);
    assert.deepEqual([(await call('/history?run=g/1/0')).status, (await call('/history')).status], [404, 404]);
    outbox.add({ kind: 'mail', to: ['a@example.com'], cc: [], bcc: [], subject: 's', html: 'h', at: start, runKey: 'f/1/0', flow: 'F', step: 'Mail' });
    assert.deepEqual(bodyOf(await call('/outbox')), outbox.messages);
  });

  it('refuses other hosts and pages of other sites', async () => {
    const withHeaders = (headers: http.OutgoingHttpHeaders) => new Promise<number | undefined>((resolve, reject) => {
      http.get(`${server.origin}/`, { headers }, response => resolve(response.resume().statusCode)).on('error', reject);
    });
    const { port } = new URL(server.origin);
    assert.deepEqual([await withHeaders({ Host: 'evil.test' }), await withHeaders({ Host: '127.0.0.1:1' }), await withHeaders({ Origin: 'https://evil.test' }), await withHeaders({ Origin: 'null' }), await withHeaders({ Host: `localhost:${port}`, Origin: `http://localhost:${port}` })], [403, 403, 403, 403, 200]);
  });

  it('refuses bodies above the documented size', async () => {
    const answered = await call('/apim/small/c1/things/1', { method: 'POST', body: Buffer.alloc(3_182_219) });
    assert.deepEqual([answered.status, bodyOf(answered)], [413, { error: { code: 'RequestTooLarge', message: 'The gateway takes request bodies of up to 3182218 bytes.' } }]);
  });

  it('answers 404 elsewhere with what there is', async () => {
    assert.deepEqual(bodyOf(await call('/other')), { error: { code: 'NotFound', message: 'There are /, /runs, /history, /outbox and /apim/{connector}/{connectionId}/… here.' } });
  });

  it('says that its port is in use, and frees it where the gateway can\'t be made', async () => {
    const port = Number(new URL(server.origin).port);
    await assert.rejects(startLiveGatewayServer({ port, gateway: makeGateway }), new EnvironmentError('port-in-use', `Port ${port} is in use by another program, so the gateway can't listen there. End that program, or choose another port with --port (0 takes any free one).`));
    await assert.rejects(startLiveGatewayServer({ port: 0, gateway: () => { throw new Error('no gateway'); } }), new Error('no gateway'));
  });
});

describe('the network as backend', () => {
  const seen: { method: string | undefined; url: string | undefined; headers: string[]; body: string }[] = [];
  const standIn = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      seen.push({ method: request.method, url: request.url, headers: request.rawHeaders, body: Buffer.concat(chunks).toString('utf8') });
      const { port } = standIn.address() as AddressInfo; // it listens on TCP
      response.writeHead(302, [['Location', `http://127.0.0.1:${port}/next?a=1`], ['Set-Cookie', 'a=1'], ['Set-Cookie', 'b=2']].flat()).end('moved');
    });
  });
  const network = networkHttp(5_000);
  let backends: Record<string, string>;
  before(done => void standIn.listen(0, '127.0.0.1', () => {
    backends = { 'https://api.test': `http://127.0.0.1:${(standIn.address() as AddressInfo).port}` }; // as above
    done();
  }));
  after(done => {
    network.close();
    standIn.close(done);
    standIn.closeAllConnections();
  });

  it('sends to the mapped origin, follows no redirect, and shows Location as the real origin gave it', async () => {
    const { body, headers, status } = await withBackends(network, backends).send({ method: 'GET', uri: 'https://api.test/v1/x%20y?q=a%2Fb', headers: [['X-A', '1'], ['X-A', '2'], ['Host', 'api.test'], ['Connection', 'close']], body: Buffer.from('hi') });
    assert.deepEqual([status, Buffer.from(body).toString(), headerOf(headers, 'Location'), headerOf(headers, 'Set-Cookie')], [302, 'moved', 'https://api.test/next?a=1', 'a=1, b=2']);
    const [request] = seen;
    assert.deepEqual([request?.method, request?.url, request?.body, request?.headers.slice(0, 4)], ['GET', '/v1/x%20y?q=a%2Fb', 'hi', ['X-A', '1', 'X-A', '2']]);
  });

  it('lets nothing out to other origins where that is asked', async () => {
    await assert.rejects(withBackends(network, backends, 'refuse').send({ method: 'GET', uri: 'https://other.test/x?sig=s', headers: [] }), new Error('https://other.test is not among the backends of this environment, so nothing was sent there. Map it with the option "backends".'));
  });

  it('gives up on an answer that takes too long, or is too large, and can be asked again', async () => {
    const silent = http.createServer((request, response) => { if (request.url !== '/silent') response.end('x'.repeat(100_000)); });
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const base = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`; // it listens on TCP
    const hasty = networkHttp(100, 1_000);
    try {
      await assert.rejects(hasty.send({ method: 'GET', uri: `${base}/silent`, headers: [] }), new Error('No answer within 0.1 s.'));
      await assert.rejects(hasty.send({ method: 'GET', uri: `${base}/large`, headers: [] }), new AnswerTooLarge(1_000));
      assert.equal((await networkHttp(5_000).send({ method: 'GET', uri: `${base}/large`, headers: [] })).body.length, 100_000);
    } finally {
      hasty.close();
      silent.close();
      silent.closeAllConnections();
    }
  });

  it('rejects where nobody listens', async () => {
    await assert.rejects(network.send({ method: 'GET', uri: 'http://127.0.0.1:1/', headers: [] }), { code: 'ECONNREFUSED' });
  });
});
