/** The values of a flow as expressions of the workflow language, and as the JSON that holds them. */
import type { FlowNode } from '../../model/flow/flow-node';
import type { FlowExpression } from '../../workflow-language/expression';
import { printLiteralText, printText } from '../../workflow-language/print-text';
import type { JsonValue } from '../../workflow-language/workflow-document';
import { stepKey, variableParameter, type FlowTarget } from './flow-target';

const call = (name: string, ...values: readonly FlowExpression[]): FlowExpression => ({ kind: 'call', name, arguments: values });
const literal = (value: string | number | boolean | null): FlowExpression => ({ kind: 'literal', value });

/** The expression of a value. Lists and objects that the author wrote exist only as JSON: no function takes them. */
export function flowExpression(node: FlowNode, target: FlowTarget): FlowExpression {
  switch (node.node) {
    case 'literal': return literal(node.value);
    case 'event': return call('triggerBody');
    case 'answer': return call('body', literal(stepKey(node.step)));
    case 'item': return call('items', literal(stepKey(node.loop)));
    case 'variable': return call('parameters', literal(variableParameter(node.variable, target)));
    case 'property': return { kind: 'member', of: flowExpression(node.of, target), key: literal(node.name), optional: true, form: 'bracket' };
    case 'call': return call(node.name, ...node.arguments.map(each => flowExpression(each, target)));
    // An empty text beside it makes one value text, as it is in the place of a text.
    case 'text': return call('concat', ...textParts(node).map(part => (typeof part === 'string' ? literal(part) : flowExpression(part, target))), ...(textParts(node).length < 2 ? [literal('')] : []));
    case 'list': case 'object': throw new TypeError('A list or an object that was written by hand is no operand.');
  }
}

/** A value as the JSON of an input: literals as they are, texts with `@{…}`, everything else as `@…`. */
export function flowJson(node: FlowNode, target: FlowTarget): JsonValue {
  switch (node.node) {
    case 'literal': return typeof node.value === 'string' ? printLiteralText(node.value) : node.value;
    case 'text': return printText({ kind: 'parts', parts: textParts(node).map(part => (typeof part === 'string' ? part : flowExpression(part, target))) });
    case 'list': return node.items.map(item => flowJson(item, target));
    case 'object': return Object.fromEntries(node.properties.map(([name, value]) => [printLiteralText(name), flowJson(value, target)]));
    default: return printText({ kind: 'whole', expression: flowExpression(node, target) });
  }
}

/** The parts of a text, those of texts inside it included. */
function textParts(node: FlowNode & { readonly node: 'text' }): readonly (string | FlowNode)[] {
  return node.parts.flatMap(part => (typeof part === 'object' && part.node === 'text' ? textParts(part) : [part]));
}
