import type { FlowRunHistory } from '../flow-run/run-history';
import type { DeliveryRecord, PollRecord, RunRecord, StartRecord, SubscriptionCallRecord, TriggerState } from '../flows/run-recorder';
import type { ScheduleState } from '../schedules/schedule-state';
import type { Database, SqlValue } from './database';
import type { RunQuery, RunStore, RunSummary } from './environment-store';
import { RecordLog, type RecordRow } from './record-log';
import { recoverRuns } from './recovery';
import { type Retention, RunTrimmer } from './retention';
import { openedText, sealedText } from './sealed-json';
import type { Sealing } from './sealing';
import { StoreError } from './store-error';

interface StateRow { readonly trigger_uri: string; readonly next_uri: string | null; readonly polls: number }
interface SummaryRow { readonly key: string; readonly flow_id: string; readonly at: number; readonly status: RunSummary['status']; readonly ended_at: number | null; readonly attempts: number }

const summaries = `SELECT key, flow_id, at, status, ended_at, attempts FROM (
  SELECT runs.number, key, flow_id, at, attempts, histories.ended_at, coalesce(histories.status, iif(is_open, 'Running', 'Triggered')) AS status
  FROM runs LEFT JOIN histories ON histories.run_key = runs.key)`;

/**
 * The engine's recorder. A trigger's kept address that holds a secret is encrypted; with a lost key the trigger starts afresh. A poll or a delivery, its runs and the trigger's new state are one transaction; the key of a run is unique in the database.
 */
