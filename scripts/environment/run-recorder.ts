import type { HeaderLine, LogEntry } from '../script-host';
import type { Finding } from './finding';
import type { FlowRunHistory } from './flow-run/run-history';
import type { BackendCall } from './gateway-call';
import type { JsonValue } from './json';

/** What the engine keeps of a trigger between polls; turning a flow off does not forget it. */
export interface TriggerState {
  /** The trigger's original address for the inputs that `nextUri` came from. */
  readonly triggerUri: string;
  /** The kept Location; absent: the next poll asks the original address. */
  readonly nextUri?: string;
  /** Polls so far; the number of the last one. */
  readonly polls: number;
}

/** One poll, as a run log shows it. Instants are milliseconds since 1970 UTC. */
export interface PollRecord {
  readonly flowId: string;
  readonly pollNumber: number;
  readonly at: number;
  readonly uri: string;
  readonly status: number;
  readonly outcome: 'events' | 'nothing' | 'failed';
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

/** One started run: the trigger event with its payload. What came of it is its history. */
export interface RunRecord {
  /** `flow/poll/item`, unique for ever. */
  readonly key: string;
  readonly flowId: string;
  readonly pollNumber: number;
  readonly itemIndex: number;
  readonly at: number;
  readonly payload: JsonValue;
  /** Headers of the trigger's answer, without cookies. */
  readonly headers: readonly HeaderLine[];
}

/** Where polls, runs and trigger state are kept. */
export interface RunRecorder {
  /** Keeps a poll, its runs and the new state: all of it or, rejecting, nothing. A run key that exists rejects. */
  recordPoll(poll: PollRecord, runs: readonly RunRecord[], state: TriggerState): Promise<void>;
  /** Keeps how a run went, once it has ended. A key without a run, or with a history, rejects. */
  recordHistory(history: FlowRunHistory): Promise<void>;
  stateOf(flowId: string): Promise<TriggerState | undefined>;
  /** How a run went; undefined while it is under way, and for a flow that is only a trigger. */
  historyOf(runKey: string): Promise<FlowRunHistory | undefined>;
  /** Oldest first; of all flows where none is named. */
  runs(flowId?: string): Promise<readonly RunRecord[]>;
  polls(flowId?: string): Promise<readonly PollRecord[]>;
}

/** The key of a run. */
export function runKey(flowId: string, pollNumber: number, itemIndex: number): string {
  return `${flowId}/${pollNumber}/${itemIndex}`;
}

/** A recorder that forgets with its process. It keeps all runs with their histories and the last `keptPolls` polls. */
export class MemoryRunRecorder implements RunRecorder {
  private readonly states = new Map<string, TriggerState>();
  private readonly runsByKey = new Map<string, RunRecord>();
  private readonly histories = new Map<string, FlowRunHistory>();
  private lastPolls: PollRecord[] = [];

  constructor(private readonly keptPolls = 10_000) {}

  recordPoll(poll: PollRecord, runs: readonly RunRecord[], state: TriggerState): Promise<void> {
    const doubled = runs.find(run => this.runsByKey.has(run.key));
    if (doubled) return Promise.reject(new Error(`The run ${doubled.key} exists already.`));
    for (const run of runs) this.runsByKey.set(run.key, run);
    this.lastPolls.push(poll);
    // Trimmed in large steps: moving the whole list at every poll would cost more than the polls.
    if (this.lastPolls.length > 2 * this.keptPolls) this.lastPolls = this.lastPolls.slice(-this.keptPolls);
    this.states.set(poll.flowId, state);
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
    return Promise.resolve(this.lastPolls.slice(-this.keptPolls).filter(poll => flowId === undefined || poll.flowId === flowId));
  }
}
