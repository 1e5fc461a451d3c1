import type { HeaderLine, LogEntry } from '../../script-host';
import type { Finding } from '../finding';
import type { FlowRunHistory } from '../flow-run/run-history';
import type { BackendCall } from '../gateway/gateway-answer';
import type { JsonValue } from '../json';
import type { ScheduleState } from '../schedules/schedule-state';

/** What the engine keeps of a trigger between polls; turning a flow off does not forget it. */
export interface TriggerState {
  /** The trigger's original address for the inputs that `nextUri` came from; empty where it has had none. */
  readonly triggerUri: string;
  /** The kept Location; absent: the next poll asks the original address. */
  readonly nextUri?: string;
  /** Present where `nextUri` holds a secret of a connection, as services make it that repeat what they were called with: it is kept encrypted. */
  readonly holdsSecret?: true;
  /** Polls, deliveries and other starts so far; the number of the last one. */
  readonly polls: number;
}

/** One poll, as a run log shows it. Instants are milliseconds since 1970 UTC. */
export interface PollRecord {
  readonly flowId: string;
  readonly pollNumber: number;
  readonly at: number;
  readonly uri: string;
  /** Absent for a poll that was skipped: nothing was asked. */
  readonly status?: number;
  /** `skipped`: no more runs of the flow may wait. */
  readonly outcome: 'events' | 'nothing' | 'failed' | 'skipped';
  readonly runs: number;
  /** Events that started no run because a trigger condition was not met; absent where there were none. */
  readonly unmet?: number;
  /** 0 for the regular poll, n for the n-th retry. */
  readonly retry: number;
  /** Present where the flow is still on. */
  readonly nextPollAt?: number;
  readonly problem?: string;
  readonly backendCalls: readonly BackendCall[];
  readonly logs: readonly LogEntry[];
  readonly findings: readonly Finding[];
}

/** One call to a webhook trigger's callback address, as a run log shows it. */
export interface DeliveryRecord {
  readonly flowId: string;
  /** Counts on with the polls of the flow, so that no run key comes twice. */
  readonly deliveryNumber: number;
  readonly subscriptionId: string;
  readonly at: number;
  /** What its sender was answered. */
  readonly status: number;
  /** `refused`: no run may wait any more, and the sender was told so. */
  readonly outcome: 'events' | 'nothing' | 'refused';
  readonly runs: number;
  /** As with polls. */
  readonly unmet?: number;
  readonly problem?: string;
  readonly findings: readonly Finding[];
}

/** One attempt of a webhook trigger or action to subscribe or to unsubscribe. Addresses are without their signature. */
export interface SubscriptionCallRecord {
  readonly kind: 'subscribe' | 'unsubscribe';
  readonly flowId: string;
  readonly subscriptionId: string;
  readonly at: number;
  readonly uri: string;
  readonly status: number;
  readonly outcome: 'done' | 'failed';
  /** 0 for the first attempt, n for the n-th retry. */
  readonly retry: number;
  /** Present where it is tried again. */
  readonly nextAttemptAt?: number;
  /** The Location of a subscribe answer. */
  readonly location?: string;
  readonly problem?: string;
  readonly backendCalls: readonly BackendCall[];
  readonly logs: readonly LogEntry[];
  readonly findings: readonly Finding[];
}

/** One start without a service: an occurrence of a schedule, or a person who runs the flow. */
export interface StartRecord {
  readonly flowId: string;
  /** Counts on with the polls of the flow, so that no run key comes twice. */
  readonly startNumber: number;
  readonly at: number;
  /** 1; 0 where the problem says why, or without one where a trigger condition was not met. */
  readonly runs: number;
  readonly problem?: string;
  /** The next occurrence of a schedule. */
  readonly nextRunAt?: number;
}

/** One started run: the trigger event with its payload. What came of it is its history. */
export interface RunRecord {
  /** `flow/poll/item`, unique for ever. */
  readonly key: string;
  readonly flowId: string;
  /** The poll that it came from, or the delivery or start. */
  readonly pollNumber: number;
  readonly itemIndex: number;
  readonly at: number;
  readonly payload: JsonValue;
  /** Headers of the trigger's answer, without cookies. */
  readonly headers: readonly HeaderLine[];
}

/** Where polls, deliveries, runs and trigger state are kept. */
export interface RunRecorder {
  /** Keeps a poll, its runs and the new state: all of it or, rejecting, nothing. A run key that exists rejects. */
  recordPoll(poll: PollRecord, runs: readonly RunRecord[], state: TriggerState): Promise<void>;
  /** Keeps a delivery as `recordPoll` keeps a poll. */
  recordDelivery(delivery: DeliveryRecord, runs: readonly RunRecord[], state: TriggerState): Promise<void>;
  /** Keeps a start's runs and count, and the new state of its schedule where it has one, in the same way. */
  recordStart(start: StartRecord, runs: readonly RunRecord[], schedule?: ScheduleState): Promise<void>;
  /** Keeps the state of a schedule. */
  keepSchedule(flowId: string, schedule: ScheduleState): Promise<void>;
  scheduleOf(flowId: string): Promise<ScheduleState | undefined>;
  recordSubscriptionCall(call: SubscriptionCallRecord): Promise<void>;
  /** Keeps how a run went, once it has ended. A key without a run, or with a history, rejects. */
  recordHistory(history: FlowRunHistory): Promise<void>;
  stateOf(flowId: string): Promise<TriggerState | undefined>;
  /** How a run went; undefined while it is under way, and for a flow that is only a trigger. */
  historyOf(runKey: string): Promise<FlowRunHistory | undefined>;
  /** Oldest first; of all flows where none is named. */
  runs(flowId?: string): Promise<readonly RunRecord[]>;
  polls(flowId?: string): Promise<readonly PollRecord[]>;
  deliveries(flowId?: string): Promise<readonly DeliveryRecord[]>;
  subscriptionCalls(flowId?: string): Promise<readonly SubscriptionCallRecord[]>;
}

