/** JSON pointers (RFC 6901), the addresses of values inside a document. */

/** One key as it is spelt inside a pointer: `~` becomes `~0`, `/` becomes `~1`. */
export const escapedPointerKey = (key: string): string =>
  (key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);

/** The keys of a pointer from the root on, unescaped; array positions stay texts. The root's pointer is empty and has none. */
export function pathOfPointer(pointer: string): readonly string[] {
  const path = pointer.split('/').slice(1);
  return pointer.includes('~') ? path.map(unescapedPointerKey) : path;
}

/** One key of a pointer, as it is in the document. */
export const unescapedPointerKey = (part: string): string => (part.includes('~') ? part.replaceAll('~1', '/').replaceAll('~0', '~') : part);
