import type { FlowExpression, FlowText } from './expression';
import { FlowSyntaxError } from './flow-syntax-error';
import { parseExpressionAt, parseWholeFrom, type ExpressionPlaces } from './parse-expression';

/**
 * Reads a text of a flow. `@expr` is one expression that keeps its type; `@{expr}` anywhere becomes text; `@@` at the
 * beginning stands for an at sign, and `@@{` anywhere for `@{`. Other at signs stand for themselves, as in mail
 * addresses. Literal parts are never empty and never neighbours. `places` gets where each expression begins. Throws FlowSyntaxError with offsets into the whole text.
 * Source: Workflow Definition Language schema, "Expressions".
 */
export function parseText(text: string, places?: ExpressionPlaces): FlowText {
  if (isWhole(text)) return { kind: 'whole', expression: parseWholeFrom(text, 1, places) };
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
    const { expression, end } = parseExpressionAt(text, brace + 2, places);
    if (end >= text.length) throw new FlowSyntaxError(end, 'The expression that begins with "@{" has no "}".');
    if (text[end] !== '}') throw new FlowSyntaxError(end, 'Expected "}" after an expression that begins with "@{".');
    parts.push(expression);
    from = end + 1;
  }
  literal += text.slice(from);
  if (literal !== '') parts.push(literal);
  return { kind: 'parts', parts };
}

const isWhole = (text: string): boolean => text.startsWith('@') && text.length > 1 && text[1] !== '@' && text[1] !== '{';
