import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DeployError } from '../../../scripts/deploy/deploy-error';
import { asSentence, attempts, pauseAfter, withRetries } from '../../../scripts/deploy/http/retries';
import { sender, type Outgoing } from '../../../scripts/deploy/http/send';
import { ending, never } from '../ending';
import { sleepingClock, testPorts, type TestPorts } from '../targets/test-ports';

type Reply = () => Response | Promise<Response>;
const json = (status: number, body: unknown = {}, headers: Readonly<Record<string, string>> = {}): Reply => () => Response.json(body, { status, headers });
const page = (status: number, text = '<html><body><h1>Bad  Gateway</h1></body></html>'): Reply => () => new Response(text, { status });
const request: Outgoing = { method: 'GET', address: 'https://contoso.crm.dynamics.com/api?sig=planted', answer: 'json', ifUnsure: 'again', what: 'asking', scope: 's' };

/** Sends to somebody with these answers, the last one for ever. */
function sending(...replies: readonly Reply[]): { readonly send: (change?: Partial<Outgoing>) => ReturnType<typeof ending>; readonly ports: TestPorts; readonly asked: readonly string[]; readonly pauses: () => readonly number[] } {
  const asked: string[] = [];
  const clock = sleepingClock(Date.UTC(2026, 10, 29, 6));
  const ports = testPorts({ clock, http: async (_, { headers }) => { asked.push((headers as Record<string, string>)['Authorization'] ?? ''); return (replies[asked.length - 1] ?? replies.at(-1)!)(); } });
  let tokens = 1;
  const send = sender(ports, { of: (_, fresh) => Promise.resolve(ports.keepSecret(`token-number-${fresh ? ++tokens : tokens}`, 'it')) });
  return { ports, asked, send: change => ending(send({ ...request, ...change }).then(({ status }) => status)), pauses: () => ports.events.flatMap(event => (event.kind === 'retrying' ? [event.afterMs] : [])) };
}

