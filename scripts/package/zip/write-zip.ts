/**
 * Zips with the same bytes wherever they are made. The deflating is fflate's, which is JavaScript: a runtime's own zlib
 * differs between versions and processors. The container is written here, because fflate's streams put sizes behind the
 * content, where some readers of stored entries don't look, and take the time of day in the zone of the machine.
 */
import { crc32 } from 'node:zlib';
import { deflateSync } from 'fflate';
import { PackageError } from '../package-error';
import type { PackageFile } from '../package-file';

interface Record { readonly name: Uint8Array; readonly method: 0 | 8; readonly crc: number; readonly packed: number; readonly size: number; readonly offset: number }

/** The oldest date that a zip can name (1980-01-01 00:00), in MS-DOS form: the content says what changed, not the clock. */
const DATE = 0x0021;
const VERSION = 20;
const UTF8_NAMES = 0x0800;
const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
/** The largest offset and size that 32 bits hold, less room for the directory. */
const LARGEST = 0xf000_0000;
/** Zips inside are packed already. */
const isPacked = (path: string): boolean => path.endsWith('.zip');

/**
 * The bytes of a zip, in pieces: entries in the order given, no entries for folders, fixed date, names in UTF-8, sizes in
 * front of the content. Only one entry's content is held at a time. Throws PackageError for what no reader could tell apart
 * or hold: a path twice (letter case does not count), more than 65,535 entries, 4 GB and more.
 */
export async function* zipChunks(files: readonly PackageFile[]): AsyncGenerator<Uint8Array> {
  refuseTwice(files);
  const records: Record[] = [];
  let offset = 0;
  for (const file of files) {
    const content = await file.read();
    const packed = isPacked(file.path) ? undefined : deflated(content);
    const useful = packed !== undefined && packed.length < content.length;
    const written = useful ? packed : content;
    const record: Record = { name: Buffer.from(file.path, 'utf8'), method: useful ? 8 : 0, crc: crc32(content), packed: written.length, size: content.length, offset };
    if (offset + record.name.length + written.length > LARGEST) throw new PackageError('zip-entry-size', `With ${file.path} the zip would have more than 4 GB, which this form of zips can't hold. Leave something out.`, file.path);
    const head = localHeader(record);
    yield head;
    yield written;
    offset += head.length + written.length;
    records.push(record);
  }
  const directory = Buffer.concat(records.map(centralHeader));
  yield directory;
  yield end(records.length, directory.length, offset);
}

/** The whole zip at once. */
export async function zipBytes(files: readonly PackageFile[]): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of zipChunks(files)) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function refuseTwice(files: readonly PackageFile[]): void {
  if (files.length > 0xffff) throw new PackageError('zip-too-many', `A zip holds 65,535 files, and these are ${files.length}. Leave something out.`);
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path.toLowerCase())) throw new PackageError('zip-entry-twice', `${path} would be in the zip twice. Two things have the same name, but for its letter case at most; give one of them another name.`, path);
    seen.add(path.toLowerCase());
  }
}

// One definition lands in several packages of a run; it is deflated once.
const known = new WeakMap<Uint8Array, Uint8Array>();
function deflated(content: Uint8Array): Uint8Array {
  const before = known.get(content);
  if (before) return before;
  const packed = deflateSync(content, { level: 6 });
  known.set(content, packed);
  return packed;
}

/** What local and central headers share, from "version needed" on. */
const shared = ({ name, method, crc, packed, size }: Record): readonly number[] => [
  ...u16(VERSION), ...u16(UTF8_NAMES), ...u16(method), ...u16(0), ...u16(DATE), ...u32(crc), ...u32(packed), ...u32(size), ...u16(name.length), ...u16(0),
];
const localHeader = (record: Record): Uint8Array => Buffer.concat([Buffer.from([...u32(LOCAL), ...shared(record)]), record.name]);
const centralHeader = (record: Record): Uint8Array => Buffer.concat([
  Buffer.from([...u32(CENTRAL), ...u16(VERSION), ...shared(record), ...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(record.offset)]), record.name,
]);
const end = (count: number, size: number, offset: number): Uint8Array => Buffer.from([...u32(END), ...u16(0), ...u16(0), ...u16(count), ...u16(count), ...u32(size), ...u32(offset), ...u16(0)]);

const u16 = (value: number): readonly number[] => [value & 0xff, (value >>> 8) & 0xff];
const u32 = (value: number): readonly number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
