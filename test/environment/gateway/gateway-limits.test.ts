import * as assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Connection, Gateway, type GatewayOptions, headerOf, networkHttp, VirtualClock, withBackends } from '../../../scripts/environment';
import { SignInProblem } from '../../../scripts/environment/sign-in';
import { answer, base, bodyOf, fakeBackend, gatewayOrigin, policy, smallConnector, start } from '../small-connector';

const connector = smallConnector({
  operations: [
    { method: 'post', path: '/things', object: { operationId: 'PostThing' } }, { path: '/open', object: { operationId: 'GetOpen', security: [] } },
  ],
  properties: { policyTemplateInstances: [policy('setconnectionstatustounauthenticated', { statusCode: 401 })] },
});
const connections: readonly Connection[] = ['c1', 'c2'].map(id => ({ id, connector: 'small', values: {} }));

function gatewayWith(options: Partial<GatewayOptions> = {}) {
  const clock = new VirtualClock(start);
  const backend = fakeBackend(() => answer(200, {}));
  const gateway = new Gateway({ connectors: [{ connector }], connections, backend, tokens: { token: () => Promise.resolve('t') }, clock, publicOrigin: gatewayOrigin, newCallId: () => 'call-1', ...options });
  const post = (more: { readonly id?: string; readonly query?: string; readonly body?: Uint8Array } = {}) =>
    gateway.send({ method: 'POST', uri: `${gatewayOrigin}/apim/small/${more.id ?? 'c1'}/things${more.query ?? ''}`, headers: [], ...(more.body ? { body: more.body } : {}) });
  return { gateway, clock, backend, post };
}