describe('requests of a deployment', () => {
  for (const [name, reply, pause] of [
    ['429 with seconds', json(429, {}, { 'Retry-After': '42' }), 42_000], ['429 with a date', json(429, {}, { 'Retry-After': 'Sun, 29 Nov 2026 06:01:30 GMT' }), 90_000], ['429 with a date that is over', json(429, {}, { 'Retry-After': 'Sun, 29 Nov 2026 05:00:00 GMT' }), 1_000],
    ['429 without', json(429), 1_000], ['429 with something else', json(429, {}, { 'Retry-After': 'soon' }), 1_000], ['408', json(408), 1_000], ['500', json(500), 1_000], ['502 with a page', page(502), 1_000], ['503 with a pause', page(503), 1_000], ['504 without a body', page(504, ''), 1_000],
    ['200 with a page', page(200), 1_000], ['no answer', () => Promise.reject(new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })), 1_000],
  ] as const) {
    it(`${name}: once more, after ${pause} ms`, async () => {
      const { send, pauses, asked } = sending(reply, json(200));
      assert.deepEqual([await send(), pauses(), asked.length], [200, [pause], 2]);
    });
  }

  for (const status of [400, 403, 404, 405, 409, 410, 412, 413, 422]) {
    it(`${status} of our own making: never again`, async () => {
      const { send, asked } = sending(json(status, { error: { code: '0x1', message: 'No.' } }));
      assert.deepEqual([await send(), asked.length], [{ failed: `http-${status}: contoso.crm.dynamics.com answered ${status} while asking: 0x1: No.`, retry: never }, 1]);
      assert.deepEqual(await send({ expect: [status] }), status);
    });
  }

  it('401: once more with a fresh token, and never a third time', async () => {
    const good = sending(json(401), json(200));
    assert.deepEqual([await good.send(), good.asked, good.pauses()], [200, ['Bearer token-number-1', 'Bearer token-number-2'], []]);
    const bad = sending(json(401, { message: 'no' }));
    assert.deepEqual([await bad.send(), bad.asked.length], [{ failed: 'http-401: contoso.crm.dynamics.com answered 401 while asking: no', retry: never }, 2]);
    const { scope: _, ...unsigned } = request;
    const without = sending(json(401));
    assert.deepEqual([await ending(sender(without.ports, { of: () => assert.fail('no token is asked for') })(unsigned)), without.asked], [{ failed: 'http-401: contoso.crm.dynamics.com answered 401 while asking: {}', retry: never }, ['']]);
  });

  it('gives up after six times, pausing twice as long each time', async () => {
    const { send, pauses, asked } = sending(page(502));
    assert.deepEqual(await send(), { failed: 'http-502: contoso.crm.dynamics.com answered 502 while asking: Bad Gateway. Tried 6 times.', retry: never });
    assert.deepEqual([pauses(), asked.length], [[1_000, 2_000, 4_000, 8_000, 16_000], 6]);
  });

  it('does not wait for whoever asks for more than ten minutes', async () => {
    const { send, asked } = sending(json(429, { message: 'later' }, { 'Retry-After': '601' }));
    assert.deepEqual([await send(), asked.length], [{ failed: 'http-429: contoso.crm.dynamics.com answered 429 while asking: later. Tried once.', retry: never }, 1]);
  });

  it('what may have been carried out is looked for first; what was throttled was not', async () => {
    for (const [reply, failed] of [[page(502), 'http-502: contoso.crm.dynamics.com answered 502 while asking: Bad Gateway'], [page(200), 'http-not-json: The answer of contoso.crm.dynamics.com while asking is no JSON: a gateway in between answered (Bad Gateway).'], [() => Promise.reject(new TypeError('fetch failed')), 'http-no-answer: No answer while asking (contoso.crm.dynamics.com): fetch failed.']] as const) {
      const { send, asked } = sending(reply);
      assert.deepEqual([await send({ method: 'POST', ifUnsure: 'lookFirst' }), asked.length], [{ failed, retry: { kind: 'later', lookFirst: true } }, 1]);
    }
    const throttled = sending(json(429), json(201));
    assert.deepEqual(await throttled.send({ method: 'POST', ifUnsure: 'lookFirst' }), 201);
  });

  it('messages quote what was said, cut, without the address that may be signed', async () => {
    const long = sending(page(400, `<p>${'long '.repeat(100)}</p>`));
    assert.deepEqual(await long.send(), { failed: `http-400: contoso.crm.dynamics.com answered 400 while asking: ${'long '.repeat(60)}…`, retry: never });
    for (const [body, said] of [[{ error: { code: 'A', message: 'B' } }, 'A: B'], [{ error: 'a', error_description: 'B' }, 'B'], [{ Message: 'B' }, 'B'], [{ error: {} }, '{"error":{}}']] as const) assert.deepEqual(await sending(json(400, body)).send(), { failed: `http-400: contoso.crm.dynamics.com answered 400 while asking: ${said}`, retry: never });
  });

  it('a secret that the cut went through is hidden all the same', async () => {
    const { send, ports } = sending(page(400, `${'x'.repeat(280)} planted-secret-of-the-deployer`));
    ports.keepSecret('planted-secret-of-the-deployer', 'it');
    const failed = await send() as { readonly failed: string };
    assert.equal(ports.redactor.redact(failed.failed), `http-400: contoso.crm.dynamics.com answered 400 while asking: ${'x'.repeat(280)} ***…`);
  });
});

describe('pauses', () => {
  it('grow, are at least what is asked for, and end', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 20 }), fc.option(fc.integer({ min: 0, max: 1e9 }), { nil: undefined }), (attempt, asked) => {
      const pause = pauseAfter(attempt, asked);
      assert.equal(pause === undefined, attempt >= attempts || (asked ?? 0) > 600_000);
      if (pause !== undefined) assert.ok(pause >= 1_000 && pause >= (asked ?? 0) && pause <= Math.max(60_000, asked ?? 0));
    }));
    assert.deepEqual([1, 2, 3, 4, 5, 6].map(attempt => pauseAfter(attempt, undefined)), [1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
  });

  it('mistakes of our own are not tried again, and neither is what must be looked for first', async () => {
    for (const error of [new TypeError('ours'), new DeployError('a', 'b'), new DeployError('a', 'b', { kind: 'later', lookFirst: true })]) {
      let tries = 0;
      await assert.rejects(withRetries(() => { tries++; return Promise.reject(error); }, () => Promise.resolve(), () => undefined), each => each === error);
      assert.equal(tries, 1);
    }
  });

  it('a message gets one full stop', () => { assert.deepEqual(['a', 'a.', 'a. ', 'a…', ''].map(asSentence), ['a.', 'a.', 'a.', 'a….', '.']); });
});
