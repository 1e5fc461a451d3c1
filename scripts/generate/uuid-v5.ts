import { createHash } from 'node:crypto';

/** The namespace of names that are addresses (RFC 9562, appendix). */
export const urlNamespace = '6ba7b811-9dad-11d1-80b4-00c04fd430c8';

/**
 * The UUID of a name within a namespace (RFC 9562, version 5), in small letters: the same name always has the same one.
 * `namespace` is a UUID with hyphens.
 */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name, 'utf8').digest().subarray(0, 16);
  hash[6] = (hash[6]! & 0x0f) | 0x50; // sixteen bytes are there
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
