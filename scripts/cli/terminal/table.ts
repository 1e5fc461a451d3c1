/** Tables for terminals: a heading, aligned columns two spaces apart, no line wider than there is room. */

export interface Column {
  readonly heading: string;
  /** A column that gives way when there is no room for all: its cells are cut, and end with an ellipsis. */
  readonly gives?: true;
  readonly right?: true;
}
/** A cell is text; `paint` colours it where colours are wanted. */
export type Cell = string | { readonly text: string; readonly colour: Colour };
export type Colour = 'red' | 'green' | 'yellow' | 'faint';

export interface Look {
  /** Columns of the terminal; absent in a pipe, where nothing is cut. */
  readonly width?: number;
  readonly colours: boolean;
}

const gap = '  ';
/** A narrower column says nothing any more. */
const narrowest = 12;
/** Select Graphic Rendition (ECMA-48). */
const codes: Readonly<Record<Colour, number>> = { red: 31, green: 32, yellow: 33, faint: 2 };

/** The lines of a table, each with its line end. */
export function table(columns: readonly Column[], rows: readonly (readonly Cell[])[], look: Look): string {
  const texts = rows.map(row => columns.map((_, index) => indented(textOf(row[index] ?? ''))));
  const widths = fitted(columns, columns.map(({ heading }, index) => Math.max(wide(heading), ...texts.map(row => wide(row[index]!)))), look.width);
  const line = (cells: readonly string[], colourOf: (index: number) => Colour | undefined): string => `${cells.map((cell, index) => {
    const cut = clipped(cell, widths[index]!);
    const space = ' '.repeat(widths[index]! - wide(cut));
    const painted = paint(cut, colourOf(index), look.colours);
    return columns[index]!.right ? space + painted : index === columns.length - 1 ? painted : painted + space;
  }).join(gap).trimEnd()}\n`;
  return [line(columns.map(({ heading }) => heading), () => 'faint'), ...texts.map((row, at) => line(row, index => colourIn(rows[at]![index])))].join('');
}

export const paint = (text: string, colour: Colour | undefined, colours: boolean): string => (colours && colour !== undefined && text !== '' ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text);

/** Cut to so many columns, with an ellipsis where something is missing. One code point counts a column: near enough for Latin text. */
export function clipped(text: string, columns: number): string {
  const points = [...text];
  return points.length <= columns ? text : `${points.slice(0, Math.max(0, columns - 1)).join('')}…`;
}

/** Without line ends and control characters, which would break the columns or steer the terminal. */
export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim();

/** Spaces in front say that a row belongs to the one above. */
const indented = (text: string): string => (/^ */.exec(text)?.[0] ?? '') + oneLine(text);

const wide = (text: string): number => [...text].length;
const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : cell.text);
const colourIn = (cell: Cell | undefined): Colour | undefined => (typeof cell === 'object' ? cell.colour : undefined);

/** The widest of the columns that give way gives first, so that all of them stay readable as long as they can. */
function fitted(columns: readonly Column[], natural: readonly number[], room: number | undefined): readonly number[] {
  const widths = [...natural];
  let excess = room === undefined ? 0 : widths.reduce((sum, width) => sum + width, gap.length * (widths.length - 1)) - room;
  for (; excess > 0; excess--) {
    const widest = widths.reduce((found, width, index) => (columns[index]!.gives && width > Math.max(narrowest, widths[found] ?? 0) ? index : found), -1);
    if (widest < 0) break;
    widths[widest]!--;
  }
  return widths;
}
