/** Puts the certain repairs of a damaged text into it. */
import type { Damage } from '../subject';

/**
 * The text with every damage mended that has a repair; the others stay. When none is left the result is strict JSON with
 * the value that was read. Written as UTF-8 without byte-order mark, it has a sound encoding too.
 */
export function repaired(text: string, damage: readonly Damage[]): string {
  const pieces: string[] = [];
  let done = 0;
  const ordered = [...damage].sort((one, other) => one.offset - other.offset || one.length - other.length);
  for (const { offset, length, repair } of ordered) {
    if (repair === undefined || offset < done) continue; // inside what another repair has replaced
    pieces.push(text.slice(done, offset), repair);
    done = offset + length;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
