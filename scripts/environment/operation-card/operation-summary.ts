import type { ConnectorOperation } from '../connectors/installed-connector';
import { objectOr, textOf } from '../json';

export type Visibility = 'none' | 'important' | 'advanced' | 'internal';

/** An operation in a list of operations. */
export interface OperationSummary {
  readonly operationId: string;
  readonly title: string;
  readonly description: string;
  /** A webhook action waits for a call back: it has a callback address and is no trigger (facts 3.3). */
  readonly kind: 'action' | 'pollingTrigger' | 'webhookTrigger' | 'webhookAction';
  readonly visibility: Visibility;
  readonly deprecated: boolean;
  readonly method: string;
  readonly path: string;
}

export function operationSummary(operation: ConnectorOperation): OperationSummary {
  const { operationId, method, path, object } = operation;
  return {
    operationId, title: textOf(object['summary']) ?? operationId, description: textOf(object['description']) ?? '', kind: kindOf(operation),
    visibility: visibilityOf(object['x-ms-visibility']), deprecated: object['deprecated'] === true, method, path,
  };
}

/** As the definition says, whatever its letter case: published connectors also write "Advanced". */
export function visibilityOf(declared: unknown): Visibility {
  const text = textOf(declared)?.toLowerCase();
  return text === 'important' || text === 'advanced' || text === 'internal' ? text : 'none';
}

function kindOf({ method, object, parameters }: ConnectorOperation): OperationSummary['kind'] {
  const hasCallback = parameters.some(parameter => holdsCallback(parameter));
  if (object['x-ms-trigger'] === undefined) return hasCallback ? 'webhookAction' : 'action';
  return (method === 'GET' && !hasCallback) || objectOr(object['x-ms-trigger-metadata'])['mode'] === 'polling' ? 'pollingTrigger' : 'webhookTrigger';
}

/** References are not followed: a callback address stands in the operation's own schema in all but odd definitions, and schemas may be rings. */
function holdsCallback(value: unknown, depth = 0): boolean {
  const declared = objectOr(value);
  if (declared['x-ms-notification-url'] === true || declared['x-ms-notification-url'] === 'true') return true;
  return depth < 12 && [declared['schema'], ...Object.values(objectOr(declared['properties']))].some(inner => inner !== undefined && holdsCallback(inner, depth + 1));
}
