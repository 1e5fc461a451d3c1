import { type JsonObject, type JsonValue, objectOr, textOf } from '../json';
import { unflattened } from './operation-inputs';
import { calledOperation } from './operation-step';
import { composerOf, isMessageConnector, messageOperations } from './outbox-operations';
import { resolve } from './expressions';
import { connectorOf, referencesOf } from './flow-references';
import { type Step, StepFailure, type StepResult, type StepRunner } from './step-runner';

/** The host of a step that calls an operation. */
interface Host { readonly connectionName: string; readonly operationId: string }

/**
 * A step that calls an operation: of an installed connector, through the gateway (see calledOperation); of
 * Microsoft's connectors for Teams and Outlook, into the outbox. What another connector would do is not known here.
 */
export const connectionStep: StepRunner = {
  kind: 'leaf',
  run: async step => {
    const declared = objectOr(step.action.inputs);
    const host = hostOf(declared);
    const reference = referencesOf(step.state.flow.document).find(({ key }) => key === host.connectionName);
    if (!reference) throw new StepFailure('InvalidConnection', `The step uses the connection reference "${host.connectionName}", and the flow has none of that name.`);
    const parameters = objectOr(resolve((declared['parameters'] ?? {}) as JsonValue, step)); // the inputs of a document are JSON
    const inputs = { host: { ...host }, parameters };
    const connectionId = step.state.flow.connections[host.connectionName];
    const isInstalled = step.state.ports.gateway.connectionIds.some(({ id }) => id === connectionId);
    if (connectionId !== undefined && isInstalled) return calledOperation(step, { connectionId, operationId: host.operationId, parameters, inputs });
    if (isMessageConnector(reference.apiName)) return sent(step, reference.apiName, host, parameters, inputs);
    throw new StepFailure('ConnectorNotRun', `The connector "${connectorOf(reference)}" is not run here: it is not installed, and of Microsoft's own only these send messages into the outbox: ${messageOperations.join(', ')}.`, { inputs });
  },
};

function hostOf(declared: JsonObject): Host {
  const host = objectOr(declared['host']);
  return { connectionName: textOf(host['connectionName']) ?? '', operationId: textOf(host['operationId']) ?? '' };
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
