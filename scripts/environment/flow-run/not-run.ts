import type { WorkflowAction } from '../../workflow-language/workflow-document';
import type { StepScope } from './flow-state';
import type { Actions } from './run-after';
import type { StepBranch, StepError, StepHistory } from './run-history';
import { recordOf } from './step-record';

/** The history of steps that never start, and of those inside them; expressions see them as skipped. */
export function notRun(actions: Actions, reason: string, scope: StepScope): readonly StepHistory[] {
  return Object.entries(actions).map(([name, action]) => skippedStep(name, action, reason, scope));
}

/** The history of one such step. */
export function skippedStep(name: string, action: WorkflowAction, reason: string, scope: StepScope): StepHistory {
  const error: StepError = { code: scope.state.termination ? 'Terminated' : 'ActionSkipped', message: reason };
  scope.record(recordOf(name, { status: 'Skipped', error }));
  const inner = innerNotRun(action, reason, scope);
  return { name, type: action.type, status: 'Skipped', error, ...(inner.length === 0 ? {} : { inner }) };
}

/** The branches of a step none of which ran. */
export function innerNotRun(action: WorkflowAction, reason: string, scope: StepScope): readonly StepBranch[] {
  const branches = [action.actions, action.else?.actions, ...Object.values(action.cases ?? {}).map(each => each.actions), action.default?.actions];
  const steps = branches.flatMap(actions => (actions ? notRun(actions, reason, scope) : []));
  return steps.length === 0 ? [] : [{ title: 'not run', steps }];
}
