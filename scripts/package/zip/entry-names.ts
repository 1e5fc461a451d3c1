/** Names of zip entries: which may be read, and under which path. */
import { PackageError } from '../package-error';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
// Entry names without the UTF-8 mark are code page 437 by the specification; beyond ASCII nobody agrees what they are, and solutions have none.
const onlyAscii = (bytes: Uint8Array): boolean => bytes.every(byte => byte < 0x80);

/** Windows programs take paths of 260 characters unless they are told otherwise; names of solutions are below 200. */
const longest = 400;

/** The path of an entry from the bytes of its name. Throws PackageError 'zip-entry-name' or 'zip-entry-outside'. */
export function entryPath(bytes: Uint8Array, isUtf8: boolean, zipName: string): string {
  if (bytes.length > longest) throw new PackageError('zip-entry-name', `${zipName}: an entry has a name of ${bytes.length} bytes, beginning with ${JSON.stringify(Buffer.from(bytes.subarray(0, 40)).toString('latin1'))}. Longer than ${longest} no system of the platform takes it.`);
  const shown = JSON.stringify(Buffer.from(bytes).toString('latin1'));
  if (!isUtf8 && !onlyAscii(bytes)) throw new PackageError('zip-entry-name', `${zipName}: the entry ${shown} has a name in an unknown encoding. Pack it again with a program that marks names as UTF-8.`, shown);
  const path = decoded(bytes, shown, zipName);
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (path === '' || /[\u0000-\u001f\u007f]/.test(path)) throw new PackageError('zip-entry-name', `${zipName}: the entry ${JSON.stringify(path)} has an empty name or control characters in it, which no file can have on every system.`, path);
  const parts = (path.endsWith('/') ? path.slice(0, -1) : path).split('/');
  const outside = path.includes('\\') || /^[A-Za-z]:/.test(path) || parts.some(part => part === '' || part === '..' || part === '.');
  if (outside) throw new PackageError('zip-entry-outside', `${zipName}: the entry "${path}" would lie outside of the folder that it is unpacked into, or has backslashes or steps without a name. Nothing of this zip is used; pack it again with relative paths and slashes.`, path);
  return path;
}

function decoded(bytes: Uint8Array, shown: string, zipName: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new PackageError('zip-entry-name', `${zipName}: the entry ${shown} says that its name is UTF-8, and it is not.`, shown);
  }
}
