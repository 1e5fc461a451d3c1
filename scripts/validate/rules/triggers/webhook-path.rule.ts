import { callback, inWebhook } from '../../examples/webhook';
import { isObject, member, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { mayMention } from '../../walk/mentions';
import { NOTIFICATION_URL, notificationUrls } from '../../walk/notification-urls';
import { layersOf } from '../../walk/property-path';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { CONTENT, isTrigger } from './trigger-kind';

const content = { description: 'An event.', schema: { type: 'object', properties: { name: { type: 'string' } } } };
const noAddress = { type: 'object', properties: { name: { type: 'string' } } };

export const webhookUrlPresent = rule<{ readonly path: string; readonly operation: string | undefined; readonly count: number }>({
  code: 'webhook-url-present',
  title: 'A webhook has exactly one property that receives the flow\'s address',
  severity: always('error'),
  microsoft: ['WebhookOperationsMissingNotificationUrlProperty'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 195 },
  why: 'The platform writes into this property the address that the service has to call. Without it no event reaches a flow; with two of them it is not clear which is meant.',
  says: ({ path, operation, count }) => (count === 0
    ? { what: `The path "${brief(path)}" has x-ms-notification-content, which says what a webhook sends, but its trigger passes no address to the service.`, todo: 'Mark the property of the body that receives the address with "x-ms-notification-url": true; or remove x-ms-notification-content.' }
    : { what: `The webhook ${brief(operation ?? path)} has ${count} properties that are marked to receive the address.`, todo: 'Keep x-ms-notification-url on one of them only.' }),
  examples: () => ({
    good: [inWebhook(), inWebhook({ body: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'ListItems', parameters: {} } } })],
    bad: [
      { example: inWebhook({ body: noAddress }), at: ['/x-ms-notification-content'] },
      { example: inWebhook({ body: { type: 'object', required: ['url'], properties: { url: { ...callback, 'x-ms-notification-url': false } } } }), at: ['/x-ms-notification-content'] },
      { example: inWebhook({ body: { type: 'object', required: ['url', 'other'], properties: { url: callback, other: { ...callback } } } }), at: ['/post'] },
    ],
  }),
  check: ({ report, definition, subject }) => ({
    definition() {
      if (!definition || !mayMention(subject.definition, 'x-ms-notification-')) return;
      const all = notificationUrls(definition);
      for (const [operation, urls] of all) {
        const count = urls.filter(url => url.schema[NOTIFICATION_URL] === true && url.position === 'body').length;
        if (count > 1) report(operation.spot, { path: operation.path.path, operation: quotedOperation(operation), count });
      }
      for (const path of definition.paths) {
        if (member(path.item, CONTENT) === undefined || !path.operations.some(isTrigger) || path.operations.some(operation => all.get(operation)?.some(url => url.schema[NOTIFICATION_URL] === true))) continue;
        const isUnknown = path.operations.some(operation => operation.parameters.some(each => each.in === 'body' && layersOf(definition, member(each.parameter, 'schema')).dynamic));
        if (!isUnknown) report(path.spot.at(CONTENT), { path: path.path, operation: undefined, count: 0 });
      }
    },
  }),
});

export const webhookContentUnused = rule<{ readonly path: string }>({
  code: 'webhook-content-unused',
  title: 'What a webhook sends is described where there is a webhook',
  severity: always('information'),
  source: 'seen in published connectors',
  why: 'x-ms-notification-content on a path without a trigger has no effect. Often the trigger was moved to another path, and this was left behind.',
  says: ({ path }) => ({ what: `The path "${brief(path)}" has x-ms-notification-content, which says what a webhook sends, but no trigger.`, todo: 'Remove x-ms-notification-content, or move it to the path of the trigger.' }),
  examples: () => ({
    good: [inWebhook(), inWebhook({ operation: { 'x-ms-trigger': undefined } })],
    bad: [{ example: inWebhook({ path: { post: undefined } }), at: ['/x-ms-notification-content'] }],
  }),
  check: ({ report, definition, subject }) => ({
    definition() {
      if (!definition || !mayMention(subject.definition, 'x-ms-notification-')) return;
      for (const path of definition.paths) {
        if (member(path.item, CONTENT) === undefined || path.operations.some(each => each.trigger !== undefined || notificationUrls(definition).has(each))) continue;
        report(path.spot.at(CONTENT), { path: path.path });
      }
    },
  }),
});

