/** A stretch of one line of a file. Line and column from 1, `length` in UTF-16 units; 0 when only the point is known. */
export interface SourceSpan { readonly file: string; readonly line: number; readonly column: number; readonly length: number }
