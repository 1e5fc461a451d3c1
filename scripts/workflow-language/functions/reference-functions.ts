import { nearestName } from '../../diagnostics/nearest-name';
import type { StepRecord } from '../flow-context';
import { fail } from '../flow-expression-error';
import { isObject, propertyOf } from '../flow-value';
import type { JsonValue } from '../workflow-document';
import { example, flowFunction } from './flow-function';

const ACTION = [{ name: 'actionName', type: 'string' }] as const;
const LOOP = [{ name: 'loopName', type: 'string' }] as const;

/** Functions that read what the flow has done so far. Source: functions reference, "Workflow functions". */
export const referenceFunctions = {
  trigger: flowFunction({
    parameters: [], result: 'object', description: 'The trigger with its status, inputs and outputs.',
    examples: [example("trigger()['status']", 'Succeeded')], evaluate: (_, context) => recordOf(triggerOf(context.trigger)),
  }),
  triggerOutputs: flowFunction({
    parameters: [], result: 'any', description: 'What the trigger gave: headers and body.',
    examples: [example("triggerOutputs()?['body/name']", 'VIPs'), example("triggerOutputs()['headers']['X-Region']", 'west')],
    evaluate: (_, context) => triggerOf(context.trigger).outputs ?? null,
  }),
  triggerBody: flowFunction({
    parameters: [], result: 'any', description: 'The body the trigger gave.',
    examples: [example("triggerBody()?['name']", 'VIPs'), example("triggerBody()?['nothing']", null)], evaluate: (_, context) => bodyOf(triggerOf(context.trigger)),
  }),
  actions: flowFunction({
    parameters: ACTION, result: 'object', description: 'An action with its status, inputs and outputs.',
    examples: [example("actions('Get_segment')['status']", 'Succeeded'), example("actions('get_segment').outputs.statusCode", 200)],
    evaluate: ([name], context) => recordOf(found('action', context.actions, name)),
  }),
  outputs: flowFunction({
    parameters: ACTION, result: 'any', description: 'What an action gave; null where it was skipped. Behind a loop, a list of what its action gave in each round.',
    examples: [example("outputs('Get_segment')?['body/members']", 120)], evaluate: ([name], context) => outputsOf(found('action', context.actions, name)),
  }),
  body: flowFunction({
    parameters: ACTION, result: 'any', description: 'The body an action gave; behind a loop, the bodies of all rounds.',
    examples: [example("body('Get_segment')['members']", 120)], evaluate: ([name], context) => bodyOf(found('action', context.actions, name)),
  }),
  action: flowFunction({
    parameters: [], result: 'object', description: 'The action that is running, with its inputs; for tracked properties and conditions of loops.',
    examples: [example("action()['name']", 'Compose')],
    evaluate: (_, context) => recordOf(context.action ?? fail('There is no action here that action() could stand for.')),
  }),
  result: flowFunction({
    parameters: [{ name: 'scopedActionName', type: 'string' }], result: 'array',
    description: 'The actions right inside a scope, a condition or a loop, with their statuses and outputs.',
    examples: [example("first(result('Scope'))['status']", 'Failed')], evaluate: ([name], context) => found('scope', context.scopes, name).map(recordOf),
  }),
  variables: flowFunction({
    parameters: [{ name: 'variableName', type: 'string' }], result: 'any', description: 'The value of a variable.',
    examples: [example("variables('count')", 3)], evaluate: ([name], context) => found('variable', context.variables, name),
  }),
  parameters: flowFunction({
    parameters: [{ name: 'parameterName', type: 'string' }], result: 'any', description: 'The value of a parameter of the flow, such as an environment variable.',
    examples: [example("parameters('region')", 'west')], evaluate: ([name], context) => found('parameter', context.parameters, name),
  }),
  item: flowFunction({
    parameters: [], result: 'any', description: 'The current item of the innermost loop or of the action that goes through a list.',
    examples: [example("item()?['id']", 7)], evaluate: (_, context) => (context.item ?? fail('There is no loop here, so item() has nothing to stand for.')).value,
  }),
  items: flowFunction({
    parameters: LOOP, result: 'any', description: 'The current item of a loop.',
    examples: [example("items('Apply_to_each')?['id']", 7)], evaluate: ([name], context) => found('loop around this step', context.items, name),
  }),
  iterationIndexes: flowFunction({
    parameters: LOOP, result: 'integer', description: 'How often a loop has run before, from 0.',
    examples: [example("iterationIndexes('Until')", 2)], evaluate: ([name], context) => found('loop around this step', context.iterationIndexes, name),
  }),
  workflow: flowFunction({
    parameters: [], result: 'object', description: 'The flow itself: its id, name, tags and run.',
    examples: [example("workflow()?['run']?['name']", 'run-1')], evaluate: (_, context) => context.workflow ?? fail('Nothing is known about the flow itself here.'),
  }),
  listCallbackUrl: flowFunction({
    parameters: [], result: 'string', description: 'The address at which the trigger or action waits to be called.',
    examples: [example('listCallbackUrl()', 'https://callback.example/run')],
    evaluate: (_, context) => context.callbackUrl ?? fail('There is no trigger or action here that waits to be called.'),
  }),
};

const triggerOf = (trigger: StepRecord | undefined): StepRecord => trigger ?? fail('There is no trigger here to read from.');

/** What `actions()` gives of a step: what is known about it, without gaps. */
const recordOf = ({ rounds: _, ...step }: StepRecord): JsonValue => Object.fromEntries(Object.entries(step).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));

/** Flows join what the rounds of a loop left with `join(outputs('Step'), '')`; published flows rely on that, no document says it. */
const outputsOf = ({ rounds, outputs }: StepRecord): JsonValue => rounds ? rounds.map(outputsOf) : outputs ?? null;
const bodyOf = ({ rounds, outputs }: StepRecord): JsonValue => rounds ? rounds.map(bodyOf) : isObject(outputs) ? propertyOf(outputs, 'body') ?? null : null;

/** What stands under a name, capital letters aside; names the nearest one where there is none. */
function found<T>(kind: string, all: ReadonlyMap<string, T>, name: string): T {
  const exact = all.get(name);
  if (exact !== undefined) return exact;
  const small = name.toLowerCase();
  for (const [each, value] of all) if (each.toLowerCase() === small) return value;
  const nearest = nearestName(name, all.keys());
  const known = nearest !== undefined ? ` Did you mean "${nearest}"?` : all.size > 0 && all.size <= 12 ? ` There is: ${[...all.keys()].join(', ')}.` : '';
  return fail(`There is no ${kind} "${name}".${known}`);
}
