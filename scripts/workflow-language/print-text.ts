import type { FlowText } from './expression';
import { printExpression } from './print-expression';

/**
 * The text as it stands in a flow: `@expr` for a whole expression, `@{expr}` inside others, at signs doubled where they
 * would begin one. Reading it gives the same parts, with one exception: an at sign right before an expression can't be
 * written, so it becomes the expression `@{'@'}`.
 */
export function printText(text: FlowText): string {
  if (text.kind === 'whole') return `@${printExpression(text.expression)}`;
  return text.parts.map((part, position) => {
    if (typeof part !== 'string') return `@{${printExpression(part)}}`;
    const isBeforeExpression = part.endsWith('@') && typeof text.parts[position + 1] === 'object';
    const plain = isBeforeExpression ? part.slice(0, -1) : part;
    return printLiteralPart(plain, position === 0) + (isBeforeExpression ? "@{'@'}" : '');
  }).join('');
}

/** A literal text as a flow wants it: `@` at its beginning and `@{` anywhere are escaped. */
export const printLiteralText = (text: string): string => printLiteralPart(text, true);

function printLiteralPart(part: string, isFirst: boolean): string {
  if (isFirst && part.startsWith('@')) return `@@${escaped(part.slice(1))}`;
  return escaped(part);
}

const escaped = (part: string): string => part.replaceAll('@{', '@@{');
