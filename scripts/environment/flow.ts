import { EnvironmentError, type Finding } from './finding';
import type { RunnableFlow } from './flow-run/runnable-flow';
import type { Gateway } from './gateway';
import type { HttpRequest } from './http-message';
import { type JsonObject, objectOr, textOf } from './json';
import type { PollRules } from './polling';
import { type RetryPolicy, retryProfiles } from './retry-policy';
import { designerSplitOn, type SplitPath } from './split-on';

/** A flow: its trigger, and the document of its steps where it has any. */
export interface Flow {
  readonly id: string;
  /** As people know it; default: the id. */
  readonly name?: string;
  readonly connectionId: string;
  readonly operationId: string;
  readonly inputs: JsonObject;
  readonly recurrenceSeconds: number;
  /** Default `designer`: what the designer fills in by the trigger's definition. */
  readonly splitOn?: 'designer' | 'off' | SplitPath;
  /** Default: Power Automate's low profile. */
  readonly retry?: RetryPolicy;
  /** Trigger conditions, as expressions: an event for which one of them does not hold starts no run. */
  readonly conditions?: readonly string[];
  /** What happens after the trigger. Absent: a run is its event and nothing more. */
  readonly steps?: RunnableFlow;
}

/** A flow that can be polled. */
export interface TriggerPlan {
  readonly request: HttpRequest;
  readonly rules: PollRules;
  readonly retry: RetryPolicy;
  /** Names of the query parameters that the operation declares. */
  readonly declaredQuery: readonly string[];
  readonly findings: readonly Finding[];
}

const longestRecurrenceSeconds = 500 * 86_400;

/** Checks a flow against its connector and prepares its polls. Throws EnvironmentError 'flow', 'connection', 'operation' or 'inputs'. */
export function planOf(flow: Flow, gateway: Gateway): TriggerPlan {
  const { connector, operation } = gateway.operation(flow.connectionId, flow.operationId);
  const metadata = objectOr(operation.object['x-ms-trigger-metadata']);
  if (operation.object['x-ms-trigger'] === undefined) throw refusal(flow, `"${flow.operationId}" is no trigger of "${connector.title}". Its triggers are: ${connector.operations.filter(({ object }) => object['x-ms-trigger'] !== undefined).map(({ operationId }) => operationId).join(', ') || 'none'}`);
  if (operation.method !== 'GET' && metadata['mode'] !== 'polling') throw refusal(flow, `"${flow.operationId}" is a webhook trigger, and those are not yet run here`);
  const seconds = flow.recurrenceSeconds;
  if (!(seconds >= 1 && seconds <= longestRecurrenceSeconds)) throw refusal(flow, `its recurrence is ${seconds} s; it can be 1 s to 500 days`);
  return {
    request: gateway.requestFor(flow),
    rules: {
      recurrenceMs: seconds * 1000,
      splitOn: flow.splitOn === undefined || flow.splitOn === 'designer' ? designerSplitOn(connector, operation) : flow.splitOn === 'off' ? undefined : flow.splitOn,
      assumed: gateway.assumed,
    },
    retry: flow.retry ?? retryProfiles.low,
    declaredQuery: operation.parameters.filter(parameter => parameter['in'] === 'query').map(parameter => textOf(parameter['name']) ?? ''),
    findings: seconds < 60 ? [shortRecurrence(flow)] : [],
  };
}

/** Power Automate polls at most once a minute; Logic Apps once a second (facts 3.2). */
function shortRecurrence(flow: Flow): Finding {
  return {
    code: 'short-recurrence',
    what: `The flow "${flow.name ?? flow.id}" polls every ${flow.recurrenceSeconds} s.`,
    why: 'Power Automate polls no more often than every 60 s; only Logic Apps does.',
    todo: 'Give 60 s or more to see what Power Automate would do.',
  };
}

function refusal(flow: Flow, what: string): EnvironmentError {
  return new EnvironmentError('flow', `The flow "${flow.name ?? flow.id}" can't be turned on: ${what}.`);
}
