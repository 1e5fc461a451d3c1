/** A dynamic extension as the call that it makes: which operation, with which arguments, and what it reads from the answer. */
import { entriesAt, isObject, member, objectAt, textAt, type JsonObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import type { DynamicNode, OperationNode } from './nodes';
import type { DefinitionIndex } from './definition-index';
import { inputUsers } from './input-uses';

/** One entry of `parameters`. */
export interface Argument {
  /** The input of the invoked operation, as it is written. */
  readonly name: string;
  readonly spot: Spot;
  /** What the entry holds: another input of the host operation, a value, or something that no designer understands. */
  readonly given:
    | { readonly kind: 'reference'; readonly reference: string; readonly spot: Spot }
    | { readonly kind: 'value'; readonly value: JsonValue; readonly spot: Spot }
    | { readonly kind: 'other' };
  readonly written: JsonValue;
}

export interface PathText { readonly path: string; readonly spot: Spot }

export interface DynamicCall {
  readonly node: DynamicNode;
  /** The object that names the operation: the extension itself, or a branch of a tree. */
  readonly value: JsonObject;
  readonly spot: Spot;
  readonly branch: 'open' | 'browse' | undefined;
  readonly operationId: string | undefined;
  readonly arguments: readonly Argument[];
  /** Where the answer has the list (of values), its values and titles, or the schema. */
  readonly collection: PathText | undefined;
  readonly valuePath: PathText | undefined;
  readonly titlePath: PathText | undefined;
}

const known = new WeakMap<DynamicNode, readonly DynamicCall[]>();

/** The calls of an extension: one, or for a tree one for each branch. Kept, because several rules ask for the same. */
export function callsOf(node: DynamicNode): readonly DynamicCall[] {
  const before = known.get(node);
  if (before) return before;
  const calls = node.key === 'x-ms-dynamic-tree'
    ? (['open', 'browse'] as const).flatMap(branch => {
      const value = objectAt(node.value, branch);
      return value ? [callOf(node, value, node.spot.at(branch), branch)] : [];
    })
    : [callOf(node, node.value, node.spot, undefined)];
  known.set(node, calls);
  return calls;
}

const paths = {
  'x-ms-dynamic-values': { collection: 'value-collection', value: 'value-path', title: 'value-title' },
  'x-ms-dynamic-list': { collection: 'itemsPath', value: 'itemValuePath', title: 'itemTitlePath' },
  'x-ms-dynamic-schema': { collection: undefined, value: 'value-path', title: undefined },
  'x-ms-dynamic-properties': { collection: undefined, value: 'itemValuePath', title: undefined },
  'x-ms-dynamic-tree': { collection: 'itemsPath', value: 'itemValuePath', title: 'itemTitlePath' },
} as const;

function callOf(node: DynamicNode, value: JsonObject, spot: Spot, branch: DynamicCall['branch']): DynamicCall {
  const names = paths[node.key];
  const path = (key: string | undefined): PathText | undefined => {
    const text = key === undefined ? undefined : textAt(value, key);
    return key === undefined || text === undefined || text === '' ? undefined : { path: text, spot: spot.at(key) };
  };
  return {
    node, value, spot, branch,
    operationId: textAt(value, 'operationId'),
    arguments: argumentsOf(value, spot.at('parameters')),
    collection: path(names.collection), valuePath: path(names.value), titlePath: path(names.title),
  };
}

/** Both ways to write arguments are understood in both kinds of extension; a rule says where one is in the wrong place. */
export function argumentsOf(holder: JsonObject, spot: Spot): readonly Argument[] {
  return entriesAt(holder, 'parameters').map(([name, written]) => {
    const at = spot.at(name);
    return { name, spot: at, written, given: givenBy(written, at) };
  });
}

function givenBy(written: JsonValue, spot: Spot): Argument['given'] {
  if (!isObject(written)) return { kind: 'value', value: written, spot };
  for (const key of ['parameterReference', 'parameter']) {
    const reference = textAt(written, key);
    if (reference !== undefined) return { kind: 'reference', reference, spot: spot.at(key) };
  }
  const value = member(written, 'value');
  return value === undefined ? { kind: 'other' } : { kind: 'value', value, spot: spot.at('value') };
}

/** The operation that a call invokes; undefined when it is not named, built in, or not there. */
export const invokedBy = (index: DefinitionIndex, { operationId }: Pick<DynamicCall, 'operationId'>): OperationNode | undefined =>
  (operationId === undefined ? undefined : index.operation(operationId));

/** A definition that more operations share is looked at from these many: what is wrong with it shows there. */
const MOST_HOSTS = 20;

/**
 * The operations from whose inputs an extension takes its references. For a shared definition only those that have it in
 * their inputs, when it is a list of values: in an answer nobody picks anything.
 */
export function hostsOf(index: DefinitionIndex, node: DynamicNode): readonly OperationNode[] {
  const { holder, key, hosts } = node;
  if (!('schema' in holder)) return hosts;
  const { definition } = holder.schema;
  if (definition === undefined) return hosts;
  if (key === 'x-ms-dynamic-schema' || key === 'x-ms-dynamic-properties') return hosts.slice(0, MOST_HOSTS);
  const users = inputUsers(index, definition);
  return hosts.filter(host => users.has(host)).slice(0, MOST_HOSTS);
}
