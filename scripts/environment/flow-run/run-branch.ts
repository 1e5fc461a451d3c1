import { messageOf } from '../error-message';
import type { WorkflowAction } from '../../workflow-language/workflow-document';
import type { StepScope } from './flow-state';
import { innerNotRun, notRun, skippedStep } from './not-run';
import { recordable } from './recordable';
import { recordOf } from './step-record';
import { isMet, orderProblem, predecessorsOf, statusOfBranches } from './run-after';
import type { StepHistory, StepStatus } from './run-history';
import { type RunBranch, StepFailure, type StepResult, type StepRunner } from './step-runner';
import { runnerOf } from './step-runners';

/**
 * Runs steps that stand together: each starts when everything that it runs after has ended, branches beside one another at
 * the same time; one whose `runAfter` is not met is skipped. Throws StepFailure where they can't be put in order.
 */
export const runBranch: RunBranch = async (actions, scope) => {
  const problem = orderProblem(actions);
  if (problem !== undefined) throw new StepFailure('InvalidTemplate', problem, { inner: [{ title: 'not run', steps: notRun(actions, problem, scope) }] });
  const statuses = new Map<string, StepStatus>();
  const started = new Map<string, Promise<StepHistory>>();
  const ended = (name: string, action: WorkflowAction): Promise<StepHistory> => {
    const known = started.get(name);
    if (known) return known;
    const ending = (async () => {
      await Promise.all(predecessorsOf(action).flatMap(each => (actions[each] ? [ended(each, actions[each])] : [])));
      const reason = scope.state.termination ? 'The flow was terminated before.' : isMet(action, statuses) ? undefined : unmetReason(action, statuses);
      const step = reason === undefined ? await runStep(name, action, scope) : skippedStep(name, action, reason, scope);
      statuses.set(name, step.status);
      return step;
    })();
    started.set(name, ending);
    return ending;
  };
  const steps = await Promise.all(Object.entries(actions).map(([name, action]) => ended(name, action)));
  return { steps, status: statusOfBranches(actions, statuses) };
};

async function runStep(name: string, action: WorkflowAction, scope: StepScope): Promise<StepHistory> {
  const { state } = scope;
  const { clock } = state.ports;
  const startedAt = clock.now();
  const { inner, ...values } = await ending(runnerOf(action.type), name, action, scope);
  const times = { startedAt, endedAt: clock.now() };
  scope.record(recordOf(name, values, times));
  return { name, type: action.type, ...times, ...recordable(values, action, state), ...(inner ? { inner } : {}) };
}

/** Whatever happens in a step is how the step ended: a run never ends by an exception. */
async function ending(runner: StepRunner, name: string, action: WorkflowAction, scope: StepScope): Promise<StepResult> {
  const { state } = scope;
  const attempt = async (): Promise<StepResult> => {
    try {
      return await runner.run({ name, action, scope, state }, runBranch);
    } catch (error) {
      const message = messageOf(error);
      const kept = error instanceof StepFailure ? error.kept : {};
      const inner = kept.inner ?? innerNotRun(action, message, scope);
      return { status: 'Failed', ...kept, ...(inner.length === 0 ? {} : { inner }), error: { code: error instanceof StepFailure ? error.code : 'StepFailed', message } };
    }
  };
  if (runner.kind !== 'leaf') return attempt();
  const cancelled: StepResult = { status: 'Cancelled', error: { code: 'Terminated', message: 'The flow was terminated while this step was under way.' } };
  return Promise.race([attempt(), state.whenTerminated.then(() => cancelled)]);
}

function unmetReason(action: WorkflowAction, statuses: ReadonlyMap<string, StepStatus>): string {
  const unmet = predecessorsOf(action).filter(name => !isMet({ ...action, runAfter: { [name]: action.runAfter[name] ?? [] } }, statuses));
  return `It does not run after what came before: ${unmet.map(name => `"${name}" ended ${statuses.get(name)}, not ${(action.runAfter[name] ?? []).join(' or ')}`).join('; ')}.`;
}
