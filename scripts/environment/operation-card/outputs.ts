import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { type JsonObject, isJsonObject, objectOr, textOf } from '../json';
import { type Visibility, visibilityOf } from './operation-summary';

/** One thing that later steps can use. */
export interface OutputField {
  /** As flows name it, with `[]` behind a list: `body/value[]/name`. */
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly type: string;
  readonly format?: string;
  readonly visibility: Visibility;
}

const deepest = 10;
const mostOutputs = 5_000;

/** The schema that types an operation's outputs: of a webhook trigger its notification, else of its first successful answer that has one. */
export function outputSchema(connector: InstalledConnector, operation: ConnectorOperation): JsonObject {
  const notification = objectOr(objectOr(objectOr(connector.definition['paths'])[operation.path])['x-ms-notification-content'] ?? operation.object['x-ms-notification-content'])['schema'];
  if (notification !== undefined && operation.object['x-ms-trigger'] !== undefined) return resolved(connector.definition, notification);
  const responses = Object.entries(objectOr(operation.object['responses']));
  const successful = [...responses.filter(([status]) => /^2\d\d$/.test(status)).sort(([one], [other]) => Number(one) - Number(other)), ...responses.filter(([status]) => status === 'default')];
  const schema = successful.map(([, response]) => resolved(connector.definition, response)['schema']).find(isJsonObject);
  return resolved(connector.definition, schema);
}

/** The fields of a schema as outputs, in its order; hidden ones too, for they can be used. */
export function outputFields(connector: InstalledConnector, schema: JsonObject): readonly OutputField[] {
  return fieldsAt(connector, schema, 'body', 0, { left: mostOutputs });
}

/** Ends where schemas contain themselves, or hold one another many times over. */
function fieldsAt(connector: InstalledConnector, schema: JsonObject, path: string, depth: number, budget: { left: number }): readonly OutputField[] {
  const own = outputField(schema, path);
  if (depth >= deepest || budget.left <= 0) return [own];
  const properties = Object.entries(objectOr(schema['properties']));
  budget.left -= Math.max(1, properties.length);
  if (properties.length > 0) {
    const inner = properties.flatMap(([name, entry]) => fieldsAt(connector, withReference(connector, entry), `${path}/${name}`, depth + 1, budget));
    return depth === 0 ? inner : [own, ...inner];
  }
  if (isJsonObject(schema['items'])) {
    const items = withReference(connector, schema['items']);
    const inner = fieldsAt(connector, items, `${path}[]`, depth + 1, budget);
    return [own, ...(objectOr(items['properties']) === items['properties'] ? inner.filter(each => each.path !== `${path}[]`) : inner)];
  }
  return Object.keys(schema).length === 0 ? [] : [own];
}

function outputField(schema: JsonObject, path: string): OutputField {
  const format = textOf(schema['format']);
  return {
    path, title: textOf(schema['x-ms-summary']) ?? textOf(schema['title']) ?? path.split('/').at(-1) ?? path, description: textOf(schema['description']) ?? '',
    type: textOf(schema['type']) ?? (schema['properties'] !== undefined ? 'object' : schema['items'] !== undefined ? 'array' : 'any'), visibility: visibilityOf(schema['x-ms-visibility']), ...(format === undefined ? {} : { format }),
  };
}

function withReference(connector: InstalledConnector, schema: unknown): JsonObject {
  const { $ref: _, ...own } = objectOr(schema);
  return { ...resolved(connector.definition, schema), ...own };
}
