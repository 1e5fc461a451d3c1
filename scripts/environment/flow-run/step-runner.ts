import type { WorkflowAction } from '../../workflow-language/workflow-document';
import type { JsonValue } from '../json';
import type { FlowState, StepScope } from './flow-state';
import type { Actions } from './run-after';
import type { StepBranch, StepError, StepHistory, StepStatus } from './run-history';

/** A step about to run. */
export interface Step {
  readonly name: string;
  readonly action: WorkflowAction;
  readonly scope: StepScope;
  readonly state: FlowState;
}

/** How a step ended, with its true values. */
export interface StepResult {
  readonly status: StepStatus;
  readonly inputs?: JsonValue;
  readonly outputs?: JsonValue;
  readonly error?: StepError;
  readonly inner?: readonly StepBranch[];
}

/** Runs steps that stand together, and says how they ended as a whole. */
export type RunBranch = (actions: Actions, scope: StepScope) => Promise<{ readonly steps: readonly StepHistory[]; readonly status: 'Succeeded' | 'Failed' }>;

/** Runs one type of step. What it throws fails the step; a StepFailure with its own code. */
export interface StepRunner {
  readonly run: (step: Step, runBranch: RunBranch) => Promise<StepResult> | StepResult;
  /** `leaf` steps are cancelled when the run is terminated; those that hold others end with them, and Terminate itself ends. */
  readonly kind: 'leaf' | 'holdsSteps' | 'ends';
}

/** A step that fails for a reason that can be said. What it was given is kept for the history. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';

  constructor(readonly code: string, message: string, readonly kept: Pick<StepResult, 'inputs' | 'outputs' | 'inner'> = {}) {
    super(message);
  }
}
