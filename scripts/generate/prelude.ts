/** The C# files that every custom code begins with, in reading order. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** From what is used first by a reader to what it rests on. */
const order = [
  'dispatch', 'call', 'reply', 'polling', 'new-items', 'crossing', 'poll-state', 'seen-items', 'difference-sketch', 'state-bytes', 'identity', 'window',
  'api-request', 'upstream', 'path-forms', 'storage', 'failure', 'api-errors', 'address', 'json-reading', 'expression-values',
] as const;

export interface PreludeFile { readonly name: string; readonly source: string }

// Beside this file in a clone; in an install the compiled toolchain reads the sources that the package ships.
const folder = [join(__dirname, 'custom-code'), join(__dirname, '..', '..', '..', 'scripts', 'generate', 'custom-code')].find(existsSync);

let read: readonly PreludeFile[] | undefined;
/** The prelude's files; they belong to the program, so they are read once. */
export function preludeFiles(): readonly PreludeFile[] {
  read ??= order.map(name => ({ name: `${name}.cs`, source: readFileSync(join(folder ?? '', `${name}.cs`), 'utf8').replace(/\r\n/g, '\n') }));
  return read;
}
