/** Free functions of the expression language: sentences and choices. */
import { InstantExpression, nodeOf, TextExpression, type Condition, type NumberExpression, type Nullness, type YesNoExpression } from './recorder';
import type { ExpressionNode } from './node';
import type { ValueType } from './value-type';

type Choosable = TextExpression | InstantExpression | string;
type Scalar = TextExpression | NumberExpression | InstantExpression | YesNoExpression;

/**
 * A sentence with values in it: sentence`Segment ${name} has ${count} members`. Null prints as nothing, numbers with
 * thousands separators and without culture, instants in UTC.
 */
export function sentence(strings: TemplateStringsArray, ...values: readonly Scalar[]): TextExpression<'present'> {
  const parts: (string | ExpressionNode)[] = [];
  strings.forEach((text, index) => {
    if (text !== '') parts.push(text);
    const value = values[index];
    if (value) parts.push(nodeOf(value));
  });
  return new TextExpression({ node: 'template', type: 'text', parts });
}

const chosen = (operator: 'chooseText' | 'chooseInstant', type: ValueType, condition: Condition, yes: ExpressionNode, no: ExpressionNode): ExpressionNode =>
  ({ node: 'operator', operator, type, operands: [nodeOf(condition), yes, no] });

/** One of two values, decided when the operation runs. JavaScript's `?:` can't do this: it is decided at build time. */
export function choose<N extends Nullness, M extends Nullness>(condition: Condition, yes: InstantExpression<N>, no: InstantExpression<M>): InstantExpression<N | M>;
export function choose<N extends Nullness, M extends Nullness>(condition: Condition, yes: TextExpression<N>, no: TextExpression<M>): TextExpression<N | M>;
export function choose(condition: Condition, yes: string | TextExpression<'present'>, no: string | TextExpression<'present'>): TextExpression<'present'>;
export function choose(condition: Condition, yes: Choosable, no: Choosable): Choosable {
  const node = (value: Choosable): ExpressionNode => (typeof value === 'string' ? { node: 'literal', type: 'text', value } : nodeOf(value));
  if (yes instanceof InstantExpression) return new InstantExpression(chosen('chooseInstant', 'instant', condition, node(yes), node(no)));
  return new TextExpression(chosen('chooseText', 'text', condition, node(yes), node(no)));
}

/** Text written by the author, where an expression is asked for. */
export const constant = (text: string): TextExpression<'present'> => new TextExpression({ node: 'literal', type: 'text', value: text });
