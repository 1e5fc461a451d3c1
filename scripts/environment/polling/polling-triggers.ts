import { messageOf } from '../error-message';
import type { Clock, Scheduled } from '../clocks/clock';
import type { ConnectorFlow } from '../flows/flow';
import type { PollingPlan } from '../flows/trigger-plan';
import type { FlowRuns } from '../flows/flow-runs';
import { FruitlessPolls } from './fruitless-polls';
import type { Gateway } from '../gateway/gateway';
import { type GatewayAnswer, gatewayFailed } from '../gateway/gateway-answer';
import { afterEdit, type PollReading, readPoll } from './polling';
import { type Random, retryDelayMs } from '../flows/retry-policy';
import { type PollRecord, runKey, type RunRecord, type RunRecorder, type TriggerState } from '../flows/run-recorder';
import { type FlowStatus, notOn } from './trigger-status';

export interface PollingOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  readonly random: Random;
  readonly onPoll?: (poll: PollRecord, runs: readonly RunRecord[]) => void;
  readonly report?: (line: string) => void;
}

interface ActiveFlow {
  readonly flow: ConnectorFlow;
  readonly plan: PollingPlan;
  state: TriggerState;
  isOn: boolean;
  retry: number;
  atOnceInARow: number;
  /** Set to undefined and never deleted: an object that lost a property is slow to read from then on. */
  next?: { readonly at: number; readonly scheduled: Scheduled } | undefined;
  /** The poll under way; settled when there is none. Never rejects. */
  underWay: Promise<void>;
  lastPoll?: PollRecord;
  readonly fruitless: FruitlessPolls;
}

/** A trigger that answers "poll at once" for ever would stop the clock; after so many in a row its recurrence counts. */
const mostAtOnce = 1_000;

/** Triggers that are asked again and again. Everything it knows of one is in the recorder. */
export class PollingTriggers {
  private readonly flows = new Map<string, ActiveFlow>();

  constructor(private readonly options: PollingOptions, private readonly runs: FlowRuns) {}

  isOn(flowId: string): boolean {
    return this.flows.get(flowId)?.isOn === true;
  }

  /** Turns on a flow that is off. One that was on before goes on from its kept Location; if its inputs changed, as the assumption `editedInputs` says. */
  async turnOn(flow: ConnectorFlow, plan: PollingPlan): Promise<void> {
    const former = this.flows.get(flow.id)?.underWay;
    const active: ActiveFlow = { flow, plan, state: { triggerUri: plan.request.uri, polls: 0 }, isOn: true, retry: 0, atOnceInARow: 0, underWay: Promise.resolve(), fruitless: new FruitlessPolls() };
    this.flows.set(flow.id, active);
    const loading = this.load(active, former);
    active.underWay = loading.catch(() => void (active.isOn = false));
    await loading;
    const wait = plan.rules.assumed.pollOnTurnOn === 'atOnce' ? 0 : plan.rules.recurrenceMs;
    if (active.isOn) this.schedule(active, this.options.clock.now() + wait);
  }

  /** Turns a flow off that is on. A poll under way still counts. */
  turnOff(flowId: string): void {
    const active = this.flows.get(flowId);
    if (!active) return;
    active.isOn = false;
    active.next?.scheduled.cancel();
    active.next = undefined;
  }

  /** As the engine's method of that name. */
  async pollNow(flowId: string): Promise<PollRecord | undefined> {
    const active = this.flows.get(flowId);
    // Another call of this may have begun a poll meanwhile.
    for (let awaited: Promise<void> | undefined; active && awaited !== active.underWay;) await (awaited = active.underWay);
    if (!active?.isOn) throw notOn(flowId, this.status());
    active.next?.scheduled.cancel();
    active.next = undefined;
    const before = active.lastPoll;
    active.underWay = this.poll(active);
    await active.underWay;
    return active.lastPoll === before ? undefined : active.lastPoll;
  }

  forget(flowId: string): void {
    this.flows.delete(flowId);
  }

  status(): readonly FlowStatus[] {
    return [...this.flows.values()].map(({ flow, isOn, next, plan, fruitless }) => ({ flow, isOn, findings: [...plan.findings, ...fruitless.findings], ...(next ? { nextPollAt: next.at } : {}) }));
  }

