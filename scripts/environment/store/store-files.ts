import { messageOf } from '../error-message';
import { chmodSync, closeSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StoreError } from './store-error';

/** Where the parts of a store are. */
export interface StoreFiles {
  readonly folder: string;
  readonly database: string;
  readonly keys: string;
  /** Says who has the store; whether somebody has it, only the lock on the database says. */
  readonly owner: string;
}

/** The files of the store in a folder, usually `.konektor` of a project. */
export function storeFiles(folder: string): StoreFiles {
  return { folder, database: join(folder, 'environment.db'), keys: join(folder, 'environment.keys'), owner: join(folder, 'environment.owner.json') };
}

/**
 * Makes the folder and an empty database file where they are missing, and closes both to others (modes 0700 and 0600). The
 * log beside the database takes its mode. Throws StoreError 'denied'.
 */
export function prepareFiles({ folder, database }: StoreFiles): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    onlyForOwner(folder, 0o700);
    try {
      closeSync(openSync(database, 'wx', 0o600));
    } catch (error) {
      // It is there. It is never opened here: closing a file gives up this process's locks on it (POSIX).
      if (codeOf(error) !== 'EEXIST') throw error;
      onlyForOwner(database);
    }
  } catch (error) {
    if (error instanceof StoreError) throw error;
    throw new StoreError('denied', `The environment can't be kept in ${folder}: ${messageOf(error)}. Give a folder that belongs to you and can be written.`, { cause: error });
  }
}

/** Takes the rights of others from a file or folder; true where they had some. Windows has none of these bits. Throws StoreError 'denied'. */
export function onlyForOwner(path: string, mode = 0o600): boolean {
  const { mode: found } = lstatSync(path);
  if (process.platform === 'win32' || (found & 0o077) === 0) return false;
  try {
    chmodSync(path, mode);
    return true;
  } catch (error) {
    throw new StoreError('denied', `${path} can be read by others, and that can't be changed: ${messageOf(error)}. It holds what flows have seen. Run as its owner, or give another folder.`, { cause: error });
  }
}

/** Who has a store, and since when: milliseconds since 1970 UTC. */
export interface StoreOwner { readonly pid: number; readonly since: number }

/** It only tells, so that nothing depends on it: on a full disk it is missing. */
export function writeOwner({ owner }: Pick<StoreFiles, 'owner'>, value: StoreOwner): void {
  try {
    writeFileSync(owner, `${JSON.stringify(value)}\n`, { mode: 0o600 });
  } catch {
    removeOwner({ owner });
  }
}

export function removeOwner({ owner }: Pick<StoreFiles, 'owner'>): void {
  rmSync(owner, { force: true });
}

/** The refusal of a second start. What the owner's file says is only told, never believed. */
export function inUse(files: StoreFiles): StoreError {
  const owner = readOwner(files);
  const who = owner ? `by process ${owner.pid}, since ${new Date(owner.since).toISOString()}` : 'by another process';
  return new StoreError('in-use', `The environment in ${files.folder} is in use ${who}. Two can't use it at a time. Use the one that runs, or end it${owner ? ` (process ${owner.pid})` : ''}, or give another folder.`);
}

function readOwner({ owner }: StoreFiles): StoreOwner | undefined {
  try {
    const { pid, since } = JSON.parse(readFileSync(owner, 'utf8')) as Partial<StoreOwner>; // checked in the next line
    return Number.isSafeInteger(pid) && Number.isFinite(new Date(since ?? NaN).getTime()) ? { pid: pid!, since: since! } : undefined;
  } catch {
    return undefined;
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code; // undefined for what is no system error
