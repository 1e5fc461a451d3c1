/**
 * The known key that was probably meant: one that differs in capital letters or blanks alone, else the only one that is one
 * slip away (two in names of more than eight letters). Undefined when there is none, or more than one.
 */
export function nearKey(written: string, known: Iterable<string>): string | undefined {
  const plain = bare(written);
  if (plain.length > LONGEST) return undefined;
  let best = plain.length > 8 ? 2 : 1;
  let found: string[] = [];
  for (const key of known) {
    const other = bare(key);
    if (other === plain) return key;
    if (plain.length < 4 || Math.abs(other.length - plain.length) > best) continue;
    const slips = slipsBetween(plain, other, best);
    if (slips > best) continue;
    found = slips < best ? [key] : [...found, key];
    best = slips;
  }
  return found.length === 1 ? found[0] : undefined;
}

/** No known key is longer, and a long text must not cost its square. */
const LONGEST = 48;

const bare = (key: string): string => key.replace(/[\s:]+/g, '').toLowerCase();

/** Letters to insert, take away, replace or swap with their neighbour; more than `enough` once there are more. */
function slipsBetween(one: string, other: string, enough: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, position) => position);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const before = (list: readonly number[], position: number): number => list[position] ?? 0; // rows are full: 0 is never taken
      let slips = Math.min(before(last, column) + 1, before(current, column - 1) + 1, before(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) slips = Math.min(slips, before(beforeLast, column - 2) + 1);
      current.push(slips);
    }
    if (Math.min(...current) > enough) return enough + 1;
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? 0;
}
