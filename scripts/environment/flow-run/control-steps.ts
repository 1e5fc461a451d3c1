import { sameValue } from '../../workflow-language/same-value';
import { isJsonObject, objectOr, textOf } from '../json';
import { conditionHolds, resolve, resolvedInputs } from './expressions';
import { notRun } from './not-run';
import type { RunStatus, StepBranch } from './run-history';
import { strict } from './step-record';
import { StepFailure, type StepRunner } from './step-runner';

/** Scope: ends as its steps do. */
export const scope: StepRunner = {
  kind: 'holdsSteps',
  run: async (step, runBranch) => {
    const { steps, status } = await runBranch(step.action.actions ?? {}, step.scope);
    step.scope.recordInside(step.name, Object.keys(step.action.actions ?? {}), step.scope);
    return { status, inner: [{ title: 'actions', steps }], ...(status === 'Failed' ? { error: failedInside } : {}) };
  },
};

/** Condition: one branch runs, the steps of the other are skipped. */
export const condition: StepRunner = {
  kind: 'holdsSteps',
  run: async (step, runBranch) => {
    const holds = conditionHolds(step.action.expression ?? null, step);
    const branches = { actions: step.action.actions ?? {}, else: step.action.else?.actions ?? {} };
    const { steps, status } = await runBranch(holds ? branches.actions : branches.else, step.scope);
    const taken: StepBranch = { title: holds ? 'actions' : 'else', steps };
    const reason = `The condition is ${holds}.`;
    const left: StepBranch = { title: holds ? 'else' : 'actions', steps: notRun(holds ? branches.else : branches.actions, reason, step.scope) };
    step.scope.recordInside(step.name, Object.keys({ ...branches.actions, ...branches.else }), step.scope);
    return { status, inputs: { expressionResult: holds }, inner: holds ? [taken, left] : [left, taken], ...(status === 'Failed' ? { error: failedInside } : {}) };
  },
};

/**
 * Switch: the steps of the one case whose value equals that of the expression, else those of the default; the others are
 * skipped. Texts are compared letter by letter (that capital letters count is an assumption).
 */
export const switchStep: StepRunner = {
  kind: 'holdsSteps',
  run: async (step, runBranch) => {
    const value = resolve(step.action.expression ?? null, step);
    const cases = Object.entries(step.action.cases ?? {}).map(([title, each]) => ({ title, actions: each.actions ?? {}, fits: sameValue(strict(resolve(each.case, step)), strict(value)) }));
    const otherwise = { title: 'default', actions: step.action.default?.actions ?? {} };
    const branches = step.action.default ? [...cases, otherwise] : cases;
    const taken = cases.find(({ fits }) => fits) ?? otherwise;
    const { steps, status } = await runBranch(taken.actions, step.scope);
    const reason = taken === otherwise ? `No case is ${JSON.stringify(value)}.` : `The case "${taken.title}" is the one that fits.`;
    const left = branches.filter(branch => branch !== taken).map((branch): StepBranch => ({ title: branch.title, steps: notRun(branch.actions, reason, step.scope) }));
    const inner = branches.includes(taken) ? [{ title: taken.title, steps }, ...left] : left;
    step.scope.recordInside(step.name, branches.flatMap(({ actions }) => Object.keys(actions)), step.scope);
    return { status, inputs: { expressionResult: value }, inner, ...(status === 'Failed' ? { error: failedInside } : {}) };
  },
};

const runStatuses: readonly RunStatus[] = ['Succeeded', 'Failed', 'Cancelled'];

/** Terminate: ends the run with a status of its own. The platform allows none inside a loop. */
export const terminate: StepRunner = {
  kind: 'ends',
  run: step => {
    const inputs = resolvedInputs(step);
    const given = textOf(objectOr(inputs)['runStatus']);
    const status = runStatuses.find(each => each.toLowerCase() === given?.toLowerCase());
    if (!status) throw new StepFailure('InvalidTerminate', `Terminate ends a run as ${runStatuses.join(', ')}, not as "${given}".`, { inputs });
    if (step.scope.rounds.length > 0) throw new StepFailure('InvalidTerminate', 'Terminate stands inside a loop, which the platform does not allow. Set a variable there and terminate after the loop.', { inputs });
    const error = objectOr(inputs)['runError'];
    const said = isJsonObject(error) ? { code: textOf(error['code']) ?? 'Terminated', message: textOf(error['message']) ?? 'The flow was terminated.' } : undefined;
    step.state.terminate(status, said);
    return { status: 'Succeeded', inputs };
  },
};

export const failedInside = { code: 'ActionFailed', message: 'A step inside failed.' };
