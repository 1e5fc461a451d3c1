import type { Environment } from '../../environment';
import { headersObject } from '../../flow-run/answer-outputs';
import { destinationOf, messageView as viewOf } from '../../flow-run/outbox-view';
import type { StepHistory } from '../../flow-run/run-history';
import { RequestError } from '../../host/request-error';
import type { DeliveryRecord, PollRecord, StartRecord, SubscriptionCallRecord } from '../../flows/run-recorder';
import type { NumberedMessage, RunSummary } from '../../store/environment-store';
import type { Wire } from '../contract/shapes';

export function runSummaryView(environment: Environment, { key, flowId, at, status, endedAt, attempts }: RunSummary): Wire<'RunSummary'> {
  return {
    key, flowId, flow: environment.store.flows.get(flowId)?.name ?? flowId, at: instant(at), status, attempts,
    ...(endedAt === undefined ? {} : { endedAt: instant(endedAt), durationMs: Math.max(0, endedAt - at) }),
  };
}

/** A run with its steps. Throws RequestError 'missing'. */
export async function runView(environment: Environment, key: string): Promise<Wire<'Run'>> {
  const { runs, outbox } = environment.store;
  const record = runs.run(key);
  const summary = summaryOf(environment, key);
  if (!record || !summary) throw new RequestError('missing', 'RunNotFound', `There is no run "${key}". The list of runs shows their keys; the oldest are removed with time.`);
  const history = await runs.historyOf(key);
  return {
    ...summary, steps: (history?.steps ?? []).map(stepView), messages: outbox.page({ runKey: key, limit: 500 }).map(({ number }) => number).reverse(),
    trigger: history?.trigger ?? { outputs: { headers: headersObject(record.headers), body: record.payload } }, ...(history?.error ? { error: history.error } : {}),
  };
}

/** The line of a run in a list, or undefined. */
export function summaryOf(environment: Environment, key: string): Wire<'RunSummary'> | undefined {
  const { runs } = environment.store;
  const record = runs.run(key);
  const found = record && runs.summary(key);
  return found && runSummaryView(environment, found);
}

function stepView({ startedAt, endedAt, inner, ...step }: StepHistory): Wire<'Step'> {
  return {
    ...step, ...(startedAt === undefined ? {} : { startedAt: instant(startedAt) }), ...(endedAt === undefined ? {} : { endedAt: instant(endedAt) }),
    ...(inner ? { inner: inner.map(({ title, steps }) => ({ title, steps: steps.map(stepView) })) } : {}),
  };
}

export function pollView({ at, nextPollAt, ...poll }: PollRecord): Wire<'Poll'> {
  return { ...poll, at: instant(at), ...(nextPollAt === undefined ? {} : { nextPollAt: instant(nextPollAt) }) };
}

export function startView({ at, nextRunAt, ...start }: StartRecord): Wire<'Start'> {
  return { ...start, at: instant(at), ...(nextRunAt === undefined ? {} : { nextRunAt: instant(nextRunAt) }) };
}

export function deliveryView({ at, ...delivery }: DeliveryRecord): Wire<'Delivery'> {
  return { ...delivery, at: instant(at) };
}

export function subscriptionCallView({ at, nextAttemptAt, ...call }: SubscriptionCallRecord): Wire<'SubscriptionCall'> {
  return { ...call, at: instant(at), ...(nextAttemptAt === undefined ? {} : { nextAttemptAt: instant(nextAttemptAt) }) };
}

export function messageView({ number, message }: NumberedMessage): Wire<'Message'> {
  return { ...message, number, at: instant(message.at), destination: destinationOf(message), view: viewOf(message) };
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