export const webhookContentPosition = rule<{ readonly operation: string; readonly wrong: 'missing' | 'inside' | 'schema'; readonly moved?: JsonValue }>({
  code: 'webhook-content-position',
  title: 'What a webhook sends is described on its path, beside the operation',
  severity: always('error'),
  microsoft: ['OperationMustHaveNotificationContentExtension'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 197 },
  why: 'Designers learn the fields of the event from x-ms-notification-content on the path, and from nowhere else. Microsoft\'s validator refuses a webhook without it.',
  says: ({ operation, wrong }) => (wrong === 'inside'
    ? { what: `The extension x-ms-notification-content is inside the operation ${operation}.`, todo: 'Move it one level up, beside "post", so that it belongs to the path.' }
    : wrong === 'missing'
      ? { what: `The path of the webhook ${operation} has no x-ms-notification-content.`, todo: 'Add it beside the operation, with a schema of what the service sends.' }
      : { what: `The x-ms-notification-content of the webhook ${operation} has no schema.`, todo: 'Describe what the service sends in its `schema`.' }),
  fix: {
    safe: false,
    title: 'Move it to the path.',
    edits: ({ moved }, at) => {
      const path = 'pointer' in at ? at.up()?.up() : undefined;
      return moved !== undefined && path && 'pointer' in at ? [{ at: path.at(CONTENT), set: moved }, { at, remove: true }] : undefined;
    },
  },
  examples: () => ({
    good: [inWebhook()],
    bad: [
      { example: inWebhook({ path: { 'x-ms-notification-content': undefined } }), at: ['/post'] },
      { example: inWebhook({ operation: { 'x-ms-notification-content': content }, path: { 'x-ms-notification-content': undefined } }), at: ['/post/x-ms-notification-content'], fixed: inWebhook({ path: { 'x-ms-notification-content': content } }) },
      { example: inWebhook({ path: { 'x-ms-notification-content': { description: 'An event.' } } }), at: ['/x-ms-notification-content'] },
    ],
  }),
  check: ({ report, definition, subject }) => ({
    definition() {
      if (!definition || !mayMention(subject.definition, 'x-ms-notification-')) return;
      const all = notificationUrls(definition);
      for (const operation of definition.operations) {
        const words = { operation: quotedOperation(operation) };
        const inside = operation.operation[CONTENT];
        if (inside !== undefined) {
          report(operation.spot.at(CONTENT), { ...words, wrong: 'inside', ...(member(operation.path.item, CONTENT) === undefined ? { moved: inside } : {}) });
          continue;
        }
        if (!all.get(operation)?.some(url => url.schema[NOTIFICATION_URL] === true)) continue;
        const described = member(operation.path.item, CONTENT);
        if (!isObject(described)) report(operation.spot, { ...words, wrong: 'missing' });
        else if (!isObject(member(described, 'schema'))) report(operation.path.spot.at(CONTENT), { ...words, wrong: 'schema' });
      }
    },
  }),
});

export const webhookTriggerMark = rule<{ readonly operation: string }>({
  code: 'webhook-trigger-mark',
  title: 'A webhook is marked as a trigger',
  severity: always('warning'),
  source: 'guide to webhook triggers',
  evidence: { certified: 97.5, recent: 97.6, independent: 100, applicable: 197 },
  why: 'Without x-ms-trigger, designers offer the operation as an action that waits until the service calls.',
  page: 'Such an action may be what you mean: one that asks somebody a question and goes on with the answer. Then switch the rule off for this operation in konektor.yaml, with that reason.',
  says: ({ operation }) => ({ what: `The operation ${operation} receives the address of a flow but has no x-ms-trigger.`, todo: 'Write "x-ms-trigger": "single", or leave it as it is if an action is meant that waits for an answer.' }),
  examples: () => ({
    good: [inWebhook()],
    bad: [{ example: inWebhook({ operation: { 'x-ms-trigger': undefined } }), at: ['/post'] }],
  }),
  check: ({ report, definition, subject }) => ({
    definition() {
      if (!definition || !mayMention(subject.definition, 'x-ms-notification-')) return;
      for (const [operation, urls] of notificationUrls(definition)) {
        if (operation.trigger === undefined && urls.some(url => url.schema[NOTIFICATION_URL] === true)) report(operation.spot, { operation: quotedOperation(operation) });
      }
    },
  }),
});

export const webhookDelete = rule<{ readonly operation: string }>({
  code: 'webhook-delete',
  title: 'A connector with webhooks has a DELETE operation',
  severity: always('warning'),
  source: 'guide to webhook triggers',
  evidence: { certified: 80.5, recent: 85.4, independent: 100, applicable: 195 },
  why: 'When a flow is switched off, the platform sends DELETE to the address that the service gave in the header Location when it was subscribed. Without such an operation the service goes on calling flows that no longer listen.',
  says: ({ operation }) => ({ what: `The webhook ${operation} subscribes, but no operation of this connector has the method DELETE to end the subscription.`, todo: 'Add the operation that deletes a subscription, with "x-ms-visibility": "internal", and let the service answer with its address in the header Location.' }),
  examples: () => ({
    good: [inWebhook()],
    bad: [{ example: inWebhook({ paths: {} }), at: ['/post'] }],
  }),
  check: ({ report, definition, subject }) => ({
    definition() {
      if (!definition || !mayMention(subject.definition, 'x-ms-notification-') || definition.operations.some(each => each.method === 'delete')) return;
      const [first] = [...notificationUrls(definition).keys()].filter(each => each.trigger !== undefined);
      if (first) report(first.spot, { operation: quotedOperation(first) });
    },
  }),
});

export const webhook201 = rule<{ readonly operation: string }>({
  code: 'webhook-201',
  title: 'A webhook\'s subscription is answered with 201',
  severity: always('information'),
  source: 'guide to webhook triggers',
  evidence: { certified: 45.6, recent: 46.3, independent: 0, applicable: 195 },
  why: 'Microsoft\'s documentation asks for 201, with the address of the new subscription in the header Location. 200 works as well, as long as that header is there.',
  says: ({ operation }) => ({ what: `The webhook ${operation} describes no response 201.`, todo: 'Describe 201, if the service answers so.' }),
  examples: () => ({
    good: [inWebhook()],
    bad: [{ example: inWebhook({ operation: { responses: { 200: { description: 'The subscription was made.' } } } }), at: ['/post/responses'] }],
  }),
  check: ({ report, definition, subject }) => ({
    definition() {
      if (!definition || !mayMention(subject.definition, 'x-ms-notification-')) return;
      for (const operation of notificationUrls(definition).keys()) {
        if (operation.trigger === undefined || operation.responses.length === 0 || operation.responses.some(each => each.code === '201')) continue;
        report(operation.spot.at('responses'), { operation: quotedOperation(operation) });
      }
    },
  }),
});
