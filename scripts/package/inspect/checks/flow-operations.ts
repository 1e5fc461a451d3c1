/** What flows call, against the connector that is beside them. */
import { found, type FindingKind, type Report } from '../finding-kind';
import { callsOf, type FlowStep, type InspectedFlow } from '../inspected-flow';
import type { InspectedConnector } from '../inspected-connector';
import type { CheckFamily, Surroundings } from './part-check';

export const operationUnknown: FindingKind = { code: 'flow-operation-unknown', severity: 'error', why: 'The flow cannot be switched on: its connector has no such operation.' };
export const operationKind: FindingKind = {
  code: 'flow-operation-kind', severity: 'error',
  why: 'A trigger starts flows and an action is called by them; the platform refuses one in the place of the other.',
};

export const flowOperations: CheckFamily = { flow };

function flow(each: InspectedFlow, report: Report, { connectors }: Surroundings): void {
  const byKey = new Map(each.references.flatMap(({ key, connectorName }) => {
    const connector = connectorName === undefined ? undefined : connectors.find(({ identity, operations }) => identity?.logicalName === connectorName && operations.size > 0);
    return connector ? [[key, connector] as const] : [];
  }));
  for (const step of callsOf(each)) {
    const connector = step.call.connectionName === undefined ? undefined : byKey.get(step.call.connectionName);
    if (connector) call(each, step, connector, each.triggers.some(({ pointer }) => pointer === step.pointer), report);
  }
}

function call({ file }: InspectedFlow, { name, call: { operationId, pointer } }: FlowStep & { readonly call: NonNullable<FlowStep['call']> }, { title, operations }: InspectedConnector, starts: boolean, report: Report): void {
  const operation = operations.get(operationId);
  const at = file.at(`${pointer}/operationId`);
  if (!operation) {
    report(found(operationUnknown, at,
      `The step "${name}" calls ${operationId}, which the connector "${title}" does not have.`,
      'Name an operation of the connector, or package the version of it that has this one.'));
  } else if (operation.isTrigger !== starts) {
    report(found(operationKind, at,
      starts ? `The flow starts with ${operationId}, which is an action.` : `The step "${name}" calls ${operationId}, which is a trigger.`,
      starts ? 'Start the flow with a trigger.' : 'Call an action.'));
  }
}
