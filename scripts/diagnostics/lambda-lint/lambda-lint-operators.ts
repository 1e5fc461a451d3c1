/** The operators that leave no trace: what of them must not be a recorder, and what to write instead. */
import ts from 'typescript';
import type { Diagnostic } from '../diagnostic';

export type TracelessOperator = '&&' | '||' | '??' | '?:' | '!' | '===' | '!==' | '<' | '>' | 'if' | 'switch' | 'loop' | 'template';

/** Where to point, and which operator it is. */
export interface Judged { readonly mark: ts.Node; readonly operator: TracelessOperator }

const binary: ReadonlyMap<ts.SyntaxKind, TracelessOperator> = new Map<ts.SyntaxKind, TracelessOperator>([
  [ts.SyntaxKind.AmpersandAmpersandToken, '&&'], [ts.SyntaxKind.AmpersandAmpersandEqualsToken, '&&'],
  [ts.SyntaxKind.BarBarToken, '||'], [ts.SyntaxKind.BarBarEqualsToken, '||'],
  [ts.SyntaxKind.QuestionQuestionToken, '??'], [ts.SyntaxKind.QuestionQuestionEqualsToken, '??'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '==='], [ts.SyntaxKind.EqualsEqualsToken, '==='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '!=='], [ts.SyntaxKind.ExclamationEqualsToken, '!=='],
  [ts.SyntaxKind.LessThanToken, '<'], [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>'], [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
]);
const decidedByLeft: ReadonlySet<TracelessOperator> = new Set<TracelessOperator>(['&&', '||', '??']);

/** The operator in `node` that decides something by a recorder; undefined when it has none, or decides by other values. */
export function judgedOperand(node: ts.Node, isRecorded: (expression: ts.Expression) => boolean): Judged | undefined {
  const when = (expression: ts.Expression | undefined, mark: ts.Node, operator: TracelessOperator): Judged | undefined =>
    (expression !== undefined && isRecorded(expression) ? { mark, operator } : undefined);
  if (ts.isBinaryExpression(node)) {
    const operator = binary.get(node.operatorToken.kind);
    if (!operator) return undefined;
    // The right side of && decides nothing: `detailed && item.name` with a build-time `detailed` is plain JavaScript.
    return when(node.left, node.operatorToken, operator) ?? (decidedByLeft.has(operator) ? undefined : when(node.right, node.operatorToken, operator));
  }
  if (ts.isConditionalExpression(node)) return when(node.condition, node.questionToken, '?:');
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.ExclamationToken ? when(node.operand, node, '!') : undefined;
  if (ts.isIfStatement(node)) return when(node.expression, node, 'if');
  if (ts.isSwitchStatement(node)) return when(node.expression, node, 'switch');
  if (ts.isWhileStatement(node) || ts.isDoStatement(node)) return when(node.expression, node, 'loop');
  if (ts.isForStatement(node)) return when(node.condition, node, 'loop');
  if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
    const span = node.templateSpans.find(each => isRecorded(each.expression));
    return span ? { mark: node, operator: 'template' } : undefined;
  }
  return undefined;
}

const instead: Readonly<Record<TracelessOperator, readonly [what: string, todo: string]>> = {
  '&&': ['&& is decided while the model is built, not when the operation runs.', 'Write left.and(right).'],
  '||': ['|| is decided while the model is built, not when the operation runs.', 'Write left.or(right), or value.orElse(other) for a value that may be null.'],
  '??': ['?? is decided while the model is built, not when the operation runs.', 'Write value.orElse(other).'],
  '?:': ['?: is decided while the model is built, not when the operation runs.', 'Write choose(condition, yes, no).'],
  '!': ['! is decided while the model is built, not when the operation runs.', 'Write condition.not().'],
  '===': ['This comparison is made while the model is built, not when the operation runs.', "Write left.equals(right), or left.is('Name') for names whose letter case varies."],
  '!==': ['This comparison is made while the model is built, not when the operation runs.', 'Write left.equals(right).not().'],
  '<': ['This comparison is made while the model is built, not when the operation runs.', 'Write right.above(left) for numbers, right.atOrAfter(left) for dates.'],
  '>': ['This comparison is made while the model is built, not when the operation runs.', 'Write left.above(right) for numbers, left.atOrAfter(right) for dates.'],
  if: ['This "if" is decided while the model is built, not when the operation runs.', 'Write choose(condition, yes, no) for a value, or put the condition into "where".'],
  switch: ['This "switch" is decided while the model is built, not when the operation runs.', 'Write choose(condition, yes, no) for each case.'],
  loop: ['This loop is decided while the model is built, not when the operation runs.', 'Write list.where(…), list.any(…) or list.select(…).'],
  template: ['This text is put together while the model is built, before the value in it is known.', 'Write sentence`…${value}…`.'],
};

/** The words of a finding: what is wrong, why it matters, what to do. */
export function findingText(operator: TracelessOperator): Pick<Diagnostic, 'what' | 'why' | 'todo'> {
  const [what, todo] = instead[operator];
  return { what, why: 'A lambda runs once, over recorders that stand for the values to come, and this leaves no trace in the custom code.', todo };
}
