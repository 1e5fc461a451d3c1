import { isMessageConnector } from '../flow-run/outbox-operations';
import type { InstalledConnector } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, objectOr, textOf } from '../json';
import type { StoredFlow } from '../store/environment-store';

/** An operation that a trigger or step of a flow calls. */
interface UsedOperation { readonly step: string; readonly connectionName: string; readonly operationId: string }

/** A sentence for every operation that a flow calls and its installed connector does not have. Connectors that are not installed are told elsewhere. */
export function missingOperations(flow: Pick<StoredFlow, 'document'>, connectors: readonly InstalledConnector[]): readonly string[] {
  const references = objectOr(flow.document.properties.connectionReferences);
  return operationsUsed(flow).flatMap(({ step, connectionName, operationId }) => {
    const api = objectOr(objectOr(references[connectionName])['api']);
    if (isMessageConnector(textOf(api['name']) ?? '')) return [];
    const connector = connectors.find(({ name }) => name === api['logicalName']);
    if (!connector || connector.operations.some(operation => operation.operationId === operationId)) return [];
    return [`"${step}" calls the operation "${operationId}", which the connector "${connector.title}" does not have.`];
  });
}

function operationsUsed({ document }: Pick<StoredFlow, 'document'>): readonly UsedOperation[] {
  const { triggers, actions } = document.properties.definition;
  return [...used(objectOr(triggers)), ...used(objectOr(actions))];
}

/** Steps of a container and of those inside it: of scopes and loops, of both branches of conditions, of the cases of a switch. */
function used(steps: JsonObject, depth = 0): readonly UsedOperation[] {
  if (depth > 50) return []; // deeper than the platform allows, and a guard against documents made to do harm
  return Object.entries(steps).flatMap(([step, value]) => {
    const action = objectOr(value);
    const host = objectOr(objectOr(action['inputs'])['host']);
    const operationId = textOf(host['operationId']);
    const inner = [action, action['else'], action['default'], ...Object.values(objectOr(action['cases']))].filter(isJsonObject).flatMap(each => used(objectOr(each['actions']), depth + 1));
    return [...(operationId === undefined ? [] : [{ step, connectionName: textOf(host['connectionName']) ?? '', operationId }]), ...inner];
  });
}
