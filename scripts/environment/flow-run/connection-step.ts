import { invokeAction } from '../async-action';
import { EnvironmentError } from '../finding';
import { type JsonObject, type JsonValue, objectOr, textOf } from '../json';
import { errorOfAnswer, outputsOf } from './answer-outputs';
import { durationMs } from './iso-duration';
import { unflattened } from './operation-inputs';
import { composerOf, isMessageConnector, messageOperations } from './outbox-operations';
import { resolve } from './expressions';
import { retryPolicyOf } from './step-retry';
import { type Step, StepFailure, type StepResult, type StepRunner } from './step-runner';

/** The host of a step that calls an operation. */
interface Host { readonly connectionName: string; readonly operationId: string }

/**
 * A step that calls an operation: of an installed connector, through the gateway with retries and asynchronous answers; of
 * Microsoft's connectors for Teams and Outlook, into the outbox. What another connector would do is not known here.
 */
export const connectionStep: StepRunner = {
  kind: 'leaf',
  run: async step => {
    const declared = objectOr(step.action.inputs);
    const host = hostOf(declared);
    const reference = step.state.flow.document.properties.connectionReferences[host.connectionName];
    if (!reference) throw new StepFailure('InvalidConnection', `The step uses the connection reference "${host.connectionName}", and the flow has none of that name.`);
    const parameters = objectOr(resolve((declared['parameters'] ?? {}) as JsonValue, step)); // the inputs of a document are JSON
    const inputs = { host: { ...host }, parameters };
    const connectionId = step.state.flow.connections[host.connectionName];
    const isInstalled = step.state.ports.gateway.connectionIds.some(({ id }) => id === connectionId);
    if (connectionId !== undefined && isInstalled) return called(step, connectionId, host, parameters, inputs);
    if (isMessageConnector(reference.api.name)) return sent(step, reference.api.name, host, parameters, inputs);
    const api = reference.api.logicalName ?? reference.api.name;
    throw new StepFailure('ConnectorNotRun', `The connector "${api}" is not run here: it is not installed, and of Microsoft's own only these send messages into the outbox: ${messageOperations.join(', ')}.`, { inputs });
  },
};

function hostOf(declared: JsonObject): Host {
  const host = objectOr(declared['host']);
  return { connectionName: textOf(host['connectionName']) ?? '', operationId: textOf(host['operationId']) ?? '' };
}

async function called(step: Step, connectionId: string, { operationId }: Host, parameters: JsonObject, inputs: JsonObject): Promise<StepResult> {
  const { gateway, clock, random } = step.state.ports;
  const limit = durationMs(textOf(objectOr((step.action as { readonly limit?: unknown }).limit)['timeout']) ?? ''); // a key that the document's type leaves open
  try {
    const { operation } = gateway.operation(connectionId, operationId);
    const invocation = { connectionId, operationId, inputs: unflattened(parameters, operation.parameters.map(parameter => textOf(parameter['name']) ?? '')) };
    const retry = retryPolicyOf((objectOr(step.action.inputs)['retryPolicy'] ?? null) as JsonValue); // as above
    const { outcome, answer } = await invokeAction({ gateway, clock, random }, invocation, { retry, ...(limit === undefined ? {} : { timeoutMs: limit }) });
    const outputs = outputsOf(answer);
    if (outcome === 'succeeded') return { status: 'Succeeded', inputs, outputs };
    if (outcome === 'timedOut') return { status: 'TimedOut', inputs, outputs, error: { code: 'ActionTimedOut', message: `The operation "${operationId}" was still not done when its time was up.` } };
    return { status: 'Failed', inputs, outputs, error: errorOfAnswer(answer) };
  } catch (error) {
    if (error instanceof EnvironmentError) throw new StepFailure('BadRequest', error.message, { inputs });
    throw error;
  }
}

/** Answers as the connectors do: Teams with the message's id, Outlook with nothing. */
function sent(step: Step, apiName: string, { operationId }: Host, parameters: JsonObject, inputs: JsonObject): StepResult {
  const { state, name } = step;
  const compose = composerOf(apiName, operationId);
  if (!compose) throw new StepFailure('ConnectorNotRun', `The operation "${operationId}" of "${apiName}" is not run here. Those that end in the outbox are: ${messageOperations.join(', ')}.`, { inputs });
  const composed = compose(unflattened(parameters));
  if ('problem' in composed) throw new StepFailure('BadRequest', composed.problem, { inputs });
  const number = state.ports.outbox.add({ ...composed.message, at: state.ports.clock.now(), runKey: state.trigger.runKey, flow: state.flow.name, step: name });
  const outputs: JsonObject = composed.message.kind === 'teams' ? { statusCode: 201, headers: {}, body: { id: String(number), messageId: String(number) } } : { statusCode: 200, headers: {} };
  return { status: 'Succeeded', inputs, outputs };
}
