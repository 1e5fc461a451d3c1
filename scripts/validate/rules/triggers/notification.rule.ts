import { callback, callbackBody, inPollingTrigger, inWebhook } from '../../examples/webhook';
import { isObject, objectAt, textAt, type JsonObject } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { isTrigger, isWebhook } from './trigger-kind';

type Wrong = 'no trigger' | 'webhook' | 'no operation' | 'no webhook';

const subscribe: JsonObject = {
  '/hooks': {
    'x-ms-notification-content': { schema: { type: 'object', properties: { name: { type: 'string' } } } },
    post: {
      operationId: 'Subscribe', summary: 'Subscribe', description: 'Subscribes.', 'x-ms-visibility': 'internal', parameters: [{ name: 'body', in: 'body', required: true, schema: callbackBody(callback) }],
      responses: { 201: { description: 'The subscription was made.' } },
    },
  },
};
/** A polling trigger with a webhook beside it that only says when to poll. */
const polled = (notification: JsonObject, operation: JsonObject = {}) => {
  const trigger = { operationId: 'OnItem', summary: 'When an item is added', description: 'Triggers when an item is added.', 'x-ms-trigger': 'batch', 'x-ms-notification': notification, parameters: [], responses: { 200: { description: 'The items.', schema: { type: 'array', items: { type: 'object', properties: {} } } } }, ...operation };
  const example = inWebhook({ paths: { '/trigger/items': { get: trigger }, ...subscribe } });
  return { ...example, shown: JSON.stringify({ get: trigger }, undefined, 2), base: '/paths/~1trigger~1items/get' };
};

export const notificationTrigger = rule<{ readonly wrong: Wrong; readonly operation: string; readonly operationId: string | undefined }>({
  code: 'notification-trigger',
  title: 'x-ms-notification is on a polling trigger and names a webhook',
  severity: always('error'),
  microsoft: ['NotificationExtensionSupportedForTriggerOnly', 'NotificationExtensionNotSupportedInWebhookOperation', 'NotificationOperationMustBeWebhook'],
  source: 'Swagger validator rules',
  why: 'It tells the platform to poll at once when the webhook is called. On any other operation it makes no sense, and Microsoft\'s validator refuses it.',
  says: ({ wrong, operation, operationId }) => ({
    what: {
      'no trigger': `The operation ${operation} has x-ms-notification but is not a trigger.`,
      webhook: `The operation ${operation} has x-ms-notification but is a webhook itself.`,
      'no operation': operationId === undefined ? `The x-ms-notification of ${operation} names no operation.` : `The x-ms-notification of ${operation} names "${brief(operationId)}", which is not an operation of this connector.`,
      'no webhook': `The x-ms-notification of ${operation} names "${brief(operationId ?? '')}", which is not a webhook.`,
    }[wrong],
    todo: wrong === 'no trigger' || wrong === 'webhook' ? 'Remove x-ms-notification, or move it to a polling trigger.' : 'Write the operationId of the operation that subscribes to the webhook.',
  }),
  examples: () => ({
    good: [polled({ operationId: 'Subscribe' })],
    bad: [
      { example: polled({ operationId: 'Subscribe' }, { 'x-ms-trigger': undefined as never }), at: ['/x-ms-notification'] },
      { example: polled({ operationId: 'ListItems' }), at: ['/x-ms-notification/operationId'] },
      { example: polled({ operationId: 'Nowhere' }), at: ['/x-ms-notification/operationId'] },
      { example: inWebhook({ operation: { 'x-ms-notification': { operationId: 'OnArrival' } } }), at: ['/post/x-ms-notification'] },
    ],
  }),
  check: ({ report, definition }) => ({
    operation(node) {
      const notification = node.operation['x-ms-notification'];
      if (notification === undefined || !definition) return;
      const spot = node.spot.at('x-ms-notification');
      const operationId = isObject(notification) ? textAt(notification, 'operationId') : undefined;
      const words = { operation: quotedOperation(node), operationId };
      if (!isTrigger(node)) { report(spot, { ...words, wrong: 'no trigger' }); return; }
      if (isWebhook(definition, node)) { report(spot, { ...words, wrong: 'webhook' }); return; }
      if (operationId === undefined) { report(spot, { ...words, wrong: 'no operation' }); return; }
      const named = definition.operation(operationId);
      if (!named || !isWebhook(definition, named)) report(spot.at('operationId'), { ...words, wrong: named ? 'no webhook' : 'no operation' });
    },
  }),
});

export const triggerSimulation = rule<{ readonly operation: string; readonly operationId: string | undefined; readonly isTrigger: boolean }>({
  code: 'trigger-simulation',
  title: 'x-ms-operation-context is on a trigger and names an operation',
  severity: platformThen('warning', 'error'),
  microsoft: ['OperationIdNotFound'],
  source: 'documentation of the extensions',
  why: 'With it makers can test a flow without waiting for an event: the designer calls the named operation in place of the trigger. Microsoft\'s validator refuses the name of an operation that does not exist.',
  says: ({ operation, operationId, isTrigger: is }) => (is
    ? { what: `The x-ms-operation-context of ${operation} ${operationId === undefined ? 'names no operation under simulate' : `names "${brief(operationId)}", which is not an operation of this connector`}.`, todo: 'Write the operationId of an operation that answers as the trigger does.' }
    : { what: `The operation ${operation} has x-ms-operation-context but is not a trigger.`, todo: 'Remove x-ms-operation-context.' }),
  examples: () => ({
    good: [inPollingTrigger({ 'x-ms-operation-context': { simulate: { operationId: 'ListItems', parameters: {} } } })],
    bad: [
      { example: inPollingTrigger({ 'x-ms-operation-context': { simulate: { operationId: 'ListThings' } } }), at: ['/x-ms-operation-context/simulate/operationId'] },
      { example: inPollingTrigger({ 'x-ms-operation-context': {} }), at: ['/x-ms-operation-context'] },
    ],
  }),
  check: ({ report, definition }) => ({
    operation(node) {
      const context = node.operation['x-ms-operation-context'];
      if (context === undefined || !definition) return;
      const spot = node.spot.at('x-ms-operation-context');
      const operationId = isObject(context) ? textAt(objectAt(context, 'simulate'), 'operationId') : undefined;
      const words = { operation: quotedOperation(node), operationId, isTrigger: node.trigger !== undefined };
      if (node.trigger === undefined || operationId === undefined) report(spot, words);
      else if (!definition.operation(operationId)) report(spot.at('simulate', 'operationId'), words);
    },
  }),
});

