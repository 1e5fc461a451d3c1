import type { Finding } from '../finding';
import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr, textOf, textsOf } from '../json';

/** The schema of what is delivered. It stands on the path item in every published connector, on the operation by the documentation (facts 3.1). */
export function notificationSchema(connector: InstalledConnector, operation: ConnectorOperation): JsonObject | undefined {
  const item = objectOr(objectOr(connector.definition['paths'])[operation.path]);
  const content = operation.object['x-ms-notification-content'] ?? item['x-ms-notification-content'];
  return isJsonObject(content) && content['schema'] !== undefined ? resolved(connector.definition, content['schema']) : undefined;
}

/**
 * A finding for a body that its schema does not describe. It is no more than that: the schema gives fields their types in the
 * designer, and whether a delivery is held against it is not certain (facts 3.3).
 */
export function contentFinding(connector: InstalledConnector, schema: JsonObject, body: JsonValue): Finding | undefined {
  const problem = mismatch(connector.definition, schema, body, 'the body', 0);
  return problem === undefined ? undefined : {
    code: 'notification-content',
    what: `A delivery does not fit x-ms-notification-content: ${problem}.`,
    why: 'Flows type what they take from a delivery by that schema, so steps may find nothing where they expect a value.',
    todo: 'Correct the schema, or what the service sends.',
  };
}

function mismatch(definition: JsonObject, schema: unknown, value: JsonValue, at: string, depth: number): string | undefined {
  const shape = resolved(definition, schema);
  const type = textOf(shape['type']) ?? (shape['properties'] === undefined ? undefined : 'object');
  // Null for a property is common and does no harm; schemas that contain themselves end.
  if (type === undefined || value === null || depth > 20) return undefined;
  if (!hasType(type, value)) return `${at} is ${nameOf(value)}, not ${type}`;
  if (Array.isArray(value)) return firstOf(value, (element: JsonValue, index) => mismatch(definition, shape['items'], element, `${at}[${index}]`, depth + 1));
  if (!isJsonObject(value)) return undefined;
  const missing = textsOf(shape['required']).find(name => value[name] === undefined);
  if (missing !== undefined) return `${at} has no "${missing}"`;
  return firstOf(Object.entries(objectOr(shape['properties'])), ([name, inner]) => (value[name] === undefined ? undefined : mismatch(definition, inner, value[name], `${at}.${name}`, depth + 1)));
}

function hasType(type: string, value: JsonValue): boolean {
  switch (type) {
    case 'object': return isJsonObject(value);
    case 'array': return Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    case 'number': case 'string': case 'boolean': return typeof value === type;
    default: return true;
  }
}

const nameOf = (value: JsonValue): string => (Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object' : `a ${typeof value}`);

function firstOf<T, Found>(list: readonly T[], look: (element: T, index: number) => Found | undefined): Found | undefined {
  for (const [index, element] of list.entries()) {
    const found = look(element, index);
    if (found !== undefined) return found;
  }
  return undefined;
}
