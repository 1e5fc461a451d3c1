/** What a dynamic extension reads from the answer of the operation that it calls. */
import { member, type JsonValue } from '../../json';
import type { DefinitionIndex } from '../../walk/definition-index';
import type { DynamicCall } from '../../walk/dynamic-call';
import type { OperationNode } from '../../walk/nodes';
import { follow, isList, itemsOf, layersOf, propertyOf } from '../../walk/property-path';

/** The schema of the successful answer; undefined when there is none. */
export function answerOf(index: DefinitionIndex, operation: OperationNode): JsonValue | undefined {
  const success = index.success(operation);
  return success && member(success.response, 'schema');
}

/** The schema of one item of the list, or why there is none. 'unknown' where the answer is only known when a flow is made. */
export type Collection = { readonly items: JsonValue | undefined } | 'missing' | 'no array' | 'unknown';

/** The list that a drop-down shows. For a dynamic schema, which shows no list, and a tree without a path: 'unknown'. */
export function collectionOf(index: DefinitionIndex, operation: OperationNode, { node, collection }: DynamicCall): Collection {
  const answer = answerOf(index, operation);
  if (answer === undefined || node.key === 'x-ms-dynamic-schema' || node.key === 'x-ms-dynamic-properties') return 'unknown';
  if (collection === undefined) {
    if (node.key === 'x-ms-dynamic-tree' || Object.hasOwn(node.value, 'capability') || Object.hasOwn(node.value, 'builtInOperation')) return 'unknown';
    const layers = layersOf(index, answer);
    const value = isList(layers) ? undefined : propertyOf(layers, 'value');
    const list = value ? layersOf(index, value.schema) : layers;
    return isList(list) ? { items: itemsOf(list) } : layers.open ? 'unknown' : 'no array';
  }
  const reached = follow(index, answer, collection.path);
  if (reached === undefined) return 'missing';
  if (reached === 'unknown') return 'unknown';
  return isList(reached.layers) ? { items: itemsOf(reached.layers) } : reached.layers.open ? 'unknown' : 'no array';
}
