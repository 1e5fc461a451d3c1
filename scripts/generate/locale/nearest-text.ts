/** Which text was probably meant by one that is gone: the one that shares most words with it. */

const words = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);

/** At least so much must be shared; below that two texts of one field share their common words. */
const ENOUGH = 0.5;

/** The text that shares most words (Dice's coefficient over the sets of words); undefined when none shares half of them. */
export function nearestText(gone: string, known: Iterable<string>): string | undefined {
  const own = words(gone);
  let nearest: string | undefined;
  let most = ENOUGH;
  for (const text of known) {
    const other = words(text);
    const shared = [...own].filter(word => other.has(word)).length;
    const likeness = (2 * shared) / Math.max(1, own.size + other.size);
    if (likeness < most || (likeness === most && nearest !== undefined)) continue;
    nearest = text;
    most = likeness;
  }
  return nearest;
}
