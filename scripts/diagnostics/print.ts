/** Printing findings: the frame that people read in a terminal, and JSON for programs. */
import { relative } from 'node:path';
import type { Diagnostic, Severity, Where } from './diagnostic';
import { sourceSpan, type SourceSpan, type SourceTexts } from './source-place';

export interface PrintOptions {
  readonly texts: SourceTexts;
  /** File names are printed relative to this folder. */
  readonly directory: string;
  readonly colours: boolean;
}

/** A finding with its place resolved to the author's files. */
interface Placed { readonly diagnostic: Diagnostic; readonly span: SourceSpan | undefined }

/** The findings as frames with an empty line between them, sorted by place; ends with a newline unless there are none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  return placed(diagnostics, options.texts).map(each => frame(each, options)).join('\n');
}

/** The findings as a JSON array, sorted by place: code, severity, file, line, column, length, what, why, todo, related. */
export function diagnosticsAsJson(diagnostics: readonly Diagnostic[], options: Pick<PrintOptions, 'texts' | 'directory'>): string {
  const position = (span: SourceSpan | undefined): object => (span ? { ...span, file: shownFile(span.file, options.directory) } : {});
  const rows = placed(diagnostics, options.texts).map(({ diagnostic: { code, severity, what, why, todo, where, related }, span }) => ({
    code, severity, ...position(span), ...(where.kind === 'file' && where.pointer !== undefined ? { pointer: where.pointer } : {}), what, why, todo,
    ...(related ? { related: related.map(each => ({ ...position(sourceSpan(each.where, options.texts)), what: each.what })) } : {}),
  }));
  return `${JSON.stringify(rows, undefined, 2)}\n`;
}

function placed(diagnostics: readonly Diagnostic[], texts: SourceTexts): readonly Placed[] {
  return diagnostics.map(diagnostic => ({ diagnostic, span: sourceSpan(diagnostic.where, texts) })).sort(byPlace);
}

function byPlace(one: Placed, other: Placed): number {
  const file = (each: Placed): string => each.span?.file ?? '';
  return compareText(file(one), file(other)) || (one.span?.line ?? 0) - (other.span?.line ?? 0) || (one.span?.column ?? 0) - (other.span?.column ?? 0)
    || compareText(one.diagnostic.code, other.diagnostic.code);
}
const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const severityColour: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36 };

function frame({ diagnostic, span }: Placed, { texts, directory, colours }: PrintOptions): string {
  const paint = (text: string, colour: number): string => (colours ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const pointer = diagnostic.where.kind === 'file' && diagnostic.where.line === undefined ? diagnostic.where.pointer : undefined;
  const place = span ? `${shownPlace(diagnostic.where, span, directory)}${pointer ? `#${pointer}` : ''}  ` : '';
  const colour = severityColour[diagnostic.severity];
  return [
    `${place}${paint(diagnostic.severity, colour)}  ${diagnostic.code}`,
    ...(span && (diagnostic.where.kind === 'model' || diagnostic.where.line !== undefined) ? excerpt(span, texts, mark => paint(mark, colour)) : []),
    ...wrapped(`${diagnostic.what} ${diagnostic.why}`, '   '),
    ...wrapped(`Do: ${diagnostic.todo}`, '   '),
    ...(diagnostic.related ?? []).map(each => {
      const other = sourceSpan(each.where, texts);
      return `   See: ${other ? `${shownPlace(each.where, other, directory)}  ` : ''}${each.what}`;
    }),
    '',
  ].join('\n');
}

const WIDTH = 100;

/** Lines of whole words; a word longer than a line stays whole, because it may be an address to copy. */
function wrapped(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= WIDTH) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${indent}${word}`);
  }
  return lines;
}

function shownPlace(where: Where, span: SourceSpan, directory: string): string {
  const file = shownFile(span.file, directory);
  return where.kind === 'file' && where.line === undefined ? file : `${file}:${span.line}:${span.column}`;
}

/** Slashes on every system, so that a place reads the same everywhere. */
function shownFile(file: string, directory: string): string {
  const shown = relative(directory, file);
  return (shown === '' || shown.startsWith('..') ? file : shown).replaceAll('\\', '/');
}

const GUTTER = 4;

/** The source line with a mark below; nothing when the file can't be read or the finding names no line. */
function excerpt(span: SourceSpan, texts: SourceTexts, paint: (mark: string) => string): readonly string[] {
  const line = texts.text(span.file)?.split(/\r?\n/)[span.line - 1];
  if (line === undefined) return [];
  const { from, length } = insideQuotes(line, span.column - 1, span.length);
  // Tabs stay tabs, so that the mark stands below what it marks at any tab width.
  const indent = line.slice(0, from).replace(/[^\t]/g, ' ');
  return [
    `${String(span.line).padStart(GUTTER)} │ ${line}`,
    `${' '.repeat(GUTTER)} │ ${indent}${paint(length > 1 ? '─'.repeat(length) : '^')}`,
  ];
}

function insideQuotes(line: string, from: number, length: number): { readonly from: number; readonly length: number } {
  const first = line[from];
  const quoted = length > 3 && (first === "'" || first === '"' || first === '`') && line[from + length - 1] === first;
  return quoted ? { from: from + 1, length: length - 2 } : { from, length };
}
