import { inPollingTrigger } from '../../examples/webhook';
import { isObject, member, textAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { follow, isList, itemsOf } from '../../walk/property-path';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { eventSchema, isTrigger, isWebhook } from './trigger-kind';

export const pollingPolicy = rule<{ readonly operation: string; readonly method: string; readonly wrong: 'method' | 'state' }>({
  code: 'polling-policy',
  title: 'A polling trigger remembers which events it has delivered',
  severity: always('information'),
  source: 'guide to polling triggers',
  evidence: { certified: 100, recent: 100, applicable: 23 },
  why: 'The platform asks again and again. Something has to remember what was delivered already: the policy "pollingtrigger", custom code, or the service itself by its header Location. Otherwise each poll starts runs for the same items.',
  says: ({ operation, method, wrong }) => (wrong === 'method'
    ? { what: `The polling trigger ${operation} has the method ${method}.`, todo: 'Prefer GET: the platform repeats the call at every poll.' }
    : { what: `Nothing here shows how the polling trigger ${operation} remembers what it has delivered: there is no policy "pollingtrigger", no custom code and no response 202.`, todo: 'Add the policy "pollingtrigger" for this operation, or add the response 202, by which the service says that there is nothing new.' }),
  examples: () => ({
    good: [inPollingTrigger()],
    bad: [{ example: inPollingTrigger({ responses: { 200: { description: 'The items.', schema: { type: 'array', items: { type: 'object', properties: {} } } } } }), at: [''] }],
  }),
  check: ({ report, definition, properties, subject }) => ({
    operation(node) {
      if (!definition || !isTrigger(node) || isWebhook(definition, node)) return;
      const words = { operation: quotedOperation(node), method: node.method.toUpperCase() };
      if (node.method !== 'get') report(node.spot, { ...words, wrong: 'method' });
      if (!properties || subject.scripts.length > 0 || node.responses.some(each => each.code === '202')) return;
      const isPolled = properties.policies.some(policy => policy.templateId === 'pollingtrigger' && appliesTo(policy.parameters, node.operationId));
      if (!isPolled) report(node.spot, { ...words, wrong: 'state' });
    },
  }),
});

/** A policy without names of operations applies to all. */
function appliesTo(parameters: JsonObject, operationId: string | undefined): boolean {
  const names = member(parameters, 'x-ms-apimTemplate-operationName');
  return !Array.isArray(names) || names.length === 0 || names.includes(operationId);
}

const since = { name: 'since', in: 'query', type: 'string', 'x-ms-visibility': 'internal', 'x-ms-summary': 'Since', description: 'The last id.' };
const example = (value: JsonObject) => inPollingTrigger({ parameters: [{ ...since, 'x-ms-trigger-value': value }] }, { type: 'object', properties: { value: { type: 'array', items: { type: 'object', properties: { id: { type: 'string', title: 'Id', description: 'The id.' } } } } } });

export const triggerValuePath = rule<{ readonly path: string; readonly operation: string; readonly in: 'answer' | 'items' }>({
  code: 'trigger-value-path',
  title: 'x-ms-trigger-value reads something that the trigger\'s answer has',
  severity: always('warning'),
  source: 'seen in published connectors',
  why: 'The parameter gets its value from the last event, so that the next poll begins there. If the path leads nowhere, it gets no value.',
  says: ({ path, operation, in: where }) => ({
    what: `${where === 'items' ? 'The items' : 'The answer'} of ${operation} ${where === 'items' ? 'have' : 'has'} nothing at the path "${brief(path)}".`,
    todo: 'Write a path that the schema of the answer has.',
  }),
  examples: () => ({
    good: [example({ 'value-collection': 'value', 'value-path': 'id' })],
    bad: [
      { example: example({ 'value-collection': 'items', 'value-path': 'id' }), at: ['/parameters/0/x-ms-trigger-value/value-collection'] },
      { example: example({ 'value-collection': 'value', 'value-path': 'number' }), at: ['/parameters/0/x-ms-trigger-value/value-path'] },
    ],
  }),
  check: ({ report, definition }) => ({
    parameter({ parameter, spot, operation }) {
      const value = parameter['x-ms-trigger-value'];
      if (!isObject(value) || !definition) return;
      const events = eventSchema(definition, operation);
      if (!events) return;
      const at = spot.at('x-ms-trigger-value');
      const collection = textAt(value, 'value-collection') ?? '';
      const list = follow(definition, events.schema, collection);
      if (list === undefined) { report(at.at('value-collection'), { path: collection, operation: quotedOperation(operation), in: 'answer' }); return; }
      const path = textAt(value, 'value-path');
      if (list === 'unknown' || path === undefined) return;
      if (follow(definition, isList(list.layers) ? itemsOf(list.layers) : list.layers.parts[0], path) === undefined) report(at.at('value-path'), { path, operation: quotedOperation(operation), in: 'items' });
    },
  }),
});
