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
  title: 'A webhook has exactly one property for its address',
  severity: always('error'),
  microsoft: ['WebhookOperationsMissingNotificationUrlProperty'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 195 },
  why: 'The platform writes into it where the service has to call. Without it no event reaches a flow, and with two nobody knows which is meant.',
  says: ({ path, operation, count }) => (count === 0
    ? { what: `The path "${brief(path)}" says what a webhook sends, and its trigger takes no address.`, todo: 'Mark the property of the body that receives the address with "x-ms-notification-url": true; or take x-ms-notification-content away.' }
    : { what: `The webhook ${brief(operation ?? path)} has ${count} properties for its address.`, todo: 'Leave the mark x-ms-notification-url on one of them.' }),
  examples: () => ({
    good: [inWebhook(), inWebhook({ body: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'ListItems', parameters: {} } } })],
    bad: [
      { example: inWebhook({ body: noAddress }), at: ['/x-ms-notification-content'] },
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
        if (member(path.item, CONTENT) === undefined || !path.operations.some(isTrigger) || path.operations.some(operation => all.has(operation))) continue;
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
  why: 'x-ms-notification-content on a path without a trigger means nothing. Often the trigger has moved to another path and its description has stayed behind.',
  says: ({ path }) => ({ what: `The path "${brief(path)}" says what a webhook sends, and has no operation that subscribes to it.`, todo: 'Take x-ms-notification-content away, or move it to the path of the trigger.' }),
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
  why: 'Designers read the fields of the event there and nowhere else. Microsoft\'s validator refuses a webhook without it.',
  says: ({ operation, wrong }) => (wrong === 'inside'
    ? { what: `The extension x-ms-notification-content stands inside the operation ${operation}.`, todo: 'Move it one level up, beside "post", so that it belongs to the path.' }
    : wrong === 'missing'
      ? { what: `The path of the webhook ${operation} has no x-ms-notification-content.`, todo: 'Write it beside the operation, with a schema of what the service sends.' }
      : { what: `The x-ms-notification-content of the webhook ${operation} has no schema.`, todo: 'Describe what the service sends in its `schema`.' }),
  fix: {
    safe: false,
    title: 'Move it to the path',
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
  why: 'Without x-ms-trigger designers offer it as an action that waits for the call.',
  page: 'Such an action can be meant: it asks somebody and goes on with the answer. Then switch the rule off for it and say so.',
  says: ({ operation }) => ({ what: `The operation ${operation} takes the address of a flow and has no x-ms-trigger.`, todo: 'Write "x-ms-trigger": "single", or leave it when an action is meant that waits for an answer.' }),
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
  why: 'When a flow is turned off, the platform sends DELETE to the address that the service gave in the header Location. Without such an operation the service goes on calling flows that are gone.',
  says: ({ operation }) => ({ what: `No operation of this connector ends what ${operation} begins: none has the method DELETE.`, todo: 'Add the operation that deletes a subscription, with "x-ms-visibility": "internal", and let the service answer with its address in the header Location.' }),
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
  title: 'Subscribing to a webhook answers 201',
  severity: always('information'),
  source: 'guide to webhook triggers',
  evidence: { certified: 45.6, recent: 46.3, independent: 0, applicable: 195 },
  why: 'The documentation names 201 for a subscription that was made, with its address in the header Location. 200 works as well, as long as that header is there.',
  says: ({ operation }) => ({ what: `The webhook ${operation} describes no answer 201.`, todo: 'Describe 201, if the service answers so.' }),
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
