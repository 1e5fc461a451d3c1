/** Folders of one deployment, in which tools keep their sign-ins: looked into by nobody else, and left behind by no end of the process. */
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenEnded } from './when-ended';

const prefix = 'konektor-deploy-';
/** A process number may belong to somebody else by now, or to another container that shares the folder. */
const surelyOverMs = 24 * 3_600_000;

const done = new Map<string, () => void>();
let swept = false;

/** A new empty folder. It goes with `removeFolder`, or when somebody ends the process. */
export function makeTemporaryFolder(parent: string = tmpdir()): string {
  if (!swept) { swept = true; removeLeftOver(parent, Date.now()); }
  const folder = mkdtempSync(join(parent, `${prefix}${process.pid}-`));
  chmodSync(folder, 0o700);
  done.set(folder, whenEnded(() => remove(folder)));
  return folder;
}

/** Removes a folder or a file, and whatever is in it. */
export function removeFolder(path: string): void {
  remove(path);
  done.get(path)?.();
  done.delete(path);
}

/** What a killed deployment left: secrets should not lie about until somebody cleans up. `now` in milliseconds since 1970. */
export function removeLeftOver(parent: string, now: number): void {
  for (const name of readdirSync(parent)) {
    const pid = new RegExp(`^${prefix}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    try {
      const folder = join(parent, name);
      if (now - statSync(folder).mtimeMs > surelyOverMs) remove(folder);
    } catch { /* somebody else's, or gone meanwhile */ }
  }
}

function isAlive(pid: number): boolean {
  try { process.kill(pid, 0); return true; } catch (error) { return (error as NodeJS.ErrnoException).code === 'EPERM'; } // what node throws there
}

// On Windows a file that a program has just let go of can't be removed for a moment.
const remove = (path: string): void => { rmSync(path, { recursive: true, force: true, maxRetries: 5 }); };
