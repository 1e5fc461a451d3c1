import type { Place } from '../../diagnostics/place';
import type { OperatorName } from './operators';
import type { ValueType } from './value-type';

/** The tree that a lambda leaves behind. It is data: the emitter prints it as C#. */
export type ExpressionNode =
  | { readonly node: 'literal'; readonly type: ValueType; readonly value: string | number | boolean | null }
  | { readonly node: 'parameter'; readonly type: ValueType; readonly name: string }
  | { readonly node: 'variable'; readonly type: ValueType; readonly name: string }
  | { readonly node: 'property'; readonly type: ValueType; readonly of: ExpressionNode; readonly name: string }
  | { readonly node: 'operator'; readonly type: ValueType; readonly operator: OperatorName; readonly operands: readonly ExpressionNode[]; readonly place?: Place }
  | { readonly node: 'formula'; readonly type: ValueType; readonly formula: FormulaDefinition; readonly operands: readonly ExpressionNode[]; readonly place?: Place }
  | { readonly node: 'lambda'; readonly type: ValueType; readonly variable: string; readonly body: ExpressionNode }
  | { readonly node: 'object'; readonly type: 'record'; readonly properties: readonly (readonly [name: string, value: ExpressionNode])[] }
  | { readonly node: 'template'; readonly type: 'text'; readonly parts: readonly (string | ExpressionNode)[] };

/** An expression with a name: it becomes a method of the custom code. */
export interface FormulaDefinition {
  readonly name: string;
  readonly parameters: readonly { readonly name: string; readonly type: ValueType }[];
  readonly body: ExpressionNode;
}

/** Every node directly below `node`. */
export function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.node) {
    case 'literal': case 'parameter': case 'variable': return [];
    case 'property': return [node.of];
    case 'operator': return node.operands;
    case 'formula': return [...node.operands, node.formula.body];
    case 'lambda': return [node.body];
    case 'object': return node.properties.map(([, value]) => value);
    case 'template': return node.parts.filter(part => typeof part !== 'string');
  }
}
