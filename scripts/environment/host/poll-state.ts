import { createHash } from 'node:crypto';
import type { JsonObject } from '../json';

const prefix = 'v1.';
const digestBytes = 8;
const checksumBytes = 4;
const kinds: Readonly<Record<number, 'crossing' | 'newItems'>> = { 1: 'crossing', 2: 'newItems' };
/** Hours of listed items count from this long before the position (see seen-items.cs). */
const hoursBefore = 26;
const hourMs = 3_600_000;
const ticksPerMs = 10_000n;
/** Ticks of .NET at the beginning of 1970. */
const unixTicks = 621_355_968_000_000_000n;
const identityBytes = 6;

/**
 * The state of a polling trigger that Konektor generated, out of its text: `v1.` and base64url of what
 * generate/custom-code/poll-state.cs writes. Undefined for any other text, and for a damaged one.
 */
export function readPollState(text: string): JsonObject | undefined {
  if (!text.startsWith(prefix) || !/^[A-Za-z0-9_-]+$/.test(text.slice(prefix.length))) return undefined;
  const bytes = Buffer.from(text.slice(prefix.length), 'base64url');
  if (bytes.length <= digestBytes + checksumBytes) return undefined;
  const content = bytes.subarray(0, -checksumBytes);
  if (!createHash('sha256').update(content).digest().subarray(0, checksumBytes).equals(bytes.subarray(-checksumBytes))) return undefined;
  try {
    return stateIn(new Reader(content));
  } catch (error) {
    if (error instanceof RangeError) return undefined; // shorter than it says
    throw error;
  }
}

function stateIn(reader: Reader): JsonObject | undefined {
  const kind = kinds[reader.byte()];
  if (kind === undefined) return undefined;
  const inputsDigest = reader.bytes(digestBytes).toString('hex');
  const marks = reader.byte();
  const [seeded, hasTime, historyIncomplete, hasLast] = [1, 2, 4, 8].map(mark => (marks & mark) !== 0);
  const otherPathForms = reader.byte();
  const windowHint = reader.uint16();
  const time = hasTime ? reader.instant() : undefined;
  const last = hasLast ? { at: iso(reader.instant()), value: reader.decimal() } : undefined;
  const seen = kind === 'newItems' && seeded && time !== undefined ? seenIn(reader, time) : undefined;
  return {
    kind, seeded: seeded === true, ...(time === undefined ? {} : { [seeded ? 'lastSuccessfulPoll' : 'countsFrom']: iso(time) }), ...(last ? { last } : {}), ...(seen ? { seen } : {}),
    historyIncomplete: historyIncomplete === true, windowHint, otherPathForms, inputsDigest,
  };
}

/** What was told already: listed by hash and hour, and beyond a count, as a sketch up to an item. */
function seenIn(reader: Reader, position: number): JsonObject {
  const firstHour = Math.ceil(position / hourMs) - hoursBefore;
  const items = Array.from({ length: reader.byte() }, () => ({ hash: reader.bytes(identityBytes).toString('hex'), endedBy: iso((firstHour + reader.byte()) * hourMs) }));
  const columns = reader.byte();
  if (columns === 0) return { items };
  return { items, settledUntil: { at: iso(reader.instant()), id: reader.bytes(reader.byte()).toString('utf8') }, sketchColumns: columns };
}

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Little-endian, as .NET's BinaryReader. Reading past the end is a RangeError. */
class Reader {
  private at = 0;

  constructor(private readonly content: Buffer) {}

  byte(): number { return this.content.readUInt8(this.moved(1)); }
  uint16(): number { return this.content.readUInt16LE(this.moved(2)); }
  instant(): number { return Number((this.content.readBigInt64LE(this.moved(8)) - unixTicks) / ticksPerMs); }

  bytes(count: number): Buffer {
    const start = this.moved(count);
    return this.content.subarray(start, start + count);
  }

  /** Exactly, as text: a decimal of .NET has more digits than a number here. */
  decimal(): string {
    const [low, middle, high] = [this.uint32(), this.uint32(), this.uint32()].map(BigInt) as [bigint, bigint, bigint]; // three by construction
    const flags = this.uint32();
    const digits = ((high << 64n) | (middle << 32n) | low).toString();
    const scale = (flags >>> 16) & 0xff;
    const padded = digits.padStart(scale + 1, '0');
    return `${flags >>> 31 === 1 ? '-' : ''}${scale === 0 ? padded : `${padded.slice(0, -scale)}.${padded.slice(-scale)}`}`;
  }

  private uint32(): number { return this.content.readUInt32LE(this.moved(4)); }

  private moved(count: number): number {
    const start = this.at;
    if (start + count > this.content.length) throw new RangeError('The state is shorter than it says.');
    this.at += count;
    return start;
  }
}
