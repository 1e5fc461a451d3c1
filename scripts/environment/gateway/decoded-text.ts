/** A text with all its encodings undone, and where each of its characters stood. */
export interface DecodedText {
  readonly text: string;
  /** Where the character at a place of the text begins in the original; at its length, where the original ends. */
  readonly origin: (place: number) => number;
}

/** One encoded character: percent-encoded UTF-8, an escape of JSON, an entity of HTML. */
const encodedCharacter = new RegExp([
  '%[0-7][0-9a-f]', '%(?:c[2-9a-f]|d[0-9a-f])%[89ab][0-9a-f]', '%e[0-9a-f](?:%[89ab][0-9a-f]){2}', '%f[0-4](?:%[89ab][0-9a-f]){3}',
  '\\\\(?:u[0-9a-f]{4}|["\\\\/bfnrt])', '&(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#x[0-9a-f]{1,6});',
].join('|'), 'gi');

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: '\'' };
/** Nobody encodes that often; it only has to end. */
const mostLayers = 100;

/**
 * Undoes percent-encoding, escapes of JSON and entities of HTML until none is left; spaces of forms (`+`) become spaces. Two
 * texts that are encodings of one come out the same, so that a secret can be looked for whatever it went through.
 */
export function decodedText(original: string): DecodedText {
  let text = original;
  let origins: Int32Array | undefined;
  for (let layer = 0; layer < mostLayers; layer++) {
    const next = withoutLayer(text, origins);
    if (!next) break;
    ({ text, origins } = next);
  }
  const places = origins;
  return { text: text.replaceAll('+', ' '), origin: place => (places ? places[place] ?? original.length : place) };
}

function withoutLayer(text: string, origins: Int32Array | undefined): { readonly text: string; readonly origins: Int32Array } | undefined {
  const parts: string[] = [];
  // Decoding never makes a text longer.
  const places = new Int32Array(text.length + 1);
  let [done, length] = [0, 0];
  const keep = (from: number, to: number): void => {
    parts.push(text.slice(from, to));
    for (let place = from; place < to; place++) places[length++] = origins ? origins[place]! : place; // it has an entry for every character
  };
  encodedCharacter.lastIndex = 0;
  for (let match = encodedCharacter.exec(text); match; match = encodedCharacter.exec(text)) {
    keep(done, match.index);
    const character = characterOf(match[0]);
    parts.push(character);
    for (let unit = 0; unit < character.length; unit++) places[length++] = origins ? origins[match.index]! : match.index; // as above
    done = match.index + match[0].length;
  }
  if (done === 0) return undefined;
  keep(done, text.length);
  places[length] = origins ? origins[text.length]! : text.length; // the entry behind the last character
  return { text: parts.join(''), origins: places };
}

function characterOf(encoded: string): string {
  if (encoded.startsWith('%')) return Buffer.from(encoded.replaceAll('%', ''), 'hex').toString('utf8');
  if (encoded.startsWith('\\')) return /^\\u/i.test(encoded) ? String.fromCharCode(parseInt(encoded.slice(2), 16)) : escapes[encoded.slice(1).toLowerCase()] ?? encoded.slice(1);
  const name = encoded.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return entities[name] ?? encoded;
  const code = name.startsWith('#x') ? parseInt(name.slice(2), 16) : parseInt(name.slice(1), 10);
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
