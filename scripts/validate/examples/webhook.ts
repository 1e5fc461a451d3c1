/** Examples of triggers: a webhook at POST /hooks with what it sends, or a polling trigger at GET /trigger/items. */
import type { JsonObject } from '../json';
import { inPaths, withoutUndefined, type Example } from './example';


/** The address property as it should be. */
export const callback: JsonObject = { type: 'string', title: 'Callback', description: 'Where to send the event.', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' };

/** A body with that address. */
export const callbackBody = (property: JsonObject = callback, more: JsonObject = { required: ['url'] }): JsonObject => ({ type: 'object', properties: { url: property }, ...more });

export interface WebhookParts {
  /** Keys of the operation; undefined takes one away. */
  readonly operation?: JsonObject;
  /** The schema of the body. */
  readonly body?: JsonObject;
  /** Keys of the path item; undefined takes x-ms-notification-content away. */
  readonly path?: JsonObject;
  /** More paths, such as the one that ends a subscription. */
  readonly paths?: JsonObject;
  /** More keys of the document. */
  readonly more?: JsonObject;
}

const end: JsonObject = {
  '/hooks/{id}': {
    delete: {
      operationId: 'EndSubscription', summary: 'End a subscription', description: 'Ends a subscription.', 'x-ms-visibility': 'internal',
      parameters: [{ name: 'id', in: 'path', required: true, type: 'string', 'x-ms-url-encoding': 'single', 'x-ms-summary': 'Id', description: 'The subscription.' }],
      responses: { 200: { description: 'It has ended.' } },
    },
  },
};

/** A webhook trigger. Pointers count from the path item /hooks. */
export function inWebhook({ operation = {}, body = callbackBody(), path = {}, paths = end, more = {} }: WebhookParts = {}): Example {
  const item = withoutUndefined({
    'x-ms-notification-content': { description: 'An event.', schema: { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'The animal.' } } } },
    post: withoutUndefined({
      operationId: 'OnArrival', summary: 'When an animal arrives', description: 'Triggers when an animal arrives.', 'x-ms-trigger': 'single', consumes: ['application/json'],
      parameters: [{ name: 'body', in: 'body', required: true, schema: body }],
      responses: { 201: { description: 'The subscription was made.' } },
      ...operation,
    }),
    ...path,
  });
  const example = inPaths({ '/hooks': item, ...paths }, more);
  return { ...example, shown: JSON.stringify({ '/hooks': item, ...(paths === end ? {} : paths), ...more }, undefined, 2), base: '/paths/~1hooks' };
}

/** A polling trigger; undefined takes a key away. Pointers count from the operation. */
export function inPollingTrigger(operation: JsonObject = {}, schema: JsonObject | undefined = { type: 'array', items: { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'The animal.' } } } }, more: JsonObject = {}): Example {
  const whole = withoutUndefined({
    operationId: 'OnItem', summary: 'When an item is added', description: 'Triggers when an item is added.', 'x-ms-trigger': 'batch', 'x-ms-trigger-hint': 'Add an item to see it work.',
    parameters: [], responses: { 200: { description: 'The new items.', ...(schema === undefined ? {} : { schema }) }, 202: { description: 'Nothing new.' } }, ...operation,
  });
  const example = inPaths({ '/trigger/items': { get: whole } }, more);
  return { ...example, shown: JSON.stringify({ get: whole, ...more }, undefined, 2), base: '/paths/~1trigger~1items/get' };
}
