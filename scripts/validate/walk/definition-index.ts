/** A definition with its operations, parameters and responses found and its references resolved: made once, read by the walk and by rules. */
import { isArray, isObject, member, objectAt, textAt, type JsonObject, type JsonValue } from '../json';
import { rootOf, type Spot } from '../spot';
import { definitionUses } from './definition-uses';
import type { DefinitionUse, Method, OperationNode, ParameterNode, PathNode, ResponseNode } from './nodes';
import { targetsOf, type FindTarget } from './reference-target';

export const methods: readonly Method[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'];
const isMethod = (key: string): key is Method => (methods as readonly string[]).includes(key);

export interface DefinitionIndex {
  readonly root: JsonObject;
  readonly spot: Spot;
  readonly paths: readonly PathNode[];
  /** In the order of the document. */
  readonly operations: readonly OperationNode[];
  /** The first operation with that id. */
  readonly operation: (operationId: string) => OperationNode | undefined;
  /** The direct target of a reference such as `#/definitions/Item`; undefined when it leads nowhere. */
  readonly target: FindTarget;
  /** The schema itself, or what its chain of references leads to; undefined when that is nothing or a circle. */
  readonly resolved: (schema: JsonValue | undefined) => JsonObject | undefined;
  /** The response that designers read the outputs from: 200, else 201, else another 2xx, the first with a schema before one without. */
  readonly success: (operation: OperationNode) => ResponseNode | undefined;
  /** Who uses a definition. */
  readonly uses: (definition: string) => DefinitionUse;
}

/** Makes the index. Never throws, whatever the document holds. */
export function definitionIndex(value: JsonObject): DefinitionIndex {
  const spot = rootOf('definition');
  const target = targetsOf(value, spot);
  const paths = pathNodes(value, spot, target);
  const operations = paths.flatMap(path => path.operations);
  const byId = new Map<string, OperationNode>();
  for (const each of operations) if (each.operationId !== undefined && !byId.has(each.operationId)) byId.set(each.operationId, each);

  const resolved = (schema: JsonValue | undefined): JsonObject | undefined => {
    let here = schema;
    for (let step = 0; step < MAX_CHAIN; step += 1) {
      if (!isObject(here)) return undefined;
      const reference = textAt(here, '$ref');
      if (reference === undefined) return here;
      here = target(reference, 'definitions')?.value;
    }
    return undefined;
  };

  let uses: ((definition: string) => DefinitionUse) | undefined;
  return {
    root: value, spot, paths, operations, target, resolved,
    operation: operationId => byId.get(operationId),
    success: operation => successOf(operation),
    uses: definition => (uses ??= definitionUses({ operations, target }))(definition),
  };
}

/** Longer chains of bare references do not occur; a circle is one. */
const MAX_CHAIN = 32;

function pathNodes(root: JsonObject, spot: Spot, target: FindTarget): readonly PathNode[] {
  const paths = objectAt(root, 'paths');
  if (!paths) return [];
  const above = spot.at('paths');
  return Object.entries(paths).flatMap(([path, item]) => {
    if (!isObject(item) || path.startsWith('x-')) return [];
    const operations: OperationNode[] = [];
    const node: PathNode = { path, item, spot: above.at(path), operations };
    for (const [key, operation] of Object.entries(item)) if (isMethod(key) && isObject(operation)) operations.push(operationNode(operation, key, node, root, target));
    return [node];
  });
}

function operationNode(operation: JsonObject, method: Method, path: PathNode, root: JsonObject, target: FindTarget): OperationNode {
  const parameters: ParameterNode[] = [];
  const responses: ResponseNode[] = [];
  const list = (key: 'consumes' | 'produces'): readonly JsonValue[] | undefined => {
    const value = member(operation, key) ?? member(root, key);
    return isArray(value) ? value : undefined;
  };
  const node: OperationNode = {
    operation, method, path, parameters, responses,
    operationId: textAt(operation, 'operationId'),
    spot: path.spot.at(method),
    internal: operation['x-ms-visibility'] === 'internal',
    deprecated: operation['deprecated'] === true,
    trigger: member(operation, 'x-ms-trigger'),
    consumes: list('consumes'), produces: list('produces'),
  };
  addParameters(parameters, member(operation, 'parameters'), node.spot.at('parameters'), node, target);
  if (Object.hasOwn(path.item, 'parameters')) addParameters(parameters, path.item['parameters'], path.spot.at('parameters'), node, target);
  addResponses(responses, objectAt(operation, 'responses'), node, target);
  return node;
}

function addParameters(found: ParameterNode[], written: JsonValue | undefined, spot: Spot, operation: OperationNode, target: FindTarget): void {
  if (!isArray(written)) return;
  const before = found.length;
  for (const [position, each] of written.entries()) {
    if (!isObject(each)) continue;
    const site = spot.at(position);
    const reference = textAt(each, '$ref');
    const declared = reference === undefined ? { value: each, spot: site } : target(reference, 'parameters');
    if (!declared) continue;
    const parameter = declared.value;
    const name = textAt(parameter, 'name');
    const where = textAt(parameter, 'in');
    if (before > 0 && found.slice(0, before).some(own => own.name === name && own.in === where)) continue;
    found.push({ parameter, site, operation, name, in: where, spot: declared.spot, required: parameter['required'] === true, internal: parameter['x-ms-visibility'] === 'internal' });
  }
}

function addResponses(found: ResponseNode[], written: JsonObject | undefined, operation: OperationNode, target: FindTarget): void {
  if (!written) return;
  const above = operation.spot.at('responses');
  for (const [code, each] of Object.entries(written)) {
    if (!isObject(each) || code.startsWith('x-')) continue;
    const site = above.at(code);
    const reference = textAt(each, '$ref');
    const declared = reference === undefined ? { value: each, spot: site } : target(reference, 'responses');
    if (declared) found.push({ response: declared.value, code, site, operation, spot: declared.spot });
  }
}

function successOf({ responses }: OperationNode): ResponseNode | undefined {
  const good = responses.filter(({ code }) => /^2\d\d$/.test(code));
  const ordered = [...good.filter(({ code }) => code === '200'), ...good.filter(({ code }) => code === '201'), ...good.filter(({ code }) => code !== '200' && code !== '201')];
  return ordered.find(({ response }) => isObject(response['schema'])) ?? ordered[0];
}
