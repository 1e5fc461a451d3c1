import { EnvironmentError } from '../finding';
import { isJsonObject, type JsonObject, objectOr, textOf, textsOf } from '../json';

/** A connector as it is installed: its artifacts, read once. Where it was made, and with what, does not matter. */
export interface InstalledConnector {
  /** The name in gateway addresses, e.g. `shared_customerinsights`. */
  readonly name: string;
  readonly title: string;
  /** `scheme://host` of the definition. */
  readonly origin: string;
  /** The definition's base path without trailing slash; '' where it has none. */
  readonly basePath: string;
  readonly operations: readonly ConnectorOperation[];
  readonly definition: JsonObject;
  /** The object under `properties` of apiProperties.json. */
  readonly properties: JsonObject;
  readonly script: string | undefined;
}

/** One operation of the definition; `path` is the template as written. */
export interface ConnectorOperation {
  readonly operationId: string;
  readonly method: string;
  readonly path: string;
  /** Parameters of the path and the operation, references resolved. */
  readonly parameters: readonly JsonObject[];
  readonly object: JsonObject;
}

export interface ConnectorArtifacts {
  readonly name: string;
  /** apiDefinition.swagger.json, parsed. */
  readonly definition: unknown;
  /** apiProperties.json, parsed; absent for a connector without connection and policies. */
  readonly properties?: unknown;
  /** script.csx. */
  readonly script?: string;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;

/** Reads the artifacts. Throws EnvironmentError 'connector' for a definition that can't be run: no host, no paths, two operations of one id. */
export function installedConnector(artifacts: ConnectorArtifacts): InstalledConnector {
  const { name, definition } = artifacts;
  if (!isJsonObject(definition) || definition['swagger'] !== '2.0') throw refusal(name, 'its definition is not OpenAPI 2.0 ("swagger": "2.0")', 'Power Platform reads nothing else. Give the apiDefinition.swagger.json of the connector.');
  const host = textOf(definition['host']);
  if (host === undefined || host === '') throw refusal(name, 'its definition has no "host"', 'Without it no operation has a backend. Add the host name of the service.');
  const info = objectOr(definition['info']);
  const scheme = textsOf(definition['schemes'])[0] ?? 'https';
  return {
    name,
    title: textOf(info['title']) ?? name,
    origin: `${scheme}://${host}`,
    basePath: (textOf(definition['basePath']) ?? '').replace(/\/+$/, ''),
    operations: operationsOf(name, definition),
    definition,
    properties: objectOr(objectOr(artifacts.properties)['properties']),
    script: artifacts.script,
  };
}

/** The operation of that id. Throws EnvironmentError 'operation' that names the closest ones. */
export function operationById(connector: InstalledConnector, operationId: string): ConnectorOperation {
  const found = connector.operations.find(operation => operation.operationId === operationId);
  if (found) return found;
  const known = connector.operations.map(operation => operation.operationId).sort();
  const near = known.filter(candidate => candidate.toLowerCase().includes(operationId.toLowerCase()) || operationId.toLowerCase().includes(candidate.toLowerCase()));
  const shown = (near.length > 0 ? near : known).slice(0, 10).join(', ');
  throw new EnvironmentError('operation', `The connector "${connector.title}" has no operation "${operationId}". It has: ${shown}${near.length === 0 && known.length > 10 ? ', …' : ''}.`);
}

/** Resolves a local `$ref` (`#/…`) in a definition; other values come back as they are. A dangling reference is an empty object. */
export function resolved(definition: JsonObject, value: unknown): JsonObject {
  let current = objectOr(value);
  // References to references are legal; a ring of them is not, and ends here.
  for (let depth = 0; depth < 20; depth++) {
    const reference = textOf(current['$ref']);
    if (reference === undefined || !reference.startsWith('#/')) return current;
    let target: unknown = definition;
    for (const segment of reference.slice(2).split('/')) target = objectOr(target)[segment.replace(/~1/g, '/').replace(/~0/g, '~')];
    current = objectOr(target);
  }
  return {};
}

/** True where the connector's code, and not the gateway, serves the operation: an absent or empty list means all (facts 1.1). */
export function runsCustomCode(connector: InstalledConnector, operation: ConnectorOperation): boolean {
  if (connector.script === undefined) return false;
  const listed = textsOf(connector.properties['scriptOperations']);
  return listed.length === 0 || listed.includes(operation.operationId);
}

function operationsOf(name: string, definition: JsonObject): readonly ConnectorOperation[] {
  const operations: ConnectorOperation[] = [];
  const seen = new Map<string, string>();
  for (const [path, item] of Object.entries(objectOr(definition['paths']))) {
    const pathItem = objectOr(item);
    for (const method of methods) {
      const object = pathItem[method];
      if (!isJsonObject(object)) continue;
      const place = `${method.toUpperCase()} ${path}`;
      const operationId = textOf(object['operationId']);
      if (operationId === undefined) throw refusal(name, `${place} has no "operationId"`, 'Flows name an operation by it. Add one.');
      const first = seen.get(operationId);
      if (first !== undefined) throw refusal(name, `${first} and ${place} both have the operationId "${operationId}"`, 'Flows name an operation by it. Rename one of the two.');
      seen.set(operationId, place);
      operations.push({ operationId, method: method.toUpperCase(), path, parameters: parametersOf(definition, pathItem, object), object });
    }
  }
  if (operations.length === 0) throw refusal(name, 'its definition has no operation', 'Add at least one under "paths".');
  return operations;
}

function parametersOf(definition: JsonObject, pathItem: JsonObject, operation: JsonObject): readonly JsonObject[] {
  const merged = new Map<string, JsonObject>();
  for (const list of [pathItem['parameters'], operation['parameters']]) {
    if (!Array.isArray(list)) continue;
    for (const entry of list) {
      const parameter = resolved(definition, entry);
      merged.set(`${textOf(parameter['in'])} ${textOf(parameter['name'])}`, parameter);
    }
  }
  return [...merged.values()];
}

function refusal(name: string, what: string, todo: string): EnvironmentError {
  return new EnvironmentError('connector', `The connector "${name}" can't be installed: ${what}. ${todo}`);
}
