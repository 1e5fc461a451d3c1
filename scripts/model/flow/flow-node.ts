/** What the values of a flow are while it is written: a tree that the emitter turns into expressions of the workflow language. */
import type { Place } from '../../diagnostics/place';
import type { ArgumentsOf } from '../../workflow-language/functions/flow-function';
import type { FlowFunctionName, FlowFunctions } from '../../workflow-language/functions';
import type { EnvironmentVariable } from './environment-variable';

/** A function of the workflow language: what the printer names is what the table runs. */
export type FlowFunction = FlowFunctionName;
type NodeFor<Values extends readonly unknown[]> = { readonly [Place in keyof Values]: FlowNode };
/** As many operands as the function has parameters in the table. */
export type Operands<Name extends FlowFunction> = NodeFor<ArgumentsOf<FlowFunctions[Name]['parameters']>> extends infer Nodes extends readonly (FlowNode | undefined)[] ? Nodes : never;

export type FlowNode =
  | { readonly node: 'literal'; readonly value: string | number | boolean | null }
  /** The event that started the run. */
  | { readonly node: 'event' }
  /** What an earlier step answered. */
  | { readonly node: 'answer'; readonly step: string }
  /** The present item of a loop. */
  | { readonly node: 'item'; readonly loop: string }
  | { readonly node: 'variable'; readonly variable: EnvironmentVariable }
  | { readonly node: 'property'; readonly of: FlowNode; readonly name: string }
  | { readonly node: 'call'; readonly name: FlowFunction; readonly arguments: readonly FlowNode[]; readonly place?: Place }
  /** Text with values in it. */
  | { readonly node: 'text'; readonly parts: readonly (string | FlowNode)[] }
  | { readonly node: 'list'; readonly items: readonly FlowNode[] }
  | { readonly node: 'object'; readonly properties: readonly (readonly [name: string, value: FlowNode])[] };

/** Every node directly below `node`. */
export function flowChildren(node: FlowNode): readonly FlowNode[] {
  switch (node.node) {
    case 'literal': case 'event': case 'answer': case 'item': case 'variable': return [];
    case 'property': return [node.of];
    case 'call': return node.arguments;
    case 'text': return node.parts.filter(part => typeof part !== 'string');
    case 'list': return node.items;
    case 'object': return node.properties.map(([, value]) => value);
  }
}

/** The node and everything below it, outermost first. */
export function* flowNodes(node: FlowNode): Iterable<FlowNode> {
  yield node;
  for (const child of flowChildren(node)) yield* flowNodes(child);
}
