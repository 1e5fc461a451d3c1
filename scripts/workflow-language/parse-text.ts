import type { FlowExpression, FlowText } from './expression';
import { FlowSyntaxError } from './flow-syntax-error';
import { parseExpression, parseExpressionAt } from './parse-expression';

/**
 * Reads a text of a flow. `@expr` is one expression that keeps its type; `@{expr}` anywhere becomes text; `@@` at the
 * beginning stands for an at sign, and `@@{` anywhere for `@{`. Other at signs stand for themselves, as in mail
 * addresses. Literal parts are never empty and never neighbours. Throws FlowSyntaxError with offsets into the whole text.
 * Source: Workflow Definition Language schema, "Expressions".
 */
export function parseText(text: string): FlowText {
  if (isWhole(text)) return { kind: 'whole', expression: shifted(1, () => parseExpression(text.slice(1))) };
  const parts: (string | FlowExpression)[] = [];
  let literal = '';
  let from = 0;
  if (text.startsWith('@@')) { literal = '@'; from = 2; }
  for (;;) {
    const brace = text.indexOf('@{', from);
    if (brace < 0) break;
    if (brace > from && text[brace - 1] === '@') {
      literal += `${text.slice(from, brace - 1)}@{`;
      from = brace + 2;
      continue;
    }
    literal += text.slice(from, brace);
    if (literal !== '') parts.push(literal);
    literal = '';
    const { expression, end } = parseExpressionAt(text, brace + 2);
    if (text[end] !== '}') throw new FlowSyntaxError(end, end >= text.length ? 'The expression that begins with "@{" has no "}".' : 'Expected "}" after an expression that begins with "@{".');
    parts.push(expression);
    from = end + 1;
  }
  literal += text.slice(from);
  if (literal !== '') parts.push(literal);
  return { kind: 'parts', parts };
}

const isWhole = (text: string): boolean => text.startsWith('@') && text.length > 1 && text[1] !== '@' && text[1] !== '{';

function shifted<T>(by: number, parse: () => T): T {
  try { return parse(); } catch (error) {
    if (error instanceof FlowSyntaxError) throw new FlowSyntaxError(error.offset + by, error.sentence);
    throw error;
  }
}
