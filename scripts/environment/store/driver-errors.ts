import { messageOf } from '../error-message';
import { StoreError } from './store-error';

/** The driver's error as one that says what to do. */
export function storeError(file: string, error: unknown): StoreError {
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
  const message = messageOf(error);
  const { code } = error as { readonly code?: unknown }; // whatever was thrown, it can be asked
  if (typeof code === 'string' && code !== '') return { code, message };
  return /ConnectionFailed\(.*: 14"\)$/.test(message) ? { code: 'SQLITE_CANTOPEN', message: 'unable to open the file' } : { code: '', message };
}
