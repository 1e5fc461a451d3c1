import { connectionStore } from './connections';
import { connectorStore } from './connectors';
import { Database } from './database';
import { damaged } from './driver-errors';
import type { ClockStore, EnvironmentStore } from './environment-store';
import { flowStore } from './flows';
import { grantStore } from './grants';
import { keyFile } from './key-ring';
import { outboxStore } from './outbox-messages';
import { type Retention, usualRetention } from './retention';
import { runStore } from './runs';
import { checkOrigin, migrate } from './schema';
import { Sealing } from './sealing';
import { inUse, prepareFiles, removeOwner, storeFiles, type StoreFiles, writeOwner } from './store-files';
import { StoreError } from './store-error';
import { webhookStore } from './webhooks';

export interface StoreOptions {
  /** The folder of the store, usually `.konektor` of the project; made where it is missing. */
  readonly folder: string;
  /** Where the keys of secrets are; default `environment.keys` in the folder. */
  readonly keys?: string;
  readonly retention?: Partial<Retention>;
  /** Hears what people should know: sentences. */
  readonly report?: (line: string) => void;
  /** The wall clock, for "in use since". */
  readonly now?: () => number;
}

/**
 * Opens the store of a local environment, or makes it. Only one process can have it: the lock is the operating system's on
 * the database, so that one of a dead process is gone with it. Throws StoreError: 'in-use' says who has it, 'damaged',
 * 'newer', 'foreign' and 'denied' what to do; the files are then as they were.
 */
export function openEnvironmentStore({ folder, keys, retention, report, now = Date.now }: StoreOptions): EnvironmentStore {
  const files = storeFiles(folder);
  prepareFiles(files);
  const kept = { ...usualRetention, ...retention };
  const keyPlace = keys ?? files.keys;
  const database = openDatabase(files, now);
  const close = (): void => {
    if (database.isClosed) return;
    removeOwner(files);
    database.close();
  };
  const sealing = openSealing(keyPlace, report, close);
  return {
    connectors: connectorStore(database),
    connections: connectionStore(database, sealing),
    flows: flowStore(database, sealing),
    grants: grantStore(database),
    webhooks: webhookStore(database, sealing),
    runs: runStore(database, kept, sealing),
    outbox: outboxStore(database, kept),
    clock: clockStore(database),
    addressSecret: () => sealing.derived('addresses'),
    together: work => database.transaction(work),
    close,
  };
}

/** Only after the lock: the process before may have added a key. */
function openSealing(file: string, report: StoreOptions['report'], close: () => void): Sealing {
  try {
    return new Sealing(keyFile(file, report), file);
  } catch (error) {
    close();
    throw error;
  }
}

/** Milliseconds that a start waits for another one that is about to give up. */
const lockWait = 500;

/** Everything that only reads comes first, so that a file which is refused stays as it is. */
function openDatabase(files: StoreFiles, now: () => number): Database {
  const database = new Database(files.database);
  try {
    database.pragma(`busy_timeout = ${lockWait}`);
    database.pragma('locking_mode = EXCLUSIVE');
    checkOrigin(database, files.database);
    const found = database.pragma('quick_check(1)');
    if (found !== 'ok') throw damaged(files.database, String(found).split('\n').at(-1) ?? '');
    database.pragma('journal_mode = WAL');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    // In WAL a commit is safe from the end of the process at once and from a power cut with the next checkpoint. A power cut
    // takes back whole transactions from the end, so trigger state and runs still agree: the trigger is asked again from
    // where it stood. FULL would wait for the disk at every poll, some twenty times as long, and win only that.
    database.pragma('synchronous = NORMAL');
    database.pragma('foreign_keys = ON');
    // The log shrinks to this after a checkpoint, however large one transaction was.
    database.pragma(`journal_size_limit = ${16 * 1024 ** 2}`);
    migrate(database);
    writeOwner(files, { pid: process.pid, since: now() });
    return database;
  } catch (error) {
    database.abandon();
    throw error instanceof StoreError && error.code === 'in-use' ? inUse(files) : error;
  }
}

function clockStore(database: Database): ClockStore {
  const get = database.prepare<{ readonly value: number }>("SELECT value FROM settings WHERE name = 'instant'");
  const put = database.prepare("INSERT OR REPLACE INTO settings (name, value) VALUES ('instant', ?)");
  return { instant: () => get.get()?.value, keep: instant => void put.run(instant) };
}
