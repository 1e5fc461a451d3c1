import type { FlowExpression } from '../workflow-language/expression';
import { parseText } from '../workflow-language/parse-text';
import type { WorkflowTrigger } from '../workflow-language/workflow-document';
import type { BoundFlow } from './bind-flows';
import { EnvironmentError } from './finding';
import type { Flow } from './flow';
import { unflattened } from './flow-run/operation-inputs';
import { spanMs } from './flow-run/time-spans';
import { triggerParameters } from './flow-run/trigger-condition';
import type { Gateway } from './gateway';
import { textOf } from './json';
import type { SplitPath } from './split-on';

/**
 * A bound flow as the flow engine polls it: operation, inputs, recurrence, split-on and trigger conditions from its
 * document. Throws EnvironmentError 'flow' for a flow that no polling trigger starts, or whose trigger can't be read.
 */
export function pollingFlow(flow: BoundFlow, gateway: Gateway): Flow {
  const { definition } = flow.document.properties;
  const [name, trigger] = Object.entries(definition.triggers)[0] ?? [];
  if (name === undefined || !trigger) throw refusal(flow, 'it has no trigger');
  if (trigger.type !== 'OpenApiConnection') throw refusal(flow, `its trigger "${name}" is of the type ${trigger.type}, and only triggers that are polled (OpenApiConnection with a recurrence) are run here`);
  if (!trigger.recurrence) throw refusal(flow, `its trigger "${name}" has no recurrence, which says how often it is polled`);
  const { frequency, interval } = trigger.recurrence;
  const recurrence = spanMs(frequency, interval);
  if (recurrence === undefined) throw refusal(flow, `its recurrence of ${interval} ${frequency} can't be read: it gives a frequency (Second, Minute, Hour, Day, Week, Month) and an interval above 0`);
  const { connectionName, operationId } = trigger.inputs.host;
  const connectionId = flow.connections[connectionName];
  if (connectionId === undefined) throw refusal(flow, `its trigger uses the connection reference "${connectionName}", and the flow has none of that name`);
  const { operation } = gateway.operation(connectionId, operationId);
  return {
    id: flow.id, name: flow.name, connectionId, operationId, recurrenceSeconds: recurrence / 1000,
    inputs: unflattened(triggerParameters(trigger.inputs.parameters, flow), operation.parameters.map(parameter => textOf(parameter['name']) ?? '')),
    splitOn: splitOnOf(flow, trigger),
    conditions: (trigger.conditions ?? []).map(({ expression }) => expression),
    steps: flow,
  };
}

/** The path that a split-on expression leads to: `@triggerOutputs()?['body/value']`, `@triggerBody()?['value']`, `@triggerBody()`. */
function splitOnOf(flow: BoundFlow, { splitOn }: WorkflowTrigger): 'off' | SplitPath {
  if (splitOn === undefined) return 'off';
  const text = parseText(splitOn);
  const path = text.kind === 'whole' ? pathOf(text.expression) : undefined;
  if (!path) throw refusal(flow, `its split-on ${splitOn} can't be read: it leads from @triggerBody() or @triggerOutputs()?['body'] to an array by names`);
  return path;
}

function pathOf(expression: FlowExpression): SplitPath | undefined {
  const whole = outputsPath(expression);
  return whole?.[0] === 'body' ? whole.slice(1) : undefined;
}

function outputsPath(expression: FlowExpression): readonly string[] | undefined {
  if (expression.kind === 'call') {
    const name = expression.name.toLowerCase();
    return name === 'triggerbody' ? ['body'] : name === 'triggeroutputs' ? [] : undefined;
  }
  if (expression.kind !== 'member' || expression.key.kind !== 'literal' || typeof expression.key.value !== 'string') return undefined;
  const inner = outputsPath(expression.of);
  return inner && [...inner, ...expression.key.value.split('/')];
}

function refusal(flow: BoundFlow, what: string): EnvironmentError {
  return new EnvironmentError('flow', `The flow "${flow.name}" can't be turned on: ${what}.`);
}
