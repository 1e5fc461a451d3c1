/** In which direction a schema is used, and whether makers see it. */
import type { Spot } from '../spot';
import type { DefinitionIndex } from './definition-index';
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
  return useOf(outermost.position === 'body', node.operation?.internal !== true);
}

/** The same for the place of a schema. */
export function schemaUseAt(spot: Spot, index: DefinitionIndex): SchemaUse {
  const [section, name, method, kind] = spot.path();
  if (section === 'definitions') return index.uses(String(name));
  if (section === 'parameters' || section === 'responses') return useOf(section === 'parameters', true);
  const operation = objectAtPath(index.root, spot.path().slice(0, 3));
  return useOf(method === 'parameters' || kind === 'parameters', operation?.['x-ms-visibility'] !== 'internal');
}

const useOf = (input: boolean, visible: boolean): SchemaUse => (input ? (visible ? visibleInput : hiddenInput) : visible ? visibleOutput : hiddenOutput);
