import { callback, callbackBody, inWebhook } from '../../examples/webhook';
import { isObject, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule, type RuleContext, type RuleDefinition } from '../../rule';
import type { Visitors } from '../../visitors';
import { mayMention } from '../../walk/mentions';
import { notificationUrls, NOTIFICATION_URL, type NotificationUrl } from '../../walk/notification-urls';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { quoted } from '../../words/quoted';

interface Address { readonly operation: string; readonly value: JsonValue; readonly type: string | undefined }

/** Looks at every address of every operation; one that several operations share is reported once. */
const addresses = ({ definition, subject, report }: RuleContext<Address>, isWrong: (url: NotificationUrl) => boolean): Visitors => ({
  definition() {
    if (!definition || !mayMention(subject.definition, 'x-ms-notification-')) return;
    const seen = new Set<unknown>();
    for (const urls of notificationUrls(definition).values()) {
      for (const url of urls) {
        const value = url.schema[NOTIFICATION_URL];
        if (value === undefined || seen.has(url.schema) || !isWrong(url)) continue;
        seen.add(url.schema);
        report(value === true ? url.spot : url.spot.at(NOTIFICATION_URL), { operation: quotedOperation(url.operation), value, type: url.type });
      }
    }
  },
});

const common = {
  severity: always('error'),
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 197 },
} satisfies Partial<RuleDefinition<Address>>;

const isMarked = ({ schema }: NotificationUrl): boolean => schema[NOTIFICATION_URL] === true;
const property = '/post/parameters/0/schema/properties/url';

export const webhookUrlValue = rule<Address>({
  ...common,
  code: 'webhook-url-value',
  title: 'x-ms-notification-url is true',
  source: 'schema of apiDefinition.swagger.json',
  why: 'The platform writes the flow\'s address into the property that is marked with true. With any other value the service never learns where to call.',
  says: ({ operation, value }) => ({ what: `The mark x-ms-notification-url in ${operation} is ${quoted(value)}.`, todo: 'Write true, without quotes; or remove the mark.' }),
  fix: { safe: false, title: 'Write true.', edits: ({ value }, at) => (value === 'true' && 'pointer' in at ? [{ at, set: true }] : undefined) },
  examples: () => ({
    good: [inWebhook(), inWebhook({ body: { ...callbackBody(), properties: { url: callback, other: { ...callback, 'x-ms-notification-url': false } } } })],
    bad: [{ example: inWebhook({ body: callbackBody({ ...callback, 'x-ms-notification-url': 'true' }) }), at: [`${property}/x-ms-notification-url`], fixed: inWebhook() }],
  }),
  check: context => addresses(context, ({ schema }) => typeof schema[NOTIFICATION_URL] !== 'boolean'),
});

export const webhookUrlInternal = rule<Address>({
  ...common,
  code: 'webhook-url-internal',
  title: 'The property that receives a webhook\'s address is internal',
  microsoft: ['NotificationUrlNotInternal'],
  why: 'The platform fills it in, so makers must not see it: they could only fill it in wrongly. Microsoft\'s validator refuses a visible one.',
  page: 'It is enough that an object around the property is internal.',
  says: ({ operation }) => ({ what: `Makers see the property of ${operation} that receives the address of the flow.`, todo: 'Write "x-ms-visibility": "internal" on it or on the object around it.' }),
  fix: { safe: true, title: 'Make it internal.', edits: (_, at) => ('pointer' in at ? [{ at: at.at('x-ms-visibility'), set: 'internal' }] : undefined) },
  examples: () => {
    const { 'x-ms-visibility': _, ...shown } = callback;
    return {
      good: [inWebhook(), inWebhook({ body: { type: 'object', required: ['config'], properties: { config: { ...callbackBody(shown), 'x-ms-visibility': 'internal' } } } })],
      bad: [{ example: inWebhook({ body: callbackBody(shown) }), at: [property], fixed: inWebhook() }],
    };
  },
  check: context => addresses(context, url => isMarked(url) && url.position === 'body' && !url.internal),
});

