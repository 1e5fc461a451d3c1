/** The source line of a finding with a mark below it, as far as it fits on a screen. */
import { lineStarts } from '../json/json-lines';
import type { SourceTexts } from '../source/source-texts';
import type { SourceSpan } from '../source/source-span';

const GUTTER = 4;
/** Columns of a line that are shown; a definition on one line of a megabyte shows as many. */
const WIDTH = 200;
/** Columns before the mark, where a line is cut. */
const BEFORE = 80;

/** Control characters of a foreign file must not reach a terminal, where they could erase and forge what is shown; tabs may. */
export const visible = (text: string): string => text.replace(/[\u0000-\u0008\u000A-\u001F\u007F-\u009F\u2028\u2029]/g, '\uFFFD');

/** Two lines for terminals; none when the file can't be read. `paint` colours the mark. */
export function excerpt(span: SourceSpan, texts: SourceTexts, lines: LinesOfFiles, paint: (mark: string) => string): readonly string[] {
  const line = lines.line(span, texts);
  if (line === undefined) return [];
  const { from, length } = insideQuotes(line, Math.min(span.column - 1, line.length), span.length);
  const start = line.length <= WIDTH ? 0 : Math.max(0, Math.min(from - BEFORE, line.length - WIDTH));
  const end = Math.min(line.length, start + WIDTH);
  const shown = `${start > 0 ? '…' : ''}${visible(line.slice(start, end))}${end < line.length ? '…' : ''}`;
  const marked = Math.max(1, Math.min(length, end - from));
  // Tabs stay tabs, so that the mark stands below what it marks at any tab width.
  const indent = `${start > 0 ? ' ' : ''}${line.slice(start, from).replace(/[^\t]/g, ' ')}`;
  return [
    `${String(span.line).padStart(GUTTER)} │ ${shown}`,
    `${' '.repeat(GUTTER)} │ ${indent}${paint(length > 1 ? '─'.repeat(marked) : '^')}`,
  ];
}

/** Lines of the files of one report; where they begin is looked for once a file. */
export class LinesOfFiles {
  private readonly known = new Map<string, { readonly text: string; readonly starts: readonly number[] }>();

  /** The line of a span without its end; undefined when the file can't be read or is shorter. */
  line({ file, line }: SourceSpan, texts: SourceTexts): string | undefined {
    if (!this.known.has(file)) {
      const text = texts.text(file);
      if (text === undefined) return undefined;
      this.known.set(file, { text, starts: lineStarts(text) });
    }
    const { text, starts } = this.known.get(file)!;
    const start = starts[line - 1];
    if (start === undefined) return undefined;
    const end = text.indexOf('\n', start);
    return text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  }
}

function insideQuotes(line: string, from: number, length: number): { readonly from: number; readonly length: number } {
  const first = line[from];
  const quoted = length > 3 && (first === "'" || first === '"' || first === '`') && line[from + length - 1] === first;
  return quoted ? { from: from + 1, length: length - 2 } : { from, length };
}
