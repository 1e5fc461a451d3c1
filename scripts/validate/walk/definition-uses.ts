/** Which operations use a definition, as input or as output, directly or through other definitions. */
import { isArray, isObject, member, textAt, type JsonObject, type JsonValue } from '../json';
import type { DefinitionUse, OperationNode } from './nodes';
import type { FindTarget } from './reference-target';
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';

/** What the answer is read from. */
interface Referring { readonly operations: readonly OperationNode[]; readonly target: FindTarget }

interface MutableUse { input: boolean; output: boolean; visible: boolean; readonly operations: Set<OperationNode> }

const unused: DefinitionUse = { input: false, output: false, visible: false, operations: new Set() };

/** Reads the whole document once; the answer to each question is then a look-up. */
export function definitionUses(document: Referring): (definition: string) => DefinitionUse {
  const below = definitionsBelow(document);
  const uses = new Map<string, MutableUse>();
  const note = (schema: JsonValue | undefined, direction: 'input' | 'output', operation: OperationNode): void => {
    for (const direct of referencesIn(schema)) {
      for (const name of below(direct)) {
        const use = uses.get(name) ?? { input: false, output: false, visible: false, operations: new Set<OperationNode>() };
        uses.set(name, use);
        use[direction] = true;
        if (!operation.internal) use.visible = true;
        use.operations.add(operation);
      }
    }
  };
  for (const operation of document.operations) {
    for (const { parameter } of operation.parameters) note(parameter['schema'], 'input', operation);
    for (const { response } of operation.responses) note(response['schema'], 'output', operation);
    const notification = operation.trigger === undefined ? undefined : operation.path.item['x-ms-notification-content'];
    if (isObject(notification)) note(notification['schema'], 'output', operation);
  }
  return name => uses.get(name) ?? unused;
}

/** For a definition: itself and every definition that can be reached from it. */
function definitionsBelow(document: Referring): (name: string) => ReadonlySet<string> {
  const direct = new Map<string, readonly string[]>();
  const reached = new Map<string, ReadonlySet<string>>();
  return name => {
    const known = reached.get(name);
    if (known) return known;
    const found = new Set<string>();
    const waiting = [name];
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      if (found.has(next)) continue;
      found.add(next);
      if (!direct.has(next)) direct.set(next, [...referencesIn(document.target(`#/definitions/${escapedPointerKey(next)}`, 'definitions')?.value)]);
      waiting.push(...direct.get(next) ?? []);
    }
    reached.set(name, found);
    return found;
  };
}

const nameOf = (reference: string): string | undefined =>
  (reference.startsWith('#/definitions/') ? reference.slice('#/definitions/'.length).replaceAll('~1', '/').replaceAll('~0', '~') : undefined);

/** The names of the definitions that a schema refers to, without following them. */
export function referencesIn(schema: JsonValue | undefined): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting: JsonObject[] = [];
  const enqueue = (value: JsonValue | undefined): void => {
    if (isObject(value)) waiting.push(value);
    else if (isArray(value)) value.forEach(enqueue);
  };
  enqueue(schema);
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    const reference = textAt(here, '$ref');
    const name = reference === undefined ? undefined : nameOf(reference);
    if (name !== undefined) found.add(name);
    for (const key of ['items', 'additionalProperties'] as const) enqueue(member(here, key));
    if (isArray(here['allOf'])) here['allOf'].forEach(enqueue);
    const properties = member(here, 'properties');
    if (isObject(properties)) for (const property of Object.values(properties)) enqueue(property);
  }
  return found;
}
