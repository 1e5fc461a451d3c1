import type { Clock, Scheduled } from './clock';
import { EnvironmentError, type Finding } from './finding';
import { type Flow, planOf, type TriggerPlan } from './flow';
import type { Outbox } from './flow-run/outbox';
import type { FlowRunHistory } from './flow-run/run-history';
import { FlowRuns } from './flow-runs';
import type { Gateway } from './gateway';
import type { GatewayAnswer } from './gateway-call';
import { errorResponse } from './http-message';
import { afterEdit, type PollReading, readPoll } from './polling';
import { type Random, retryDelayMs } from './retry-policy';
import { type PollRecord, runKey, type RunRecord, type RunRecorder, type TriggerState } from './run-recorder';

export interface FlowEngineOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  /** For the spread of retries. */
  readonly random: Random;
  /** Sees every poll after it was recorded. */
  readonly onPoll?: (poll: PollRecord, runs: readonly RunRecord[]) => void;
  /** Sees every run of a flow with steps, after it has ended and was recorded. */
  readonly onRun?: (history: FlowRunHistory) => void;
  /** Where messages of flows end. */
  readonly outbox?: Outbox;
  /** Hears what could not be recorded. */
  readonly report?: (line: string) => void;
}

/** A flow as the engine knows it. */
export interface FlowStatus {
  readonly flow: Flow;
  readonly isOn: boolean;
  readonly nextPollAt?: number;
  readonly findings: readonly Finding[];
}

interface ActiveFlow {
  readonly flow: Flow;
  readonly plan: TriggerPlan;
  state: TriggerState;
  isOn: boolean;
  retry: number;
  atOnceInARow: number;
  next?: { readonly at: number; readonly scheduled: Scheduled };
  /** The poll under way; settled when there is none. Never rejects. */
  underWay: Promise<void>;
  lastPoll?: PollRecord;
}

/** A trigger that answers "poll at once" for ever would stop the clock; after so many in a row its recurrence counts. */
const mostAtOnce = 1_000;

/** Polls the triggers of flows, and records and runs what they start. Everything it knows of a trigger is in its recorder. */
export class FlowEngine {
  private readonly flows = new Map<string, ActiveFlow>();

  private readonly runs: FlowRuns;

  constructor(private readonly options: FlowEngineOptions) {
    this.runs = new FlowRuns(options);
  }

  /**
   * Turns a flow on. One that was on before goes on from its kept Location; if its inputs changed, as the assumption
   * `editedInputs` says. Throws EnvironmentError 'flow', 'connection', 'operation' or 'inputs'.
   */
  async turnOn(flow: Flow): Promise<void> {
    const plan = planOf(flow, this.options.gateway);
    const known = this.flows.get(flow.id);
    if (known?.isOn) throw new EnvironmentError('flow', `The flow "${flow.id}" is on already. Edit it, or turn it off first.`);
    const active: ActiveFlow = { flow, plan, state: { triggerUri: plan.request.uri, polls: 0 }, isOn: true, retry: 0, atOnceInARow: 0, underWay: Promise.resolve() };
    this.flows.set(flow.id, active);
    const loading = this.load(active, known?.underWay);
    active.underWay = loading.catch(() => void (active.isOn = false));
    await loading;
    const wait = plan.rules.assumed.pollOnTurnOn === 'atOnce' ? 0 : plan.rules.recurrenceMs;
    if (active.isOn) this.schedule(active, this.options.clock.now() + wait);
  }

  /** Turns a flow off. A poll under way still counts. Throws EnvironmentError 'flow' where it is not on. */
  turnOff(flowId: string): void {
    const active = this.flows.get(flowId);
    if (!active?.isOn) throw this.notOn(flowId);
    active.isOn = false;
    active.next?.scheduled.cancel();
    delete active.next;
  }

