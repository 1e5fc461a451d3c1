/** What is noticed while the author's `steps` run: conditions that nothing uses, and values used as JavaScript values. */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { callerOf, type Place } from '../../diagnostics/place';
import { LambdaError } from '../expression/recording';
import { flowChildren, flowNodes, type FlowNode } from './flow-node';

let current: FlowNode[] | undefined;

/**
 * Runs the author's lambda. Conditions that were made in it and are no part of `roots` are reported: that is the trace
 * which `&&`, `?:` and `!` leave. So is a value that is used like a JavaScript value; other exceptions pass through.
 */
export function recordingFlow<T>(run: () => T, roots: (value: T) => Iterable<FlowNode>): { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const outer = current;
  const conditions: FlowNode[] = [];
  current = conditions;
  try {
    const value = run();
    const reached = new Set<FlowNode>();
    for (const root of roots(value)) for (const node of flowNodes(root)) reached.add(node);
    const lost = conditions.filter(node => !reached.has(node));
    // A condition inside a lost one is lost with it: only the outermost is worth a line.
    const inner = new Set(lost.flatMap(node => flowChildren(node).flatMap(child => [...flowNodes(child)])));
    return { value, diagnostics: lost.filter(node => !inner.has(node)).map(lostCondition) };
  } catch (error) {
    if (error instanceof LambdaError) return { value: undefined, diagnostics: [primitiveUse(error)] };
    throw error;
  } finally {
    current = outer;
  }
}

/** Notes a condition with the place that made it; `maker` is the value's method, whose caller is the author. */
export function noteFlowCondition<N extends FlowNode>(node: N, maker: (...args: never[]) => unknown): N {
  if (!current) return node;
  const place = callerOf(maker);
  const placed = place ? { ...node, place } : node;
  current.push(placed);
  return placed;
}

const placeOf = (node: FlowNode): Place | undefined => ('place' in node ? node.place : undefined);

const lostCondition = (node: FlowNode): Diagnostic => ({
  code: 'flow-condition-lost', severity: 'error',
  what: 'This condition is made, but no step of the flow uses its result.',
  why: 'The steps are written down once, at build time; && and ?: and ! are decided right there and leave no trace in the flow.',
  todo: 'Combine conditions with .and(…), .or(…), .not(), choose values with choose(condition, …, …), and steps with when(…).',
  where: { kind: 'model', place: placeOf(node) },
});

const primitiveUse = (error: LambdaError): Diagnostic => ({
  code: 'flow-primitive-use', severity: 'error',
  what: error.what,
  why: 'While a flow is written, a value stands for what will be known only when it runs.',
  todo: 'Use sentence`…${value}…` for texts, .equals(…) and .above(…) for comparisons, .plus(…) and .minus(…) to calculate.',
  where: { kind: 'model', place: error.place },
});