  /** Stops polling and waits for the polls under way. */
  async close(): Promise<void> {
    for (const { flow } of this.flows.values()) this.turnOff(flow.id);
    await Promise.all([...this.flows.values()].map(({ underWay }) => underWay));
  }

  /** A poll of the flow's former life may still be under way; its state and runs count before this one starts. */
  private async load(active: ActiveFlow, former: Promise<void> | undefined): Promise<void> {
    await former;
    active.state = resumed(await this.options.recorder.stateOf(active.flow.id), active.plan);
  }

  private schedule(active: ActiveFlow, at: number): void {
    const scheduled = this.options.clock.at(at, () => {
      active.next = undefined;
      active.underWay = this.poll(active);
      return active.underWay;
    });
    active.next = { at, scheduled };
  }

  /** One poll: ask, read, record, schedule; skipped where no more runs may wait (facts 3.2, documented). Never rejects. */
  private async poll(active: ActiveFlow): Promise<void> {
    const { clock } = this.options;
    const at = clock.now();
    const uri = active.state.nextUri ?? active.plan.request.uri;
    if (this.runs.isFull(active.flow)) return this.skip(active, at, uri);
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
      backendCalls: answer.backendCalls, logs: answer.logs, findings: [...answer.findings, ...active.fruitless.after(answer)],
    };
    if (!await this.record(active, poll, runs, state)) return;
    active.retry = step.isRetry ? active.retry + 1 : 0;
    active.atOnceInARow = step.waitMs === 0 ? active.atOnceInARow + 1 : 0;
    if (active.isOn) this.schedule(active, nextPollAt);
    this.follow(active, poll, runs);
  }

  private async skip(active: ActiveFlow, at: number, uri: string): Promise<void> {
    const { flow, plan, state } = active;
    const pollNumber = state.polls + 1;
    const nextPollAt = at + plan.rules.recurrenceMs;
    const poll: PollRecord = {
      flowId: flow.id, pollNumber, at, uri, outcome: 'skipped', runs: 0, retry: 0, ...(active.isOn ? { nextPollAt } : {}), backendCalls: [], logs: [], findings: [],
      problem: `${flow.concurrency?.waitingRuns} runs of the flow wait already, so its trigger was not asked.`,
    };
    if (!await this.record(active, poll, [], { ...state, polls: pollNumber })) return;
    if (active.isOn) this.schedule(active, nextPollAt);
    this.follow(active, poll, []);
  }

  /** False where it could not be recorded; then it counts as not made, and the next one is scheduled. */
  private async record(active: ActiveFlow, poll: PollRecord, runs: readonly RunRecord[], state: TriggerState): Promise<boolean> {
    const { clock, recorder, report } = this.options;
    try {
      await recorder.recordPoll(poll, runs, state);
    } catch (error) {
      report?.(`The poll ${poll.pollNumber} of flow "${active.flow.name ?? active.flow.id}" could not be recorded, so it counts as not made and is made again after the recurrence: ${messageOf(error)}`);
      if (active.isOn) this.schedule(active, clock.now() + active.plan.rules.recurrenceMs);
      return false;
    }
    active.state = state;
    active.lastPoll = poll;
    return true;
  }

  private follow(active: ActiveFlow, poll: PollRecord, runs: readonly RunRecord[]): void {
    for (const run of runs) this.runs.start(active.flow, run);
    try {
      this.options.onPoll?.(poll, runs);
    } catch (error) {
      this.options.report?.(`What watches the polls failed: ${messageOf(error)}`);
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
      return gatewayFailed(error);
    }
  }
}

/** The kept state for a plan: on this gateway's present origin, and by the assumption where the inputs changed. */
function resumed(kept: TriggerState | undefined, plan: PollingPlan): TriggerState {
  const triggerUri = plan.request.uri;
  if (kept?.nextUri === undefined) return { triggerUri, polls: kept?.polls ?? 0 };
  const [former, present] = [new URL(kept.triggerUri).origin, new URL(triggerUri).origin];
  const moved = (uri: string): string => (uri.startsWith(`${former}/`) ? present + uri.slice(former.length) : uri);
  const nextUri = moved(kept.triggerUri) === triggerUri ? moved(kept.nextUri) : afterEdit(triggerUri, moved(kept.nextUri), plan.declaredQuery, plan.rules.assumed);
  return { triggerUri, polls: kept.polls, ...(nextUri === undefined ? {} : { nextUri }) };
}
