/**
 * From a finding's place to the author's source: maps the raw place of a builder call through the source map of what
 * runs, parses that one file, finds the call and the property inside its object literal. Nothing of this happens
 * before a finding is printed.
 */
import { readFileSync } from 'node:fs';
import type { Where } from '../diagnostic';
import { originalPlace } from './source-place-map';

/** A stretch of one line of a file. Line and column from 1, `length` in UTF-16 units; 0 when only the point is known. */
export interface SourceSpan { readonly file: string; readonly line: number; readonly column: number; readonly length: number }

/** The texts that finding a place needs; tests replace them. */
export interface SourceTexts {
  /** A file's text; undefined when it can't be read. */
  readonly text: (file: string) => string | undefined;
  /** The JavaScript that runs for a file, with the comment that names its source map; undefined when there is none. */
  readonly running: (file: string) => string | undefined;
  /** True for a file that is known to be strict JSON, which saves parsing it again. */
  readonly isSound?: (file: string) => boolean;
}

/** Where a builder call of the model stands in the author's files; undefined when that is not known, and for places in files (`file-places.ts`). */
export function sourceSpan(where: Where, texts: SourceTexts): SourceSpan | undefined {
  if (where.kind === 'file') return undefined;
  const { place, property = [] } = where;
  if (!place) return undefined;
  const original = originalPlace(place, texts);
  const source = texts.text(original.file);
  // Without a map the lines of the running JavaScript say nothing about a TypeScript text: the raw place is all there is.
  if (source === undefined || (original === place && place.file.endsWith('.ts'))) return { ...original, length: 0 };
  // The TypeScript parser is large; who has no finding never loads it.
  const { spanOfCall } = require('./source-place-call') as typeof import('./source-place-call'); // require gives no type of its own
  return spanOfCall(original, source, property) ?? { ...original, length: 0 };
}

type Transpile = (code: string, file: string) => string;

/**
 * The files on disk, each read once; TypeScript that the loader transpiles is transpiled once more, which gives the same
 * text and map.
 */
export function sourceTextsOnDisk(): SourceTexts {
  const text = once((file: string): string | undefined => {
    try { return readFileSync(file, 'utf8'); } catch { return undefined; }
  });
  return {
    text,
    running: once(file => {
      const code = text(file);
      if (code === undefined || !/\.[cm]?tsx?$/.test(file)) return code;
      // Both loaders (scripts/*.js) publish how they transpile under this symbol; its type is not global.
      const transpile = (process as unknown as Record<symbol, Transpile | undefined>)[Symbol.for('konektor.transpile')];
      return transpile?.(code, file);
    }),
  };
}

/** The same answer for the same file: a build may have hundreds of findings in one. */
function once<T>(of: (file: string) => T): (file: string) => T {
  const known = new Map<string, T>();
  return file => {
    if (!known.has(file)) known.set(file, of(file));
    return known.get(file) as T; // just put there
  };
}
