import type { RunAfterStatus } from '../../workflow-language/workflow-document';
import type { JsonValue } from '../json';

/** How a step ended. `Cancelled`: it was under way when the flow was terminated. */
export type StepStatus = RunAfterStatus | 'Cancelled';
export type RunStatus = 'Succeeded' | 'Failed' | 'Cancelled' | 'TimedOut';

export interface StepError { readonly code: string; readonly message: string }

/** One step of a run, as the run history shows it. Instants are milliseconds since 1970 UTC. Secrets stand as `***`. */
export interface StepHistory {
  readonly name: string;
  /** The type in the document: OpenApiConnection, If, Compose, … */
  readonly type: string;
  readonly status: StepStatus;
  /** Absent for a step that never started. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly inputs?: JsonValue;
  readonly outputs?: JsonValue;
  /** Present where it did not succeed; for a skipped step it says why. */
  readonly error?: StepError;
  /** The steps inside: one branch for a scope, two for a condition, one an item for a loop. */
  readonly inner?: readonly StepBranch[];
}

/** Steps that stand together: `actions`, `else`, `item 3`, or `not run` for those of a step that was skipped. */
export interface StepBranch { readonly title: string; readonly steps: readonly StepHistory[] }

/** One run of a flow from trigger to end. */
export interface FlowRunHistory {
  readonly runKey: string;
  readonly flow: string;
  readonly status: RunStatus;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly error?: StepError;
  readonly trigger: { readonly name: string; readonly outputs: JsonValue };
  readonly steps: readonly StepHistory[];
}

/** Every step with those inside it, outer ones first. */
export function allSteps(steps: readonly StepHistory[]): readonly StepHistory[] {
  return steps.flatMap(step => [step, ...(step.inner ?? []).flatMap(branch => allSteps(branch.steps))]);
}
