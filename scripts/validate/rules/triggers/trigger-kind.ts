/** What kinds of triggers there are, and what their events look like. */
import { isObject, member, objectAt, type JsonValue } from '../../json';
import type { Spot } from '../../spot';
import type { DefinitionIndex } from '../../walk/definition-index';
import type { OperationNode } from '../../walk/nodes';
import { notificationUrls } from '../../walk/notification-urls';

export const CONTENT = 'x-ms-notification-content';

/** True for an operation that designers offer as a trigger. */
export const isTrigger = ({ trigger }: OperationNode): boolean => trigger === 'single' || trigger === 'batch';

/** True when the service calls back: the operation takes an address, or its path says what is sent there. */
export const isWebhook = (index: DefinitionIndex, operation: OperationNode): boolean =>
  notificationUrls(index).has(operation) || (isObject(member(operation.path.item, CONTENT)) && operation.method !== 'get' && operation.method !== 'delete');

/** The schema of what starts a flow: of the notification for a webhook, of the successful answer for a polling trigger. Undefined where there is none. */
export function eventSchema(index: DefinitionIndex, operation: OperationNode): { readonly schema: JsonValue; readonly spot: Spot } | undefined {
  if (isWebhook(index, operation)) {
    const schema = member(objectAt(operation.path.item, CONTENT) ?? {}, 'schema');
    return schema === undefined ? undefined : { schema, spot: operation.path.spot.at(CONTENT, 'schema') };
  }
  const success = index.success(operation);
  const schema = success && member(success.response, 'schema');
  return success && schema !== undefined ? { schema, spot: success.spot.at('schema') } : undefined;
}
