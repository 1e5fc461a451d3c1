/** Printing findings as the frames that people read in a terminal. */
import type { Diagnostic, Severity, Where } from '../diagnostic';
import { excerpt, LinesOfFiles, visible } from './excerpt';
import { namesALine } from '../file-places';
import { placed, shownFile, type Placed } from '../placed';
import type { SourceTexts } from '../source/source-texts';
import type { SourceSpan } from '../source/source-span';

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
  const lines = new LinesOfFiles();
  const shown = new Map<string, number>();
  const kinds = new Map<string, Placed>();
  const frames = placed(diagnostics, options.texts).flatMap(each => {
    const kind = `${each.diagnostic.code} ${each.span?.file ?? ''}`;
    const before = shown.get(kind) ?? 0;
    shown.set(kind, before + 1);
    kinds.set(kind, each);
    return before < most(each) ? [frame(each, options, lines)] : [];
  });
  const more = [...kinds].flatMap(([kind, each]) => {
    const { diagnostic, span } = each;
    const hidden = (shown.get(kind) ?? 0) - most(each);
    return hidden > 0 ? [`${span ? `${shownFile(span.file, options.directory)}  ` : ''}and ${hidden} more of ${diagnostic.code} (${diagnostic.severity})\n`] : [];
  });
  return [...frames, ...(more.length > 0 ? [more.join('')] : [])].join('\n');
}

const severityColour: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 36 };

function frame({ diagnostic, span, related }: Placed, { texts, directory, colours }: PrintOptions, lines: LinesOfFiles): string {
  const paint = (text: string, colour: number): string => (colours ? `\u001b[${colour}m${text}\u001b[0m` : text);
  const place = span ? `${shownPlace(diagnostic.where, span, directory, texts)}  ` : '';
  const colour = severityColour[diagnostic.severity];
  const theirs = [...diagnostic.microsoft ?? [], ...diagnostic.policy ?? []];
  const { fix } = diagnostic;
  return [
    `${place}${paint(diagnostic.severity, colour)}  ${diagnostic.code}${theirs.length > 0 ? `  (${theirs.join(', ')})` : ''}`,
    ...(span && namesALine(diagnostic.where) ? excerpt(span, texts, lines, mark => paint(mark, colour)) : []),
    ...wrapped(visible(`${diagnostic.what} ${diagnostic.why}`), '   '),
    ...wrapped(visible(`Do: ${diagnostic.todo}`), '   '),
    ...(fix ? [`   Fix: konektor validate ${fix.safe ? '--fix' : '--fix-unsafe (look at the change)'}`] : []),
    ...related.map(each => `   See: ${each.span ? `${shownPlace(each.where, each.span, directory, texts)}  ` : ''}${visible(each.what)}`),
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
