/** In which direction a schema is used, and whether makers see it. */
import { objectAt } from '../json';
import type { Spot } from '../spot';
import { methods, type DefinitionIndex } from './definition-index';
import type { SchemaNode } from './nodes';
import { objectAtPath } from './schema-keys';

export interface SchemaUse {
  /** In a request. */
  readonly input: boolean;
  /** In an answer or in what a trigger delivers. */
  readonly output: boolean;
  /** In an operation that is not internal; for shared parameters and responses, where nobody knows, true. */
  readonly visible: boolean;
}

const visibleInput: SchemaUse = { input: true, output: false, visible: true };
const visibleOutput: SchemaUse = { input: false, output: true, visible: true };
const hiddenInput: SchemaUse = { input: true, output: false, visible: false };
const hiddenOutput: SchemaUse = { input: false, output: true, visible: false };
const unknown: SchemaUse = { input: false, output: false, visible: false };

/** The use of a schema: its operation's, or that of all operations that use the definition it stands in. */
export function schemaUse(node: SchemaNode, index: DefinitionIndex | undefined): SchemaUse {
  if (node.definition !== undefined) return index?.uses(node.definition) ?? unknown;
  let outermost = node;
  while (outermost.parent) outermost = outermost.parent;
  return useOf(outermost.position === 'body', isVisible(node.hosts.map(host => host.internal)));
}

/** The same for the place of a schema. */
export function schemaUseAt(spot: Spot, index: DefinitionIndex): SchemaUse {
  const [section, name, method, kind] = spot.path();
  if (section === 'definitions') return index.uses(String(name));
  if (section === 'parameters' || section === 'responses') return useOf(section === 'parameters', true);
  const item = name === undefined ? undefined : objectAtPath(index.root, ['paths', name]);
  const isBeside = method === 'parameters' || method === 'x-ms-notification-content';
  const hosts = methods.filter(each => isBeside || each === method).map(each => objectAt(item, each)).filter(each => each !== undefined);
  return useOf(method === 'parameters' || kind === 'parameters', isVisible(hosts.map(each => each['x-ms-visibility'] === 'internal')));
}

/** By whether each of the operations is internal; where none is known, somebody may see it. */
const isVisible = (internal: readonly boolean[]): boolean => internal.length === 0 || internal.includes(false);

const useOf = (input: boolean, visible: boolean): SchemaUse => (input ? (visible ? visibleInput : hiddenInput) : visible ? visibleOutput : hiddenOutput);
