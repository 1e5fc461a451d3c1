/** Findings as JSON for programs. */
import type { Diagnostic } from '../diagnostic';
import { placed, shownFile } from '../placed';
import type { PrintOptions } from './print';
import type { SourceSpan } from '../source/source-span';

/**
 * The findings as a JSON array, sorted by place: code, severity, file, line, column, length, pointer, what, why, todo,
 * related, microsoft, policy, fix. Lines and columns count from 1 and are missing where a finding has no place.
 */
export function diagnosticsAsJson(diagnostics: readonly Diagnostic[], options: Pick<PrintOptions, 'texts' | 'directory'>): string {
  return `${JSON.stringify(rowsOf(diagnostics, options), undefined, 2)}\n`;
}

/** The rows of `diagnosticsAsJson`. */
export function rowsOf(diagnostics: readonly Diagnostic[], { texts, directory }: Pick<PrintOptions, 'texts' | 'directory'>): readonly object[] {
  const position = (span: SourceSpan | undefined): object => (span ? { ...span, file: shownFile(span.file, directory) } : {});
  return placed(diagnostics, texts).map(({ diagnostic: { code, severity, what, why, todo, where, microsoft, policy, fix }, span, related }) => ({
    code, severity, ...position(span), ...(where.kind === 'file' && where.pointer !== undefined ? { pointer: where.pointer } : {}), what, why, todo,
    ...(related.length > 0 ? { related: related.map(each => ({ ...position(each.span), what: each.what })) } : {}),
    ...(microsoft ? { microsoft } : {}), ...(policy ? { policy } : {}), ...(fix ? { fix } : {}),
  }));
}
