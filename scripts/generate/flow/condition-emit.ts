/** The condition of a branch as rows of the designer: `{"and": [{"greater": [a, b]}, …]}`. */
import type { FlowNode } from '../../model/flow/flow-node';
import type { JsonValue } from '../../workflow-language/workflow-document';
import type { FlowTarget } from './flow-target';
import { flowJson } from './value-emit';

/** The comparisons that the designer has a row for. */
const rows: ReadonlySet<string> = new Set(['equals', 'greater', 'greaterOrEquals', 'less', 'lessOrEquals', 'contains', 'startsWith']);

/** The designer wants a group outermost. */
export function conditionJson(node: FlowNode, target: FlowTarget): JsonValue {
  const row = conditionRow(node, target);
  return node.node === 'call' && (node.name === 'and' || node.name === 'or') ? row : { and: [row] };
}

function conditionRow(node: FlowNode, target: FlowTarget): JsonValue {
  if (node.node === 'call') {
    const { name, arguments: operands } = node;
    if (name === 'and' || name === 'or') return { [name]: group(node, name).map(each => conditionRow(each, target)) };
    if (name === 'not') return { not: conditionRow(operands[0]!, target) }; // it has one operand
    if (rows.has(name)) return { [name]: operands.map(each => flowJson(each, target)) };
  }
  return { equals: [flowJson(node, target), true] };
}

/** What a group holds; groups of the same kind inside it are part of it. */
function group(node: FlowNode, name: 'and' | 'or'): readonly FlowNode[] {
  return node.node === 'call' && node.name === name ? node.arguments.flatMap(each => group(each, name)) : [node];
}
