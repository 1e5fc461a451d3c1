/**
 * What happens while a lambda of the author runs over recorders: conditions made in it are noted, so that one that is
 * not part of the result (the trace that `&&`, `?:` and `!` leave) can be reported at its place.
 */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { callerOf, type Place } from '../../diagnostics/place';
import { childrenOf, type ExpressionNode } from './node';

/** A mistake inside a lambda that makes going on pointless; it is caught by the builder and becomes a diagnostic. */
export class LambdaError extends Error {
  constructor(readonly what: string, readonly place: Place | undefined) { super(what); this.name = 'LambdaError'; }
}

interface Recording { readonly conditions: ExpressionNode[]; readonly names: Map<string, number> }
let current: Recording | undefined;

/** The result of running an author's lambda: its value (undefined when it threw) and what is wrong with it. */
export interface Recorded<T> { readonly value: T | undefined; readonly diagnostics: readonly Diagnostic[] }

/**
 * Runs a lambda over recorders. `roots` lists the trees that the result consists of: conditions outside of them are
 * reported. Mistakes that the recorders notice themselves (conversion to a primitive) are reported too; other
 * exceptions are bugs of the author's own code and pass through.
 */
export function recording<T>(run: () => T, roots: (value: T) => readonly ExpressionNode[]): Recorded<T> {
  const outer = current;
  const own: Recording = { conditions: [], names: new Map() };
  current = own;
  try {
    const value = run();
    const reached = new Set<ExpressionNode>();
    const visit = (node: ExpressionNode): void => {
      if (reached.has(node)) return;
      reached.add(node);
      childrenOf(node).forEach(visit);
    };
    roots(value).forEach(visit);
    const lost = own.conditions.filter(node => !reached.has(node));
    // A condition inside a lost one is lost with it: only the outermost is worth a line.
    const inner = new Set(lost.flatMap(node => [...descendants(node)]));
    return { value, diagnostics: lost.filter(node => !inner.has(node)).map(lostCondition) };
  } catch (error) {
    if (error instanceof LambdaError) return { value: undefined, diagnostics: [primitiveUse(error)] };
    throw error;
  } finally {
    current = outer;
  }
}

function* descendants(node: ExpressionNode): Iterable<ExpressionNode> {
  for (const child of childrenOf(node)) { yield child; yield* descendants(child); }
}

/** Notes a condition with the place that made it; `maker` is the recorder's method, whose caller is the author. */
export function noteCondition<N extends ExpressionNode>(node: N, maker: (...args: never[]) => unknown): N {
  if (!current) return node;
  const place = callerOf(maker);
  const placed = place ? { ...node, place } : node;
  current.conditions.push(placed);
  return placed;
}

/** Numbers for lambdas that run outside of a recording, such as those of a call that a module makes once. */
const unrecorded = new Map<string, number>();

/**
 * A name for a lambda's variable in the tree: the author's word, `~`, and a number that makes it unique within the
 * operation, so that no variable hides another; the emitter finds the name that C# gets.
 */
export function variableName(lambda: (...args: never[]) => unknown, otherwise: string): string {
  const word = /^\(?\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\)|=>|,)/.exec(lambda.toString())?.[1] ?? otherwise;
  const names = current?.names ?? unrecorded;
  const number = (names.get(word) ?? 0) + 1;
  names.set(word, number);
  return `${word}~${number}`;
}

const lostCondition = (node: ExpressionNode): Diagnostic => ({
  code: 'lambda-condition-lost',
  severity: 'error',
  what: 'This condition is made, but its result is not used by the expression.',
  why: 'A lambda runs once, at build time, and leaves an expression behind; && and ?: and ! are decided right there and leave no trace in the custom code.',
  todo: 'Combine conditions with .and(…), .or(…), .not() and choose(condition, …, …), and values with .orElse(…).',
  where: { kind: 'model', place: 'place' in node ? node.place : undefined },
});

const primitiveUse = (error: LambdaError): Diagnostic => ({
  code: 'lambda-primitive-use',
  severity: 'error',
  what: error.what,
  why: 'Inside a lambda a value is a recorder for the custom code, not the value itself: it is known only when the trigger runs.',
  todo: 'Use text`…${value}…` for sentences, .equals(…) and .above(…) for comparisons, .minus(…) for differences.',
  where: { kind: 'model', place: error.place },
});
