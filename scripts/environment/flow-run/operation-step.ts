import type { ActionOptions } from '../flows/async-action';
import { EnvironmentError } from '../finding';
import { flowLimits, hasOption } from '../flows/flow-limits';
import type { Invocation } from '../gateway/gateway';
import type { HttpRequest } from '../gateway/http-message';
import { type JsonObject, type JsonValue, objectOr, textOf } from '../json';
import { invokePagedAction } from '../flows/paged-action';
import { deliveredBody, deliveredHeaders } from '../webhooks/delivery';
import { notificationPlaces, withNotificationUrl } from '../webhooks/notification-url';
import { errorOfAnswer, headersObject, outputsOf } from './answer-outputs';
import { durationMs } from './iso-duration';
import { unflattened } from './operation-inputs';
import { retryPolicyOf } from './step-retry';
import { type Step, StepFailure, type StepResult } from './step-runner';

/** The operation that a step calls; `inputs` is what its history shows. */
interface OperationCall { readonly connectionId: string; readonly operationId: string; readonly parameters: JsonObject; readonly inputs: JsonObject }

const longestMs = 30 * 86_400_000;

/**
 * Calls an operation through the gateway with what the step says of it: `retryPolicy`, `limit.timeout`, the option
 * DisableAsyncPattern, `paginationPolicy.minimumItemCount` (facts 3.4, 4.2). An operation that takes a callback address and is
 * no trigger is subscribed, and the step waits for the call or its time limit (facts 3.3).
 */
export async function calledOperation(step: Step, { connectionId, operationId, parameters, inputs }: OperationCall): Promise<StepResult> {
  const { gateway, clock, random } = step.state.ports;
  try {
    const { connector, operation } = gateway.operation(connectionId, operationId);
    const invocation = { connectionId, operationId, inputs: unflattened(parameters, operation.parameters.map(parameter => textOf(parameter['name']) ?? '')) };
    const options = optionsOf(step);
    const isCalledBack = operation.object['x-ms-trigger'] === undefined && notificationPlaces(connector, operation).length > 0;
    if (isCalledBack) return await awaited(step, invocation, options, inputs);
    const { outcome, answer } = await invokePagedAction({ gateway, clock, random }, invocation, options, minimumItemsOf(step));
    const outputs = outputsOf(answer);
    if (outcome === 'succeeded') return { status: 'Succeeded', inputs, outputs };
    return outcome === 'timedOut' ? { ...timedOut(operationId), inputs, outputs } : { status: 'Failed', inputs, outputs, error: errorOfAnswer(answer) };
  } catch (error) {
    if (error instanceof EnvironmentError) throw new StepFailure('BadRequest', error.message, { inputs });
    throw error;
  }
}

/** The outputs are those of the call, as of a webhook trigger. */
async function awaited({ state }: Step, invocation: Invocation, options: StepOptions, inputs: JsonObject): Promise<StepResult> {
  const { gateway, awaitCall } = state.ports;
  const { connectionId, operationId } = invocation;
  if (!awaitCall) throw new StepFailure('CallbackNotPossible', `The operation "${operationId}" answers by a call, and there is nobody here who would take it.`, { inputs });
  const { connector, operation } = gateway.operation(connectionId, operationId);
  const subscribe = (callbackUri: string): HttpRequest => gateway.requestFor({ ...invocation, inputs: withNotificationUrl(connector, operation, invocation.inputs, callbackUri) });
  // Refuses bad inputs before anything is called.
  subscribe('https://callback.invalid/');
  const call = await awaitCall({ connectionId, operationId, subscribe, retry: options.retry, timeoutMs: options.timeoutMs ?? longestMs, cancelled: state.whenTerminated });
  switch (call.kind) {
    case 'called': return { status: 'Succeeded', inputs, outputs: { headers: headersObject(deliveredHeaders(call.request)), body: deliveredBody(call.request) } };
    case 'notSubscribed': return { status: 'Failed', inputs, outputs: outputsOf(call.answer), error: errorOfAnswer(call.answer) };
    case 'timedOut': return { ...timedOut(operationId), inputs };
    case 'cancelled': return { status: 'Cancelled', inputs };
  }
}

const timedOut = (operationId: string): Pick<StepResult, 'status' | 'error'> =>
  ({ status: 'TimedOut', error: { code: 'ActionTimedOut', message: `The operation "${operationId}" was still not done when its time was up.` } });

type StepOptions = ActionOptions & Required<Pick<ActionOptions, 'retry'>>;
/** Keys that the document's type leaves open. */
interface OpenKeys { readonly limit?: unknown; readonly operationOptions?: unknown; readonly runtimeConfiguration?: unknown }

function optionsOf({ action, state }: Step): StepOptions {
  const { limit, operationOptions } = action as OpenKeys;
  const timeoutMs = durationMs(textOf(objectOr(limit)['timeout']) ?? '');
  const retry = retryPolicyOf((objectOr(action.inputs)['retryPolicy'] ?? null) as JsonValue, flowLimits(state.ports.gateway.assumed).retry); // the inputs of a document are JSON
  return { retry, asynchronous: !hasOption(operationOptions, 'DisableAsyncPattern'), ...(timeoutMs === undefined ? {} : { timeoutMs }) };
}

/** Undefined: paging is off, as it is where nobody turned it on. */
function minimumItemsOf({ action }: Step): number | undefined {
  const policy = objectOr(objectOr((action as OpenKeys).runtimeConfiguration)['paginationPolicy']);
  const count = policy['minimumItemCount'];
  if (count === undefined) return undefined;
  if (!Number.isInteger(count) || Number(count) < 1) throw new StepFailure('BadRequest', `"paginationPolicy.minimumItemCount" is ${JSON.stringify(count)}; it can be a whole number from 1.`);
  return Number(count);
}
