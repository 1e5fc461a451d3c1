import type { ConnectorOperation, InstalledConnector } from '../connectors/installed-connector';
import { EnvironmentError, type Finding } from '../finding';
import type { Gateway } from '../gateway/gateway';
import type { HttpRequest } from '../gateway/http-message';
import { objectOr, textOf } from '../json';
import type { PollRules } from '../polling/polling';
import { designerSplitOn, splitOnOf } from '../polling/split-on';
import { type WebhookPlan, webhookPlan } from '../webhooks/webhook-plan';
import type { ConnectorFlow } from './flow';
import { flowLimits, mostItems } from './flow-limits';
import type { RetryPolicy } from './retry-policy';

/** A flow that can be turned on. */
export type TriggerPlan = PollingPlan | WebhookPlan;

/** A flow that can be polled. */
export interface PollingPlan {
  readonly kind: 'polling';
  readonly request: HttpRequest;
  readonly rules: PollRules;
  readonly retry: RetryPolicy;
  /** Names of the query parameters that the operation declares. */
  readonly declaredQuery: readonly string[];
  readonly findings: readonly Finding[];
}

const longestRecurrenceSeconds = 500 * 86_400;

/**
 * Checks a flow against its connector and prepares its trigger: a GET trigger, or one whose metadata say so, is polled,
 * every other one is a webhook (facts 3.1). Throws EnvironmentError 'flow', 'connection', 'operation' or 'inputs'.
 */
export function planOf(flow: ConnectorFlow, gateway: Gateway): TriggerPlan {
  const { connector, operation } = gateway.operation(flow.connectionId, flow.operationId);
  if (operation.object['x-ms-trigger'] === undefined) throw refusal(flow, `"${flow.operationId}" is no trigger of "${connector.title}". Its triggers are: ${connector.operations.filter(({ object }) => object['x-ms-trigger'] !== undefined).map(({ operationId }) => operationId).join(', ') || 'none'}`);
  return isPolled(operation) ? pollingPlan(flow, gateway, connector, operation) : webhookPlan(flow, gateway);
}

/** Whether a trigger is polled and not a webhook (facts 3.1). */
export function isPolled(operation: ConnectorOperation): boolean {
  return operation.method === 'GET' || objectOr(operation.object['x-ms-trigger-metadata'])['mode'] === 'polling';
}

function pollingPlan(flow: ConnectorFlow, gateway: Gateway, connector: InstalledConnector, operation: ConnectorOperation): PollingPlan {
  const seconds = flow.recurrenceSeconds;
  if (seconds === undefined) throw refusal(flow, `"${flow.operationId}" is polled, and it has no recurrence, which says how often`);
  if (!(seconds >= 1 && seconds <= longestRecurrenceSeconds)) throw refusal(flow, `its recurrence is ${seconds} s; it can be 1 s to 500 days`);
  return {
    kind: 'polling',
    request: gateway.requestFor(flow),
    rules: { recurrenceMs: seconds * 1000, splitOn: splitOnOf(flow.splitOn, designerSplitOn(connector, operation)), mostItems: mostItems(flow.concurrency, gateway.assumed), assumed: gateway.assumed },
    retry: flow.retry ?? flowLimits(gateway.assumed).retry,
    declaredQuery: operation.parameters.filter(parameter => parameter['in'] === 'query').map(parameter => textOf(parameter['name']) ?? ''),
    findings: seconds < 60 ? [shortRecurrence(flow, seconds)] : [],
  };
}

/** Power Automate polls at most once a minute; Logic Apps once a second (facts 3.2). */
function shortRecurrence(flow: ConnectorFlow, seconds: number): Finding {
  return {
    code: 'short-recurrence',
    what: `The flow "${flow.name ?? flow.id}" polls every ${seconds} s.`,
    why: 'Power Automate polls no more often than every 60 s; only Logic Apps does.',
    todo: 'Give 60 s or more to see what Power Automate would do.',
  };
}

function refusal(flow: ConnectorFlow, what: string): EnvironmentError {
  return new EnvironmentError('flow', `The flow "${flow.name ?? flow.id}" can't be turned on: ${what}.`);
}
