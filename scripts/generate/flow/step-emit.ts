/** The steps of a flow and its trigger as real exports have them, key by key. */
import type { Flow, FlowTrigger } from '../../model/flow/flow';
import type { CallStep, FlowStep } from '../../model/flow/flow-step';
import type { OperationInputs, WorkflowAction, WorkflowTrigger } from '../../workflow-language/workflow-document';
import { urlNamespace, uuidV5 } from '../uuid-v5';
import { conditionJson } from './condition-emit';
import { connectionReference } from './connection-references';
import { stepKey, type FlowTarget } from './flow-target';
import { emitInputs } from './inputs-emit';
import { flowJson } from './value-emit';

type Called = Pick<CallStep, 'operation' | 'inputs'>;

/** Steps that run one after another, each when the one before has succeeded. */
export function emitSteps(flow: Flow, steps: readonly FlowStep[], target: FlowTarget): Readonly<Record<string, WorkflowAction>> {
  return Object.fromEntries(steps.map((step, index) => {
    const before = steps[index - 1];
    return [stepKey(step.name), emitStep(flow, step, before ? { [stepKey(before.name)]: ['Succeeded'] } : {}, target)] as const;
  }));
}

function emitStep(flow: Flow, step: FlowStep, runAfter: WorkflowAction['runAfter'], target: FlowTarget): WorkflowAction {
  const metadata = { operationMetadataId: metadataId(flow, `step/${step.name}`) };
  switch (step.kind) {
    case 'call': return { runAfter, metadata, type: 'OpenApiConnection', inputs: operationInputs(step, target) };
    case 'when': return {
      actions: emitSteps(flow, step.then, target), runAfter,
      // The designer leaves the key out when the branch is empty.
      ...(step.otherwise.length > 0 ? { else: { actions: emitSteps(flow, step.otherwise, target) } } : {}),
      expression: conditionJson(step.condition, target), metadata, type: 'If',
    };
    case 'forEach': return { foreach: flowJson(step.list, target), actions: emitSteps(flow, step.steps, target), runAfter, metadata, type: 'Foreach' };
  }
}

/** The trigger: polled on a schedule, one run an event; or called by the service. */
export function emitTrigger(flow: Flow, target: FlowTarget): WorkflowTrigger {
  const { trigger } = flow;
  const metadata = { operationMetadataId: metadataId(flow, 'trigger') };
  const inputs = operationInputs(trigger, target);
  if (trigger.everyMinutes === undefined) return { metadata, type: 'OpenApiConnectionWebhook', inputs };
  return { recurrence: recurrence(trigger.everyMinutes), splitOn: "@triggerOutputs()?['body/value']", metadata, type: 'OpenApiConnection', inputs };
}

export const triggerKey = ({ operation }: FlowTrigger): string => stepKey(operation.summary);

/** In the largest unit that divides it, as a person would enter it. */
function recurrence(minutes: number): NonNullable<WorkflowTrigger['recurrence']> {
  if (minutes % 1440 === 0) return { frequency: 'Day', interval: minutes / 1440 };
  return minutes % 60 === 0 ? { frequency: 'Hour', interval: minutes / 60 } : { frequency: 'Minute', interval: minutes };
}

/** Exports leave the id of a custom connector empty in `host`: it stands in the connection reference. */
function operationInputs({ operation, inputs }: Called, target: FlowTarget): OperationInputs {
  const { key, apiId } = connectionReference(operation, target);
  return {
    host: { connectionName: key, operationId: operation.operationId, apiId: operation.kind === 'foreign' ? apiId : '' },
    parameters: emitInputs(operation.parameters, inputs, target),
    authentication: "@parameters('$authentication')",
  };
}

const metadataId = ({ name }: Flow, part: string): string => uuidV5(urlNamespace, `konektor:flow/${name}/${part}`);
