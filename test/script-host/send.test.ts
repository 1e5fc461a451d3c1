import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BackendRequest, SendTrace } from '../../scripts/script-host';
import { failureOf, loaded, responseOf, scriptOf } from '../support/shared-script-host';

const FORWARD = scriptOf('return await Context.SendAsync(Context.Request, CancellationToken);');

/** A server whose answers a test scripts; it remembers the requests. */
async function serve(answer: (request: IncomingMessage) => { status: number; headers?: Record<string, string>; body?: string }): Promise<{ origin: string; seen: IncomingMessage[]; server: Server }> {
  const seen: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    seen.push(request);
    request.resume().on('end', () => {
      const { status, headers, body } = answer(request);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A server that listens on a TCP port has an address of this type.
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, server };
}

describe('Context.SendAsync', function () {
  this.timeout(60_000);

  describe('answered over the frames', () => {
    it('hands over the request as the script made it and the answer as the backend gave it', async () => {
      const script = await loaded(scriptOf(`
          var request = new HttpRequestMessage(HttpMethod.Post, "https://other.example/ü?q=1");
          request.Headers.Add("X-Two", new[] { "a", "b" });
          request.Content = new StringContent("grüße", Encoding.UTF8, "text/plain");
          return await Context.SendAsync(request, CancellationToken);`));
      const requests: BackendRequest[] = [];
      const response = await responseOf(script, {}, { backend: (request) => { requests.push(request); return { status: 299, reason: 'Odd', headers: [['X-R', '1'], ['X-R', '2'], ['Content-Type', 'image/png']], body: Buffer.from([0, 255]) }; } });
      assert.deepEqual(requests, [{ method: 'POST', uri: 'https://other.example/%C3%BC?q=1', headers: [['X-Two', 'a'], ['X-Two', 'b'], ['Content-Type', 'text/plain; charset=utf-8']], body: Buffer.from('grüße') }]);
      assert.deepEqual([response.status, response.reason, response.headers, response.body], [299, 'Odd', [['X-R', '1'], ['X-R', '2'], ['Content-Type', 'image/png']], Buffer.from([0, 255])]);
      assert.deepEqual(response.sends.map(({ milliseconds: _, ...trace }) => trace), [{ send: 1, method: 'POST', uri: 'https://other.example/%C3%BC?q=1', status: 299 }]);
    });

    it('takes the same message again, with what the script changed in between', async () => {
      const script = await loaded(scriptOf(`
          await Context.SendAsync(Context.Request, CancellationToken);
          Context.Request.Headers.Remove("Authorization");
          Context.Request.RequestUri = new Uri("https://elsewhere.example/second");
          await Context.SendAsync(Context.Request, CancellationToken);
          return await Context.SendAsync(Context.Request, CancellationToken);`));
      const requests: BackendRequest[] = [];
      await responseOf(script, { method: 'POST', uri: 'https://backend.example/first', headers: [['Authorization', 'secret'], ['Content-Type', 'text/x']], body: Buffer.from('again') }, { backend: (request) => { requests.push(request); return { status: 200 }; } });
      const second = { method: 'POST', uri: 'https://elsewhere.example/second', headers: [['Content-Type', 'text/x']], body: Buffer.from('again') };
      assert.deepEqual(requests, [{ ...second, uri: 'https://backend.example/first', headers: [['Authorization', 'secret'], ['Content-Type', 'text/x']] }, second, second]);
    });

    it('breaks the connection as .NET would', async () => {
      const failure = await failureOf(await loaded(FORWARD), {}, { backend: () => ({ broken: 'The response ended prematurely.' }) });
      assert.deepEqual([failure.exceptionType, failure.message, failure.sends.map(({ error }) => error)], ['System.Net.Http.HttpRequestException', 'An error occurred while sending the request.', ['HttpRequestException: The response ended prematurely.']]);
      assert.equal((await failureOf(await loaded(FORWARD), {}, { backend: () => { throw new Error('test backend'); } })).exceptionType, 'System.Net.Http.HttpRequestException');
    });

    it("is cut short by the script's own token and by the time limit", async () => {
      const script = await loaded(scriptOf(`
          using var budget = new CancellationTokenSource(20);
          try { return await Context.SendAsync(Context.Request, budget.Token); }
          catch (OperationCanceledException) { return new HttpResponseMessage((HttpStatusCode)504); }`));
      const late = { backend: () => ({ status: 200, delayMs: 60_000 }) };
      assert.equal((await responseOf(script, {}, late)).status, 504);
      const failure = await failureOf(await loaded(FORWARD), { timeLimitMs: 40 }, late);
      assert.deepEqual([failure.failure, failure.stillRunning], ['timeout', false]);
    });

    it('refuses an address that is not absolute', async () => {
      const script = await loaded(scriptOf('return await Context.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/relative"), CancellationToken);'));
      assert.equal((await failureOf(script)).message, 'Context.SendAsync needs a request with an absolute RequestUri.');
    });

    it('leaves secrets out of the trace', async () => {
      const traces: SendTrace[] = [];
      const uri = 'https://user:word@backend.example/p/a?$top=1&subscription-key=abc&sig=def&access_token=ghi&name=x';
      await responseOf(await loaded(FORWARD), { uri }, { onSend: (trace) => traces.push(trace), backend: () => ({ status: 200 }) });
      assert.deepEqual(traces.map((trace) => trace.uri), ['https://backend.example/p/a?$top=1&subscription-key=...&sig=...&access_token=...&name=x']);
    });
  });

  describe('over the network', () => {
    let backend: Awaited<ReturnType<typeof serve>>;
    let other: Awaited<ReturnType<typeof serve>>;

    beforeEach(async () => {
      other = await serve((request) => ({ status: 200, body: `other ${request.method}` }));
      backend = await serve((request) => {
        const to = new URL(request.url ?? '', backend.origin).searchParams.get('to');
        if (to === 'other') return { status: 302, headers: { Location: `${other.origin}/landed` } };
        if (to === 'here') return { status: 301, headers: { Location: '/landed' } };
        if (to === 'kept') return { status: 307, headers: { Location: '/landed' } };
        if (to === 'loop') return { status: 302, headers: { Location: '/again?to=loop' } };
        return { status: 200, headers: { 'X-From': 'backend', 'Set-Cookie': 'a=1' }, body: `here ${request.method}` };
      });
    });

    afterEach(() => {
      for (const { server } of [backend, other]) {
        server.close();
        server.closeAllConnections();
      }
    });

    const credentials = [['Authorization', 'Bearer x'], ['Ocp-Apim-Subscription-Key', 'k'], ['X-Plain', 'p']] as const;

    it('sends what the script has, adds no headers and keeps no cookies', async () => {
      const script = await loaded(FORWARD);
      for (let round = 0; round < 2; round++) assert.equal((await responseOf(script, { uri: `${backend.origin}/a?b=%2F`, headers: [['X-Plain', 'p']] })).body.toString(), 'here GET');
      assert.deepEqual(backend.seen.map(({ url, headers }) => [url, headers]), Array.from({ length: 2 }, () => ['/a?b=%2F', { host: backend.origin.slice(7), 'x-plain': 'p' }]));
    });

    it('follows redirects on the same host, with the credentials', async () => {
      const script = await loaded(FORWARD);
      assert.equal((await responseOf(script, { uri: `${backend.origin}/?to=here`, headers: credentials })).body.toString(), 'here GET');
      assert.equal(backend.seen[1]?.headers.authorization, 'Bearer x');
      assert.equal((await responseOf(script, { uri: `${backend.origin}/?to=here`, method: 'POST', body: Buffer.from('b') })).body.toString(), 'here GET');
      assert.equal((await responseOf(script, { uri: `${backend.origin}/?to=kept`, method: 'POST', body: Buffer.from('b') })).body.toString(), 'here POST');
      assert.equal((await responseOf(script, { uri: `${backend.origin}/?to=loop` })).status, 302);
      assert.equal(backend.seen.filter(({ url }) => url?.includes('loop')).length, 11);
    });

    it('leaves redirects to other hosts to the script', async () => {
      const response = await responseOf(await loaded(FORWARD), { uri: `${backend.origin}/?to=other`, headers: credentials });
      assert.deepEqual([response.status, response.headers.find(([name]) => name === 'Location'), other.seen.length], [302, ['Location', `${other.origin}/landed`], 0]);
      assert.equal((await responseOf(await loaded(FORWARD), { uri: `${backend.origin}/?to=here`, redirects: 'none' })).status, 301);
    });

    it('leaves credentials behind where it is told to follow anywhere', async () => {
      const response = await responseOf(await loaded(FORWARD), { uri: `${backend.origin}/?to=other`, headers: credentials, redirects: 'any' });
      assert.equal(response.body.toString(), 'other GET');
      assert.deepEqual(other.seen.map(({ headers }) => headers), [{ host: other.origin.slice(7), 'x-plain': 'p' }]);
    });

    it('tells a refused connection as an exception', async () => {
      const free = await serve(() => ({ status: 200 }));
      await new Promise((resolve) => free.server.close(resolve));
      const failure = await failureOf(await loaded(FORWARD), { uri: free.origin });
      assert.deepEqual([failure.exceptionType, failure.sends.map(({ error }) => /^HttpRequestException: ./.test(error ?? ''))], ['System.Net.Http.HttpRequestException', [true]]); // in the words of the system
    });
  });
});
