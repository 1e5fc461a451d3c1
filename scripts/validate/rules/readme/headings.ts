/** The headings of a Markdown text, as far as sections are told apart by them. */

export interface Heading { readonly title: string; readonly line: number; readonly level: number }

/**
 * Headings with hashes, underlined ones, and lines that are bold altogether, which many readmes have in place of
 * headings. What stands in fenced code is left out. Linear in the length of the text.
 */
export function headingsOf(text: string): readonly Heading[] {
  const found: Heading[] = [];
  let fenced = false;
  let previous = '';
  for (const [index, whole] of text.split('\n').entries()) {
    const line = whole.trim();
    const before = found.length;
    if (line.startsWith('```') || line.startsWith('~~~')) fenced = !fenced;
    else if (!fenced) {
      const level = line.length - line.replace(/^#+/, '').length;
      if (level > 0) found.push({ title: withoutMarks(line), line: index + 1, level });
      else if (previous !== '' && isUnderline(line)) found.push({ title: withoutMarks(previous), line: index, level: line.startsWith('=') ? 1 : 2 });
      else if (line.length > 4 && line.startsWith('**') && (line.endsWith('**') || line.endsWith('**:'))) found.push({ title: withoutMarks(line), line: index + 1, level: 6 });
    }
    // Below a heading a line of hyphens is a rule, not another heading.
    previous = fenced || found.length > before ? '' : line;
  }
  return found;
}

const isUnderline = (line: string): boolean => line.length >= 3 && (line === '='.repeat(line.length) || line === '-'.repeat(line.length));
const withoutMarks = (line: string): string => line.replaceAll(/[*_#`]/g, '').trim();
