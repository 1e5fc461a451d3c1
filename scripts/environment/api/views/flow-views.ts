import type { Environment } from '../../environment';
import { spanMs } from '../../flow-run/time-spans';
import { triggerParameters } from '../../flow-run/trigger-condition';
import { boundReferencesOf, variablesOf } from '../../host/flow-needs';
import { declaredQuery, triggerMemory } from '../../host/trigger-memory';
import { type JsonObject, type JsonValue, objectOr, textOf } from '../../json';
import { readManualTrigger } from '../../manual/manual-trigger';
import { readRecurrence } from '../../schedules/recurrence';
import { recurrenceInWords } from '../../schedules/schedule-plan';
import type { ScheduleState } from '../../schedules/schedule-state';
import type { StoredFlow } from '../../store/environment-store';
import type { Wire } from '../contract/shapes';

export function flowView(environment: Environment, flow: StoredFlow): Wire<'Flow'> {
  const { nextPollAt, nextRunAt, subscription, findings, problem } = environment.flows.atWork(flow.id);
  const trigger = triggerOf(flow);
  return {
    id: flow.id, name: flow.name, isOn: flow.isOn, installedAt: new Date(flow.installedAt).toISOString(), missing: environment.flows.missing(flow), findings,
    ...(flow.solution === undefined ? {} : { solution: flow.solution }),
    ...(trigger ? { trigger: triggerView(flow, trigger) } : {}),
    connections: boundReferencesOf(flow).map(({ reference, connector, connectionId, required }) => ({ reference, connector, required, ...(connectionId === undefined ? {} : { connectionId }) })),
    variables: variablesOf(flow).map(({ value, ...variable }) => ({ ...variable, ...(value === undefined ? {} : { value: shown(value, flow.secrets ?? []) }) })),
    ...(nextPollAt === undefined ? {} : { nextPollAt: new Date(nextPollAt).toISOString() }), ...(nextRunAt === undefined ? {} : { nextRunAt: new Date(nextRunAt).toISOString() }), ...(problem === undefined ? {} : { problem }),
    ...(subscription ? { subscription: { kind: subscription.kind, ...(subscription.nextAttemptAt === undefined ? {} : { nextAttemptAt: new Date(subscription.nextAttemptAt).toISOString() }), ...(subscription.problem === undefined ? {} : { problem: subscription.problem }) } } : {}),
  };
}

type TriggerView = NonNullable<Wire<'Flow'>['trigger']>;

/** What starts the flow, as far as it can be read: one that can't says why when it is turned on. */
function triggerView(flow: StoredFlow, { name, type, declared, operationId, connector, recurrenceSeconds }: Trigger): TriggerView {
  try {
    if (type === 'Recurrence') return { name, kind: 'schedule', schedule: recurrenceInWords(readRecurrence(triggerParameters({ ...objectOr(declared['recurrence']) } as Record<string, JsonValue>, flow))) }; // out of JSON, which has nothing undefined
    if (type === 'Request') {
      const trigger = readManualTrigger(textOf(declared['kind']), objectOr(declared['inputs']));
      return { name, kind: trigger.kind, ...(trigger.kind === 'button' ? { inputs: trigger.inputs } : {}) };
    }
  } catch {
    return { name, kind: type === 'Recurrence' ? 'schedule' : 'request' };
  }
  return { name, kind: 'connector', operationId, ...(connector === undefined ? {} : { connector }), ...(recurrenceSeconds === undefined ? {} : { recurrenceSeconds }) };
}

export async function triggerStateView(environment: Environment, flow: StoredFlow): Promise<Wire<'TriggerState'>> {
  const { runs } = environment.store;
  const trigger = triggerOf(flow);
  if (trigger?.type === 'Recurrence' || trigger?.type === 'Request') {
    const [state, schedule] = await Promise.all([runs.stateOf(flow.id), runs.scheduleOf(flow.id)]);
    return { flowId: flow.id, polls: state?.polls ?? 0, parameters: [], ...(trigger.type === 'Recurrence' ? { schedule: schedule ? scheduleView(schedule) : {} } : {}) };
  }
  const connectionId = trigger && flow.connections[trigger.connectionName];
  const declared = trigger && connectionId !== undefined ? declaredQuery(environment.gateway, connectionId, trigger.operationId) : [];
  return { flowId: flow.id, ...triggerMemory(await runs.stateOf(flow.id), declared) };
}

function scheduleView({ since, nextAt, isOff, last }: ScheduleState): NonNullable<Wire<'TriggerState'>['schedule']> {
  const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();
  return { since: instant(since), ...(nextAt === undefined || isOff ? {} : { nextAt: instant(nextAt) }), ...(last ? { last: { ...last, at: instant(last.at) } } : {}) };
}

interface Trigger { readonly name: string; readonly type: string; readonly declared: JsonObject; readonly operationId: string; readonly connectionName: string; readonly connector?: string; readonly recurrenceSeconds?: number }

function triggerOf(flow: StoredFlow): Trigger | undefined {
  const [name, declared] = Object.entries(objectOr(flow.document.properties.definition.triggers))[0] ?? [];
  if (name === undefined) return undefined;
  const trigger = objectOr(declared);
  const host = objectOr(objectOr(trigger['inputs'])['host']);
  const connectionName = textOf(host['connectionName']) ?? '';
  const connector = boundReferencesOf(flow).find(({ key }) => key === connectionName)?.connector;
  const recurrence = objectOr(trigger['recurrence']);
  const span = spanMs(textOf(recurrence['frequency']) ?? '', Number(recurrence['interval']));
  return { name, type: textOf(trigger['type']) ?? '', declared: trigger, operationId: textOf(host['operationId']) ?? '', connectionName, ...(connector === undefined ? {} : { connector }), ...(span === undefined ? {} : { recurrenceSeconds: span / 1000 }) };
}

const shown = (value: JsonValue, secrets: readonly string[]): JsonValue => (secrets.some(secret => secret !== '' && JSON.stringify(value).includes(JSON.stringify(secret).slice(1, -1))) ? '***' : value);
