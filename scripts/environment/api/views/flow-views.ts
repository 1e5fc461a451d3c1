import type { Environment } from '../../environment';
import { spanMs } from '../../flow-run/time-spans';
import { referencesOf, variablesOf } from '../../host/flow-needs';
import { declaredQuery, triggerMemory } from '../../host/trigger-memory';
import { type JsonValue, objectOr, textOf } from '../../json';
import type { StoredFlow } from '../../store/environment-store';
import type { Wire } from '../contract/shapes';

export function flowView(environment: Environment, flow: StoredFlow): Wire<'Flow'> {
  const { nextPollAt, subscription, findings, problem } = environment.flows.atWork(flow.id);
  const trigger = triggerOf(flow);
  return {
    id: flow.id, name: flow.name, isOn: flow.isOn, installedAt: new Date(flow.installedAt).toISOString(), missing: environment.flows.missing(flow), findings,
    ...(flow.solution === undefined ? {} : { solution: flow.solution }),
    ...(trigger ? { trigger: { name: trigger.name, operationId: trigger.operationId, ...(trigger.connector === undefined ? {} : { connector: trigger.connector }), ...(trigger.recurrenceSeconds === undefined ? {} : { recurrenceSeconds: trigger.recurrenceSeconds }) } } : {}),
    connections: referencesOf(flow).map(({ reference, connector, connectionId, required }) => ({ reference, connector, required, ...(connectionId === undefined ? {} : { connectionId }) })),
    variables: variablesOf(flow).map(({ value, ...variable }) => ({ ...variable, ...(value === undefined ? {} : { value: shown(value, flow.secrets ?? []) }) })),
    ...(nextPollAt === undefined ? {} : { nextPollAt: new Date(nextPollAt).toISOString() }), ...(problem === undefined ? {} : { problem }),
    ...(subscription ? { subscription: { kind: subscription.kind, ...(subscription.nextAttemptAt === undefined ? {} : { nextAttemptAt: new Date(subscription.nextAttemptAt).toISOString() }), ...(subscription.problem === undefined ? {} : { problem: subscription.problem }) } } : {}),
  };
}

export async function triggerStateView(environment: Environment, flow: StoredFlow): Promise<Wire<'TriggerState'>> {
  const trigger = triggerOf(flow);
  const connectionId = trigger && flow.connections[trigger.connectionName];
  const declared = trigger && connectionId !== undefined ? declaredQuery(environment.gateway, connectionId, trigger.operationId) : [];
  return { flowId: flow.id, ...triggerMemory(await environment.store.runs.stateOf(flow.id), declared) };
}

interface Trigger { readonly name: string; readonly operationId: string; readonly connectionName: string; readonly connector?: string; readonly recurrenceSeconds?: number }

function triggerOf(flow: StoredFlow): Trigger | undefined {
  const [name, declared] = Object.entries(objectOr(flow.document.properties.definition.triggers))[0] ?? [];
  if (name === undefined) return undefined;
  const host = objectOr(objectOr(objectOr(declared)['inputs'])['host']);
  const connectionName = textOf(host['connectionName']) ?? '';
  const connector = referencesOf(flow).find(({ key }) => key === connectionName)?.connector;
  const recurrence = objectOr(objectOr(declared)['recurrence']);
  const span = spanMs(textOf(recurrence['frequency']) ?? '', Number(recurrence['interval']));
  return { name, operationId: textOf(host['operationId']) ?? '', connectionName, ...(connector === undefined ? {} : { connector }), ...(span === undefined ? {} : { recurrenceSeconds: span / 1000 }) };
}

const shown = (value: JsonValue, secrets: readonly string[]): JsonValue => (secrets.some(secret => secret !== '' && JSON.stringify(value).includes(JSON.stringify(secret).slice(1, -1))) ? '***' : value);
