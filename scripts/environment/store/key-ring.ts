import { messageOf } from '../error-message';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { StoreError } from './store-error';
import { onlyForOwner } from './store-files';

/** A key with its id, which is derived from it, so that a garbled key is an unknown one. */
export interface SealingKey { readonly id: string; readonly bytes: Buffer }

/** Keys that secrets were encrypted with; the current one encrypts new ones. */
export interface KeyRing {
  key(id: string): SealingKey | undefined;
  /** The newest key; made and kept at first need. Throws StoreError where it can't be kept. */
  current(): SealingKey;
}

const keyLength = 32;
const heading = '# Keys that the secrets in the environment database are encrypted with. Without this file every connection must be signed in again.\n';

/**
 * The keys of a file: one a line, base64, the newest last. A line that is no key stays where it is, so that a file which was
 * damaged loses nothing when a key is added. The file is for its owner only (mode 0600).
 */
export function keyFile(file: string, report: (line: string) => void = () => undefined): KeyRing {
  const text = readOwn(file, report);
  const keys = new Map((text ?? '').split('\n').flatMap(line => keyOf(line.trim())).map(key => [key.id, key] as const));
  let newest = [...keys.values()].at(-1);
  return {
    key: id => keys.get(id),
    current: () => {
      if (newest) return newest;
      const made = keyOf(randomBytes(keyLength).toString('base64'))[0]!; // 32 bytes are a key
      const before = text === undefined ? heading : text.endsWith('\n') || text === '' ? text : `${text}\n`;
      replace(file, `${before}${made.bytes.toString('base64')}\n`);
      keys.set(made.id, made);
      return (newest = made);
    },
  };
}

function keyOf(line: string): readonly SealingKey[] {
  const bytes = /^[A-Za-z0-9+/]{43}=$/.test(line) ? Buffer.from(line, 'base64') : undefined;
  return bytes?.length === keyLength ? [{ id: createHash('sha256').update('konektor key id').update(bytes).digest('hex').slice(0, 16), bytes }] : [];
}

/** The file's text; undefined where there is none. */
function readOwn(file: string, report: (line: string) => void): string | undefined {
  try {
    const wasOpen = onlyForOwner(file);
    if (wasOpen) report(`The key file ${file} could be read by other users of this machine; now only by you. If others use this machine, renew the secrets of your connections.`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined; // the one failure that is none
    if (error instanceof StoreError) throw error;
    throw new StoreError('denied', `The key file ${file} can't be read: ${messageOf(error)}. It must be a file that belongs to you.`, { cause: error });
  }
}

/** Written beside it, brought to the disk, and put in its place in one step: a secret must never outlive its key. */
function replace(file: string, text: string): void {
  const next = `${file}.new`;
  try {
    const handle = openSync(next, 'w', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(next, file);
  } catch (error) {
    throw new StoreError('denied', `The key file ${file} can't be written: ${messageOf(error)}. No secret was kept. Check that its folder belongs to you and has space.`, { cause: error });
  }
}
