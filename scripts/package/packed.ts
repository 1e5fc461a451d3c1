/** What is packaged: files, and zips with files in them, down to the zips inside the zip of a certification. */
import { createHash } from 'node:crypto';
import type { PackageFile } from './package-file';

/** A zip that is still to be made of its entries, in their order. */
export interface PackedZip { readonly path: string; readonly entries: readonly Packed[] }
export type Packed = PackageFile | PackedZip;

export const isZip = (packed: Packed): packed is PackedZip => 'entries' in packed;

/** A file by its content: size in bytes, SHA-256 in hexadecimal. */
export interface ContentEntry { readonly path: string; readonly size: number; readonly sha256: string }

/** The sum of a content, as it is written everywhere: which algorithm, then the value in hexadecimal. */
export const sha256 = (content: Uint8Array | string): string => createHash('sha256').update(content).digest('hex');

// By what reads it: the same file stands in several packages under paths of its own.
const known = new WeakMap<PackageFile['read'], Promise<Omit<ContentEntry, 'path'>>>();

/** Size and sum of one file; read once, however often it is packaged. */
function summed({ read }: PackageFile): Promise<Omit<ContentEntry, 'path'>> {
  const before = known.get(read);
  if (before) return before;
  const entry = read().then(bytes => ({ size: bytes.length, sha256: sha256(bytes) }));
  known.set(read, entry);
  return entry;
}

/**
 * Every file, those in zips with the zip's path in front (`a.zip/solution.xml`), sorted by path. What the compression
 * makes of them does not count: the same files have the same entries whatever packed them.
 */
export async function contentOf(packed: readonly Packed[], below = ''): Promise<readonly ContentEntry[]> {
  const entries: ContentEntry[] = [];
  for (const each of packed) {
    if (isZip(each)) entries.push(...await contentOf(each.entries, `${below}${each.path}/`));
    else entries.push({ path: below + each.path, ...await summed(each) });
  }
  return entries.sort(byPath);
}

/** One sum for a whole content, from paths and sums of its files. */
export const digestOf = (entries: readonly ContentEntry[]): string => sha256(entries.map(each => `${each.sha256} ${each.path}\n`).join(''));

/** By the characters' numbers, not by a language. */
export const byPath = (one: { readonly path: string }, other: { readonly path: string }): number => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0);
