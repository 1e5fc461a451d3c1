import type Libsql from 'libsql';
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

/** The part of the driver's statement that is used here. Its own types say `any` and `unknown`. */
interface DriverStatement {
  run(...parameters: readonly SqlValue[]): { readonly changes: number; readonly lastInsertRowid: number | bigint };
  get(...parameters: readonly SqlValue[]): unknown;
  all(...parameters: readonly SqlValue[]): readonly unknown[];
}

/**
 * One connection to one database file, with errors as StoreError. The driver is synchronous: a method has done its work when
 * it returns. The driver keeps a file open until its statements are collected as garbage, so every use after `close` is refused here.
 */
export class Database {
  private readonly driver: Libsql.Database;
  private isOpen = true;
  private depth = 0;

  /** Opens a file, or makes it. */
  constructor(private readonly file: string) {
    this.driver = this.translated(() => new (loadDriver())(file));
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
      run: (...parameters) => this.translated(() => statement.run(...parameters).changes),
      insert: (...parameters) => this.translated(() => Number(statement.run(...parameters).lastInsertRowid)),
      get: (...parameters) => this.translated(() => statement.get(...parameters) as Row | undefined),
      all: (...parameters) => this.translated(() => statement.all(...parameters) as readonly Row[]),
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
      this.isOpen = false;
      this.driver.close();
    }
  }

  /** Gives the file back as it is, for one that could not be opened for work. */
  abandon(): void {
    if (!this.isOpen) return;
    try {
      this.unlock();
    } catch {
      // It had no lock, or there is nothing readable to lock.
    } finally {
      this.isOpen = false;
      this.driver.close();
    }
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

/** Loaded at first use: it is native code, which most commands do without, and which not every platform has. */
function loadDriver(): Libsql.DatabaseConstructor {
  try {
    return require('libsql') as Libsql.DatabaseConstructor; // require gives no type of its own
  } catch (error) {
    throw new StoreError('failed', `The environment can't keep anything on this machine (${process.platform}, ${process.arch}): its database could not be loaded. Run npm ci again; optional dependencies must be allowed. ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

/** The driver's error as one that says what to do. */
function storeError(file: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error;
  const { code, message } = codeOf(error);
  const said = (kind: ConstructorParameters<typeof StoreError>[0], text: string): StoreError => new StoreError(kind, text, { cause: error });
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT')) return damaged(file, message, error);
  if (code.startsWith('SQLITE_FULL')) return said('full', `There is no space left to write ${file}. Nothing was changed. Make room on that disk; what could not be kept is tried again.`);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) return said('in-use', `The store ${file} is in use by another process.`);
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_PERM') || code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_AUTH')) return said('denied', `The store ${file} can't be opened for writing (${message}). Check that it is a file and that it and its folder belong to you.`);
  if (code.startsWith('SQLITE_IOERR')) return said('failed', `The disk refused to read or write ${file} (${message}). Nothing was changed. Check the disk and its space.`);
  return said('failed', `The store ${file} can't do that: ${message}`);
}

/** A damaged database. Nothing is repaired by itself: what can be saved is for its owner to say. */
export function damaged(file: string, what: string, cause?: unknown): StoreError {
  return new StoreError('damaged', `The store ${file} is damaged: ${what}. Nothing was removed from it. To go on with an empty environment, move this file away, together with ${file}-wal if that is there. To save what can still be read, keep the moved file and run: sqlite3 <moved file> .recover`, { cause });
}

/** Failures to open carry their SQLite code only in their text, after the path. */
function codeOf(error: unknown): { readonly code: string; readonly message: string } {
  const message = error instanceof Error ? error.message : String(error);
  const { code } = error as { readonly code?: unknown }; // whatever was thrown, it can be asked
  if (typeof code === 'string' && code !== '') return { code, message };
  return /ConnectionFailed\(.*: 14"\)$/.test(message) ? { code: 'SQLITE_CANTOPEN', message: 'unable to open the file' } : { code: '', message };
}
