import type { RunnableFlow } from '../flow-run/runnable-flow';
import type { JsonObject } from '../json';
import type { ManualTrigger } from '../manual/manual-trigger';
import type { SplitOn } from '../polling/split-on';
import type { Recurrence } from '../schedules/recurrence';
import type { RunConcurrency } from './flow-limits';
import type { RetryPolicy } from './retry-policy';

/** What every flow has, however it is started. */
export interface StartedFlow {
  readonly id: string;
  /** As people know it; default: the id. */
  readonly name?: string;
  /** Absent: as many runs at once as there are events. */
  readonly concurrency?: RunConcurrency;
  /** Trigger conditions, as expressions: an event for which one of them does not hold starts no run. */
  readonly conditions?: readonly string[];
  /** What happens after the trigger. Absent: a run is its event and nothing more. */
  readonly steps?: RunnableFlow;
}

/** A flow that a trigger of a connector starts. */
export interface ConnectorFlow extends StartedFlow {
  readonly connectionId: string;
  readonly operationId: string;
  readonly inputs: JsonObject;
  /** How often a polling trigger is asked; a webhook trigger has none. */
  readonly recurrenceSeconds?: number;
  /** Default `designer`: what the designer fills in by the trigger's definition. */
  readonly splitOn?: SplitOn;
  /** Default: that of the assumed performance profile. */
  readonly retry?: RetryPolicy;
}

/** A flow that a schedule starts. */
export interface ScheduledFlow extends StartedFlow { readonly recurrence: Recurrence }

/** A flow that a person, an app or a caller starts. */
export interface ManualFlow extends StartedFlow { readonly manual: ManualTrigger }

/** A flow: its trigger, and the document of its steps where it has any. */
export type Flow = ConnectorFlow | ScheduledFlow | ManualFlow;
