/** The places of findings in files: all pointers into one file are placed in one pass over its text. */
import type { Where } from './diagnostic';
import { lineAndColumn } from './json/json-lines';
import type { TextSpan } from './json/json-place';
import { marksInJson } from './json/json-places';
import { placesInYaml } from './json/json-places-yaml';
import { sourceSpan } from './source/source-place';
import type { SourceTexts } from './source/source-texts';
import type { SourceSpan } from './source/source-span';

type FileWhere = Extract<Where, { readonly kind: 'file' }>;

/**
 * Answers for each of the given places where it is; undefined for a place that is nowhere. A pointer into a file that
 * can't be read, and a file as a whole, answer line 1, column 1, length 0.
 */
export function spansOf(wheres: readonly Where[], texts: SourceTexts): (where: Where) => SourceSpan | undefined {
  const pointers = new Map<string, Set<string>>();
  for (const where of wheres) {
    if (where.kind !== 'file' || where.pointer === undefined || where.line !== undefined) continue;
    const known = pointers.get(where.file);
    if (known) known.add(where.pointer); else pointers.set(where.file, new Set([where.pointer]));
  }
  const placed = new Map([...pointers].map(([file, wanted]) => [file, marksIn(file, wanted, texts)] as const));
  const lines = new Map<string, ReturnType<typeof lineAndColumn> | undefined>();
  const linesOf = (file: string): ReturnType<typeof lineAndColumn> | undefined => {
    if (!lines.has(file)) { const text = texts.text(file); lines.set(file, text === undefined ? undefined : lineAndColumn(text)); }
    return lines.get(file);
  };
  return where => {
    if (where.kind === 'model') return sourceSpan(where, texts);
    return spanInFile(where, placed.get(where.file), linesOf);
  };
}

function spanInFile(where: FileWhere, placed: ReturnType<typeof marksIn>, linesOf: (file: string) => ReturnType<typeof lineAndColumn> | undefined): SourceSpan {
  const { file } = where;
  if (where.offset !== undefined) {
    const position = linesOf(file)?.(where.offset);
    return position ? { file, ...position, length: where.length ?? 0 } : { file, line: 1, column: 1, length: 0 };
  }
  if (where.line === undefined && where.pointer !== undefined) {
    const mark = placed?.get(where.pointer);
    if (mark) return { file, line: mark.line, column: mark.column, length: mark.length };
  }
  return { file, line: where.line ?? 1, column: where.column ?? 1, length: where.length ?? 0 };
}

function marksIn(file: string, pointers: ReadonlySet<string>, texts: SourceTexts): ReadonlyMap<string, TextSpan> | undefined {
  const text = texts.text(file);
  if (text === undefined) return undefined;
  if (/\.ya?ml$/i.test(file)) return new Map(Array.from(placesInYaml(text, pointers), ([pointer, { mark }]) => [pointer, mark]));
  return marksInJson(text, pointers, texts.isSound?.(file) === true ? 'sound' : 'unknown');
}

/** Whether a place names more than the file: only then an excerpt makes sense. */
export const namesALine = (where: Where): boolean =>
  where.kind === 'model' || where.offset !== undefined || where.line !== undefined || (where.pointer !== undefined && where.pointer !== '');
