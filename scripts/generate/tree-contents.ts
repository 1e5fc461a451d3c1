/** What stands in expression trees: their nodes, and the formulas that they use. */
import { childrenOf, type ExpressionNode, type FormulaDefinition } from '../model/expression/node';

/** Every node below and including `node`; the bodies of formulas are left to their definitions. Every rule walks every tree, so no generator is spent on it. */
export function nodesOf(node: ExpressionNode, found: ExpressionNode[] = []): readonly ExpressionNode[] {
  found.push(node);
  for (const child of node.node === 'formula' ? node.operands : childrenOf(node)) nodesOf(child, found);
  return found;
}

/** Every formula that the trees use, and those that formulas use, in the order of use; one for each use. */
export function formulasIn(trees: readonly ExpressionNode[]): readonly FormulaDefinition[] {
  const found: FormulaDefinition[] = [];
  const waiting = [...trees];
  for (let tree = waiting.shift(); tree; tree = waiting.shift()) {
    for (const node of nodesOf(tree)) {
      if (node.node !== 'formula') continue;
      found.push(node.formula);
      waiting.push(node.formula.body);
    }
  }
  return found;
}
