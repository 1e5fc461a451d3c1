/** Which of the known names was probably meant by one that is not known. */

/** The nearest name, to ask "Did you mean …?"; undefined when none is near (a third of its letters, two at least, capitals aside). */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  const small = written.slice(0, LONGEST).toLowerCase();
  let nearest: string | undefined;
  let least = Infinity;
  for (const name of known) {
    const enough = Math.min(Math.max(2, Math.floor(name.length / 3)), name.length - 1, least - 1);
    const slips = slipsBetween(small, name.toLowerCase(), enough);
    if (slips > enough) continue;
    nearest = name;
    least = slips;
  }
  return nearest;
}

/**
 * The name that was meant so certainly that it may be written in its place: one that differs in capital letters, blanks or
 * colons alone, else the only one that is one slip away (two in names of more than eight letters). Undefined when there is
 * none, or more than one.
 */
export function misspeltName(written: string, known: Iterable<string>): string | undefined {
  const plain = bare(written);
  if (plain.length > LONGEST) return undefined;
  let best = plain.length > 8 ? 2 : 1;
  let found: string[] = [];
  for (const name of known) {
    const other = bare(name);
    if (other === plain) return name;
    if (plain.length < 4) continue;
    const slips = slipsBetween(plain, other, best);
    if (slips > best) continue;
    found = slips < best ? [name] : [...found, name];
    best = slips;
  }
  return found.length === 1 ? found[0] : undefined;
}

/** Names are shorter than that, and a long text must not cost its square. */
const LONGEST = 48;

const bare = (name: string): string => name.replace(/[\s:]+/g, '').toLowerCase();

/** Letters to insert, take away, replace or swap with their neighbour (optimal string alignment); more than `enough` once there are more. */
function slipsBetween(one: string, other: string, enough: number): number {
  if (Math.abs(one.length - other.length) > enough) return enough + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, position) => position);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let slips = Math.min(at(last, column) + 1, at(current, column - 1) + 1, at(last, column - 1) + (same ? 0 : 1));
      if (row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]) slips = Math.min(slips, at(beforeLast, column - 2) + 1);
      current.push(slips);
      if (slips < smallest) smallest = slips;
    }
    if (smallest > enough) return enough + 1;
    beforeLast = last;
    last = current;
  }
  return at(last, other.length);
}

const at = (row: readonly number[], column: number): number => row[column] ?? 0; // rows are full: 0 is never taken