  /** Saves a changed flow that is on. Nothing changes where it throws, as `turnOn` does. */
  async edit(flow: Flow): Promise<void> {
    planOf(flow, this.options.gateway);
    this.turnOff(flow.id);
    await this.turnOn(flow);
  }

  /**
   * Polls a flow that is on at once, in the place of its next poll; the one after it follows by the usual rules. Resolves
   * with the poll, or undefined where it could not be recorded. Throws EnvironmentError 'flow' where the flow is not on.
   */
  async pollNow(flowId: string): Promise<PollRecord | undefined> {
    const active = this.flows.get(flowId);
    // Another call of this may have begun a poll meanwhile.
    for (let awaited: Promise<void> | undefined; active && awaited !== active.underWay;) await (awaited = active.underWay);
    if (!active?.isOn) throw this.notOn(flowId);
    active.next?.scheduled.cancel();
    delete active.next;
    const before = active.lastPoll;
    active.underWay = this.poll(active);
    await active.underWay;
    return active.lastPoll === before ? undefined : active.lastPoll;
  }

  /** Forgets a flow that is off. What is recorded of it stays. */
  forget(flowId: string): void {
    if (this.flows.get(flowId)?.isOn) throw new EnvironmentError('flow', `The flow "${flowId}" is on. Turn it off first.`);
    this.flows.delete(flowId);
  }

  status(): readonly FlowStatus[] {
    return [...this.flows.values()].map(({ flow, isOn, next, plan }) => ({ flow, isOn, findings: plan.findings, ...(next ? { nextPollAt: next.at } : {}) }));
  }

  /** Starts a run that is recorded already again, from its trigger: one under which the process ended. The flow need not be on. */
  runAgain(flow: Flow, run: RunRecord): void {
    this.runs.start(flow, run);
  }

  /** Resolves when no run is under way; what waits on the clock needs it to move meanwhile. */
  idle(): Promise<void> {
    return this.runs.idle();
  }

  /** Turns everything off and waits for the polls under way. Runs under way go on while the clock does. */
  async close(): Promise<void> {
    for (const active of this.flows.values()) if (active.isOn) this.turnOff(active.flow.id);
    await Promise.all([...this.flows.values()].map(({ underWay }) => underWay));
  }

  private notOn(flowId: string): EnvironmentError {
    return new EnvironmentError('flow', `The flow "${flowId}" is not on. On are: ${this.status().filter(({ isOn }) => isOn).map(({ flow }) => flow.id).join(', ') || 'none'}.`);
  }

  /** A poll of the flow's former life may still be under way; its state and runs count before this one starts. */
  private async load(active: ActiveFlow, former: Promise<void> | undefined): Promise<void> {
    await former;
    active.state = resumed(await this.options.recorder.stateOf(active.flow.id), active.plan);
  }

  private schedule(active: ActiveFlow, at: number): void {
    const scheduled = this.options.clock.at(at, () => {
      delete active.next;
      active.underWay = this.poll(active);
      return active.underWay;
    });
    active.next = { at, scheduled };
  }

