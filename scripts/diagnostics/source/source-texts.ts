/** The texts of the author's files, and the JavaScript that runs for them. */
import { readFileSync } from 'node:fs';

/** The texts that finding a place needs; tests replace them. */
export interface SourceTexts {
  /** A file's text; undefined when it can't be read. */
  readonly text: (file: string) => string | undefined;
  /** The JavaScript that runs for a file, with the comment that names its source map; undefined when there is none. */
  readonly running: (file: string) => string | undefined;
  /** True for a file that is known to be strict JSON, which saves parsing it again. */
  readonly isSound?: (file: string) => boolean;
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
