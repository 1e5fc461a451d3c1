import { randomUUID } from 'node:crypto';
import { evaluateCondition } from '../../workflow-language/conditions';
import { resolveValue } from '../../workflow-language/evaluate';
import type { FlowContext } from '../../workflow-language/flow-context';
import { FlowExpressionError } from '../../workflow-language/flow-expression-error';
import { FlowSyntaxError } from '../../workflow-language/flow-syntax-error';
import type { JsonValue } from '../json';
import type { StepScope } from './flow-state';
import type { RunnableFlow } from './runnable-flow';
import { strict } from './step-record';
import { type Step, StepFailure } from './step-runner';

/** Where an expression stands: at a step, or at the trigger. */
export interface ExpressionPlace { readonly scope: StepScope }

/** A JSON value with every text in it evaluated. Throws StepFailure 'InvalidTemplate' with the sentence of the language. */
export function resolve(value: JsonValue, { scope }: ExpressionPlace): JsonValue {
  return resolveIn(value, contextOf(scope));
}

/** The inputs of a step, evaluated; null where it has none. */
export function resolvedInputs({ action, scope }: Step): JsonValue {
  return resolve((action.inputs ?? null) as JsonValue, { scope }); // those of a call have a type of their own and are JSON too
}

/** As `resolve`, where the context is known otherwise. */
export function resolveIn(value: JsonValue, context: FlowContext): JsonValue {
  return evaluated(() => resolveValue(strict(value), context));
}

/** Whether the condition of an If holds, in either of its forms. Throws as `resolve` does. */
export function conditionHolds(expression: JsonValue, { scope }: ExpressionPlace): boolean {
  return evaluated(() => evaluateCondition(strict(expression), contextOf(scope)));
}

/**
 * Goes through a list as the data operations do: `read` gets each item's own way to evaluate values and conditions, in which
 * `item()` is that item. Throws as `resolve` does.
 */
export function forEachItem<T>(items: readonly JsonValue[], { scope }: ExpressionPlace, read: (at: ItemPlace) => T): readonly T[] {
  const context = contextOf(scope);
  return items.map(item => {
    const within: FlowContext = { ...context, item: { value: strict(item) } };
    return read({ item, resolve: value => resolveIn(value, within), holds: condition => evaluated(() => evaluateCondition(strict(condition), within)) });
  });
}
export interface ItemPlace { readonly item: JsonValue; readonly resolve: (value: JsonValue) => JsonValue; readonly holds: (condition: JsonValue) => boolean }

function evaluated<T>(evaluate: () => T): T {
  try {
    return evaluate();
  } catch (error) {
    if (error instanceof FlowExpressionError || error instanceof FlowSyntaxError) throw new StepFailure('InvalidTemplate', error.message);
    throw error;
  }
}

/** What expressions know at a place. */
function contextOf(scope: StepScope): FlowContext {
  const { state, rounds } = scope;
  const { clock, random, newGuid = randomUUID } = state.ports;
  const withItem = rounds.flatMap(({ name, item }) => (item === undefined ? [] : [{ name, item }]));
  const innermost = withItem.at(-1);
  return {
    trigger: { name: state.triggerName, status: 'Succeeded', code: 'OK', outputs: strict({ headers: {}, ...state.trigger.outputs }) },
    actions: scope.steps, scopes: scope.inner,
    variables: new Map([...state.variables].map(({ name, value }) => [name, strict(value)])),
    parameters: parametersOf(state.flow),
    items: new Map(withItem.map(({ name, item }) => [name, strict(item)])),
    ...(innermost ? { item: { value: strict(innermost.item) } } : {}),
    iterationIndexes: new Map(rounds.map(({ name, index }) => [name, index])),
    workflow: workflowOf(scope),
    now: () => new Date(clock.now()), newGuid, random,
  };
}

/** The values of a flow's parameters: the given ones, else their defaults. */
export function parametersOf(flow: RunnableFlow): FlowContext['parameters'] {
  const declared = Object.entries(flow.document.properties.definition.parameters ?? {});
  const defaults = declared.flatMap(([name, { defaultValue }]) => (defaultValue === undefined ? [] : [[name, defaultValue] as const]));
  return new Map([...defaults, ...Object.entries(flow.parameters).map(([name, value]) => [name, strict(value)] as const)]);
}

/** As published flows read it: `name` is the flow's GUID, the name that people know is among the tags. */
function workflowOf({ state: { flow, trigger } }: StepScope): ReturnType<typeof strict> {
  const { name: flowDisplayName, id: name = flowDisplayName } = flow;
  const id = `/workflows/${name}`;
  return {
    id, name, type: 'Microsoft.Logic/workflows', location: 'local',
    tags: { flowDisplayName, environmentName: 'local', logicAppName: name, xrmWorkflowId: name },
    run: { id: `${id}/runs/${trigger.runKey}`, name: trigger.runKey, type: 'Microsoft.Logic/workflows/runs' },
  };
}
