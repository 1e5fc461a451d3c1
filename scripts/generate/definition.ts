/** apiDefinition.swagger.json: the connector as the platform, the designer and certification read it. */
import type { Connector } from '../model/connector';
import type { Operation } from '../model/operation';
import { namedRecords, type NamedRecords } from './named-records';
import { emitOperation } from './operation-emit';
import type { Publisher } from './publisher';
import { emitSchema } from './schema-emit';
import { emitSecurity } from './security';
import type { SwaggerDocument, SwaggerPath } from './swagger-extensions';

/**
 * The Swagger 2.0 document of a connector. Pure: the same connector and publisher give the same document, key order
 * included. Mistakes of the model do not stop it; `checkConnector` finds them.
 */
export function apiDefinition(connector: Connector, publisher: Publisher): SwaggerDocument {
  const { title, description, version, host, basePath, categories, testConnection } = connector;
  const named = namedRecords();
  const paths = emitPaths(connector.operations, named);
  return {
    swagger: '2.0',
    info: { title, description, version, contact: { name: publisher.contact.name, url: publisher.contact.url, email: publisher.contact.email } },
    host,
    basePath: basePath ?? '/',
    schemes: ['https'],
    consumes: ['application/json'],
    produces: ['application/json'],
    paths,
    definitions: named.definitions(),
    ...emitSecurity(connector.authentication),
    'x-ms-connector-metadata': [
      { propertyName: 'Website', propertyValue: publisher.website },
      { propertyName: 'Privacy policy', propertyValue: publisher.privacyPolicy },
      { propertyName: 'Categories', propertyValue: categories.join(';') },
    ],
    ...(testConnection ? { 'x-ms-capabilities': { testConnection: { operationId: testConnection.operationId, parameters: {} } } } : {}),
  };
}

/** Operations under their paths, in the author's order: the first operation of a path decides where the path stands. */
function emitPaths(operations: readonly Operation[], named: NamedRecords): Record<string, SwaggerPath> {
  const paths: Record<string, SwaggerPath> = {};
  for (const operation of operations) {
    const item = paths[operation.path] ??= {};
    const surroundings = { host: operation, named };
    item[operation.method] = emitOperation(operation, surroundings);
    if (operation.notification) {
      // On the path, beside the verb: inside the operation the platform refuses it (OperationMustHaveNotificationContentExtension).
      item['x-ms-notification-content'] = { description: operation.notification.schema.description ?? operation.description, schema: emitSchema(operation.notification.schema, surroundings) };
    }
  }
  return paths;
}
