/** Printing findings as the frames that people read in a terminal. */
import type { Diagnostic, Severity, Where } from './diagnostic';
import { namesALine } from './file-places';
import { placed, shownFile, type Placed } from './placed';
import type { SourceSpan, SourceTexts } from './source-place';

export interface PrintOptions {
  readonly texts: SourceTexts;
  /** File names are printed relative to this folder. */
  readonly directory: string;
  readonly colours: boolean;
  /** At most so many frames of one code in one file, by severity; a line says how many more there are. All when absent. */
  readonly mostOfACode?: Readonly<Record<Severity, number>>;
}

/** The findings as frames with an empty line between them, sorted by place; ends with a newline unless there are none. */
export function printDiagnostics(diagnostics: readonly Diagnostic[], options: PrintOptions): string {
  const most = ({ diagnostic: { severity } }: Placed): number => options.mostOfACode?.[severity] ?? Infinity;
  const shown = new Map<string, number>();
  const kinds = new Map<string, Placed>();
  const frames = placed(diagnostics, options.texts).flatMap(each => {
    const kind = `${each.diagnostic.code} ${each.span?.file ?? ''}`;
    const before = shown.get(kind) ?? 0;
    shown.set(kind, before + 1);
    kinds.set(kind, each);
    return before < most(each) ? [frame(each, options)] : [];
  });
  const more = [...kinds].flatMap(([kind, each]) => {
    const { diagnostic, span } = each;
    const hidden = (shown.get(kind) ?? 0) - most(each);
    return hidden > 0 ? [`${span ? `${shownFile(span.file, options.directory)}  ` : ''}and ${hidden} more of ${diagnostic.code} (${diagnostic.severity})\n`] : [];
  });
  return [...frames, ...(more.length > 0 ? [more.join('')] : [])].join('\n');
}

const severityColour: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36 };

function frame({ diagnostic, span, related }: Placed, { texts, directory, colours }: PrintOptions): string {
  const paint = (text: string, colour: number): string => (colours ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const place = span ? `${shownPlace(diagnostic.where, span, directory, texts)}  ` : '';
  const colour = severityColour[diagnostic.severity];
  const theirs = [...diagnostic.microsoft ?? [], ...diagnostic.policy ?? []];
  const { fix } = diagnostic;
  return [
    `${place}${paint(diagnostic.severity, colour)}  ${diagnostic.code}${theirs.length > 0 ? `  (${theirs.join(', ')})` : ''}`,
    ...(span && namesALine(diagnostic.where) ? excerpt(span, texts, mark => paint(mark, colour)) : []),
    ...wrapped(`${diagnostic.what} ${diagnostic.why}`, '   '),
    ...wrapped(`Do: ${diagnostic.todo}`, '   '),
    ...(fix ? [`   Fix: konektor validate ${fix.safe ? '--fix' : '--fix-unsafe (look at the change)'}`] : []),
    ...related.map(each => `   See: ${each.span ? `${shownPlace(each.where, each.span, directory, texts)}  ` : ''}${each.what}`),
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

function shownPlace(where: Where, span: SourceSpan, directory: string, texts: SourceTexts): string {
  const file = shownFile(span.file, directory);
  // Without the text there is no line, and the pointer says more than the file alone.
  if (where.kind === 'file' && where.pointer && where.line === undefined && texts.text(span.file) === undefined) return `${file}#${where.pointer}`;
  return namesALine(where) ? `${file}:${span.line}:${span.column}` : file;
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
