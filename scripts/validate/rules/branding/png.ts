/** Reads of a PNG what rules about icons need: its size, and the colours in its corners. No library, no more of the format than that (ISO 15948). */
import { inflateSync } from 'node:zlib';

export type Colour = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

/** What an icon file is. `corners` is undefined where they can't be decided, and `undecided` says why. */
export type Icon =
  | { readonly kind: 'other'; readonly what: string }
  | { readonly kind: 'damaged'; readonly what: string }
  | { readonly kind: 'png'; readonly width: number; readonly height: number; readonly hasAlpha: boolean; readonly corners: readonly Colour[] | undefined; readonly undecided?: string };

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** More pixels than any icon has are not unpacked: a small file could hold gigabytes of them. */
const MOST_PIXELS = 4096 * 4096;

/** Samples of a pixel by colour type: grey, -, colour, palette, grey with alpha, -, colour with alpha. */
const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

interface Header { readonly width: number; readonly height: number; readonly depth: number; readonly colourType: number; readonly interlaced: boolean }
interface Chunks { readonly header: Header; readonly palette: Uint8Array | undefined; readonly transparency: Uint8Array | undefined; readonly data: Uint8Array }

/** Reads the bytes of an icon file. Never throws. */
export function readIcon(bytes: Uint8Array): Icon {
  if (!signature.every((byte, position) => bytes[position] === byte)) return { kind: 'other', what: otherKind(bytes) };
  const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  if (typeof chunks === 'string') return { kind: 'damaged', what: chunks };
  const { header: { width, height, colourType } } = chunks;
  const corners = cornersOf(chunks);
  return {
    kind: 'png', width, height, hasAlpha: colourType === 4 || colourType === 6 || chunks.transparency !== undefined,
    ...(typeof corners === 'string' ? { corners: undefined, undecided: corners } : { corners }),
  };
}

function otherKind(bytes: Uint8Array): string {
  const begins = (...wanted: readonly number[]): boolean => wanted.every((byte, position) => bytes[position] === byte);
  if (bytes.length === 0) return 'an empty file';
  if (begins(0xff, 0xd8, 0xff)) return 'a JPEG';
  if (begins(0x47, 0x49, 0x46, 0x38)) return 'a GIF';
  if (begins(0x52, 0x49, 0x46, 0x46)) return 'a WebP';
  if (begins(0x00, 0x00, 0x01, 0x00)) return 'an ICO';
  const start = Buffer.from(bytes.subarray(0, 256)).toString('latin1').trimStart().toLowerCase();
  return start.startsWith('<svg') || start.startsWith('<?xml') ? 'an SVG' : 'no picture';
}

/** The chunks that matter, or what is wrong with them. */
function chunksOf(bytes: Buffer): Chunks | string {
  let header: Header | undefined;
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  const data: Uint8Array[] = [];
  for (let offset = signature.length; offset + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(offset);
    const type = bytes.toString('latin1', offset + 4, offset + 8);
    const content = bytes.subarray(offset + 8, offset + 8 + length);
    if (content.length < length) return 'it is cut off';
    if (type === 'IHDR') header = headerOf(content);
    else if (type === 'PLTE') palette = content;
    else if (type === 'tRNS') transparency = content;
    else if (type === 'IDAT') data.push(content);
    else if (type === 'IEND') break;
    offset += 12 + length;
  }
  if (!header) return 'it has no header';
  return data.length === 0 ? 'it has no pixels' : { header, palette, transparency, data: Buffer.concat(data) };
}

function headerOf(content: Buffer): Header | undefined {
  if (content.length < 13) return undefined;
  const header = { width: content.readUInt32BE(0), height: content.readUInt32BE(4), depth: content.readUInt8(8), colourType: content.readUInt8(9), interlaced: content.readUInt8(12) !== 0 };
  return header.width > 0 && header.height > 0 && header.colourType in samplesOf && [1, 2, 4, 8, 16].includes(header.depth) ? header : undefined;
}

