import type { Clock } from '../clocks/clock';
import type { ManualFlow } from '../flows/flow';
import type { FlowRuns } from '../flows/flow-runs';
import { type RunRecord, type RunRecorder, startedRuns, type StartRecord } from '../flows/run-recorder';
import type { JsonValue } from '../json';
import { type FlowStatus, notOn } from '../polling/trigger-status';

export interface ManualOptions {
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  /** Sees every start after it was recorded. */
  readonly onStart?: (start: StartRecord, runs: readonly RunRecord[]) => void;
}

interface ActiveManual { readonly flow: ManualFlow; isOn: boolean; underWay: Promise<unknown> }

/** Flows that a person, an app or a caller starts. */
export class ManualTriggers {
  private readonly flows = new Map<string, ActiveManual>();

  constructor(private readonly options: ManualOptions, private readonly runs: FlowRuns) {}

  isOn(flowId: string): boolean {
    return this.flows.get(flowId)?.isOn === true;
  }

  turnOn(flow: ManualFlow): void {
    this.flows.set(flow.id, { flow, isOn: true, underWay: this.flows.get(flow.id)?.underWay ?? Promise.resolve() });
  }

  turnOff(flowId: string): void {
    const active = this.flows.get(flowId);
    if (active) active.isOn = false;
  }

  forget(flowId: string): void {
    this.flows.delete(flowId);
  }

  status(): readonly FlowStatus[] {
    return [...this.flows.values()].map(({ flow, isOn }) => ({ flow, isOn, findings: [] }));
  }

  /** Starts a run with that trigger body, one after another. Throws EnvironmentError 'flow' where the flow is not on; rejects with what the recorder does where it could not be recorded. */
  start(flowId: string, body: JsonValue): Promise<StartRecord> {
    const active = this.flows.get(flowId);
    if (!active?.isOn) throw notOn(flowId, this.status());
    const turn = active.underWay.then(() => this.started(active.flow, body));
    active.underWay = turn.catch(() => undefined);
    return turn;
  }

  private async started(flow: ManualFlow, body: JsonValue): Promise<StartRecord> {
    const { recorder, clock, onStart } = this.options;
    const { events, problem } = this.runs.admittedStart(flow, body);
    const startNumber = ((await recorder.stateOf(flow.id))?.polls ?? 0) + 1;
    const start: StartRecord = { flowId: flow.id, startNumber, at: clock.now(), runs: events.length, ...(problem === undefined ? {} : { problem }) };
    const runs = startedRuns(start, events);
    await recorder.recordStart(start, runs);
    for (const run of runs) this.runs.start(flow, run);
    onStart?.(start, runs);
    return start;
  }
}
