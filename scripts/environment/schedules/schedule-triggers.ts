import type { Assumptions } from '../assumptions';
import type { Clock, Scheduled } from '../clocks/clock';
import type { ScheduledFlow } from '../flows/flow';
import type { FlowRuns } from '../flows/flow-runs';
import { messageOf } from '../error-message';
import { type RunRecord, type RunRecorder, startedRuns, type StartRecord } from '../flows/run-recorder';
import { type FlowStatus, notOn } from '../polling/trigger-status';
import { occurrenceAfter } from './occurrences';
import type { SchedulePlan } from './schedule-plan';
import { followedBy, isMissed, type ScheduleState, turnedOn } from './schedule-state';

export interface ScheduleOptions {
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  /** Sees every occurrence, and every run that a person starts, after it was recorded. */
  readonly onStart?: (start: StartRecord, runs: readonly RunRecord[]) => void;
  readonly report?: (line: string) => void;
}

interface ActiveSchedule {
  readonly flow: ScheduledFlow;
  readonly plan: SchedulePlan;
  isOn: boolean;
  state: ScheduleState;
  /** Starts so far, of whatever trigger the flow had: keys of runs never come twice. */
  starts: number;
  next?: Scheduled | undefined;
  /** The work under way; settled when there is none. Never rejects. */
  underWay: Promise<unknown>;
}

/** After an occurrence that could not be recorded, in milliseconds. */
const retryMs = 60_000;

/** Flows that a schedule starts. An occurrence, its run and the next one are recorded together, so that a kill neither loses nor doubles one. */
export class ScheduleTriggers {
  private readonly flows = new Map<string, ActiveSchedule>();

  constructor(private readonly options: ScheduleOptions, private readonly runs: FlowRuns, private readonly assumed: () => Assumptions) {}

  isOn(flowId: string): boolean {
    return this.flows.get(flowId)?.isOn === true;
  }

  /** Turns on a flow that is off (see `turnedOn`). Rejects where that can't be recorded. */
  async turnOn(flow: ScheduledFlow, plan: SchedulePlan): Promise<void> {
    const { recorder, clock } = this.options;
    await this.flows.get(flow.id)?.underWay;
    const [kept, starts] = [await recorder.scheduleOf(flow.id), (await recorder.stateOf(flow.id))?.polls ?? 0];
    const state = turnedOn(flow.recurrence, kept, clock.now(), this.assumed());
    await recorder.keepSchedule(flow.id, state);
    const active: ActiveSchedule = { flow, plan, isOn: true, state, starts, underWay: Promise.resolve() };
    this.flows.set(flow.id, active);
    this.schedule(active);
  }

  /** Turns a flow off that is on. Resolves when that is recorded, and does not reject. */
  async turnOff(flowId: string): Promise<void> {
    const active = this.flows.get(flowId);
    if (!active?.isOn) return;
    this.stop(active);
    await this.inTurn(active, () => this.keep(active, { ...active.state, isOff: true }));
  }

  /** Starts a run of a flow that is on, besides its schedule. Undefined where it could not be recorded. */
  async startNow(flowId: string): Promise<StartRecord | undefined> {
    const active = this.flows.get(flowId);
    if (!active?.isOn) throw notOn(flowId, this.status());
    return this.inTurn(active, () => this.start(active, active.state));
  }

  forget(flowId: string): void {
    this.flows.delete(flowId);
  }

  status(): readonly FlowStatus[] {
    return [...this.flows.values()].map(({ flow, plan, isOn, state: { nextAt } }) => ({ flow, isOn, findings: plan.findings, ...(isOn && nextAt !== undefined ? { nextRunAt: nextAt } : {}) }));
  }

  /** Stops all schedules, which are on still for the next start, and waits for the work under way. */
  async close(): Promise<void> {
    for (const active of this.flows.values()) this.stop(active);
    await Promise.all([...this.flows.values()].map(({ underWay }) => underWay));
  }

  private stop(active: ActiveSchedule): void {
    active.isOn = false;
    active.next?.cancel();
    active.next = undefined;
  }

  private schedule(active: ActiveSchedule, at: number | undefined = active.state.nextAt): void {
    if (!active.isOn || at === undefined) return;
    active.next = this.options.clock.at(at, () => this.inTurn(active, () => this.occur(active)));
  }

  /** One occurrence. What comes after it is counted from when it was due and not from now, so that nothing drifts. */
  private async occur(active: ActiveSchedule): Promise<void> {
    const { flow: { recurrence }, state } = active;
    const [due, now] = [state.nextAt, this.options.clock.now()];
    if (!active.isOn || due === undefined) return;
    active.next = undefined;
    const after = (instant: number): ScheduleState => followedBy(state, occurrenceAfter(recurrence, recurrence.startAt ?? state.since, instant));
    const isDone = isMissed(due, now) ? await this.keep(active, after(now)) : await this.start(active, after(due)) !== undefined;
    this.schedule(active, isDone ? active.state.nextAt : now + retryMs);
  }

  /** Records a start with the state behind it, and starts its run; none where too many wait already, or a trigger condition is not met. */
  private async start(active: ActiveSchedule, behind: ScheduleState): Promise<StartRecord | undefined> {
    const { recorder, clock, report, onStart } = this.options;
    const { flow } = active;
    const at = clock.now();
    const { events, problem } = this.runs.admittedStart(flow, null);
    const start: StartRecord = { flowId: flow.id, startNumber: active.starts + 1, at, runs: events.length, ...(problem === undefined ? {} : { problem }), ...(active.isOn && behind.nextAt !== undefined ? { nextRunAt: behind.nextAt } : {}) };
    const runs = startedRuns(start, events);
    const state: ScheduleState = { ...behind, last: { at, runs: runs.length, ...(problem === undefined ? {} : { problem }) } };
    try {
      await recorder.recordStart(start, runs, state);
    } catch (error) {
      report?.(`A start of flow "${flow.name ?? flow.id}" could not be recorded, so it counts as not made: ${messageOf(error)}`);
      return undefined;
    }
    active.state = state;
    active.starts = start.startNumber;
    for (const run of runs) this.runs.start(flow, run);
    onStart?.(start, runs);
    return start;
  }

  /** False where the state could not be recorded. */
  private async keep(active: ActiveSchedule, state: ScheduleState): Promise<boolean> {
    try {
      await this.options.recorder.keepSchedule(active.flow.id, state);
      active.state = state;
      return true;
    } catch (error) {
      this.options.report?.(`The schedule of flow "${active.flow.name ?? active.flow.id}" could not be recorded: ${messageOf(error)}`);
      return false;
    }
  }

  /** No two pieces of work on a flow see half of one another. */
  private inTurn<T>(active: ActiveSchedule, work: () => Promise<T>): Promise<T> {
    const turn = active.underWay.then(work);
    active.underWay = turn.catch(() => undefined);
    return turn;
  }
}
