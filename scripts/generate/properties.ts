/** apiProperties.json: connections, policies, custom code and branding. */
import type { Authentication, ConnectionParameterSet } from '../model/connection';
import type { Connector } from '../model/connector';
import { emitConnectionFields, type ConnectionFields } from './connection-emit';
import { emitPolicy, type PolicyInstance } from './policy-emit';
import type { Publisher } from './publisher';

interface Wording { displayName: string; description: string }
export interface ParameterSetDefinition { name: string; uiDefinition: Wording; metadata: { allowSharing: boolean }; parameters: ConnectionFields }
export interface ApiProperties {
  properties: {
    connectionParameters?: ConnectionFields;
    connectionParameterSets?: { uiDefinition: Wording; values: ParameterSetDefinition[] };
    iconBrandColor: string;
    capabilities: string[];
    scriptOperations?: string[];
    policyTemplateInstances: PolicyInstance[];
    publisher: string;
    stackOwner: string;
  };
}

/** The document. Pure; no secret and no client id of an app registration is in it. */
export function apiProperties(connector: Connector, publisher: Publisher): ApiProperties {
  const scripted = scriptOperations(connector);
  return {
    properties: {
      ...emitConnections(connector.authentication),
      iconBrandColor: connector.brandColor,
      // Only gateway and cloud connectors need entries; nearly all published connectors have an empty list.
      capabilities: [],
      // An empty list would mean every operation (Microsoft, paconn), so it is left out when no operation has code.
      ...(scripted.length > 0 ? { scriptOperations: scripted } : {}),
      policyTemplateInstances: (connector.policies ?? []).map(emitPolicy),
      publisher: publisher.name,
      stackOwner: publisher.stackOwner ?? publisher.name,
    },
  };
}

/** The ids of the operations that custom code answers, in the connector's order. */
export const scriptOperations = (connector: Connector): string[] =>
  connector.operations.filter(operation => operation.handler.kind !== 'backend').map(operation => operation.operationId);

function emitConnections(authentication: Authentication): Pick<ApiProperties['properties'], 'connectionParameters' | 'connectionParameterSets'> {
  switch (authentication.kind) {
    case 'none': return { connectionParameters: {} };
    case 'parameters': return { connectionParameters: emitConnectionFields(authentication.parameters) };
    case 'sets': return {
      connectionParameterSets: { uiDefinition: { displayName: authentication.title, description: authentication.description }, values: authentication.sets.map(emitSet) },
    };
  }
}

const emitSet = ({ name, title, description, parameters }: ConnectionParameterSet): ParameterSetDefinition => ({
  name, uiDefinition: { displayName: title, description },
  // Sharing a connection shares everything its owner may do; who wants that shares the credentials knowingly.
  metadata: { allowSharing: false },
  parameters: emitConnectionFields(parameters),
});
