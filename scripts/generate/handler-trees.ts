/** The expressions behind an operation, and the formulas that they use. */
import type { ApiRequest } from '../model/api-call';
import { childrenOf, type ExpressionNode, type FormulaDefinition } from '../model/expression/node';
import { requestTrees, type Operation } from '../model/operation';

/** Every call that an operation's custom code may make, the one that it always makes first. */
export function requestsOf({ handler }: Operation): readonly ApiRequest[] {
  if (handler.kind === 'send') return [handler.request];
  if (handler.kind !== 'poll') return [];
  return [handler.poll.read, ...(handler.poll.detector === 'newItems' ? Object.values(handler.poll.also) : [])];
}

/** Every expression of an operation's custom code; none for fragments and operations that the backend answers. */
export function handlerTrees(operation: Operation): readonly ExpressionNode[] {
  const { handler } = operation;
  const requests = requestsOf(operation).flatMap(requestTrees);
  if (handler.kind === 'send') return [...requests, ...handler.refusals.map(refusal => refusal.when), ...(handler.output ? [handler.output] : [])];
  if (handler.kind !== 'poll') return [];
  const { poll, event } = handler;
  const trees = poll.detector === 'newItems'
    ? [poll.items, poll.where, poll.id, poll.at, poll.keep]
    : [poll.source, poll.series, poll.at, poll.value, poll.threshold, poll.direction, ...poll.refusals.map(refusal => refusal.when)];
  return [...requests, ...trees.filter(tree => tree !== undefined), event];
}

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
