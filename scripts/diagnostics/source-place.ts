/**
 * From a finding's place to the author's source: maps the raw place of a builder call through the source map of what
 * runs, parses that one file, finds the call and the property inside its object literal. Nothing of this happens
 * before a finding is printed.
 */
import { readFileSync } from 'node:fs';
import type { Where } from './diagnostic';
import { spanOfCall } from './source-place-call';
import { originalPlace } from './source-place-map';

/** A stretch of one line of a file. Line and column from 1, `length` in UTF-16 units; 0 when only the point is known. */
export interface SourceSpan { readonly file: string; readonly line: number; readonly column: number; readonly length: number }

/** The texts that finding a place needs; tests replace them. */
export interface SourceTexts {
  /** A file's text; undefined when it can't be read. */
  readonly text: (file: string) => string | undefined;
  /** The JavaScript that runs for a file, with the comment that names its source map; undefined when there is none. */
  readonly running: (file: string) => string | undefined;
}

/** What a finding's place looks like in the author's files; undefined when it belongs to no place at all. */
export function sourceSpan(where: Where, texts: SourceTexts): SourceSpan | undefined {
  if (where.kind === 'file') return { file: where.file, line: where.line ?? 1, column: where.column ?? 1, length: 0 };
  const { place, property = [] } = where;
  if (!place) return undefined;
  const original = originalPlace(place, texts);
  const source = texts.text(original.file);
  // Without a map the lines of the running JavaScript say nothing about a TypeScript text: the raw place is all there is.
  if (source === undefined || (original === place && place.file.endsWith('.ts'))) return { ...original, length: 0 };
  return spanOfCall(original, source, property) ?? { ...original, length: 0 };
}

interface Transpiler { compile(code: string, fileName: string): string }

/** The files on disk; TypeScript that the loader transpiles is transpiled once more, which gives the same text and map. */
export function sourceTextsOnDisk(): SourceTexts {
  const text = (file: string): string | undefined => {
    try { return readFileSync(file, 'utf8'); } catch { return undefined; }
  };
  return {
    text,
    running: file => {
      const code = text(file);
      if (code === undefined || !/\.[cm]?tsx?$/.test(file)) return code;
      // ts-node publishes its registered service under this symbol (ts-node, REGISTER_INSTANCE); its type is not global.
      const transpiler = (process as unknown as Record<symbol, Transpiler | undefined>)[Symbol.for('ts-node.register.instance')];
      return transpiler?.compile(code, file);
    },
  };
}