export function runStore(database: Database, retention: Retention, sealing: Sealing): RunStore {
  const polls = new RecordLog<PollRecord>(database, 'polls', retention.polls);
  const deliveries = new RecordLog<DeliveryRecord>(database, 'deliveries', retention.polls);
  const subscriptionCalls = new RecordLog<SubscriptionCallRecord>(database, 'subscription_calls', retention.polls);
  const trimmer = new RunTrimmer(database, retention, [polls, deliveries, subscriptionCalls]);
  const addRun = database.prepare('INSERT INTO runs (key, flow_id, at, is_open, record) VALUES (?, ?, ?, EXISTS (SELECT 1 FROM flows WHERE id = ?), ?) ON CONFLICT (key) DO NOTHING');
  const putState = database.prepare(`INSERT INTO trigger_states (flow_id, trigger_uri, next_uri, polls) VALUES (?, ?, ?, ?)
    ON CONFLICT (flow_id) DO UPDATE SET trigger_uri = excluded.trigger_uri, next_uri = excluded.next_uri, polls = excluded.polls`);
  const getState = database.prepare<StateRow>('SELECT trigger_uri, next_uri, polls FROM trigger_states WHERE flow_id = ?');
  const putCount = database.prepare('INSERT INTO trigger_states (flow_id, trigger_uri, polls) VALUES (?, \'\', ?) ON CONFLICT (flow_id) DO UPDATE SET polls = excluded.polls');
  const putSchedule = database.prepare('INSERT INTO schedules (flow_id, state) VALUES (?, ?) ON CONFLICT (flow_id) DO UPDATE SET state = excluded.state');
  const getSchedule = database.prepare<{ readonly state: string }>('SELECT state FROM schedules WHERE flow_id = ?');
  const getRun = database.prepare<RecordRow>('SELECT record FROM runs WHERE key = ?');
  const addHistory = database.prepare('INSERT INTO histories (run_key, status, ended_at, record) VALUES (?, ?, ?, ?) ON CONFLICT (run_key) DO NOTHING');
  const closeRun = database.prepare('UPDATE runs SET is_open = 0 WHERE key = ?');
  const getHistory = database.prepare<RecordRow>('SELECT record FROM histories WHERE run_key = ?');
  const allRuns = database.prepare<RecordRow>('SELECT record FROM runs ORDER BY number');
  const runsOfFlow = database.prepare<RecordRow>('SELECT record FROM runs WHERE flow_id = ? ORDER BY number');
  const lastPolls = database.prepare<RecordRow>('SELECT record FROM polls ORDER BY number DESC LIMIT ?');
  const lastPollsOfFlow = database.prepare<RecordRow>('SELECT record FROM polls WHERE flow_id = ? ORDER BY number DESC LIMIT ?');

  const addRuns = (runs: readonly RunRecord[]): void => {
    for (const run of runs) {
      if (addRun.run(run.key, run.flowId, run.at, run.flowId, JSON.stringify(run)) === 0) throw new StoreError('failed', `The run ${run.key} exists already.`);
    }
  };
  /** What a poll or a delivery brought about. `keep` keeps its record. */
  const recordRuns = (flowId: string, at: number, runs: readonly RunRecord[], state: TriggerState, keep: () => void): void => database.transaction(() => {
    addRuns(runs);
    keep();
    putState.run(flowId, state.triggerUri, state.nextUri !== undefined && state.holdsSecret ? sealedText(sealing, ['trigger_states', flowId], state.nextUri) : state.nextUri ?? null, state.polls);
    trimmer.after(1 + runs.length, at);
  });
  const keepSchedule = (flowId: string, schedule: ScheduleState): void => void putSchedule.run(flowId, JSON.stringify(schedule));
  const recordStart = ({ flowId, startNumber, at }: StartRecord, runs: readonly RunRecord[], schedule: ScheduleState | undefined): void => database.transaction(() => {
    addRuns(runs);
    putCount.run(flowId, startNumber);
    if (schedule) keepSchedule(flowId, schedule);
    trimmer.after(1 + runs.length, at);
  });
  const recordSubscriptionCall = (call: SubscriptionCallRecord): void => database.transaction(() => {
    subscriptionCalls.add(call);
    trimmer.after(1, call.at);
  });
  const recordHistory = (history: FlowRunHistory): void => database.transaction(() => {
    if (!getRun.get(history.runKey)) throw new StoreError('missing', `There is no run ${history.runKey}.`);
    if (addHistory.run(history.runKey, history.status, history.endedAt, JSON.stringify(history)) === 0) throw new StoreError('failed', `The run ${history.runKey} has a history already.`);
    closeRun.run(history.runKey);
  });

  // An async function has done its work when it returns, for it waits for nothing; what it throws becomes a rejection.
  return {
    recordPoll: async (poll, runs, state) => recordRuns(poll.flowId, poll.at, runs, state, () => polls.add(poll)),
    recordDelivery: async (delivery, runs, state) => recordRuns(delivery.flowId, delivery.at, runs, state, () => deliveries.add(delivery)),
    recordStart: async (start, runs, schedule) => recordStart(start, runs, schedule),
    keepSchedule: async (flowId, schedule) => keepSchedule(flowId, schedule),
    scheduleOf: async flowId => {
      const row = getSchedule.get(flowId);
      return row && (JSON.parse(row.state) as ScheduleState); // written by keepSchedule
    },
    recordSubscriptionCall: async call => recordSubscriptionCall(call),
    recordHistory: async history => recordHistory(history),
    stateOf: async flowId => {
      const row = getState.get(flowId);
      const isPlain = !row?.next_uri || /^https?:/.test(row.next_uri);
      const nextUri = isPlain ? row?.next_uri ?? undefined : openedText(sealing, ['trigger_states', flowId], row.next_uri ?? '');
      return row && { triggerUri: row.trigger_uri, polls: row.polls, ...(nextUri === undefined ? {} : { nextUri }), ...(isPlain || nextUri === undefined ? {} : { holdsSecret: true as const }) };
    },
    historyOf: async key => read<FlowRunHistory>(getHistory.get(key)),
    runs: async flowId => readAll<RunRecord>(flowId === undefined ? allRuns.all() : runsOfFlow.all(flowId)),
    polls: async flowId => polls.of(flowId),
    deliveries: async flowId => deliveries.of(flowId),
    subscriptionCalls: async flowId => subscriptionCalls.of(flowId),
    run: key => read<RunRecord>(getRun.get(key)),
    page: query => pageOf(database, query),
    summary: key => pageOf(database, { key, limit: 1 })[0],
    lastPolls: (limit, flowId) => readAll<PollRecord>(flowId === undefined ? lastPolls.all(limit) : lastPollsOfFlow.all(flowId, limit)),
    recover: now => recoverRuns(database, now),
  };
}

function pageOf(database: Database, { key, flowId, status, since, before, limit = 50 }: RunQuery & { readonly key?: string }): readonly RunSummary[] {
  const conditions: readonly (readonly [string, SqlValue])[] = [
    ...(key === undefined ? [] : [['key = ?', key] as const]),
    ...(flowId === undefined ? [] : [['flow_id = ?', flowId] as const]),
    ...(since === undefined ? [] : [['at >= ?', since] as const]),
    ...(status === undefined ? [] : [['status = ?', status] as const]),
    ...(before === undefined ? [] : [['number < (SELECT number FROM runs WHERE key = ?)', before] as const]),
  ];
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
  const rows = database.prepare<SummaryRow>(`${summaries}${where} ORDER BY number DESC LIMIT ?`).all(...conditions.map(([, value]) => value), limit);
  return rows.map(row => ({ key: row.key, flowId: row.flow_id, at: row.at, status: row.status, attempts: row.attempts, ...(row.ended_at === null ? {} : { endedAt: row.ended_at }) }));
}

/** What was written as a record of that type. */
function read<T>(row: RecordRow | undefined): T | undefined {
  return row && (JSON.parse(row.record) as T);
}

function readAll<T>(rows: readonly RecordRow[]): readonly T[] {
  return rows.map(row => JSON.parse(row.record) as T);
}
