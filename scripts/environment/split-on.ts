import { type ConnectorOperation, type InstalledConnector, resolved } from './installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr } from './json';

/** Where the array stands whose elements each start a run: property names from the body, empty for the body itself. */
export type SplitPath = readonly string[];

/**
 * What the designer fills in as split-on for a batch trigger: the body of the 200 answer where it is an array, or an object
 * with exactly one property that leads to one, step by step. Anything beside that property means none (facts 3.2).
 */
export function designerSplitOn(connector: InstalledConnector, operation: ConnectorOperation): SplitPath | undefined {
  if (operation.object['x-ms-trigger'] !== 'batch') return undefined;
  const response = resolved(connector.definition, objectOr(operation.object['responses'])['200']);
  return arrayPath(connector.definition, response['schema'], []);
}

function arrayPath(definition: JsonObject, schema: unknown, path: SplitPath): SplitPath | undefined {
  const shape = resolved(definition, schema);
  if (shape['type'] === 'array') return path;
  const properties = Object.entries(objectOr(shape['properties']));
  const [only] = properties;
  // A schema that contains itself leads nowhere.
  if (properties.length !== 1 || only === undefined || path.length > 20) return undefined;
  return arrayPath(definition, only[1], [...path, only[0]]);
}

/** The elements of the array at that path, or undefined where the body has none there. */
export function splitItems(body: JsonValue | undefined, path: SplitPath): readonly JsonValue[] | undefined {
  let current = body;
  for (const name of path) current = isJsonObject(current) ? current[name] : undefined;
  return Array.isArray(current) ? current : undefined;
}
