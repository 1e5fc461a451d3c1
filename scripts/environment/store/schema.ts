import type { Database } from './database';
import { StoreError } from './store-error';

/** One step from a version of the schema to the next. A step that was released is never changed again. */
export type Migration = (database: Database) => void;

/** `KNKT`: marks a SQLite file as a store of this program. */
const applicationId = 0x4b4e4b54;

/** Values that are only ever read and written whole are JSON; what is asked for or ordered by has its column. Instants are REAL: a clock that runs fast has fractions. */
const first: Migration = database => database.exec(`
  CREATE TABLE settings (name TEXT PRIMARY KEY, value REAL NOT NULL) STRICT;

  CREATE TABLE connectors (
    name TEXT PRIMARY KEY, version TEXT, installed_at REAL NOT NULL,
    definition TEXT NOT NULL, properties TEXT, script TEXT
  ) STRICT;

  CREATE TABLE connections (
    id TEXT PRIMARY KEY, connector TEXT NOT NULL REFERENCES connectors (name), parameter_set TEXT, title TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('connected', 'signInNeeded', 'error')), reason TEXT, created_at REAL NOT NULL,
    key_id TEXT, sealed BLOB
  ) STRICT;
  CREATE INDEX connections_of_connector ON connections (connector);

  CREATE TABLE tokens (
    connection_id TEXT NOT NULL REFERENCES connections (id) ON DELETE CASCADE, parameter TEXT NOT NULL,
    key_id TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (connection_id, parameter)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE flows (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, solution TEXT, installed_at REAL NOT NULL, is_on INTEGER NOT NULL CHECK (is_on IN (0, 1)),
    document TEXT NOT NULL, connections TEXT NOT NULL, parameters TEXT NOT NULL, secret_parameters TEXT NOT NULL, key_id TEXT, sealed BLOB
  ) STRICT;

  CREATE TABLE subscriptions (
    id TEXT PRIMARY KEY, flow_id TEXT NOT NULL, connection_id TEXT NOT NULL, operation_id TEXT NOT NULL, location TEXT,
    status TEXT NOT NULL CHECK (status IN ('subscribing', 'active', 'leaked')), problem TEXT, at REAL NOT NULL, key_id TEXT, sealed BLOB
  ) STRICT;
  CREATE INDEX subscriptions_of_flow ON subscriptions (flow_id);

  CREATE TABLE trigger_states (flow_id TEXT PRIMARY KEY, trigger_uri TEXT NOT NULL, next_uri TEXT, polls INTEGER NOT NULL) STRICT;

  CREATE TABLE polls (number INTEGER PRIMARY KEY, flow_id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX polls_of_flow ON polls (flow_id);
  CREATE TABLE deliveries (number INTEGER PRIMARY KEY, flow_id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX deliveries_of_flow ON deliveries (flow_id);
  CREATE TABLE subscription_calls (number INTEGER PRIMARY KEY, flow_id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX subscription_calls_of_flow ON subscription_calls (flow_id);

  CREATE TABLE runs (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, flow_id TEXT NOT NULL, at REAL NOT NULL,
    is_open INTEGER NOT NULL CHECK (is_open IN (0, 1)), attempts INTEGER NOT NULL DEFAULT 1, record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_of_flow ON runs (flow_id);
  CREATE INDEX runs_open ON runs (is_open);

  CREATE TABLE histories (
    run_key TEXT PRIMARY KEY REFERENCES runs (key) ON DELETE CASCADE, status TEXT NOT NULL, ended_at REAL NOT NULL, record TEXT NOT NULL
  ) STRICT;

  CREATE TABLE grants (id TEXT PRIMARY KEY, created_at REAL NOT NULL, record TEXT NOT NULL) STRICT;

  CREATE TABLE messages (number INTEGER PRIMARY KEY AUTOINCREMENT, run_key TEXT NOT NULL, record TEXT NOT NULL) STRICT;
  CREATE INDEX messages_of_run ON messages (run_key);
`);

/** Schedules, which have no address to keep. */
const second: Migration = database => database.exec('CREATE TABLE schedules (flow_id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT');

/** The step at place n leads to version n + 1. */
export const migrations: readonly Migration[] = [first, second];

/**
 * Refuses a file that this program did not write, or that a later one did. It reads only. Throws StoreError 'foreign' or 'newer'.
 */
export function checkOrigin(database: Database, file: string, known: number = migrations.length): void {
  const version = Number(database.pragma('user_version'));
  const application = Number(database.pragma('application_id'));
  const tables = database.prepare<{ readonly n: number }>('SELECT count(*) AS n FROM sqlite_schema').get()?.n ?? 0;
  const isNew = version === 0 && application === 0 && tables === 0;
  if (!isNew && application !== applicationId) throw new StoreError('foreign', `${file} is a database of another program. Nothing was changed. Move it away, or give another folder for the environment.`);
  if (version > known) throw new StoreError('newer', `The store ${file} was written by a later konektor (its format is ${version}, this one knows ${known}). Nothing was changed. Update konektor, or move the file away to start with an empty environment.`);
}

/** Brings a database to the newest version, one transaction a step: a step that fails leaves the version before it. */
export function migrate(database: Database, steps: readonly Migration[] = migrations): void {
  for (let version = Number(database.pragma('user_version')); version < steps.length; version++) {
    database.transaction(() => {
      steps[version]?.(database);
      database.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${version + 1}`);
    });
  }
}
