import { mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 25;
/** Longer than any build takes; a lock of this age belongs to nobody, whoever now has its process id. */
const STALE_AFTER_MS = 120_000;

/**
 * Runs `work` while no other process holds the lock file. A lock whose process is gone is taken over. The lock saves
 * double work only: what is built under it is renamed into place, so two builders at once would do no harm.
 */
export async function withLock<Result>(lockFile: string, work: () => Promise<Result>): Promise<Result> {
  mkdirSync(path.dirname(lockFile), { recursive: true });
  while (!take(lockFile)) {
    if (isStale(lockFile)) putAside(lockFile);
    else await wait(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(lockFile, { force: true });
  }
}

function take(lockFile: string): boolean {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (isSystemError(error, 'EEXIST')) return false;
    throw error;
  }
}

function isStale(lockFile: string): boolean {
  try {
    if (Date.now() - statSync(lockFile).mtimeMs > STALE_AFTER_MS) return true;
    const owner = Number(readFileSync(lockFile, 'utf8'));
    // Empty: its owner is between creating and writing.
    return owner > 0 && !isAlive(owner);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return false;
    throw error;
  }
}

/** Renamed before it is removed, so that only one of several waiters takes a stale lock away. */
function putAside(lockFile: string): void {
  const aside = `${lockFile}.${process.pid}.stale`;
  try {
    renameSync(lockFile, aside);
    rmSync(aside, { force: true });
  } catch (error) {
    if (!isSystemError(error, 'ENOENT')) throw error;
  }
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return isSystemError(error, 'EPERM');
  }
}

function isSystemError(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
