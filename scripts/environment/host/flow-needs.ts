import { connectorOf, referencesOf } from '../flow-run/flow-references';
import { isMessageConnector } from '../flow-run/outbox-operations';
import type { Gateway } from '../gateway/gateway';
import { isJsonObject, type JsonValue, objectOr, textOf } from '../json';
import type { ConnectionStatus, StoredFlow } from '../store/environment-store';
import { missingOperations } from './flow-operations';

/** A connection reference of a flow, and what it is bound to. */
export interface BoundReference {
  /** Key in the document. */
  readonly key: string;
  /** Logical name, by which it is bound. */
  readonly reference: string;
  /** Connector: its name in addresses for a custom one, else its internal id. */
  readonly connector: string;
  readonly connectionId?: string;
  /** False where it can do without: Microsoft's own connectors, which are not run here or end in the outbox. */
  readonly required: boolean;
}

/** A parameter of a flow that stands for an environment variable. */
export interface FlowVariable { readonly schemaName: string; readonly name: string; readonly type: string; readonly value?: JsonValue }

type FlowPart = Pick<StoredFlow, 'name' | 'document' | 'connections' | 'parameters' | 'lostParameters'>;

export function boundReferencesOf({ document, connections }: Pick<FlowPart, 'document' | 'connections'>): readonly BoundReference[] {
  return referencesOf(document).map(reference => {
    const { key, logicalName, apiName, customName } = reference;
    const connectionId = connections[key];
    return { key, reference: logicalName, connector: connectorOf(reference), ...(connectionId === undefined ? {} : { connectionId }), required: customName !== undefined && !isMessageConnector(apiName) };
  });
}

export function variablesOf({ document, parameters }: Pick<FlowPart, 'document' | 'parameters'>): readonly FlowVariable[] {
  return Object.entries(objectOr(document.properties.definition.parameters)).flatMap(([name, declared]) => {
    const parameter = objectOr(declared);
    const schemaName = textOf(objectOr(parameter['metadata'])['schemaName']);
    if (schemaName === undefined) return [];
    const value = Object.hasOwn(parameters, name) ? parameters[name] : parameter['defaultValue'];
    return [{ schemaName, name, type: textOf(parameter['type']) ?? 'String', ...(value === undefined ? {} : { value }) }];
  });
}

/** A sentence for everything without which a flow can't be turned on. `kept` knows connections that the gateway can't use. */
export function missingOf(flow: FlowPart, gateway: Pick<Gateway, 'connectionIds' | 'connectors'>, kept: (connectionId: string) => ConnectionStatus | undefined): readonly string[] {
  const lost = new Set(flow.lostParameters);
  return [
    ...boundReferencesOf(flow).flatMap(reference => referenceProblem(reference, gateway, kept)),
    ...missingOperations(flow, gateway.connectors),
    ...variablesOf(flow).filter(({ name, value }) => isEmpty(value) || lost.has(name))
      .map(({ schemaName, name }) => `The environment variable ${schemaName}${lost.has(name) ? ' was secret, and its key is lost: give its value again.' : ' has no value.'}`),
  ];
}

function referenceProblem({ reference, connector, connectionId, required }: BoundReference, gateway: Pick<Gateway, 'connectionIds' | 'connectors'>, kept: (connectionId: string) => ConnectionStatus | undefined): readonly string[] {
  if (!required) return [];
  const installed = gateway.connectors.some(({ name }) => name === connector);
  const fitting = gateway.connectionIds.filter(each => each.connector === connector).map(({ id }) => id);
  const hint = !installed ? ` The connector "${connector}" is not installed.` : fitting.length > 0 ? ` There is ${fitting.join(', ')}.` : ` The connector "${connector}" has no connection yet.`;
  if (connectionId === undefined) return [`The connection reference ${reference} has no connection.${hint}`];
  const connection = gateway.connectionIds.find(({ id }) => id === connectionId);
  const unusable = connection ? undefined : kept(connectionId);
  if (unusable) return [`The connection reference ${reference} is bound to "${connectionId}", which can't be used${unusable.kind === 'connected' ? ': it does not fit its connector any more.' : `. ${unusable.reason}`}`];
  if (!connection) return [`The connection reference ${reference} is bound to "${connectionId}", which is not there.${hint}`];
  return connection.connector === connector ? [] : [`The connection reference ${reference} is bound to "${connectionId}", a connection of "${connection.connector}"; it is for "${connector}".${hint}`];
}

const isEmpty = (value: JsonValue | undefined): boolean => value === undefined || value === null || value === '' || (isJsonObject(value) && Object.keys(value).length === 0);
