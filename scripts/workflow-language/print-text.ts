import type { FlowText } from './expression';
import { printExpression } from './print-expression';

/**
 * The text as it stands in a flow: `@expr` for a whole expression, `@{expr}` inside others, at signs doubled where they
 * would begin one. Reading it gives the same parts, with one exception: at signs right before an expression can't be
 * written, so they become the expression `@{'@'}`.
 */
export function printText(text: FlowText): string {
  if (text.kind === 'whole') return `@${printExpression(text.expression)}`;
  return text.parts.map((part, position) => {
    if (typeof part !== 'string') return `@{${printExpression(part)}}`;
    const end = typeof text.parts[position + 1] === 'object' ? withoutAtSigns(part) : part.length;
    return printLiteralPart(part.slice(0, end), position === 0) + (end === part.length ? '' : `@{'${part.slice(end)}'}`);
  }).join('');
}

/** Where the at signs at the end of a text begin. */
function withoutAtSigns(text: string): number {
  let end = text.length;
  while (end > 0 && text[end - 1] === '@') end -= 1;
  return end;
}

/** A literal text as a flow wants it: `@` at its beginning and `@{` anywhere are escaped. */
export const printLiteralText = (text: string): string => printLiteralPart(text, true);

function printLiteralPart(part: string, isFirst: boolean): string {
  if (isFirst && part.startsWith('@')) return `@@${escaped(part.slice(1))}`;
  return escaped(part);
}

const escaped = (part: string): string => part.replaceAll('@{', '@@{');