describe('the limits of the gateway', () => {
  it('let 500 calls a minute of one connection through; the next is told when to come again, and comes through then', async () => {
    const { clock, backend, post } = gatewayWith();
    for (let call = 0; call < 500; call++) {
      assert.equal((await post()).status, 200);
      await clock.advanceBy(10);
    }
    const refused = await post();
    assert.deepEqual([refused.status, refused.answeredBy, refused.operationId, headerOf(refused.headers, 'Retry-After'), bodyOf(refused), backend.requests.length], [
      429, 'gateway', 'PostThing', '55', { error: { code: 'TooManyRequests', message: 'A connection may make 500 calls a minute, and this one has made them. The next may come in 55 s.' } }, 500,
    ]);
    assert.equal((await post({ id: 'c2' })).status, 200);
    await clock.advanceBy(54_999);
    assert.equal((await post()).status, 429);
    await clock.advanceBy(1);
    assert.deepEqual([(await post()).status, (await post()).status], [200, 429]);
  });

  it('count a minute of the clock, or nothing, where that is assumed', async () => {
    const fixed = gatewayWith({ assumed: { rateWindow: 'fixed' }, limits: { callsPerMinute: 2 } });
    await fixed.clock.advanceBy(59_000);
    assert.deepEqual([(await fixed.post()).status, (await fixed.post()).status, headerOf((await fixed.post()).headers, 'Retry-After')], [200, 200, '1']);
    await fixed.clock.advanceBy(1_000);
    assert.equal((await fixed.post()).status, 200);
    const off = gatewayWith({ assumed: { rateWindow: 'off' }, limits: { callsPerMinute: 1 } });
    assert.deepEqual([(await off.post()).status, (await off.post()).status], [200, 200]);
  });

  it('refuse an address of 16,385 characters and a body of 3,182,219 bytes, and nothing smaller', async () => {
    const { backend, post } = gatewayWith();
    const filled = (length: number): string => `?x=${'y'.repeat(length - `${base}/things?x=`.length)}`;
    const long = await post({ query: filled(16_385) });
    const large = await post({ body: Buffer.alloc(3_182_219) });
    assert.deepEqual([long.status, bodyOf(long), large.status, bodyOf(large), backend.requests.length], [
      414, { error: { code: 'AddressTooLong', message: 'The address has 16385 characters; the gateway takes 16384 at most.' } },
      413, { error: { code: 'RequestTooLarge', message: 'The request\'s body has 3182219 bytes; the gateway takes 3182218 at most.' } }, 0,
    ]);
    assert.deepEqual([(await post({ query: filled(16_384) })).status, (await post({ body: Buffer.alloc(3_182_218) })).status], [200, 200]);
    const off = gatewayWith({ assumed: { sizeLimits: 'off' } });
    assert.deepEqual([(await off.post({ query: filled(16_385) })).status, (await off.post({ body: Buffer.alloc(3_182_219) })).status], [200, 200]);
  });

  it('pass no answer on that is larger than they allow', async () => {
    const options = { backend: fakeBackend(() => answer(200, 'y'.repeat(98))), limits: { answerBytes: 99 } };
    const refused = await gatewayWith(options).post();
    assert.deepEqual([refused.status, bodyOf(refused), refused.backendCalls], [502, { error: { code: 'AnswerTooLarge', message: 'The answer has 100 bytes; the gateway passes on 99 at most.' } }, [{ method: 'POST', uri: 'https://api.test/v1/things', status: 200 }]]);
    assert.equal((await gatewayWith({ ...options, assumed: { sizeLimits: 'off' } }).post()).status, 200);
  });

  it('stop reading an answer from the network that does not end', async () => {
    let sent = 0;
    const server = createServer((_, response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
      };
      response.on('drain', more);
      more();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const network = networkHttp(5_000, 1_000_000);
    try {
      const backend = withBackends(network, { 'https://api.test': `http://127.0.0.1:${(server.address() as AddressInfo).port}` }); // it listens on TCP
      const refused = await gatewayWith({ backend }).post();
      assert.deepEqual([refused.status, bodyOf(refused)], [502, { error: { code: 'AnswerTooLarge', message: 'https://api.test did not answer: its answer is larger than the 1000000 bytes that are passed on' } }]);
      assert.ok(sent < 50_000_000, `${sent} bytes were sent`);
    } finally {
      network.close();
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    }
  });
});

describe('a connection that can\'t be used', () => {
  it('is not called with: the gateway says why, and 502 where only the provider does not answer', async () => {
    const blocked = gatewayWith({ tokens: { token: () => Promise.resolve('t'), blocked: id => (id === 'c1' ? new SignInProblem('signInNeeded', 'The connection "c1" needs a sign-in: Nobody has signed in yet.') : undefined) } });
    const refused = await blocked.post();
    assert.deepEqual([refused.status, bodyOf(refused), blocked.backend.requests.length], [401, { error: { code: 'SignInFailed', message: 'The connection "c1" needs a sign-in: Nobody has signed in yet.' } }, 0]);
    assert.equal((await blocked.post({ id: 'c2' })).status, 200);
    blocked.gateway.assume({ unauthenticatedConnection: 'call' });
    assert.equal((await blocked.post()).status, 200);

    const signInConnector = smallConnector({ operations: [{ path: '/a', object: { operationId: 'A' } }], properties: { connectionParameters: { token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad' } } } } });
    const unavailable = gatewayWith({ connectors: [{ connector: signInConnector }], tokens: { token: () => Promise.reject(new SignInProblem('unavailable', 'auth.test did not answer.')) } });
    assert.equal((await unavailable.gateway.send({ method: 'GET', uri: `${base}/a`, headers: [] })).status, 502);
  });

  it('still serves operations that need no sign-in', async () => {
    const { gateway } = gatewayWith({ tokens: { token: () => Promise.resolve('t'), blocked: () => new Error('no') } });
    assert.equal((await gateway.send({ method: 'GET', uri: `${base}/open`, headers: [] })).status, 200);
  });

  it('is told of by a policy: the sign-in hears which operation answered what', async () => {
    const heard: string[] = [];
    const { post } = gatewayWith({ backend: fakeBackend(() => answer(401)), tokens: { token: () => Promise.resolve('t'), unauthenticated: (id, says) => void heard.push(`${id}: ${says}`) } });
    assert.deepEqual([(await post()).status, heard], [401, ['c1: PostThing answered 401.']]);
  });
});
