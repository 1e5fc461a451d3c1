import type { Finding } from '../finding';

/** What a person should know of webhook triggers and actions, each a sentence with its reason and what to do. */

export function missingLocation(operationId: string, status: number): Finding {
  return {
    code: 'missing-location',
    what: `The answer ${status} of ${operationId} has no Location header.`,
    why: 'Location is what is called with DELETE to unsubscribe (documented for webhook triggers), so this subscription can\'t be ended: the service goes on calling after the flow was turned off.',
    todo: 'Answer with the address of the subscription in Location.',
  };
}

export function noNotificationUrl(operationId: string): Finding {
  return {
    code: 'no-notification-url',
    what: `No parameter or property of ${operationId} is marked x-ms-notification-url.`,
    why: 'The callback address is put where that mark is, so the service never learns where to call.',
    todo: 'Mark the parameter or property that takes the address, and make it internal.',
  };
}

export function noDeleteOperation(location: string): Finding {
  return {
    code: 'no-unsubscribe-operation',
    what: `No operation of the connector answers DELETE ${location}.`,
    why: 'The platform unsubscribes with DELETE on Location through the connector, which the documentation says must define it; without it the service goes on calling.',
    todo: 'Define a DELETE operation on the path that Location leads to; it can be internal.',
  };
}
