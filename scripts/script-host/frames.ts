/** One message between client and host: a JSON header and raw bytes. */
export interface Frame<Header> {
  readonly header: Header;
  readonly body: Buffer;
}

/** Bytes before each frame: the lengths of header and body, 4 bytes each, big-endian. */
const PREFIX_BYTES = 8;

/**
 * Encodes a frame: header length, body length, header as UTF-8 JSON, body. The .NET side reads the same shape, so this
 * comment, `FrameReader` and `FrameWriter` in host/Frames.cs are the whole protocol below the messages.
 */
export function encodeFrame(header: object, body: Uint8Array = new Uint8Array(0)): Buffer {
  const json = Buffer.from(JSON.stringify(header), 'utf8');
  const frame = Buffer.allocUnsafe(PREFIX_BYTES + json.length + body.length);
  frame.writeUInt32BE(json.length, 0);
  frame.writeUInt32BE(body.length, 4);
  frame.set(json, PREFIX_BYTES);
  frame.set(body, PREFIX_BYTES + json.length);
  return frame;
}

/** Puts frames together again from a stream that may be cut anywhere. Headers are taken as the peer's word. */
export class FrameDecoder<Header> {
  private chunks: Buffer[] = [];
  private available = 0;
  private needed = PREFIX_BYTES;

  /** Takes the next piece of the stream and returns the frames that it completes. Throws SyntaxError on a header that is no JSON. */
  push(chunk: Buffer): Frame<Header>[] {
    this.chunks.push(chunk);
    this.available += chunk.length;
    if (this.available < this.needed) return [];
    const bytes = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks);
    const frames: Frame<Header>[] = [];
    let position = 0;
    for (;;) {
      const rest = bytes.length - position;
      this.needed = rest < PREFIX_BYTES ? PREFIX_BYTES : PREFIX_BYTES + bytes.readUInt32BE(position) + bytes.readUInt32BE(position + 4);
      if (rest < this.needed) break;
      const bodyStart = position + PREFIX_BYTES + bytes.readUInt32BE(position);
      const end = position + this.needed;
      frames.push({
        // The peer is our own host, built from the same sources; its message types are what it sends.
        header: JSON.parse(bytes.toString('utf8', position + PREFIX_BYTES, bodyStart)) as Header,
        // A copy, so that one small body doesn't keep a whole pipe buffer alive.
        body: Buffer.from(bytes.subarray(bodyStart, end)),
      });
      position = end;
    }
    this.available = bytes.length - position;
    this.chunks = this.available === 0 ? [] : [bytes.subarray(position)];
    return frames;
  }
}
