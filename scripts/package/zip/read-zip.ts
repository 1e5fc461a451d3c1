/** Zips of others, read one entry at a time; whatever is not what a package may hold is refused with the entry's name. */
import type { Readable } from 'node:stream';
import { crc32 } from 'node:zlib';
import { fromBuffer, open, type Entry, type Options, type ZipFile } from 'yauzl';
import { PackageError } from '../package-error';
import type { PackageFile } from '../package-file';
import { entryPath } from './entry-names';
import { ratioFrom, zipLimits, type ZipLimits } from './zip-limits';

export interface OpenedZip {
  /** In the order of the zip, without its entries for folders. Entries are unpacked when they are read. */
  readonly files: readonly ZippedFile[];
  readonly close: () => void;
}
export interface ZippedFile extends PackageFile {
  /** Bytes, unpacked. */
  readonly size: number;
}

export type ZipSource = { readonly path: string } | { readonly bytes: Uint8Array; readonly name: string };

/** The names are decoded here, and their strictness too, so that a refusal can name the entry. */
const raw: Options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true, strictFileNames: false };

/**
 * Opens a zip. Throws PackageError, before anything is unpacked, for paths that lead outside, names twice (also in another
 * letter case, which Windows and Dataverse take for the same), links, encryption, unknown methods, names in an unknown
 * encoding, and for more than the limits; when an entry is read, for damage, for a size other than the declared one, and for
 * a header that contradicts the directory.
 */
export async function openZip(source: ZipSource, limits: ZipLimits = zipLimits): Promise<OpenedZip> {
  const name = 'path' in source ? source.path : source.name;
  const zip = await opened(source, name);
  try {
    const entries = await listed(zip, name, limits);
    const paths = new Map<string, string>();
    let total = 0;
    const folders = new Set<string>();
    const files = entries.flatMap(entry => {
      const path = checkedPath(entry, name);
      if (path.endsWith('/')) return [];
      const before = paths.get(path.toLowerCase());
      if (before !== undefined) throw new PackageError('zip-entry-twice', `${name}: the entry "${path}" is there twice${before === path ? '' : `, the other time as "${before}"; Windows and Dataverse take both for the same file`}. Which of them counts is anybody's guess; pack it again with one.`, path);
      paths.set(path.toLowerCase(), path);
      addFoldersAbove(path.toLowerCase(), folders);
      total += checkedSize(entry, path, name, limits);
      if (total > limits.totalSize) throw new PackageError('zip-entry-size', `${name}: with the entry "${path}" its content is larger than ${megabytes(limits.totalSize)}. No package of a connector is.`, path);
      return [{ path, size: entry.uncompressedSize, read: () => unpacked(zip, entry, path, name) }];
    });
    const both = files.find(file => folders.has(file.path.toLowerCase()));
    if (both) throw new PackageError('zip-entry-twice', `${name}: the entry "${both.path}" is a file, and there are others inside it, as if it were a folder. No system can hold both; pack it again.`, both.path);
    return { files, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

function addFoldersAbove(path: string, folders: Set<string>): void {
  for (let end = path.lastIndexOf('/'); end > 0 && !folders.has(path.slice(0, end)); end = path.lastIndexOf('/', end - 1)) folders.add(path.slice(0, end));
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;

function opened(source: ZipSource, name: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, zip: ZipFile | undefined): void => (zip ? resolve(zip) : reject(damage(name, error)));
    if ('path' in source) open(source.path, raw, done);
    else fromBuffer(Buffer.from(source.bytes.buffer, source.bytes.byteOffset, source.bytes.byteLength), raw, done);
  });
}

/** What the system refused keeps the system's words: a missing file is no damaged zip. */
function damage(name: string, error: Error | null, path?: string): Error {
  if (error && 'syscall' in error) return error;
  return new PackageError('zip-damaged', `${name}: ${path === undefined ? 'this is no zip, or a damaged one' : `the entry "${path}" is damaged`} (${error?.message ?? 'unreadable'}). Fetch or make it again.`, path);
}

function listed(zip: ZipFile, name: string, limits: ZipLimits): Promise<readonly Entry[]> {
  const tooMany = new PackageError('zip-too-many', `${name} has more than ${limits.entries} entries. No package of a connector does.`);
  if (zip.entryCount > limits.entries) return Promise.reject(tooMany);
  const entries: Entry[] = [];
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > limits.entries) reject(tooMany);
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', (error: Error) => reject(damage(name, error)));
    zip.readEntry();
  });
}

const UTF8_NAME = 0x800;
const FILE_KIND = 0xf000;
const kinds: ReadonlySet<number> = new Set([0, 0x8000, 0x4000]); // not said, file, folder (stat.h)

function checkedPath(entry: Entry, name: string): string {
  const path = entryPath(entry.fileNameRaw, (entry.generalPurposeBitFlag & UTF8_NAME) !== 0, name);
  // Whatever system the entry says it comes from: who unpacks it may look at the mode alone.
  if (!kinds.has((entry.externalFileAttributes >>> 16) & FILE_KIND)) throw new PackageError('zip-entry-link', `${name}: the entry "${path}" is a link or a device, which may lead anywhere. Packages hold files only; put the file itself there.`, path);
  if (entry.isEncrypted()) throw new PackageError('zip-entry-encrypted', `${name}: the entry "${path}" is encrypted. The platform can't read it; pack it without a password.`, path);
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) throw new PackageError('zip-entry-method', `${name}: the entry "${path}" is packed by method ${entry.compressionMethod}. Packages are stored or deflated (methods 0 and 8); pack it again.`, path);
  return path;
}

function checkedSize(entry: Entry, path: string, name: string, limits: ZipLimits): number {
  const size = entry.uncompressedSize;
  if (size > limits.entrySize) throw new PackageError('zip-entry-size', `${name}: the entry "${path}" has ${megabytes(size)}, more than ${megabytes(limits.entrySize)}. No file of a connector does.`, path);
  if (size >= ratioFrom && size > entry.compressedSize * limits.ratio) throw new PackageError('zip-entry-size', `${name}: the entry "${path}" grows from ${entry.compressedSize} to ${size} bytes when it is unpacked, which only files made to do harm do.`, path);
  return size;
}

async function unpacked(zip: ZipFile, entry: Entry, path: string, name: string): Promise<Uint8Array> {
  await headerInFront(zip, entry, path, name);
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream: Readable | undefined) => {
      if (!stream) return reject(damage(name, error, path));
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk)); // more than the declared size ends the stream with an error
      stream.on('error', (problem: Error) => { stream.destroy(); reject(damage(name, problem, path)); });
      stream.on('end', () => {
        const bytes = Buffer.concat(chunks);
        if (crc32(bytes) === entry.crc32) resolve(bytes);
        else reject(damage(name, new Error('its checksum is another one'), path));
      });
    });
  });
}

/** A zip says everything twice, in its directory and in front of each content. Where both differ, two programs see two packages. */
function headerInFront(zip: ZipFile, entry: Entry, path: string, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    zip.readLocalFileHeader(entry, (error, header) => {
      if (error) reject(damage(name, error, path));
      else if (!header.fileName.equals(entry.fileNameRaw) || header.compressionMethod !== entry.compressionMethod) reject(damage(name, new Error('the header in front of its content says something else than the directory of the zip'), path));
      else resolve();
    });
  });
}
