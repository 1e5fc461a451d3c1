import { messageOf } from '../error-message';
import type Libsql from 'libsql';
import { storeError } from './driver-errors';
import { StoreError } from './store-error';

/** What SQLite takes as a parameter. Whole numbers arrive as such in INTEGER columns. */
export type SqlValue = string | number | null | Uint8Array;
/** What the driver gives for a BLOB. */
export type SqlBlob = ArrayBuffer;

/** A prepared statement whose rows have the shape of its SELECT. */
export interface Statement<Row> {
  /** Runs it; the number of rows that it changed. */
  run(...parameters: readonly SqlValue[]): number;
  /** Runs an INSERT; the rowid that it gave. */
  insert(...parameters: readonly SqlValue[]): number;
  get(...parameters: readonly SqlValue[]): Row | undefined;
  all(...parameters: readonly SqlValue[]): readonly Row[];
}

/**
 * The part of the driver's statement that is used here; its own types say `any` and `unknown`. Parameters go in as one list:
 * a single one that is an object, like bytes, would be taken for named parameters and abort the process.
 */
interface DriverStatement {
  run(parameters: readonly SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(parameters: readonly SqlValue[]): unknown;
  all(parameters: readonly SqlValue[]): readonly unknown[];
}

/**
 * One connection to one database file, with errors as StoreError. The driver is synchronous: a method has done its work when
 * it returns. The driver keeps a file open until its statements are collected as garbage, so every use after `close` is refused here.
 */
export class Database {
  /** Databases in use. One that nothing else refers to would be closed with its next garbage, and its lock be gone without a word. */
  private static readonly inUse = new Set<Database>();

  private readonly driver: Libsql.Database;
  private isOpen = true;
  private depth = 0;

  /** Opens a file, or makes it. */
  constructor(private readonly file: string) {
    this.driver = this.translated(() => new (loadDriver())(file));
    Database.inUse.add(this);
  }

  get isClosed(): boolean {
    return !this.isOpen;
  }

  exec(sql: string): void {
    this.translated(() => this.driver.exec(sql));
  }

  prepare<Row = never>(sql: string): Statement<Row> {
    // The driver types rows as unknown and parameters as any; the SELECT in `sql` and `Row` stand side by side at each use.
    const statement = this.translated(() => this.driver.prepare(sql)) as unknown as DriverStatement;
    return {
      run: (...parameters) => this.translated(() => statement.run(bindable(parameters)).changes),
      insert: (...parameters) => this.translated(() => Number(statement.run(bindable(parameters)).lastInsertRowid)),
      get: (...parameters) => this.translated(() => statement.get(bindable(parameters)) as Row | undefined),
      all: (...parameters) => this.translated(() => statement.all(bindable(parameters)) as readonly Row[]),
    };
  }

  /** The first value that a pragma answers. */
  pragma(source: string): SqlValue | undefined {
    const row = this.prepare<Readonly<Record<string, SqlValue>>>(`PRAGMA ${source}`).all()[0];
    return row && Object.values(row)[0];
  }

  /** Work as one transaction: kept as a whole or, where it throws, not at all. One inside another is undone by itself. */
  transaction<T>(work: () => T): T {
    const [begin, commit, undo] = this.depth === 0
      ? ['BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK']
      : [`SAVEPOINT inner${this.depth}`, `RELEASE inner${this.depth}`, `ROLLBACK TO inner${this.depth}; RELEASE inner${this.depth}`];
    this.exec(begin);
    this.depth++;
    try {
      const result = work();
      this.exec(commit);
      return result;
    } catch (error) {
      // A full disk makes SQLite undo everything by itself; then there is nothing left to undo.
      if (this.driver.inTransaction) this.driver.exec(undo);
      throw error;
    } finally {
      this.depth--;
    }
  }

  /** Gives the file back at once, with everything in it and no other file beside it. */
  close(): void {
    if (!this.isOpen) return;
    try {
      // Leaving WAL moves everything into the file; only then can the exclusive lock be given back while statements live.
      this.pragma('journal_mode = DELETE');
      this.unlock();
    } finally {
      this.end();
    }
  }

  /** Gives the file back as it is, for one that could not be opened for work. */
  abandon(): void {
    if (!this.isOpen) return;
    try {
      this.pragma('busy_timeout = 0');
      this.unlock();
    } catch {
      // It had no lock, or there is nothing readable to lock.
    } finally {
      this.end();
    }
  }

  private end(): void {
    this.isOpen = false;
    Database.inUse.delete(this);
    this.driver.close();
  }

  /** A changed locking mode counts from the next read on. */
  private unlock(): void {
    this.pragma('locking_mode = NORMAL');
    this.pragma('user_version');
  }

  private translated<T>(call: () => T): T {
    if (!this.isOpen) throw new StoreError('failed', `The store ${this.file} is closed already.`);
    try {
      return call();
    } catch (error) {
      throw storeError(this.file, error);
    }
  }
}

/** The driver aborts the process over a parameter of another type, so one that slipped through the types ends here. */
function bindable(parameters: readonly SqlValue[]): readonly SqlValue[] {
  for (const value of parameters) {
    if (value !== null && typeof value !== 'string' && typeof value !== 'number' && !(value instanceof Uint8Array)) throw new TypeError(`A ${typeof value} can't be kept in a column.`);
    // It would come back cut off there.
    if (typeof value === 'string' && value.includes('\0')) throw new StoreError('failed', 'A text with a NUL character can\'t be kept.');
  }
  return parameters;
}

/** Loaded at first use: it is native code, which most commands do without, and which not every platform has. */
function loadDriver(): typeof Libsql {
  try {
    return require('libsql') as typeof Libsql; // require gives no type of its own
  } catch (error) {
    throw new StoreError('failed', `The environment can't keep anything on this machine (${process.platform}, ${process.arch}): its database could not be loaded. Run npm ci again; optional dependencies must be allowed. ${messageOf(error)}`, { cause: error });
  }
}
