import type { FlowExpression } from '../../workflow-language/expression';
import { parseText } from '../../workflow-language/parse-text';
import type { WorkflowTrigger } from '../../workflow-language/workflow-document';
import type { BoundFlow } from './bind-flows';
import { messageOf } from '../error-message';
import { EnvironmentError } from '../finding';
import type { ConnectorFlow, Flow, StartedFlow } from './flow';
import { flowLimits, hasOption, runConcurrency } from './flow-limits';
import { unflattened } from '../flow-run/operation-inputs';
import { retryPolicyOf } from '../flow-run/step-retry';
import { spanMs } from '../flow-run/time-spans';
import { triggerParameters } from '../flow-run/trigger-condition';
import type { Gateway } from '../gateway/gateway';
import { isJsonObject, type JsonValue, objectOr, textOf } from '../json';
import { readManualTrigger } from '../manual/manual-trigger';
import type { SplitPath } from '../polling/split-on';
import { readRecurrence } from '../schedules/recurrence';

/**
 * A bound flow as the flow engine runs it: operation, inputs, recurrence, split-on, conditions and concurrency of its trigger
 * from its document; or its schedule, or who starts it. Throws EnvironmentError 'flow' for a trigger of another type, or one that can't be read.
 */
export function triggeredFlow(flow: BoundFlow, gateway: Gateway): Flow {
  const { definition } = flow.document.properties;
  const [name, trigger] = Object.entries(definition.triggers)[0] ?? [];
  if (name === undefined || !trigger) throw refusal(flow, 'it has no trigger');
  const started = { id: flow.id, name: flow.name, conditions: (trigger.conditions ?? []).map(({ expression }) => expression), ...concurrencyOf(flow, trigger), steps: flow };
  // The recurrence of a schedule has more keys than a polled trigger's.
  if (trigger.type === 'Recurrence') return { ...started, recurrence: read(flow, () => readRecurrence(triggerParameters({ ...trigger.recurrence }, flow))) };
  if (trigger.type === 'Request') return { ...started, manual: read(flow, () => readManualTrigger(trigger.kind, objectOr(trigger.inputs))) };
  if (trigger.type !== 'OpenApiConnection' && trigger.type !== 'OpenApiConnectionWebhook') throw refusal(flow, `its trigger "${name}" is of the type ${trigger.type}, and only those of connectors (OpenApiConnection, OpenApiConnectionWebhook), schedules (Recurrence) and requests (Request) are run here`);
  const { connectionName, operationId } = trigger.inputs.host;
  const connectionId = flow.connections[connectionName];
  if (connectionId === undefined) throw refusal(flow, `its trigger uses the connection reference "${connectionName}", and the flow has none of that name`);
  const { operation } = gateway.operation(connectionId, operationId);
  return {
    ...started, connectionId, operationId, ...recurrenceOf(flow, name, trigger),
    inputs: unflattened(triggerParameters(trigger.inputs.parameters, flow), operation.parameters.map(parameter => textOf(parameter['name']) ?? '')),
    splitOn: splitOnOf(flow, trigger),
    ...retryOf(flow, trigger, gateway),
  };
}

/** A webhook trigger has none. */
function recurrenceOf(flow: BoundFlow, name: string, { type, recurrence }: WorkflowTrigger): Pick<ConnectorFlow, 'recurrenceSeconds'> {
  if (type === 'OpenApiConnectionWebhook') return {};
  if (!recurrence) throw refusal(flow, `its trigger "${name}" has no recurrence, which says how often it is polled`);
  const { frequency, interval } = recurrence;
  const span = spanMs(frequency, interval);
  if (span === undefined) throw refusal(flow, `its recurrence of ${interval} ${frequency} can't be read: it gives a frequency (Second, Minute, Hour, Day, Week, Month) and an interval above 0`);
  return { recurrenceSeconds: span / 1000 };
}

function retryOf(flow: BoundFlow, { inputs }: WorkflowTrigger, gateway: Gateway): Pick<ConnectorFlow, 'retry'> {
  const { retryPolicy } = inputs as { readonly retryPolicy?: JsonValue }; // a key that the document's type leaves open
  try {
    return retryPolicy === undefined ? {} : { retry: retryPolicyOf(retryPolicy, flowLimits(gateway.assumed).retry) };
  } catch (error) {
    throw refusal(flow, messageOf(error).replace(/^The/, 'the').replace(/\.$/, ''));
  }
}

function concurrencyOf(flow: BoundFlow, trigger: WorkflowTrigger): Pick<StartedFlow, 'concurrency'> {
  const { runtimeConfiguration, operationOptions } = trigger as { readonly runtimeConfiguration?: unknown; readonly operationOptions?: unknown }; // keys that the document's type leaves open
  const declared = objectOr(runtimeConfiguration)['concurrency'];
  try {
    const concurrency = runConcurrency(isJsonObject(declared) ? declared : undefined, hasOption(operationOptions, 'SingleInstance'));
    return concurrency ? { concurrency } : {};
  } catch (error) {
    throw refusal(flow, messageOf(error));
  }
}

/** What a reader gives, its clause turned into a refusal. */
function read<T>(flow: BoundFlow, reader: () => T): T {
  try {
    return reader();
  } catch (error) {
    throw refusal(flow, messageOf(error));
  }
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
