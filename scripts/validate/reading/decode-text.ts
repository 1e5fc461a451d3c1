/** From the bytes of a file to its text, whatever its encoding. */
import { isAscii, isUtf8 } from 'node:buffer';
import type { Damage } from '../subject';

/** A text without byte-order mark, and what its encoding does to programs that expect plain UTF-8. */
export interface DecodedText { readonly text: string; readonly damage: readonly Damage[] }

/**
 * Decodes a file. UTF-8 is what the platform's tools expect; a byte-order mark and UTF-16 are noted and taken off, so that
 * the text written back as UTF-8 is repaired: such damage covers nothing (offset 0, length 0, repair empty) and its detail
 * names the encoding. Bytes that are no UTF-8 are read as windows-1252, the encoding of most older editors; that damage
 * covers the first such character, with a repair only where nothing else in the file speaks for another encoding.
 * Offsets count in the text that is answered.
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const utf16 = utf16Of(bytes);
  if (utf16) return { text: new TextDecoder(utf16.label).decode(bytes), damage: [{ kind: 'wrong-encoding', offset: 0, length: 0, detail: utf16.name, repair: '' }] };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const content = Buffer.from(bytes.buffer, bytes.byteOffset + (marked ? 3 : 0), bytes.byteLength - (marked ? 3 : 0));
  const mark: readonly Damage[] = marked ? [{ kind: 'byte-order-mark', offset: 0, length: 0, detail: 'UTF-8', repair: '' }] : [];
  if (content.length <= INSIDE && isAscii(content)) return { text: content.toString('latin1'), damage: mark }; // the same, in a third of the time
  if (isUtf8(content)) return { text: content.toString('utf8'), damage: mark };
  const { text, damage } = mixed(content);
  return { text, damage: [...mark, damage] };
}

/** Texts in latin1 that are longer come to lie outside of V8's heap, where it does not see how many wait to be collected. */
const INSIDE = 1_000_000;

/** By its byte-order mark, or because every other one of the first four bytes is zero, as in every JSON text in UTF-16. */
function utf16Of(bytes: Uint8Array): { readonly label: string; readonly name: string } | undefined {
  const little = { label: 'utf-16le', name: 'UTF-16LE' };
  const big = { label: 'utf-16be', name: 'UTF-16BE' };
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return little;
  if (first === 0xfe && second === 0xff) return big;
  if (!first === !second || !first !== !third || !second !== !fourth || bytes.length < 4) return undefined;
  return first === 0 ? big : little;
}

/** windows-1252 from 0x80 to 0x9F; the five that it leaves open are U+FFFD. */
const WINDOWS = '€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ';

const windowsCharacter = (byte: number): string => (byte < 0xa0 ? WINDOWS.charAt(byte - 0x80) : String.fromCharCode(byte));

/** UTF-8 as far as it goes, and windows-1252 for every byte that is none. */
function mixed(bytes: Buffer): { readonly text: string; readonly damage: Damage } {
  const pieces: string[] = [];
  let begin = 0;
  let first: { readonly offset: number; readonly character: string } | undefined;
  let length = 0;
  let severalBytes = false;
  let open = false;
  for (let at = 0; at < bytes.length;) {
    const width = sequenceWidth(bytes, at);
    if (width > 1) severalBytes = true;
    if (width > 0) { at += width; continue; }
    const good = bytes.toString('utf8', begin, at);
    const character = windowsCharacter(bytes[at]!); // at < length
    if (character === '\ufffd') open = true;
    first ??= { offset: length + good.length, character };
    pieces.push(good, character);
    length += good.length + 1;
    begin = ++at;
  }
  pieces.push(bytes.toString('utf8', begin));
  const { offset, character } = first ?? { offset: 0, character: '' }; // the caller has found a bad byte
  return {
    text: pieces.join(''),
    damage: { kind: 'wrong-encoding', offset, length: character.length, detail: open ? 'neither UTF-8 nor windows-1252' : 'windows-1252', ...(open || severalBytes ? {} : { repair: character }) },
  };
}

/** How many bytes the UTF-8 character at `at` takes (RFC 3629: shortest form, no surrogates); 0 when none begins there. */
function sequenceWidth(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!; // the caller stays inside
  if (lead < 0x80) return 1;
  const width = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  return width > 0 && isUtf8(bytes.subarray(at, at + width)) ? width : 0;
}
