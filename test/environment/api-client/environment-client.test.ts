import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { ApiFailure, endpointFile, EnvironmentClient, EnvironmentNotReached, readEndpoint, removeEndpoint, writeEndpoint, type Send } from '../../../scripts/environment/api-client';
import { streamedEvents, type StreamedEvent } from '../../../scripts/environment/api-client/event-stream';

const endpoint = { address: 'http://127.0.0.1:4280', token: 'tok' };

describe('the client of the API', () => {
  const sent: (readonly [string, RequestInit])[] = [];
  const answering = (...answers: readonly Response[]): Send => {
    const left = [...answers];
    return (address, request) => { sent.push([address, request]); return Promise.resolve(left.shift()!); };
  };
  beforeEach(() => { sent.length = 0; });

  it('puts path, query, body and token where they belong', async () => {
    const client = new EnvironmentClient(endpoint, answering(Response.json({ key: 'k' }), Response.json({ value: [] }), new Response(null, { status: 204 }), Response.json({})));
    assert.deepEqual(await client.call('getRun', { path: { run: 'a/3/0' } }), { key: 'k' });
    await client.call('listRuns', { query: { flow: 'a b', limit: 3 } });
    assert.equal(await client.call('deleteFlow', { path: { flow: 'ü' } }), undefined);
    await client.call('bindFlow', { path: { flow: 'f' }, body: { variables: { a: 1 } } });
    assert.deepEqual(sent.map(([address, { method, body, headers, redirect }]) => [method, address, body, headers, redirect]), [
      ['GET', 'http://127.0.0.1:4280/api/v1/runs/a%2F3%2F0', undefined, { Authorization: 'Bearer tok' }, 'error'],
      ['GET', 'http://127.0.0.1:4280/api/v1/runs?flow=a%20b&limit=3', undefined, { Authorization: 'Bearer tok' }, 'error'],
      ['DELETE', 'http://127.0.0.1:4280/api/v1/flows/%C3%BC', undefined, { Authorization: 'Bearer tok' }, 'error'],
      ['PUT', 'http://127.0.0.1:4280/api/v1/flows/f/bindings', '{"variables":{"a":1}}', { 'Content-Type': 'application/json', Authorization: 'Bearer tok' }, 'error'],
    ]);
  });

  it('sends a zip as it is', async () => {
    const client = new EnvironmentClient(endpoint, answering(Response.json({ connectors: [], flows: [] })));
    assert.deepEqual(await client.installZip(new Uint8Array([80, 75]), 'a&b.zip'), { connectors: [], flows: [] });
    const [address, { method, headers, body }] = sent[0]!;
    assert.deepEqual([method, address, headers, [...body as Uint8Array]], ['POST', 'http://127.0.0.1:4280/api/v1/packages?name=a%26b.zip', { 'Content-Type': 'application/zip', Authorization: 'Bearer tok' }, [80, 75]]);
  });

  it('an error of the API is a failure with its own words', async () => {
    const client = new EnvironmentClient(endpoint, answering(Response.json({ error: { code: 'FlowNotFound', message: 'There is no flow "x".', details: [1] } }, { status: 404 })));
    await assert.rejects(client.call('getFlow', { path: { flow: 'x' } }), (error: unknown) => {
      assert.ok(error instanceof ApiFailure);
      assert.deepEqual([error.status, error.reason, error.message, error.details], [404, 'FlowNotFound', 'There is no flow "x".', [1]]);
      return true;
    });
  });

  it('another server\'s error keeps its text, and silence is told apart', async () => {
    await assert.rejects(new EnvironmentClient(endpoint, answering(new Response('<h1>Bad gateway</h1>', { status: 502 }))).call('getClock'), new ApiFailure(502, 'unknown', 'The environment answered 502: <h1>Bad gateway</h1>', []));
    await assert.rejects(new EnvironmentClient(endpoint, () => Promise.reject(new TypeError('fetch failed'))).call('getClock'), new EnvironmentNotReached('The environment at http://127.0.0.1:4280 does not answer.'));
  });

  it('hears events as they come', async () => {
    const body = ': hello\n\nid: 7\ndata: {"kind":"clockChanged",\ndata: "id":7}\n\ndata: {"kind":"problem","id":8}\n\n';
    const client = new EnvironmentClient(endpoint, answering(new Response(body)));
    const heard: unknown[] = [];
    for await (const event of client.events({ after: 6 })) heard.push(event);
    assert.deepEqual([sent[0]![0], heard], ['http://127.0.0.1:4280/api/v1/events?after=6', [{ kind: 'clockChanged', id: 7 }, { kind: 'problem', id: 8 }]]);
  });

  it('reads a stream of events the same wherever it is cut', async () => {
    const bytes = Buffer.from('retry: 5\nid: 1\ndata: Ünïcode → 𝒳\n\ndata:two\r\ndata: lines\r\n\r\nevent: x\n\nid: 2\ndata: end\n\n');
    const read = async (chunks: readonly Uint8Array[]): Promise<readonly StreamedEvent[]> => {
      const events: StreamedEvent[] = [];
      for await (const event of streamedEvents((async function* () { yield* chunks; })())) events.push(event);
      return events;
    };
    const expected = [{ data: 'Ünïcode → 𝒳', id: '1' }, { data: 'two\nlines' }, { data: 'end', id: '2' }];
    await fc.assert(fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 8 }), async cuts => {
      const places = [0, ...[...cuts].sort((one, other) => one - other), bytes.length];
      assert.deepEqual(await read(places.slice(1).map((end, index) => bytes.subarray(places[index], end))), expected);
    }));
  });
});

describe('where an environment is reached', () => {
  it('stands in a file for its owner alone, and goes with it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'konektor-endpoint-'));
    try {
      const full = { ...endpoint, service: { controlUrl: 'http://127.0.0.1:1/control', controlToken: 'c' } };
      writeEndpoint(folder, full);
      assert.deepEqual([readdirSync(folder), readEndpoint(readFileSync(endpointFile(folder), 'utf8'))], [['environment.api.json'], full]);
      if (process.platform !== 'win32') assert.equal(statSync(endpointFile(folder)).mode & 0o777, 0o600);
      removeEndpoint(folder);
      removeEndpoint(folder);
      assert.deepEqual(readdirSync(folder), []);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const text of ['', '{', '[]', '{"address":"http://127.0.0.1:1"}', '{"address":"http://evil.example:80","token":"t"}', '{"address":"http://127.0.0.1:1@evil.example","token":"t"}']) {
    it(`no endpoint: ${text}`, () => { assert.equal(readEndpoint(text), undefined); });
  }
});
