/** Packed content as bytes, piece by piece, with size and sum of what was written. */
import { createHash } from 'node:crypto';
import type { PackageFile } from './package-file';
import { isZip, type ContentEntry, type Packed } from './packed';
import { zipBytes, zipChunks } from './zip/write-zip';

/** The file of a zip inside a zip is made when it is read. */
const fileOf = (packed: Packed): PackageFile => (isZip(packed) ? { path: packed.path, read: () => zipBytes(packed.entries.map(fileOf)) } : packed);

/** Hands the bytes to `write`, in order; of a zip only one entry's content is held at a time. */
export async function writePacked(packed: Packed, write: (piece: Uint8Array) => void): Promise<Omit<ContentEntry, 'path'>> {
  const sum = createHash('sha256');
  let size = 0;
  const take = (piece: Uint8Array): void => { write(piece); sum.update(piece); size += piece.length; };
  if (isZip(packed)) for await (const piece of zipChunks(packed.entries.map(fileOf))) take(piece);
  else take(await packed.read());
  return { size, sha256: sum.digest('hex') };
}
