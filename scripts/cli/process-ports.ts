/** The ports of a real process. */
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { wantsColours } from '../diagnostics/print-colours';
import type { FileSystem, Ports } from './ports';

const files: FileSystem = {
  read: file => {
    try { return readFileSync(file, 'utf8'); } catch (error) {
      const { code } = error as NodeJS.ErrnoException; // what node:fs throws is always of this type
      if (code === 'ENOENT' || code === 'EISDIR') return undefined; // a folder is no file either
      throw error;
    }
  },
  write: (file, text) => { writeFileSync(file, text); },
  rename: renameSync,
  remove: path => { rmSync(path, { recursive: true, force: true }); },
  makeDirectory: directory => { mkdirSync(directory, { recursive: true }); },
  makeTemporaryDirectory: parent => mkdtempSync(join(parent, '.konektor-')),
};

/** Standard output and error, the disk, the working folder and the clock of this process. */
export const processPorts = (): Ports => ({
  console: {
    out: text => { process.stdout.write(text); },
    error: text => { process.stderr.write(text); },
    colours: wantsColours(process.stderr, process.env),
  },
  files,
  directory: process.cwd(),
  now: () => performance.now(),
});
