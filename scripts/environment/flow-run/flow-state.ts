import type { StepRecord } from '../../workflow-language/flow-context';
import type { JsonValue } from '../json';
import type { RunStatus, StepError } from './run-history';
import type { FlowRunPorts, RunnableFlow, RunTrigger } from './runnable-flow';

export type VariableType = 'boolean' | 'integer' | 'float' | 'string' | 'object' | 'array';
export interface FlowVariable { readonly name: string; readonly type: VariableType; value: JsonValue }

/** What all steps of one run share. */
export class FlowState {
  readonly whenTerminated: Promise<void>;
  private readonly variablesByName = new Map<string, FlowVariable>();
  private end: { readonly status: RunStatus; readonly error?: StepError } | undefined;
  private announceEnd: () => void = () => undefined;

  constructor(readonly flow: RunnableFlow, readonly trigger: RunTrigger, readonly ports: FlowRunPorts) {
    this.whenTerminated = new Promise(resolve => (this.announceEnd = resolve));
  }

  /** The name of the flow's one trigger. */
  get triggerName(): string {
    return Object.keys(this.flow.document.properties.definition.triggers)[0] ?? '';
  }

  get variables(): Iterable<FlowVariable> {
    return this.variablesByName.values();
  }

  /** A variable by its name, in which capital letters do not count. */
  variable(name: string): FlowVariable | undefined {
    return this.variablesByName.get(name.toLowerCase());
  }

  addVariable(variable: FlowVariable): void {
    this.variablesByName.set(variable.name.toLowerCase(), variable);
  }

  get termination(): { readonly status: RunStatus; readonly error?: StepError } | undefined {
    return this.end;
  }

  /** Ends the run: nothing more starts, and what is under way is cancelled. The first to say so decides. */
  terminate(status: RunStatus, error: StepError | undefined): void {
    this.end ??= { status, ...(error ? { error } : {}) };
    this.announceEnd();
  }
}

/** A round of a loop that a step stands in. `index` counts from 0; a loop that goes through no list has no item. */
export interface LoopRound { readonly name: string; readonly index: number; readonly item?: JsonValue }

/**
 * What expressions of a step can refer to at its place: steps with their true values, those of its own round of a loop and
 * those before the loop, and the rounds around it, the innermost last.
 */
export class StepScope {
  private readonly records: Map<string, StepRecord>;
  private readonly innerRecords: Map<string, StepRecord[]>;

  constructor(readonly state: FlowState, readonly rounds: readonly LoopRound[] = [], outer?: StepScope) {
    this.records = new Map(outer?.records);
    this.innerRecords = new Map(outer?.innerRecords);
  }

  /** The steps that have ended, by name. */
  get steps(): ReadonlyMap<string, StepRecord> {
    return this.records;
  }

  /** The steps right inside those that hold others, by the name of these. */
  get inner(): ReadonlyMap<string, readonly StepRecord[]> {
    return this.innerRecords;
  }

  record(step: StepRecord): void {
    this.records.set(step.name, step);
  }

  /** Adds what one branch or round inside a step left behind. */
  recordInside(holder: string, names: readonly string[], branch: StepScope): void {
    const list = this.innerRecords.get(holder) ?? [];
    this.innerRecords.set(holder, list);
    for (const name of names) {
      const step = branch.records.get(name);
      if (step) list.push(step);
    }
  }

  /** The steps that ended in a round of a loop, however deep. */
  endedIn(round: StepScope): readonly StepRecord[] {
    return [...round.records.values()].filter(step => this.records.get(step.name) !== step);
  }

  /** Takes over what ended in the rounds of a loop, so that expressions behind it see for each step how it ended in each round. */
  recordRounds(rounds: readonly (readonly StepRecord[])[]): void {
    const lists = new Map<string, StepRecord[]>();
    for (const step of rounds.flat()) {
      const known = lists.get(step.name);
      if (known) known.push(step); else lists.set(step.name, [step]);
    }
    for (const list of lists.values()) for (const last of list.slice(-1)) this.record({ ...last, rounds: list });
  }

  /** The scope of one round of a loop, which sees what ended before it. */
  round(round: LoopRound): StepScope {
    return new StepScope(this.state, [...this.rounds, round], this);
  }
}
