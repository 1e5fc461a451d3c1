/** The references of a dynamic extension with what they find in the operation that has the extension. */
import type { DefinitionIndex } from '../../walk/definition-index';
import { callsOf, hostsOf, invokedBy, type Argument, type DynamicCall } from '../../walk/dynamic-call';
import type { DynamicNode, OperationNode } from '../../walk/nodes';
import { inputsOf, type Found, type Input } from '../../walk/operation-inputs';
import type { Spot } from '../../spot';

export interface Source {
  readonly call: DynamicCall;
  readonly argument: Argument;
  readonly reference: string;
  /** Of the reference itself. */
  readonly spot: Spot;
  readonly host: OperationNode;
  readonly found: Found;
  /** All inputs that the reference may mean. */
  readonly inputs: readonly Input[];
}

const known = new WeakMap<DynamicNode, readonly Source[]>();

/** Every reference of every host of an extension whose called operation exists; those that don't call any are another rule's. Kept, because several rules ask. */
export function sourcesOf(index: DefinitionIndex, node: DynamicNode): readonly Source[] {
  const before = known.get(node);
  if (before) return before;
  const sources = findSources(index, node);
  known.set(node, sources);
  return sources;
}

function findSources(index: DefinitionIndex, node: DynamicNode): readonly Source[] {
  const sources: Source[] = [];
  let hosts: readonly OperationNode[] | undefined;
  for (const call of callsOf(node)) {
    if (!invokedBy(index, call)) continue;
    for (const argument of call.arguments) {
      const { given } = argument;
      if (given.kind !== 'reference') continue;
      hosts ??= hostsOf(index, node);
      for (const host of hosts) {
        const found = inputsOf(index, host).find(given.reference);
        sources.push({ call, argument, reference: given.reference, spot: given.spot, host, found, inputs: [...found.parameters, ...found.properties, ...found.elsewhere] });
      }
    }
  }
  return sources;
}

/** The first source for each place that a rule has something to say about: one mistake is one finding, however many operations share it. */
export function oncePerPlace(sources: readonly Source[], isWrong: (source: Source) => boolean): readonly Source[] {
  const wrong = new Map<Spot, Source>();
  for (const source of sources) if (!wrong.has(source.spot) && isWrong(source)) wrong.set(source.spot, source);
  return [...wrong.values()];
}
