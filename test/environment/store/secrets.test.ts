import * as assert from 'node:assert/strict';
import { appendFileSync, chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from '../../../scripts/environment';
import { inDatabase, pollOf, smallConnection, smallConnectorRow, storedFlow, temporaryStores } from './temporary-store';

describe('secrets in the store', () => {
  const { open, folder } = temporaryStores();
  const place = (name: string): string => join(folder(), '.konektor', name);
  const lostKey = (): string => `The key of its secrets is not in ${place('environment.keys')} any more.`;
  const moved = 'Its secrets were changed in the database, or moved there from another row.';
  const tokens = { accessToken: 'access-token-of-c1', refreshToken: 'refresh-token-of-c1', expiresAt: 5 };

  /** A store with secrets of every kind, closed. */
  function filled(): void {
    const store = open();
    store.connectors.put(smallConnectorRow);
    store.connections.put(smallConnection);
    store.connections.put({ ...smallConnection, id: 'c2', values: { api_key: 'k-of-c2' } });
    store.connections.put({ ...smallConnection, id: 'c3', values: {} });
    store.connections.putTokens('c1', 'token', tokens);
    store.flows.put(storedFlow('f', { parameters: { Key: 'variable-secret', Open: 'seen' }, secrets: ['variable-secret'] }));
    store.webhooks.put({ id: 'w', flowId: 'f', connectionId: 'c1', operationId: 'OnThing', callbackUri: 'http://127.0.0.1/callbacks/w?sig=signature', status: 'active', at: 1 });
    store.close();
  }

  it('no file of the store has one in plain text', () => {
    filled();
    const store = open(); // with a log beside the database
    store.connections.putTokens('c1', 'token', { ...tokens, expiresAt: 6 });
    const bytes = readdirSync(join(folder(), '.konektor')).map(name => readFileSync(place(name), 'latin1')).join('');
    const secrets = ['k-1234567890', 'k-of-c2', 'access-token-of-c1', 'refresh-token-of-c1', 'variable-secret', 'sig=signature'];
    assert.deepEqual([...secrets.filter(secret => bytes.includes(secret)), bytes.includes('My "small" connection')], [true]);
  });

  it('the key is in a file of its own, for its owner only', () => {
    filled();
    const text = readFileSync(place('environment.keys'), 'utf8');
    assert.match(text, /^# .+\n[A-Za-z0-9+/]{43}=\n$/);
    if (process.platform !== 'win32') assert.equal(statSync(place('environment.keys')).mode & 0o777, 0o600);
    assert.ok(!readFileSync(place('environment.db'), 'latin1').includes(text.split('\n')[1]!));
  });

  it('a lost key: fill in and sign in again, everything else works', () => {
    filled();
    rmSync(place('environment.keys'));
    const store = open();
    const needed = (todo: string) => ({ kind: 'error', reason: `${lostKey()} ${todo}` });
    assert.deepEqual(store.connections.list().map(({ id, values, status }) => [id, values, status]), [['c1', {}, needed('Fill in its values again, and sign in.')], ['c2', {}, needed('Fill in its values again.')], ['c3', {}, { kind: 'connected' }]]);
    assert.equal(store.connections.tokens('c1', 'token'), undefined);
    const { lostParameters, parameters, secrets } = store.flows.get('f')!; // it was put
    assert.deepEqual({ lostParameters, parameters, secrets }, { lostParameters: ['Key'], parameters: { Open: 'seen' }, secrets: undefined });
    assert.equal(store.webhooks.get('w')?.callbackUri, undefined);
    assert.throws(() => store.flows.put(store.flows.get('f')!), new StoreError('missing', 'The flow "Flow f" can\'t be kept without its secret values: give Key again.'));
    store.flows.setOn('f', false);
    // A new sign-in makes a new key, and what is signed in again is whole.
    store.connections.put({ ...smallConnection, values: { api_key: 'new' } });
    store.connections.putTokens('c1', 'token', tokens);
    store.close();
    assert.deepEqual(open().connections.list().map(({ id, values, status }) => [id, values, status]), [['c1', { api_key: 'new' }, { kind: 'connected' }], ['c2', {}, needed('Fill in its values again.')], ['c3', {}, { kind: 'connected' }]]);
  });

  it('lost tokens alone ask for a sign-in, too', () => {
    filled();
    rmSync(place('environment.keys'));
    const store = open();
    store.connections.put({ ...smallConnection, values: { api_key: 'new' } });
    assert.deepEqual(store.connections.get('c1'), { ...smallConnection, values: { api_key: 'new' }, status: { kind: 'signInNeeded', reason: `${lostKey()} Sign in again.` } });
    store.connections.removeTokens('c1', 'token');
    assert.deepEqual(store.connections.get('c1')?.status, { kind: 'connected' });
  });

  it('a damaged key file keeps its lines when a key is added, and an old key put back opens again', () => {
    filled();
    const key = readFileSync(place('environment.keys'), 'utf8').split('\n')[1]!;
    writeFileSync(place('environment.keys'), `${key.slice(1)}\nnote to self`);
    const store = open();
    assert.deepEqual(store.connections.get('c1')?.status, { kind: 'error', reason: `${lostKey()} Fill in its values again, and sign in.` });
    store.connections.put({ ...smallConnection, id: 'c4' });
    store.close();
    assert.deepEqual(readFileSync(place('environment.keys'), 'utf8').split('\n').slice(0, 2), [key.slice(1), 'note to self']);
    appendFileSync(place('environment.keys'), `${key}\n`);
    const repaired = open();
    assert.deepEqual([repaired.connections.get('c1'), repaired.connections.get('c4'), repaired.connections.tokens('c1', 'token')], [smallConnection, { ...smallConnection, id: 'c4' }, tokens]);
  });

  it('a secret opens in its own row only', () => {
    filled();
    inDatabase(folder(), database => database.exec(`
      UPDATE connections SET (key_id, sealed) = (SELECT key_id, sealed FROM connections WHERE id = 'c1') WHERE id = 'c2';
      INSERT INTO tokens SELECT 'c3', parameter, key_id, sealed FROM tokens WHERE connection_id = 'c1'`));
    const store = open();
    assert.deepEqual(store.connections.list().map(({ id, values, status }) => [id, values, status]), [
      ['c1', smallConnection.values, { kind: 'connected' }], ['c2', {}, { kind: 'error', reason: `${moved} Fill in its values again.` }], ['c3', {}, { kind: 'signInNeeded', reason: `${moved} Sign in again.` }],
    ]);
    assert.equal(store.connections.tokens('c3', 'token'), undefined);
  });

  it('a trigger address that holds a secret is encrypted; with a lost key the trigger starts afresh, and its count goes on', async () => {
    const state = { triggerUri: 'https://gateway.test/t', nextUri: 'https://gateway.test/t?key=address-secret', polls: 3, holdsSecret: true } as const;
    const store = open();
    await store.runs.recordPoll(pollOf('f', 3), [], state);
    assert.deepEqual(await store.runs.stateOf('f'), state);
    store.close();
    assert.ok(!readFileSync(place('environment.db'), 'latin1').includes('address-secret'));
    const reopened = open();
    assert.deepEqual(await reopened.runs.stateOf('f'), state);
    reopened.close();
    rmSync(place('environment.keys'));
    assert.deepEqual(await open().runs.stateOf('f'), { triggerUri: 'https://gateway.test/t', polls: 3 });
  });

  it('every changed byte of a secret is noticed', () => {
    filled();
    const original = inDatabase(folder(), database => Buffer.from(database.prepare<{ readonly sealed: ArrayBuffer }>("SELECT sealed FROM connections WHERE id = 'c2'").get()!.sealed)); // it was put
    const put = (bytes: Buffer): void => inDatabase(folder(), database => void database.prepare("UPDATE connections SET sealed = ? WHERE id = 'c2'").run(bytes));
    for (const index of [0, 11, 12, 27, 28, original.length - 1]) {
      const changed = Buffer.from(original);
      changed[index]! ^= 1;
      put(changed);
      const store = open();
      assert.deepEqual(store.connections.get('c2')?.status, { kind: 'error', reason: `${moved} Fill in its values again.` }, `byte ${index}`);
      store.close();
    }
    put(original.subarray(0, 20));
    assert.deepEqual(open().connections.get('c2')?.status, { kind: 'error', reason: `${moved} Fill in its values again.` });
  });

  it('a key file that others can read is closed to them, and said', function () {
    if (process.platform === 'win32') this.skip();
    filled();
    chmodSync(place('environment.keys'), 0o644);
    const lines: string[] = [];
    const store = open({ report: line => lines.push(line) });
    assert.deepEqual([lines, statSync(place('environment.keys')).mode & 0o777, store.connections.get('c1')], [
      [`The key file ${place('environment.keys')} could be read by other users of this machine; now only by you. If others use this machine, renew the secrets of your connections.`], 0o600, smallConnection]);
  });

  it('a folder in the place of the key file is refused, and the store is free again', () => {
    mkdirSync(join(folder(), 'keys'), { mode: 0o700 });
    assert.throws(() => open({ keys: join(folder(), 'keys') }), (error: unknown) => error instanceof StoreError && error.code === 'denied' && /can't be read: .*It must be a file that belongs to you\.$/.test(error.message));
    assert.deepEqual(open().connections.list(), []);
  });

  it('the keys can lie elsewhere, away from the database', () => {
    const keys = join(folder(), 'keys-elsewhere');
    const store = open({ keys });
    store.connectors.put(smallConnectorRow);
    store.connections.put(smallConnection);
    store.close();
    assert.deepEqual(readdirSync(join(folder(), '.konektor')), ['environment.db']);
    assert.deepEqual(open({ keys }).connections.get('c1'), smallConnection);
  });
});
