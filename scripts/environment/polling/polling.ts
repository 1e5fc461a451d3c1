import type { Assumptions } from '../assumptions';
import { headerOf, type HttpResponse } from '../gateway/http-message';
import { isJsonObject, jsonOf, type JsonValue } from '../json';
import { decoded, queryParts, splitAddress, withQuery } from '../gateway/query-string';
import { retryAfterMs } from '../gateway/retry-after';
import { isRetried } from '../flows/retry-policy';
import { splitEvents, type SplitRules } from './split-on';

/** What a flow's trigger is polled by. */
export interface PollRules extends SplitRules {
  readonly recurrenceMs: number;
  readonly assumed: Assumptions;
}

/** What one answer means to the engine. */
export interface PollReading {
  readonly outcome: 'events' | 'nothing' | 'failed';
  /** What each run gets as its trigger body, in order. */
  readonly events: readonly JsonValue[];
  /** The address of the next poll; undefined: the trigger's original one. */
  readonly nextUri: string | undefined;
  /** Milliseconds until the next poll; 0 means at once. */
  readonly waitMs: number;
  /** Milliseconds that the answer asked for, where it did. */
  readonly retryAfterMs: number | undefined;
  /** True where the retry policy applies before the recurrence does. */
  readonly retried: boolean;
  /** A sentence about an answer that failed or fits no rule. */
  readonly problem?: string;
}

/**
 * Reads one answer of a polling trigger (facts 3.2). 200: runs, next poll after Retry-After or else the recurrence. 202: no
 * run, next poll after the longer of both. Both go on from Location, or from the original address where there is none.
 * Anything else: no run; what Location means then is an assumption. `kept` is the Location that was just asked, if any.
 */
export function readPoll(answer: HttpResponse, kept: string | undefined, rules: PollRules, now: number): PollReading {
  const location = headerOf(answer.headers, 'Location');
  const asked = retryAfterMs(headerOf(answer.headers, 'Retry-After'), now);
  const patient = Math.max(rules.recurrenceMs, asked ?? 0);
  const base = { retryAfterMs: asked, nextUri: location, retried: false, events: [] };
  if (answer.status === 202) return { ...base, outcome: 'nothing', waitMs: patient };
  if (answer.status === 200) {
    const body = jsonOf(answer.body) ?? Buffer.from(answer.body).toString('utf8');
    const split = splitEvents(body, rules, 'The trigger answered 200');
    // An answer that is refused counts as not given: its events come again.
    return { ...base, waitMs: asked ?? rules.recurrenceMs, ...split, ...(split.outcome === 'failed' ? { nextUri: kept } : {}) };
  }
  return {
    ...base,
    outcome: 'failed',
    nextUri: afterError(location, kept, rules.assumed),
    waitMs: patient,
    retried: isRetried(answer.status),
    problem: `The trigger answered ${answer.status}, which starts no run${textOfError(answer)}`,
  };
}

function afterError(location: string | undefined, kept: string | undefined, assumed: Assumptions): string | undefined {
  if (location !== undefined && assumed.errorWithLocation === 'use') return location;
  return assumed.errorWithoutLocation === 'keep' ? kept : undefined;
}

/** The sentence of an error body in the usual forms, so that a run log says more than a number. */
export function textOfError(answer: HttpResponse): string {
  const body = jsonOf(answer.body);
  const error = isJsonObject(body) && isJsonObject(body['error']) ? body['error'] : body;
  const message = isJsonObject(error) ? error['message'] : undefined;
  return typeof message === 'string' ? `: ${message}` : '.';
}

/**
 * Where an edited trigger goes on: by the assumption `editedInputs`, its new address with the query parameters of the kept
 * Location that no operation declares (its state), that Location as it was, or its new address alone.
 */
export function afterEdit(triggerUri: string, kept: string, declaredQuery: readonly string[], assumed: Assumptions): string | undefined {
  if (assumed.editedInputs === 'startAfresh') return undefined;
  if (assumed.editedInputs === 'locationAsIs') return kept;
  const state = queryParts(splitAddress(kept).query).filter(part => !declaredQuery.includes(decoded(part.name)));
  const { path, query } = splitAddress(triggerUri);
  return withQuery(path, [...queryParts(query), ...state]);
}
