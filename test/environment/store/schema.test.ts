import * as assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database } from '../../../scripts/environment/store/database';
import { checkOrigin, type Migration, migrate, migrations } from '../../../scripts/environment/store/schema';
import { inDatabase, pollOf, runOf, smallConnection, smallConnectorRow, stateAfter, storedFlow, temporaryStores } from './temporary-store';

/** The schema as SQLite tells it, each statement in one line. */
const schemaOf = (database: Database): readonly string[] =>
  database.prepare<{ readonly sql: string }>('SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name').all().map(({ sql }) => sql.replace(/\s+/g, ' '));

describe('the schema of the store', () => {
  const { open, folder } = temporaryStores();
  const file = (): string => join(folder(), 'some.db');
  const withDatabase = <T>(work: (database: Database) => T): T => {
    const database = new Database(file());
    try {
      return work(database);
    } finally {
      database.close();
    }
  };

  it('has one file with what each released version has left behind', () => {
    for (let version = 1; version <= migrations.length; version++) assert.ok(readFileSync(join(__dirname, `schema-${version}.sql`), 'utf8').length > 0);
  });

  for (let version = 1; version <= migrations.length; version++) it(`a file of version ${version} opens with everything in it`, async () => {
    mkdirSync(join(folder(), '.konektor'), { mode: 0o700 });
    inDatabase(folder(), database => database.exec(readFileSync(join(__dirname, `schema-${version}.sql`), 'utf8')));
    writeFileSync(join(folder(), '.konektor', 'environment.keys'), '# the key of that file\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n', { mode: 0o600 });
    const store = open();
    assert.deepEqual({
      connectors: store.connectors.list(), connections: store.connections.list(), tokens: store.connections.tokens('c1', 'token'), flows: store.flows.list(), webhooks: store.webhooks.list(), grants: store.grants.list(),
      state: await store.runs.stateOf('f'), polls: await store.runs.polls(), runs: await store.runs.runs(), summaries: store.runs.page({}), history: await store.runs.historyOf('f/1/0'), clock: store.clock.instant(),
      messages: store.outbox.page({}), schedule: await store.runs.scheduleOf('s'),
    }, {
      connectors: [smallConnectorRow], connections: [smallConnection], tokens: { accessToken: 'at', expiresAt: 5, refreshToken: 'rt' }, flows: [storedFlow('f', { parameters: { Key: 's3cret' }, secrets: ['s3cret'], solution: 'Samples' })],
      webhooks: [{ id: 'w', flowId: 'f', connectionId: 'c1', operationId: 'OnThing', callbackUri: 'http://127.0.0.1/callbacks/w?sig=abc', location: 'https://api.test/v1/hooks/1', status: 'active', at: 4 }],
      grants: [{ id: 'g', provider: 'login.microsoftonline.com', clientId: 'app', tenant: 'common', scope: 'openid', createdAt: 1, access: [], refresh: [] }],
      state: stateAfter(1), polls: [pollOf('f', 1)], runs: [runOf('f', 1, 0), runOf('f', 1, 1)],
      summaries: [{ key: 'f/1/1', flowId: 'f', at: 60_000, status: 'Running', attempts: 1 }, { key: 'f/1/0', flowId: 'f', at: 60_000, status: 'Succeeded', endedAt: 61_000, attempts: 1 }],
      history: { runKey: 'f/1/0', flow: 'Flow f', status: 'Succeeded', startedAt: 60_000, endedAt: 61_000, trigger: { name: 't', outputs: null }, steps: [] }, clock: 7,
      messages: [{ number: 1, message: { kind: 'mail', to: ['ana@example.com'], cc: [], bcc: [], subject: 's', html: 'h', at: 5, runKey: 'f/1/0', flow: 'Flow f', step: 'Send' } }],
      schedule: version < 2 ? undefined : { recurrence: '{}', since: 1, nextAt: 60_001, isOff: false, last: { at: 1, runs: 1 } },
    });
    store.close();
    // However old a file was, it ends with the schema of a new one.
    withDatabase(fresh => { migrate(fresh); });
    assert.deepEqual(inDatabase(folder(), schemaOf), withDatabase(schemaOf));
  });

  for (let version = 1; version <= migrations.length; version++) it(`the released schema of version ${version} has not changed`, () => {
    const released = readFileSync(join(__dirname, `schema-${version}.sql`), 'utf8').split('\n').filter(line => /^CREATE (TABLE|INDEX)/.test(line)).map(line => line.replace(/;$/, '')).sort();
    withDatabase(database => {
      migrate(database, migrations.slice(0, version));
      assert.deepEqual([...schemaOf(database)].filter(sql => !sql.includes('sqlite_sequence')).sort(), released);
    });
  });

  const one: Migration = database => database.exec('CREATE TABLE things (a); INSERT INTO things VALUES (1)');
  const two: Migration = database => database.exec('ALTER TABLE things ADD COLUMN b; UPDATE things SET b = a + 1');
  const broken: Migration = database => database.exec('UPDATE things SET a = 9; INSERT INTO nowhere VALUES (1)');

  it('steps run once each, in order, from whatever version a file has', () => {
    withDatabase(database => migrate(database, [one]));
    withDatabase(database => { migrate(database, [one, two]); migrate(database, [one, two]); });
    withDatabase(database => assert.deepEqual([database.pragma('user_version'), database.prepare<{ a: number; b: number }>('SELECT a, b FROM things').all().map(({ a, b }) => [a, b])], [2, [[1, 2]]]));
  });

  it('a step that fails leaves the version before it, whole', () => {
    withDatabase(database => {
      assert.throws(() => migrate(database, [one, two, broken]), /no such table: nowhere/);
      assert.deepEqual([database.pragma('user_version'), database.prepare<{ a: number }>('SELECT a FROM things').all().map(({ a }) => a)], [2, [1]]);
      assert.throws(() => checkOrigin(database, 'some.db', 1), /was written by a later konektor \(its format is 2, this one knows 1\)/);
    });
  });
});