  /** One poll: ask, read, record, schedule. Never rejects. */
  private async poll(active: ActiveFlow): Promise<void> {
    const { clock, recorder, report, onPoll } = this.options;
    const at = clock.now();
    const uri = active.state.nextUri ?? active.plan.request.uri;
    const answer = await this.ask(active, uri);
    const reading = readPoll(answer, active.state.nextUri, active.plan.rules, clock.now());
    const step = this.nextStep(active, reading);
    const pollNumber = active.state.polls + 1;
    const keptUri = step.isRetry ? active.state.nextUri : reading.nextUri;
    const state: TriggerState = { triggerUri: active.plan.request.uri, polls: pollNumber, ...(keptUri === undefined ? {} : { nextUri: keptUri }) };
    const admitted = this.runs.admitted(active.flow, reading.events, answer.headers);
    const runs = admitted.events.map(({ payload, itemIndex }): RunRecord => ({
      key: runKey(active.flow.id, pollNumber, itemIndex), flowId: active.flow.id, pollNumber, itemIndex, at, payload,
      headers: answer.headers.filter(([name]) => name.toLowerCase() !== 'set-cookie'),
    }));
    const nextPollAt = clock.now() + step.waitMs;
    const problem = step.problem ?? reading.problem ?? admitted.problem;
    const poll: PollRecord = {
      flowId: active.flow.id, pollNumber, at, uri, status: answer.status, outcome: reading.outcome, runs: runs.length, retry: active.retry,
      ...(admitted.unmet > 0 ? { unmet: admitted.unmet } : {}),
      ...(active.isOn ? { nextPollAt } : {}), ...(problem === undefined ? {} : { problem }),
      backendCalls: answer.backendCalls, logs: answer.logs, findings: answer.findings,
    };
    try {
      await recorder.recordPoll(poll, runs, state);
      active.state = state;
      active.lastPoll = poll;
      active.retry = step.isRetry ? active.retry + 1 : 0;
      active.atOnceInARow = step.waitMs === 0 ? active.atOnceInARow + 1 : 0;
      if (active.isOn) this.schedule(active, nextPollAt);
    } catch (error) {
      report?.(`The poll ${pollNumber} of flow "${active.flow.id}" could not be recorded, so it counts as not made and is made again after the recurrence: ${messageOf(error)}`);
      if (active.isOn) this.schedule(active, clock.now() + active.plan.rules.recurrenceMs);
      return;
    }
    for (const run of runs) this.runs.start(active.flow, run);
    try {
      onPoll?.(poll, runs);
    } catch (error) {
      report?.(`What watches the polls failed: ${messageOf(error)}`);
    }
  }

  /** When to poll next: the retry policy first, which repeats the same request, then what the answer and recurrence say. */
  private nextStep(active: ActiveFlow, reading: PollReading): { readonly waitMs: number; readonly isRetry: boolean; readonly problem?: string } {
    const delay = reading.retried ? retryDelayMs(active.plan.retry, active.retry + 1, this.options.random) : undefined;
    if (delay !== undefined) return { waitMs: Math.max(delay, reading.retryAfterMs ?? 0), isRetry: true };
    if (reading.waitMs > 0 || active.atOnceInARow < mostAtOnce) return { waitMs: reading.waitMs, isRetry: false };
    return {
      waitMs: active.plan.rules.recurrenceMs, isRetry: false,
      problem: `The trigger asked ${mostAtOnce} times in a row to be polled at once (Retry-After: 0). The next poll waits for the recurrence.`,
    };
  }

  private async ask(active: ActiveFlow, uri: string): Promise<GatewayAnswer> {
    try {
      return await this.options.gateway.follow({ ...active.plan.request, uri });
    } catch (error) {
      // A broken script host is no answer of the platform's; to the flow it is a lost connection.
      return { ...errorResponse(502, 'GatewayFailed', messageOf(error)), answeredBy: 'gateway', backendCalls: [], logs: [], findings: [] };
    }
  }
}

/** The kept state for a plan: on this gateway's present origin, and by the assumption where the inputs changed. */
function resumed(kept: TriggerState | undefined, plan: TriggerPlan): TriggerState {
  const triggerUri = plan.request.uri;
  if (kept?.nextUri === undefined) return { triggerUri, polls: kept?.polls ?? 0 };
  const [former, present] = [new URL(kept.triggerUri).origin, new URL(triggerUri).origin];
  const moved = (uri: string): string => (uri.startsWith(`${former}/`) ? present + uri.slice(former.length) : uri);
  const nextUri = moved(kept.triggerUri) === triggerUri ? moved(kept.nextUri) : afterEdit(triggerUri, moved(kept.nextUri), plan.declaredQuery, plan.rules.assumed);
  return { triggerUri, polls: kept.polls, ...(nextUri === undefined ? {} : { nextUri }) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
