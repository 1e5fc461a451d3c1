import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import { type ConnectionTokens, StoreError, type WebhookSubscription } from '../../../scripts/environment';
import { pollOf, runOf, smallConnection, smallConnectorRow, stateAfter, storedFlow, temporaryStores } from './temporary-store';

describe('what an environment keeps', () => {
  const { open, folder } = temporaryStores();

  /** The store after it was closed and opened again. */
  const again = (store: ReturnType<typeof open>): ReturnType<typeof open> => {
    store.close();
    return open();
  };

  it('connectors, with a new version in the place of the old one', () => {
    const store = open();
    const plain = { name: 'a plain one', installedAt: 1.5, definition: [1, null, 'ü\u0000\ud800'], script: 'a\u0000b' };
    store.connectors.put(smallConnectorRow);
    store.connectors.put(plain);
    store.connectors.put({ name: 'small', version: '1.3.0.0', installedAt: 9_000, definition: { swagger: '2.0' } });
    const reopened = again(store);
    assert.deepEqual(reopened.connectors.list(), [plain, { name: 'small', version: '1.3.0.0', installedAt: 9_000, definition: { swagger: '2.0' } }]);
    reopened.connectors.put(smallConnectorRow);
    assert.deepEqual([reopened.connectors.get('small'), reopened.connectors.get('none')], [smallConnectorRow, undefined]);
    reopened.connectors.remove('small');
    reopened.connectors.remove('small');
    assert.deepEqual(reopened.connectors.list(), [plain]);
  });

  it('a connector stays while connections are of it, and a connection needs one', () => {
    const store = open();
    assert.throws(() => store.connections.put(smallConnection), new StoreError('missing', 'The connection "c1" can\'t be kept: there is no connector "small". Install it first.'));
    store.connectors.put(smallConnectorRow);
    store.connections.put(smallConnection);
    store.connections.put({ ...smallConnection, id: 'c0' });
    assert.throws(() => store.connectors.remove('small'), new StoreError('in-use', 'The connector "small" can\'t be removed: it has the connections c0, c1. Remove them first.'));
    assert.deepEqual(store.connectors.get('small'), smallConnectorRow);
  });

  it('connections with values, status and tokens', () => {
    const store = open();
    const bare = { id: 'c2', connector: 'small', title: '', values: {}, status: { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' }, createdAt: 1_000 } as const;
    const tokens: ConnectionTokens = { accessToken: 'at', expiresAt: 5_000.25, refreshToken: 'rt', account: 'ana@example.com', extra: { scope: 'read' } };
    store.connectors.put(smallConnectorRow);
    store.connections.put(smallConnection);
    store.connections.put(bare);
    store.connections.putTokens('c1', 'token', tokens);
    store.connections.putTokens('c1', 'other', { accessToken: 'x', expiresAt: 1 });
    const reopened = again(store);
    assert.deepEqual(reopened.connections.list(), [bare, smallConnection]);
    assert.deepEqual([reopened.connections.tokens('c1', 'token'), reopened.connections.tokens('c1', 'other'), reopened.connections.tokens('c2', 'token')], [tokens, { accessToken: 'x', expiresAt: 1 }, undefined]);

    reopened.connections.setStatus('c2', { kind: 'error', reason: 'The region is unknown.' });
    assert.deepEqual(reopened.connections.get('c2'), { ...bare, status: { kind: 'error', reason: 'The region is unknown.' } });
    reopened.connections.setStatus('c1', { kind: 'signInNeeded', reason: 'Refused by the service.' });
    reopened.connections.put({ ...bare, title: 'Named', status: { kind: 'connected' } });
    reopened.connections.removeTokens('c1', 'other');
    assert.deepEqual(reopened.connections.get('c1'), { ...smallConnection, status: { kind: 'signInNeeded', reason: 'Refused by the service.' } });
    assert.deepEqual(reopened.connections.get('c2'), { ...bare, title: 'Named', status: { kind: 'connected' } });
    assert.deepEqual([reopened.connections.tokens('c1', 'token'), reopened.connections.tokens('c1', 'other')], [tokens, undefined]);

    reopened.connections.remove('c1');
    assert.deepEqual([reopened.connections.get('c1'), reopened.connections.tokens('c1', 'token')], [undefined, undefined]);
    const missing = new StoreError('missing', 'There is no connection "c1".');
    assert.throws(() => reopened.connections.setStatus('c1', { kind: 'connected' }), missing);
    assert.throws(() => reopened.connections.putTokens('c1', 'token', tokens), missing);
  });

  it('flows with their bindings; what holds a secret is put together again', () => {
    const store = open();
    const plain = storedFlow('b', { isOn: false });
    const secret = storedFlow('a', { name: 'Flow b', solution: 'Samples', parameters: { 'Key (x_key)': 'pre-s3cret', Deep: { list: ['s3cret'] }, Count: 3 }, secrets: ['s3cret'] });
    store.flows.put(plain);
    store.flows.put(secret);
    const reopened = again(store);
    assert.deepEqual(reopened.flows.list(), [secret, plain]);
    reopened.flows.setOn('b', true);
    reopened.flows.put({ ...secret, parameters: { Count: 4 } });
    assert.deepEqual([reopened.flows.get('b'), reopened.flows.get('a'), reopened.flows.get('z')], [{ ...plain, isOn: true }, { ...secret, parameters: { Count: 4 } }, undefined]);
    assert.throws(() => reopened.flows.setOn('z', true), new StoreError('missing', 'There is no flow "z".'));
  });

  it('a removed flow leaves its runs, its count of polls and what is still subscribed, and starts afresh', async () => {
    const store = open();
    store.flows.put(storedFlow('f'));
    await store.runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0)], stateAfter(1));
    store.webhooks.put({ id: 'w', flowId: 'f', connectionId: 'c1', operationId: 'OnThing', status: 'active', at: 1 });
    store.flows.remove('f');
    store.flows.remove('f');
    assert.deepEqual([store.flows.list(), store.webhooks.list(), await store.runs.stateOf('f'), (await store.runs.runs()).length, (await store.runs.polls()).length],
      [[], [{ id: 'w', flowId: 'f', connectionId: 'c1', operationId: 'OnThing', status: 'leaked', at: 1 }], { triggerUri: 'https://gateway.test/apim/small/c1/trigger', polls: 1 }, 1, 1]);
  });

  it('subscriptions of webhooks', () => {
    const store = open();
    const begun: WebhookSubscription = { id: 'w1', flowId: 'f', connectionId: 'c1', operationId: 'OnThing', callbackUri: 'http://127.0.0.1/callbacks/w1?sig=abc', status: 'subscribing', at: 2 };
    const leaked: WebhookSubscription = { id: 'w2', flowId: 'g', connectionId: 'c1', operationId: 'OnThing', location: 'https://api.test/v1/hooks/7', status: 'leaked', problem: 'The service answered 500.', at: 1 };
    store.webhooks.put(begun);
    store.webhooks.put(leaked);
    const reopened = again(store);
    assert.deepEqual([reopened.webhooks.list(), reopened.webhooks.list('f'), reopened.webhooks.get('w2')], [[leaked, begun], [begun], leaked]);
    const active: WebhookSubscription = { ...begun, status: 'active', location: 'https://api.test/v1/hooks/8' };
    reopened.webhooks.put(active);
    reopened.webhooks.remove('w2');
    assert.deepEqual(reopened.webhooks.list(), [active]);
  });

  it('a text that would come back cut off is refused', () => {
    const store = open();
    store.connectors.put(smallConnectorRow);
    assert.throws(() => store.connections.put({ ...smallConnection, title: 'a\u0000b' }), new StoreError('failed', 'A text with a NUL character can\'t be kept.'));
  });

  it('what addresses are signed with is the same at every start, and another one in another environment', () => {
    const store = open();
    const secret = Buffer.from(store.addressSecret()).toString('hex');
    assert.match(secret, /^[0-9a-f]{64}$/);
    const reopened = again(store);
    assert.equal(Buffer.from(reopened.addressSecret()).toString('hex'), secret);
    assert.notEqual(Buffer.from(open({ folder: join(folder(), 'other') }).addressSecret()).toString('hex'), secret);
  });

  it('grants of the stand-in for identity providers, oldest first', () => {
    const grant = { id: 'g2', provider: 'login.microsoftonline.com', clientId: 'app', tenant: 'common', scope: 'openid', createdAt: 1.5, access: [{ digest: 'd1', expiresAt: 9 }], refresh: [] } as const;
    const store = open();
    store.grants.put({ ...grant, id: 'g1', createdAt: 2 });
    store.grants.put(grant);
    const reopened = again(store);
    assert.deepEqual(reopened.grants.list(), [grant, { ...grant, id: 'g1', createdAt: 2 }]);
    reopened.grants.put({ ...grant, account: 'ana@example.com', revokedAt: 3, access: [] });
    reopened.grants.remove('g1');
    assert.deepEqual([reopened.grants.list(), reopened.grants.get('g1')], [[{ ...grant, account: 'ana@example.com', revokedAt: 3, access: [] }], undefined]);
  });

  it('where the clock stood', () => {
    const store = open();
    assert.equal(store.clock.instant(), undefined);
    store.clock.keep(1_772_438_400_000.5);
    assert.equal(again(store).clock.instant(), 1_772_438_400_000.5);
  });

  it('work of several methods is kept as a whole or not at all; inside, a method that throws undoes only itself', () => {
    const store = open();
    assert.throws(() => store.together(() => {
      store.connectors.put(smallConnectorRow);
      store.connections.put(smallConnection);
      throw new Error('no');
    }), new Error('no'));
    assert.deepEqual([store.connectors.list(), store.connections.list()], [[], []]);
    const result = store.together(() => {
      store.connectors.put(smallConnectorRow);
      assert.throws(() => store.connections.put({ ...smallConnection, connector: 'none' }), StoreError);
      store.connections.put(smallConnection);
      return 7;
    });
    assert.deepEqual([result, again(store).connections.list()], [7, [smallConnection]]);
  });

  it('a closed store refuses everything, and can be closed again', async () => {
    const store = open();
    store.close();
    store.close();
    assert.throws(() => store.connectors.list(), (error: unknown) => error instanceof StoreError && error.code === 'failed' && /is closed already\.$/.test(error.message));
    await assert.rejects(store.runs.recordPoll(pollOf('f', 1), [], stateAfter(1)), StoreError);
  });
});
