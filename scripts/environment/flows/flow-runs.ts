import { messageOf } from '../error-message';
import type { HeaderLine } from '../../script-host';
import type { Clock } from '../clocks/clock';
import type { StartedFlow } from './flow';
import { headersObject } from '../flow-run/answer-outputs';
import { type Outbox, MemoryOutbox } from '../flow-run/outbox';
import { runFlow } from '../flow-run/run-flow';
import type { FlowRunHistory } from '../flow-run/run-history';
import type { FlowRunPorts, RunTrigger } from '../flow-run/runnable-flow';
import { settled } from '../flow-run/settling-clock';
import { triggerConditionHolds } from '../flow-run/trigger-condition';
import type { Gateway } from '../gateway/gateway';
import type { JsonValue } from '../json';
import type { Random } from './retry-policy';
import type { RunRecord, RunRecorder } from './run-recorder';
import type { AwaitCall } from '../flow-run/step-call';

export interface FlowRunsOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  readonly random: Random;
  /** Where messages end; default: one of its own that nobody reads. */
  readonly outbox?: Outbox;
  /** Sees every run after it has ended and was recorded. */
  readonly onRun?: (history: FlowRunHistory) => void;
  readonly report?: (line: string) => void;
  /** How steps of a flow's runs wait for a call. */
  readonly awaitCall?: (flowId: string) => AwaitCall;
}

/** The events of a poll that start runs, each with its place in the answer. */
export interface Admitted {
  readonly events: readonly { readonly payload: JsonValue; readonly itemIndex: number }[];
  readonly unmet: number;
  readonly problem?: string;
}

interface RunQueue { running: number; readonly waiting: (() => void)[] }

/** The runs that triggers start. One that goes wrong ends as a failed run and touches nothing else. */
export class FlowRuns {
  private readonly underWay = new Set<Promise<void>>();
  /** Of flows whose concurrency is limited. */
  private readonly queues = new Map<string, RunQueue>();
  private readonly outbox: Outbox;

  constructor(private readonly options: FlowRunsOptions) {
    this.outbox = options.outbox ?? new MemoryOutbox();
  }

  /** Sorts out events for which a trigger condition does not hold, or can't be evaluated; each item of a split counts by itself. */
  admitted(flow: StartedFlow, payloads: readonly JsonValue[], headers: readonly HeaderLine[]): Admitted {
    const events = payloads.map((payload, itemIndex) => ({ payload, itemIndex }));
    const conditions = flow.conditions ?? [];
    if (conditions.length === 0) return { events, unmet: 0 };
    let problem: string | undefined;
    const met = events.filter(({ payload }) => {
      try {
        return conditions.every(condition => triggerConditionHolds(condition, flow, triggerOf('', headers, payload), this.ports()));
      } catch (error) {
        problem ??= `A trigger condition of flow "${flow.name ?? flow.id}" can't be evaluated, so it counts as not met: ${messageOf(error)}`;
        return false;
      }
    });
    return { events: met, unmet: events.length - met.length, ...(problem === undefined ? {} : { problem }) };
  }

  /** The same for a start without a service: one event, or none where no more runs may wait. */
  admittedStart(flow: StartedFlow, payload: JsonValue): Admitted {
    if (!this.isFull(flow)) return this.admitted(flow, [payload], []);
    return { events: [], unmet: 0, problem: `${flow.concurrency?.waitingRuns} runs of the flow wait already, so none was started.` };
  }

  /** Whether no more runs of a flow may wait: its polls are then left out, and calls answered 429 (facts 3.2). */
  isFull({ id, concurrency }: StartedFlow): boolean {
    const queue = this.queues.get(id);
    return concurrency !== undefined && queue !== undefined && queue.running >= concurrency.runs && queue.waiting.length >= concurrency.waitingRuns;
  }

  /** Starts a recorded run on the clock, where its flow has steps; with limited concurrency when its turn comes. */
  start(flow: StartedFlow, run: RunRecord): void {
    const { steps, concurrency } = flow;
    if (!steps) return;
    if (!concurrency) return this.begin(flow.id, steps, run, () => undefined);
    const queue = this.queues.get(flow.id) ?? { running: 0, waiting: [] };
    this.queues.set(flow.id, queue);
    const next = (): void => {
      const begin = queue.waiting.shift();
      if (begin) begin();
      else queue.running--;
    };
    const begin = (): void => this.begin(flow.id, steps, run, next);
    if (queue.running >= concurrency.runs) {
      queue.waiting.push(begin);
    } else {
      queue.running++;
      begin();
    }
  }

  private begin(flowId: string, steps: NonNullable<StartedFlow['steps']>, run: RunRecord, onEnd: () => void): void {
    const { clock } = this.options;
    const ended = new Promise<void>(resolve => {
      clock.at(clock.now(), async () => {
        void this.run(flowId, steps, run).finally(() => {
          onEnd();
          resolve();
          this.underWay.delete(ended);
        });
        await settled();
      });
    });
    this.underWay.add(ended);
  }

  /** Resolves when no run is under way. Runs that wait on the clock need it to move meanwhile. */
  async idle(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay);
  }

  private async run(flowId: string, steps: NonNullable<StartedFlow['steps']>, run: RunRecord): Promise<void> {
    const { recorder, report, onRun } = this.options;
    const history = await runFlow(steps, triggerOf(run.key, run.headers, run.payload), this.ports(flowId));
    try {
      await recorder.recordHistory(history);
    } catch (error) {
      report?.(`How the run ${run.key} went could not be recorded: ${messageOf(error)}`);
    }
    try {
      onRun?.(history);
    } catch (error) {
      report?.(`What watches the runs failed: ${messageOf(error)}`);
    }
  }

  private ports(flowId?: string): FlowRunPorts {
    const { gateway, clock, random, awaitCall } = this.options;
    return { gateway, clock, random, outbox: this.outbox, ...(awaitCall && flowId !== undefined ? { awaitCall: awaitCall(flowId) } : {}) };
  }
}

function triggerOf(runKey: string, headers: readonly HeaderLine[], body: JsonValue): RunTrigger {
  return { runKey, outputs: { headers: headersObject(headers), body } };
}
