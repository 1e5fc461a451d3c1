import type { HttpResponse, StoredFlow } from '../../../scripts/environment';
import { queryParts, queryValue, splitAddress } from '../../../scripts/environment/gateway/query-string';
import { call, flowDocument, steps } from '../flow-run/small-flow';
import { answer, base, start } from '../small-connector';
import { storedFlow } from './temporary-store';

export const minute = 60_000;
export const day = 24 * 60 * minute;

/** A service whose events are a function of the flow's number and of time, so that no kill can change what there was to see. */
export interface VirtualLoad { readonly flows: number; readonly days: number }

export const endOf = ({ days }: VirtualLoad): number => start + days * day;

/** Flow n has an event in each of its periods of 20 to 56 minutes, somewhere in the period; after the end there are none. */
const periodOf = (flow: number): number => (20 + (flow * 7) % 37) * minute;
const eventAt = (flow: number, index: number): number => start + index * periodOf(flow) + ((index * 7_919 + flow * 104_729) % 997) / 997 * periodOf(flow);

/** The instants of a flow's events after `from` and up to `to`, with their numbers. */
function eventsBetween(load: VirtualLoad, flow: number, from: number, to: number): readonly { readonly id: number; readonly at: number }[] {
  const events = [];
  for (let id = Math.max(0, Math.floor((from - start) / periodOf(flow)) - 1); eventAt(flow, id) <= Math.min(to, endOf(load)); id++) {
    const at = eventAt(flow, id);
    if (at > from) events.push({ id, at });
  }
  return events;
}

/** `flow:event` of everything that happens. */
export function allEvents(load: VirtualLoad): readonly string[] {
  return Array.from({ length: load.flows }, (_, flow) => eventsBetween(load, flow, start - 1, endOf(load)).map(({ id }) => `${flow}:${id}`)).flat();
}

/** The trigger: its Location keeps the instant of the last event that it has told; three events an answer, the rest at once. */
export function triggerAnswer(load: VirtualLoad, uri: string, now: number): HttpResponse {
  const query = queryParts(splitAddress(uri).query);
  const [state, color] = [queryValue(query, 'triggerState'), queryValue(query, 'color')];
  const located = (instant: number) => ['Location', `${base}/trigger?color=${color}&triggerState=${instant}`] as const;
  if (state === undefined) return answer(202, undefined, [located(start - 1)]);
  const events = eventsBetween(load, Number(color), Number(state), now);
  const told = events.slice(0, 3);
  if (told.length === 0) return answer(202, undefined, [located(Number(state))]);
  return answer(200, { value: told.map(({ id }) => ({ event: `${color}:${id}` })) }, [['Content-Type', 'application/json'], located(told.at(-1)!.at), ...(events.length > 3 ? [['Retry-After', '0'] as const] : [])]); // told is not empty
}

/** The flows: polled every 5 minutes; every other one waits for 7 minutes, and then each sends its event as a message. */
export function loadFlows({ flows }: VirtualLoad): readonly StoredFlow[] {
  const post = call('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Chat with Flow bot', 'body/recipient': 'a@example.com', 'body/messageBody': '@triggerBody()?[\'event\']' });
  return Array.from({ length: flows }, (_, flow) => storedFlow(`flow-${flow}`, {
    connections: { small: 'c1', teams: 'teams' },
    document: flowDocument(steps(flow % 2 ? { Wait: { type: 'Wait', inputs: { interval: { count: 7, unit: 'Minute' } } }, Post: { ...post, after: 'Wait' } } : { Post: post }), {}, {
      recurrence: { frequency: 'Minute', interval: 5 },
      inputs: { host: { connectionName: 'small', operationId: 'OnThing', apiId: '' }, parameters: { color: String(flow) }, authentication: '@parameters(\'$authentication\')' },
    }),
  }));
}
