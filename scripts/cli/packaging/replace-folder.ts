/** A folder that is replaced as a whole: whoever looks finds the old set of files or the new one. */
import { basename, dirname, join } from 'node:path';
import type { FileSystem } from '../ports';

type Files = Pick<FileSystem, 'list' | 'makeDirectory' | 'makeTemporaryDirectory' | 'rename' | 'remove'>;

/**
 * Calls `fill` with an empty folder beside `folder`, and puts that in its place once it is full. Between the two renames
 * at the end, a matter of microseconds, there is none: `recoverFolder` puts the old one back where a process died there.
 */
export async function replaceFolder(folder: string, files: Files, fill: (fresh: string) => Promise<void>): Promise<void> {
  files.makeDirectory(dirname(folder));
  const work = files.makeTemporaryDirectory(dirname(folder));
  const [fresh, previous] = [join(work, 'fresh'), join(work, previousName(folder))];
  try {
    files.makeDirectory(fresh);
    await fill(fresh);
    if (files.list(folder)) files.rename(folder, previous);
    try { files.rename(fresh, folder); } catch (error) {
      if (files.list(previous)) files.rename(previous, folder);
      throw error;
    }
  } finally {
    // The old set is given up only where there is one in the folder.
    files.remove(files.list(folder) || !files.list(previous) ? work : fresh);
  }
}

/** Puts the old folder back where a process ended between its renames; else does nothing. */
export function recoverFolder(folder: string, files: Files): void {
  if (files.list(folder)) return;
  for (const { name } of (files.list(dirname(folder)) ?? []).filter(entry => entry.kind === 'folder' && entry.name.startsWith('.konektor-'))) {
    const work = join(dirname(folder), name);
    if (!files.list(join(work, previousName(folder)))) continue;
    files.rename(join(work, previousName(folder)), folder);
    files.remove(work);
    return;
  }
}

const previousName = (folder: string): string => `previous-${basename(folder)}`;