export const webhookUrlRequired = rule<Address>({
  ...common,
  code: 'webhook-url-required',
  title: 'The property that receives a webhook\'s address is required, and so is every object around it',
  microsoft: ['NotificationUrlNotRequired'],
  why: 'The platform leaves out internal fields that are optional, so the service would not learn where to call. Microsoft\'s validator refuses it.',
  page: 'Every object from the root of the body down to the address lists the next one under `required`. The body parameter itself need not be required.',
  says: ({ operation }) => ({ what: `The property of ${operation} that receives the address of the flow, or an object around it, is optional.`, todo: 'List it under `required`, and likewise each object around it in the object above.' }),
  examples: () => ({
    good: [inWebhook(), inWebhook({ body: { type: 'object', required: ['config'], properties: { config: callbackBody() } } })],
    bad: [
      { example: inWebhook({ body: callbackBody(callback, {}) }), at: [property] },
      { example: inWebhook({ body: { type: 'object', properties: { config: callbackBody() } } }), at: ['/post/parameters/0/schema/properties/config/properties/url'] },
    ],
  }),
  check: context => addresses(context, url => isMarked(url) && url.position === 'body' && !url.required),
});

export const webhookUrlString = rule<Address>({
  ...common,
  code: 'webhook-url-string',
  title: 'The property that receives a webhook\'s address is a text',
  microsoft: ['NotificationUrlNotString'],
  evidence: { certified: 99.5, recent: 100, independent: 100, applicable: 197 },
  why: 'The platform writes a text into it; Microsoft\'s validator refuses any other type.',
  says: ({ operation, type }) => ({ what: `The property of ${operation} that receives the address of the flow ${type === undefined ? 'has no type' : `is of type ${brief(type)}`}.`, todo: 'Write "type": "string".' }),
  fix: { safe: true, title: 'Make it a text.', edits: ({ type }, at) => (type === undefined && 'pointer' in at ? [{ at: at.at('type'), set: 'string' }] : undefined) },
  examples: () => {
    const { type: _, ...untyped } = callback;
    const typed = { ...untyped, type: 'string' };
    return {
      good: [inWebhook()],
      bad: [
        { example: inWebhook({ body: callbackBody({ ...callback, type: 'object' }) }), at: [property] },
        { example: inWebhook({ body: callbackBody(untyped) }), at: [property], fixed: inWebhook({ body: callbackBody(typed) }) },
      ],
    };
  },
  check: context => addresses(context, url => isMarked(url) && url.position === 'body' && url.type !== 'string'),
});

export const webhookUrlInBody = rule<Address>({
  ...common,
  code: 'webhook-url-in-body',
  title: 'The property that receives a webhook\'s address is in the body of the request',
  microsoft: ['NotificationUrlNotAllowedInThisPosition'],
  why: 'The platform fills the address in only there; Microsoft\'s validator refuses the mark anywhere else.',
  page: 'For a service that expects the address in the query, move it there with custom code or a policy.',
  says: ({ operation }) => ({ what: `The mark x-ms-notification-url in ${operation} is not in the body of a request.`, todo: 'Mark a property of the body parameter\'s schema instead.' }),
  examples: () => ({
    good: [inWebhook()],
    bad: [
      { example: inWebhook({ operation: { parameters: [{ name: 'url', in: 'query', type: 'string', required: true, 'x-ms-visibility': 'internal', 'x-ms-notification-url': true }] } }), at: ['/post/parameters/0'] },
      { example: inWebhook({ operation: { responses: { 201: { description: 'The subscription was made.', schema: callbackBody() } } } }), at: ['/post/responses/201/schema/properties/url'] },
    ],
  }),
  check: context => {
    const parameters = addresses(context, url => isMarked(url) && url.position === 'parameter');
    if (!mayMention(context.subject.definition, 'x-ms-notification-')) return {};
    return {
      ...parameters,
      // A definition may serve requests and answers alike; in the answer the mark then does no harm.
      schema({ schema, spot, operation, position, parent }) {
        if (schema[NOTIFICATION_URL] !== true || !operation) return;
        let top = { position, parent };
        while (top.parent) top = top.parent;
        if (top.position !== 'body' && isObject(schema)) context.report(spot, { operation: quotedOperation(operation), value: true, type: undefined });
      },
    };
  },
});