/** The colours of the four corners, or why they can't be known. */
function cornersOf({ header, palette, transparency, data }: Chunks): readonly Colour[] | string {
  const { width, height, depth, colourType, interlaced } = header;
  if (interlaced) return 'it is interlaced';
  if (width * height > MOST_PIXELS) return 'it is too large';
  const bitsPerPixel = (samplesOf[colourType] ?? 0) * depth;
  const rowLength = Math.ceil((width * bitsPerPixel) / 8);
  const rows = unpacked(data, (rowLength + 1) * height);
  if (!rows) return 'its pixels can\'t be unpacked';
  unfilter(rows, height, rowLength, Math.max(1, bitsPerPixel >> 3));
  const corner = (x: number, y: number): Colour => pixelOf(rows.subarray(y * (rowLength + 1) + 1, (y + 1) * (rowLength + 1)), x, header, palette, transparency);
  return [corner(0, 0), corner(width - 1, 0), corner(0, height - 1), corner(width - 1, height - 1)];
}

/** The rows with their filter bytes; undefined where they are damaged or not of that length. */
function unpacked(data: Uint8Array, length: number): Uint8Array | undefined {
  try {
    const rows = inflateSync(data, { maxOutputLength: length });
    return rows.length === length ? rows : undefined;
  } catch {
    return undefined; // damaged, or longer than the header says
  }
}

/** Takes the filters back, in place: each byte is stored as the difference to a guess made of its neighbours. */
function unfilter(rows: Uint8Array, height: number, rowLength: number, step: number): void {
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowLength + 1) + 1;
    const filter = rows[start - 1] ?? 0;
    if (filter === 0) continue;
    for (let x = 0; x < rowLength; x += 1) {
      const here = start + x;
      const left = x >= step ? rows[here - step] ?? 0 : 0;
      const above = y > 0 ? rows[here - rowLength - 1] ?? 0 : 0;
      const corner = x >= step && y > 0 ? rows[here - rowLength - 1 - step] ?? 0 : 0;
      const guess = filter === 1 ? left : filter === 2 ? above : filter === 3 ? (left + above) >> 1 : paeth(left, above, corner);
      rows[here] = ((rows[here] ?? 0) + guess) & 0xff;
    }
  }
}

/** The neighbour that is nearest to left + above - corner. */
function paeth(left: number, above: number, corner: number): number {
  const wanted = left + above - corner;
  const [toLeft, toAbove, toCorner] = [Math.abs(wanted - left), Math.abs(wanted - above), Math.abs(wanted - corner)];
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
}

/** One pixel of a row as eight-bit samples; of sixteen bits the upper eight count. */
function pixelOf(row: Uint8Array, x: number, { depth, colourType }: Header, palette: Uint8Array | undefined, transparency: Uint8Array | undefined): Colour {
  const samples = samplesOf[colourType] ?? 1;
  const sample = (index: number): number => {
    const bit = (x * samples + index) * depth;
    return depth >= 8 ? row[bit >> 3] ?? 0 : ((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & ((1 << depth) - 1);
  };
  if (colourType === 3) {
    const index = sample(0);
    return { red: palette?.[index * 3] ?? 0, green: palette?.[index * 3 + 1] ?? 0, blue: palette?.[index * 3 + 2] ?? 0, alpha: transparency?.[index] ?? 255 };
  }
  /** Without an alpha channel one colour may be named that counts as transparent, as sixteen-bit samples. */
  const isNamed = transparency !== undefined && samples !== 2 && samples !== 4
    && Array.from({ length: samples }, (_, index) => index).every(index => (depth === 16 ? transparency[index * 2] : transparency[index * 2 + 1]) === sample(index));
  if (samples <= 2) {
    const grey = depth < 8 ? Math.round((sample(0) * 255) / ((1 << depth) - 1)) : sample(0);
    return { red: grey, green: grey, blue: grey, alpha: samples === 2 ? sample(1) : isNamed ? 0 : 255 };
  }
  return { red: sample(0), green: sample(1), blue: sample(2), alpha: samples === 4 ? sample(3) : isNamed ? 0 : 255 };
}
