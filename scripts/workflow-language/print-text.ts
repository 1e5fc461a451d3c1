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
    const atSigns = typeof text.parts[position + 1] === 'object' ? /@*$/.exec(part)![0] : ''; // it matches every text
    return printLiteralPart(part.slice(0, part.length - atSigns.length), position === 0) + (atSigns === '' ? '' : `@{'${atSigns}'}`);
  }).join('');
}

/** A literal text as a flow wants it: `@` at its beginning and `@{` anywhere are escaped. */
export const printLiteralText = (text: string): string => printLiteralPart(text, true);

function printLiteralPart(part: string, isFirst: boolean): string {
  if (isFirst && part.startsWith('@')) return `@@${escaped(part.slice(1))}`;
  return escaped(part);
}

const escaped = (part: string): string => part.replaceAll('@{', '@@{');
