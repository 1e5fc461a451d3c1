import * as assert from 'node:assert/strict';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { headerOf, networkHttp, withBackends } from '../../../scripts/environment';
import { AnswerTooLarge } from '../../../scripts/environment/gateway/backend-http';

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

  it('gives an answer 120 s where it was not told otherwise', async () => {
    const real = globalThis.setTimeout;
    const waits: (number | undefined)[] = [];
    const usual = networkHttp();
    const watched = (callback: () => void, wait?: number): NodeJS.Timeout => {
      waits.push(wait);
      return real(callback, wait);
    };
    try {
      globalThis.setTimeout = Object.assign(watched, { __promisify__: real.__promisify__ });
      const answered = withBackends(usual, backends).send({ method: 'GET', uri: 'https://api.test/', headers: [] });
      globalThis.setTimeout = real; // Node's own timers come later
      assert.deepEqual([(await answered).status, waits], [302, [120_000]]);
    } finally {
      globalThis.setTimeout = real;
      usual.close();
    }
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
