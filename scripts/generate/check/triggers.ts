/** What a trigger hands to a flow, and how a subscription learns where to call back. */
import { inModel } from '../../diagnostics/diagnostic';
import type { Operation } from '../../model/operation';
import { schemaOf, type RecordSchema, type Schema } from '../../model/schema';
import type { Rule } from './rule';
import { inside } from './schemas-of';

/** The designer fills split-on only for an object whose one property is a list (Azure/LogicAppsUX, array output metadata). */
export const pollingOutput: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    if (operation.kind !== 'pollingTrigger' || eventOf(operation)) continue;
    yield {
      code: 'trigger-output-not-events', severity: 'error',
      what: `The polling trigger ${operation.operationId} does not answer with {value: [event, …]}.`,
      why: 'The designer starts one run for each event only when the answer is an object with the single required property value, a list of objects.',
      todo: 'Declare it with pollingTrigger({ output: record({ … }) }), which builds that answer from one event.',
      where: inModel(operation.place, 'output'),
    };
  }
};

/** The event of a polling trigger, when its answer has the shape that the designer splits. */
function eventOf({ output }: Operation): RecordSchema | undefined {
  if (output?.kind !== 'record') return undefined;
  const { value, ...others } = output.properties;
  return value?.kind === 'list' && value.of.kind === 'record' && Object.keys(others).length === 0 ? value.of : undefined;
}

/** Makers pick values of an event by title; without one they see the name on the wire. */
export const eventWording: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    const event: Schema | undefined = operation.kind === 'pollingTrigger' ? eventOf(operation) : operation.notification?.schema;
    if (event?.kind !== 'record') continue;
    const root = operation.kind === 'pollingTrigger' ? 'output' : 'notification';
    for (const [name, property] of Object.entries(event.properties)) {
      const reported = new Set<string>();
      for (const { schema, path } of inside(property, 'output', [root, name], name)) {
        const missing = [...(schema.title ? [] : ['title']), ...(schema.description ? [] : ['description'])];
        const dotted = path.slice(1).join('.');
        // A list's items stand under the list's name, which already has its wording.
        if (missing.length === 0 || schema.visibility === 'internal' || reported.has(dotted)) { reported.add(dotted); continue; }
        reported.add(dotted);
        yield {
          code: 'event-property-without-wording', severity: 'warning',
          what: `${dotted} in the event of ${operation.operationId} has no ${missing.join(' and no ')}.`,
          why: 'The designer offers the values of an event by title and explains them by description; agents choose by them too.',
          todo: `Add ${missing.join(' and ')}.`,
          where: inModel(operation.place, ...path),
        };
      }
    }
  }
};

/** Microsoft's validator: WebhookOperationsMissingNotificationUrlProperty, NotificationUrlNotString, NotificationUrlNotAllowedInThisPosition. */
export const callbackAddress: Rule = function* ({ operations }) {
  for (const operation of new Set(operations)) {
    const { notification } = operation;
    if (!notification) continue;
    const body = Object.values(operation.parameters).find(parameter => parameter.kind === 'body');
    const found = body?.kind === 'body' ? follow(body.schema, notification.urlIn.split('/')) : undefined;
    if (found?.kind === 'text') continue;
    yield {
      code: 'callback-property-missing', severity: 'error',
      what: `The body of ${operation.operationId} has no text property ${notification.urlIn} for the callback address.`,
      why: 'The platform writes the address into that property when a flow is turned on; without it the service cannot start the flow.',
      todo: 'Declare it in the record inside body(…), and name it in `callbackUrlIn` (a/b for b inside a).',
      where: inModel(operation.place, 'callbackUrlIn'),
    };
  }
};

function follow(schema: Schema, [name, ...deeper]: readonly string[]): Schema | undefined {
  if (name === undefined) return schema;
  const property = schema.kind === 'record' ? schema.properties[name] : undefined;
  return property ? follow(schemaOf(property), deeper) : undefined;
}

/** x-ms-notification-content stands on the path, so a path has one. */
export const oneNotificationPerPath: Rule = function* ({ operations }) {
  const known = new Map<string, Operation>();
  for (const operation of new Set(operations)) {
    if (!operation.notification) continue;
    const first = known.get(operation.path);
    if (!first) { known.set(operation.path, operation); continue; }
    yield {
      code: 'notification-repeated', severity: 'error',
      what: `${operation.operationId} and ${first.operationId} share the path ${operation.path}, and both have a notification.`,
      why: 'What is posted to a flow is described on the path, so that one description would replace the other.',
      todo: 'Give one of them a path of its own.',
      where: inModel(operation.place, 'path'),
      related: [{ where: inModel(first.place, 'path'), what: `The path of ${first.operationId}.` }],
    };
  }
};
