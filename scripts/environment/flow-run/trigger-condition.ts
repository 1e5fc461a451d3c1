import { emptyContext } from '../../workflow-language/flow-context';
import type { StartedFlow } from '../flows/flow';
import { type JsonObject, type JsonValue, objectOr } from '../json';
import { conditionHolds, parametersOf, resolveIn } from './expressions';
import { FlowState, StepScope } from './flow-state';
import type { FlowRunPorts, RunnableFlow, RunTrigger } from './runnable-flow';

/** Whether a trigger condition holds for an event. Throws StepFailure with a sentence where it can't be told. */
export function triggerConditionHolds(condition: string, flow: StartedFlow, trigger: RunTrigger, ports: FlowRunPorts): boolean {
  return conditionHolds(condition, { scope: new StepScope(new FlowState(flow.steps ?? triggerOnly(flow), trigger, ports)) });
}

/** The parameters of a trigger, for which nothing but the flow's own parameters is known. Throws as `resolve` does. */
export function triggerParameters(parameters: Readonly<Record<string, JsonValue>>, flow: RunnableFlow): JsonObject {
  return objectOr(resolveIn({ ...parameters }, { ...emptyContext, parameters: parametersOf(flow) }));
}

/** A flow without a document, so far as expressions ask of it. */
function triggerOnly({ id, name }: StartedFlow): RunnableFlow {
  return {
    name: name ?? id, connections: {}, parameters: {},
    document: { schemaVersion: '1.0.0.0', properties: { connectionReferences: {}, definition: { $schema: '', contentVersion: '1.0.0.0', parameters: {}, triggers: {}, actions: {} } } },
  };
}
