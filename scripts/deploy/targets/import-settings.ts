import type { ImportAnswers } from './solution-importer';

/** The settings file of `pac solution import` (pac solution create-settings). */
export function settingsFile({ references, variables }: ImportAnswers): string {
  return `${JSON.stringify({
    EnvironmentVariables: variables.map(({ schemaName, value }) => ({ SchemaName: schemaName, Value: value })),
    ConnectionReferences: references.map(({ logicalName, connectionId, connectorId }) => ({ LogicalName: logicalName, ConnectionId: connectionId, ConnectorId: connectorId })),
  }, undefined, 2)}\n`;
}
