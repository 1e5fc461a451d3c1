import { crc32, deflateRawSync } from 'node:zlib';

/** One entry of a zip that no honest program makes: every field can lie. */
export interface CraftedEntry {
  readonly name: string | Uint8Array;
  readonly content?: Uint8Array | string;
  /** Stored when left out. */
  readonly method?: number;
  readonly flags?: number;
  readonly declaredSize?: number;
  readonly crc?: number;
  /** Unix mode, such as 0o120777 for a link. */
  readonly mode?: number;
  /** The name in front of the content; the one of the directory when left out. Of the same length. */
  readonly frontName?: string;
}

/** A zip of these entries, by APPNOTE.TXT, with what they say about themselves. */
export function craftedZip(entries: readonly CraftedEntry[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const name = typeof entry.name === 'string' ? Buffer.from(entry.name, 'utf8') : Buffer.from(entry.name);
    const content = Buffer.from(entry.content ?? '');
    const packed = entry.method === 8 ? deflateRawSync(content) : content;
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(entry.flags ?? 0x800, 2);
    shared.writeUInt16LE(entry.method ?? 0, 4);
    shared.writeUInt16LE(0x21, 8);
    shared.writeUInt32LE(entry.crc ?? crc32(content), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(entry.declaredSize ?? content.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), shared, entry.frontName === undefined ? name : Buffer.from(entry.frontName, 'utf8'), packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0) << 16) >>> 0, 6);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, entry.mode === undefined ? 0 : 3]), shared, tail, name]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 0, 'latin1');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}
