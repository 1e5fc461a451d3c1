/** Findings with their places resolved, in the order in which they are printed. */
import { relative } from 'node:path';
import type { Diagnostic, Where } from './diagnostic';
import { spansOf } from './file-places';
import type { SourceTexts } from './source/source-texts';
import type { SourceSpan } from './source/source-span';

export interface Placed {
  readonly diagnostic: Diagnostic;
  readonly span: SourceSpan | undefined;
  readonly related: readonly { readonly what: string; readonly where: Where; readonly span: SourceSpan | undefined }[];
}

/** Resolves all places (one pass over each file) and sorts by file, line, column, code. */
export function placed(diagnostics: readonly Diagnostic[], texts: SourceTexts): readonly Placed[] {
  const spanOf = spansOf(diagnostics.flatMap(({ where, related = [] }) => [where, ...related.map(each => each.where)]), texts);
  return diagnostics.map(diagnostic => ({
    diagnostic, span: spanOf(diagnostic.where),
    related: (diagnostic.related ?? []).map(each => ({ ...each, span: spanOf(each.where) })),
  })).sort(byPlace);
}

function byPlace(one: Placed, other: Placed): number {
  return compareText(one.span?.file ?? '', other.span?.file ?? '')
    || (one.span?.line ?? 0) - (other.span?.line ?? 0) || (one.span?.column ?? 0) - (other.span?.column ?? 0)
    || compareText(one.diagnostic.code, other.diagnostic.code) || compareText(one.diagnostic.what, other.diagnostic.what);
}
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** A file relative to a folder when it lies in it, with slashes on every system, so that a place reads the same everywhere. */
export function shownFile(file: string, directory: string): string {
  const shown = relative(directory, file);
  return (shown === '' || shown.startsWith('..') ? file : shown).replaceAll('\\', '/');
}
