import type { Clock } from './clock';
import { EnvironmentError } from './finding';
import { type Flow, planOf } from './flow';
import type { Outbox } from './flow-run/outbox';
import type { FlowRunHistory } from './flow-run/run-history';
import { FlowRuns } from './flow-runs';
import type { Gateway } from './gateway';
import { PollingTriggers } from './polling-triggers';
import type { Random } from './retry-policy';
import type { PollRecord, RunRecord, RunRecorder } from './run-recorder';
import { type FlowStatus, notOn } from './trigger-status';

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

/** Runs flows: their triggers, and what these start. Everything it knows of a trigger is in its recorder. */
export class FlowEngine {
  private readonly runs: FlowRuns;
  private readonly polling: PollingTriggers;

  constructor(private readonly options: FlowEngineOptions) {
    this.runs = new FlowRuns(options);
    this.polling = new PollingTriggers(options, this.runs);
  }

  /**
   * Turns a flow on. A polling trigger that was on before goes on from its kept Location; if its inputs changed, as the
   * assumption `editedInputs` says. Throws EnvironmentError 'flow', 'connection', 'operation' or 'inputs'.
   */
  async turnOn(flow: Flow): Promise<void> {
    const plan = planOf(flow, this.options.gateway);
    if (this.polling.isOn(flow.id)) throw new EnvironmentError('flow', `The flow "${flow.id}" is on already. Edit it, or turn it off first.`);
    await this.polling.turnOn(flow, plan);
  }

  /** Turns a flow off. A poll under way still counts. Throws EnvironmentError 'flow' where it is not on. */
  turnOff(flowId: string): void {
    if (!this.polling.isOn(flowId)) throw notOn(flowId, this.status());
    this.polling.turnOff(flowId);
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
  pollNow(flowId: string): Promise<PollRecord | undefined> {
    return this.polling.pollNow(flowId);
  }

  /** Forgets a flow that is off. What is recorded of it stays. */
  forget(flowId: string): void {
    if (this.polling.isOn(flowId)) throw new EnvironmentError('flow', `The flow "${flowId}" is on. Turn it off first.`);
    this.polling.forget(flowId);
  }

  status(): readonly FlowStatus[] {
    return this.polling.status();
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
  close(): Promise<void> {
    return this.polling.close();
  }
}
