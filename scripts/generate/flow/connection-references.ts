/** The connections that a flow needs: references to them, which are bound where the flow is imported. */
import type { FlowTarget } from './flow-target';
import type { ForeignOperation } from '../../model/flow/flow-step';
import type { Operation } from '../../model/operation';

export interface FlowConnectionReference {
  /** Its name inside the flow; steps refer to it. */
  readonly key: string;
  /** Its name in the environment. */
  readonly logicalName: string;
  readonly displayName: string;
  /** `/providers/Microsoft.PowerApps/apis/<internal id>`; for the own connector a placeholder until it is imported. */
  readonly apiId: string;
  /** The internal id alone. */
  readonly apiName: string;
  /** Only of the own, custom connector: the name that is the same everywhere. */
  readonly apiLogicalName?: string;
}

/**
 * The reference for an operation. Logical names hold the connector's name, so that samples of two connectors do not meet,
 * and no internal id, which would differ from environment to environment.
 */
export function connectionReference(operation: Operation | ForeignOperation, { prefix, connector }: FlowTarget): FlowConnectionReference {
  const own = `${prefix}_${connector.displayName.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  if (operation.kind !== 'foreign') {
    return { key: connector.internalId, logicalName: own, displayName: connector.displayName, apiId: apiId(connector.internalId), apiName: connector.internalId, apiLogicalName: connector.logicalName };
  }
  const { name, displayName } = operation.connector;
  return { key: name, logicalName: `${own}_${name.replace(/^shared_/, '')}`, displayName, apiId: apiId(name), apiName: name };
}

const apiId = (name: string): string => `/providers/Microsoft.PowerApps/apis/${name}`;
