/** A seeded source of pseudo-random values; the same seed gives the same sequence on every machine. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number in [low, high], both included. */
  between(low: number, high: number): number;
  /** One item of a list that is not empty. */
  pick<T>(items: readonly [T, ...T[]]): T;
}

/** 32-bit FNV-1a hash of a text's UTF-16 code units, finished with an avalanche so that close texts lie far apart. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** A generator (a 32-bit counter with an avalanche) seeded by any text; independent texts give independent sequences. */
export function createRandom(seed: string): Random {
  let counter = hashText(seed);
  const next = (): number => {
    counter = (counter + 0x9e3779b9) >>> 0;
    let value = counter;
    value = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
    value = Math.imul(value ^ (value >>> 15), 0x735a2d97);
    return ((value ^ (value >>> 15)) >>> 0) / 0x1_0000_0000;
  };
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] ?? items[0],
  };
}

/** A version-4 shaped uuid that depends on the text alone, so that a name always has the same id. */
export function uuidOf(text: string): string {
  const digits = [0, 1, 2, 3].map((part) => hashText(`${part}|${text}`).toString(16).padStart(8, '0')).join('');
  const variant = '89ab'[hashText(`variant|${text}`) % 4] ?? '8';
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-4${digits.slice(13, 16)}-${variant}${digits.slice(17, 20)}-${digits.slice(20, 32)}`;
}
