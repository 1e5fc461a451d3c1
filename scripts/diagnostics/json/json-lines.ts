/** Lines and columns of a text, as editors count them. */

/** Both from 1; columns count UTF-16 units. */
export interface LinePosition { readonly line: number; readonly column: number }

/**
 * Answers the line and column of an offset (UTF-16 units from 0; what lies outside the text counts as its nearer end).
 * A line ends with `\n`, or with `\r\n` as its two last characters; `\r` alone is a character like others, as in JSON and
 * YAML files from current systems. The table of lines is made at the first question, so that asking nothing costs nothing.
 */
export function lineAndColumn(text: string): (offset: number) => LinePosition {
  let starts: readonly number[] | undefined;
  return offset => {
    starts ??= lineStarts(text);
    const inside = Math.min(Math.max(offset, 0), text.length);
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - starts[low]! + 1 };
  };
}

/** The offsets at which lines begin; the first is 0. */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return starts;
}