/** The key of a run. */
export function runKey(flowId: string, pollNumber: number, itemIndex: number): string {
  return `${flowId}/${pollNumber}/${itemIndex}`;
}

/** The runs of a start, by the events that were admitted. */
export function startedRuns({ flowId, startNumber, at }: StartRecord, events: readonly { readonly payload: JsonValue; readonly itemIndex: number }[]): readonly RunRecord[] {
  return events.map(({ payload, itemIndex }) => ({ key: runKey(flowId, startNumber, itemIndex), flowId, pollNumber: startNumber, itemIndex, at, payload, headers: [] }));
}

/** A recorder that forgets with its process. It keeps all runs with their histories, and of all else the last `kept`. */
export class MemoryRunRecorder implements RunRecorder {
  private readonly states = new Map<string, TriggerState>();
  private readonly schedules = new Map<string, ScheduleState>();
  private readonly runsByKey = new Map<string, RunRecord>();
  private readonly histories = new Map<string, FlowRunHistory>();
  private readonly lastPolls: LastOf<PollRecord>;
  private readonly lastDeliveries: LastOf<DeliveryRecord>;
  private readonly lastCalls: LastOf<SubscriptionCallRecord>;

  constructor(kept = 10_000) {
    this.lastPolls = new LastOf(kept);
    this.lastDeliveries = new LastOf(kept);
    this.lastCalls = new LastOf(kept);
  }

  recordPoll(poll: PollRecord, runs: readonly RunRecord[], state: TriggerState): Promise<void> {
    return this.recordRuns(poll.flowId, runs, state, () => this.lastPolls.add(poll));
  }

  recordDelivery(delivery: DeliveryRecord, runs: readonly RunRecord[], state: TriggerState): Promise<void> {
    return this.recordRuns(delivery.flowId, runs, state, () => this.lastDeliveries.add(delivery));
  }

  recordStart({ flowId, startNumber }: StartRecord, runs: readonly RunRecord[], schedule?: ScheduleState): Promise<void> {
    const state = this.states.get(flowId) ?? { triggerUri: '', polls: 0 };
    return this.recordRuns(flowId, runs, { ...state, polls: startNumber }, () => { if (schedule) this.schedules.set(flowId, schedule); });
  }

  keepSchedule(flowId: string, schedule: ScheduleState): Promise<void> {
    this.schedules.set(flowId, schedule);
    return Promise.resolve();
  }

  scheduleOf(flowId: string): Promise<ScheduleState | undefined> {
    return Promise.resolve(this.schedules.get(flowId));
  }

  recordSubscriptionCall(call: SubscriptionCallRecord): Promise<void> {
    this.lastCalls.add(call);
    return Promise.resolve();
  }

  recordHistory(history: FlowRunHistory): Promise<void> {
    if (!this.runsByKey.has(history.runKey)) return Promise.reject(new Error(`There is no run ${history.runKey}.`));
    if (this.histories.has(history.runKey)) return Promise.reject(new Error(`The run ${history.runKey} has a history already.`));
    this.histories.set(history.runKey, history);
    return Promise.resolve();
  }

  historyOf(runKey: string): Promise<FlowRunHistory | undefined> {
    return Promise.resolve(this.histories.get(runKey));
  }

  stateOf(flowId: string): Promise<TriggerState | undefined> {
    return Promise.resolve(this.states.get(flowId));
  }

  runs(flowId?: string): Promise<readonly RunRecord[]> {
    return Promise.resolve([...this.runsByKey.values()].filter(run => flowId === undefined || run.flowId === flowId));
  }

  polls(flowId?: string): Promise<readonly PollRecord[]> {
    return Promise.resolve(this.lastPolls.of(flowId));
  }

  deliveries(flowId?: string): Promise<readonly DeliveryRecord[]> {
    return Promise.resolve(this.lastDeliveries.of(flowId));
  }

  subscriptionCalls(flowId?: string): Promise<readonly SubscriptionCallRecord[]> {
    return Promise.resolve(this.lastCalls.of(flowId));
  }

  private recordRuns(flowId: string, runs: readonly RunRecord[], state: TriggerState, keep: () => void): Promise<void> {
    const doubled = runs.find(run => this.runsByKey.has(run.key));
    if (doubled) return Promise.reject(new Error(`The run ${doubled.key} exists already.`));
    for (const run of runs) this.runsByKey.set(run.key, run);
    keep();
    this.states.set(flowId, state);
    return Promise.resolve();
  }
}

/** The last so many records. */
class LastOf<T extends { readonly flowId: string }> {
  private records: T[] = [];

  constructor(private readonly kept: number) {}

  add(record: T): void {
    this.records.push(record);
    // Trimmed in large steps: moving the whole list at every record would cost more than the records.
    if (this.records.length > 2 * this.kept) this.records = this.records.slice(-this.kept);
  }

  of(flowId: string | undefined): readonly T[] {
    return this.records.slice(-this.kept).filter(record => flowId === undefined || record.flowId === flowId);
  }
}
