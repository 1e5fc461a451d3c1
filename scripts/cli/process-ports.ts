/** The ports of a real process. */
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { wantsColours } from '../diagnostics/print/print-colours';
import type { FileSystem, Ports } from './ports';

/** What is read, or undefined where the system answers with one of the codes. */
function unless<T>(codes: readonly string[], read: () => T): T | undefined {
  try { return read(); } catch (error) {
    const { code } = error as NodeJS.ErrnoException; // what node:fs throws is always of this type
    if (code !== undefined && codes.includes(code)) return undefined;
    throw error;
  }
}

/** Behind a link that leads nowhere there is nothing. */
const kindBehind = (link: string): 'file' | 'folder' | undefined => unless(['ENOENT', 'ENOTDIR', 'ELOOP'], () => {
  const behind = statSync(link);
  return behind.isDirectory() ? 'folder' as const : behind.isFile() ? 'file' as const : undefined;
});

const files: FileSystem = {
  // A folder is no file either, and a file no folder.
  read: file => unless(['ENOENT', 'ENOTDIR', 'EISDIR'], () => readFileSync(file, 'utf8')),
  readBytes: file => unless(['ENOENT', 'ENOTDIR', 'EISDIR'], () => readFileSync(file)),
  list: folder => unless(['ENOENT', 'ENOTDIR'], () => readdirSync(folder, { withFileTypes: true })
    .flatMap(entry => {
      const kind = entry.isSymbolicLink() ? kindBehind(join(folder, entry.name)) : entry.isDirectory() ? 'folder' as const : entry.isFile() ? 'file' as const : undefined;
      return kind ? [{ name: entry.name, kind, ...(entry.isSymbolicLink() ? { linked: true } : {}) }] : [];
    })
    .sort((one, other) => (one.name < other.name ? -1 : 1))),
  write: (file, content) => { writeFileSync(file, content); },
  openNew: file => {
    const opened = openSync(file, 'wx');
    return {
      // The system may take fewer bytes than it is offered.
      write: piece => { for (let at = 0; at < piece.length;) at += writeSync(opened, piece, at); },
      close: () => { closeSync(opened); },
    };
  },
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
    resultColours: wantsColours(process.stdout, process.env),
    ...(process.stdout.isTTY && process.stdout.columns > 0 ? { width: process.stdout.columns } : {}),
    // A carriage return and "erase to the end of the line" (ECMA-48): the next line of any kind then stands alone.
    progress: line => { if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${line}`); },
  },
  files,
  directory: process.cwd(),
  environment: process.env,
  http: (address, request) => fetch(address, request),
  now: () => performance.now(),
});
