/** Where a value of a document stands in its text. */
import type { LinePosition } from './json-lines';

/** A stretch of a text: offset and length in UTF-16 units from 0; line and column, from 1, of its beginning. */
export interface TextSpan extends LinePosition { readonly offset: number; readonly length: number }

export interface JsonPlace {
  /** False when the value is not in the text: the place is that of the nearest value above it that is. */
  readonly exact: boolean;
  readonly value: TextSpan;
  /** The name with its quotes; absent for the document itself and for items of arrays. */
  readonly key?: TextSpan;
  /** What an editor marks: a scalar on one line, else the name, else the first character of the value. */
  readonly mark: TextSpan;
}

/** What was found for one pointer, before lines are counted. Ends lie after the last character. */
export interface RawPlace {
  readonly offset: number;
  end: number;
  readonly scalar: boolean;
  readonly key: { readonly offset: number; readonly end: number } | undefined;
}

/** The place of what was found; `position` answers lines and columns of the same text. */
export function placeOf(raw: RawPlace, exact: boolean, position: (offset: number) => LinePosition): JsonPlace {
  const span = (offset: number, end: number): TextSpan => ({ offset, length: end - offset, ...position(offset) });
  const value = span(raw.offset, raw.end);
  const key = raw.key && span(raw.key.offset, raw.key.end);
  return { exact, value, ...(key ? { key } : {}), mark: markOf(raw, position) };
}

/** The mark of what was found, alone. */
export function markOf({ offset, end, scalar, key }: RawPlace, position: (offset: number) => LinePosition): TextSpan {
  const { line, column } = position(offset);
  if (scalar && end > offset && position(end - 1).line === line) return { offset, length: end - offset, line, column };
  if (!key) return { offset, length: Math.min(end - offset, 1), line, column };
  const name = position(key.offset);
  return { offset: key.offset, length: key.end - key.offset, line: name.line, column: name.column };
}
