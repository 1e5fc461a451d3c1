import { inPollingTrigger, inWebhook } from '../../examples/webhook';
import { isObject, objectAt, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import type { DefinitionIndex } from '../../walk/definition-index';
import { isList, layersOf, type Layers } from '../../walk/property-path';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quotedOperation } from '../../words/quoted-operation';
import { eventSchema } from './trigger-kind';

const animal = { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'The animal.' } } };
const list = { type: 'array', items: animal };
const object = (properties: object) => ({ type: 'object', properties: { ...properties } });
/** How many properties a sentence names. */
const MOST_NAMES = 5;
/** Objects in objects that each have one property: designers follow them, and none is published with more than three. */
const DEEPEST = 16;

interface Odd { readonly operation: string; readonly names: readonly string[]; readonly count: number; readonly type: string | undefined }

export const triggerBatchShape = rule<Odd>({
  code: 'trigger-batch-shape',
  title: 'A batch trigger delivers a list, or an object that has a list and nothing else',
  severity: always('warning'),
  source: 'source code of the Logic Apps designer',
  why: 'Only then does the designer fill in the setting "split on", which starts one run of the flow for each item. Otherwise one run gets all the items at once, unless makers fill the setting in by hand.',
  page: 'The list may lie deeper, as long as each object on the way has one property: `{"data": {"value": […]}}`. For a webhook the schema of `x-ms-notification-content` counts, for a polling trigger the one of the successful answer. A schema that is only known at run time is not checked.',
  says: ({ operation, names, count, type }) => ({
    what: count > 1
      ? `The events of the batch trigger ${operation} are in an object with ${count} properties (${listed(names.map(brief))}${count > names.length ? ' and others' : ''}), but only an object with a single property counts.`
      : `The events of the batch trigger ${operation} are described as ${type === undefined || type === 'object' ? 'an object without properties' : `a single value of type ${brief(type)}`}, not as a list.`,
    todo: 'Describe a list, or an object whose only property is the list; what else there is may go into the items. If it is one event, write "single" as x-ms-trigger.',
  }),
  examples: () => ({
    good: [
      inPollingTrigger({}, list),
      inPollingTrigger({}, object({ value: list })),
      inPollingTrigger({}, object({ data: object({ value: list }) })),
      inPollingTrigger({}, { type: 'object', 'x-ms-dynamic-schema': { operationId: 'ListItems', parameters: {} } }),
      inPollingTrigger({}, { allOf: [{ $ref: '#/definitions/Page' }] }, { definitions: { Page: object({ value: list }) } }),
      inWebhook({ operation: { 'x-ms-trigger': 'batch' }, path: { 'x-ms-notification-content': { schema: list } } }),
    ],
    bad: [
      { example: inPollingTrigger({}, object({ count: { type: 'integer', title: 'Count', description: 'How many.' }, value: list })), at: ['/responses/200/schema'] },
      { example: inPollingTrigger({}, animal), at: ['/responses/200/schema'] },
      { example: inWebhook({ operation: { 'x-ms-trigger': 'batch' } }), at: ['/x-ms-notification-content/schema'] },
    ],
  }),
  check: ({ report, definition }) => {
    // Triggers often share a schema.
    const known = new Map<JsonValue, ReturnType<typeof withoutList>>();
    return {
      operation(node) {
        const events = node.trigger === 'batch' && definition ? eventSchema(definition, node) : undefined;
        if (!events || !definition) return;
        const isReference = isObject(events.schema) && Object.keys(events.schema).length === 1; // a dynamic schema beside it would count
        const schema = (isReference ? definition.resolved(events.schema) : undefined) ?? events.schema;
        if (!known.has(schema)) known.set(schema, withoutList(definition, events.schema));
        const odd = known.get(schema);
        if (odd) report(events.spot, { operation: quotedOperation(node), ...odd });
      },
    };
  },
});

/** Undefined when the designer finds the list; otherwise what stands where it should be. */
function withoutList(index: DefinitionIndex, schema: Parameters<typeof layersOf>[1]): Omit<Odd, 'operation'> | undefined {
  let layers = layersOf(index, schema);
  for (let depth = 0; depth < DEEPEST; depth += 1) {
    if (layers.dynamic || isList(layers)) return undefined;
    const names = propertyNames(layers);
    const [only] = names;
    if (names.length !== 1 || only === undefined) return { names: names.slice(0, MOST_NAMES), count: names.length, type: layers.type };
    layers = layersOf(index, layers.parts.map(part => objectAt(part, 'properties')?.[only]).find(isObject));
  }
  return undefined;
}

const propertyNames = ({ parts }: Layers): readonly string[] => [...new Set(parts.flatMap(part => Object.keys(objectAt(part, 'properties') ?? {})))];

export const triggerShape = rule<Pick<Odd, 'operation'>>({
  code: 'trigger-shape',
  title: 'The event of a single trigger is an object',
  severity: always('warning'),
  source: 'documentation of the extensions',
  evidence: { certified: 95.8, recent: 100, applicable: 24 },
  why: 'A single trigger starts one run of the flow with one event. If that is a list, the run gets all of its items at once, and makers have to loop over them.',
  page: 'A batch trigger without a list is a matter of `trigger-batch-shape`.',
  says: ({ operation }) => ({ what: `The event of the single trigger ${operation} is a list.`, todo: 'Write "batch" as x-ms-trigger, so that each item starts a run; or describe one event as an object.' }),
  examples: () => ({
    good: [inPollingTrigger({ 'x-ms-trigger': 'single' }, animal), inWebhook()],
    bad: [{ example: inPollingTrigger({ 'x-ms-trigger': 'single' }, list), at: ['/responses/200/schema'] }],
  }),
  check: ({ report, definition }) => ({
    operation(node) {
      const event = node.trigger === 'single' && definition ? eventSchema(definition, node) : undefined;
      if (event && definition && isList(layersOf(definition, event.schema))) report(event.spot, { operation: quotedOperation(node) });
    },
  }),
});
