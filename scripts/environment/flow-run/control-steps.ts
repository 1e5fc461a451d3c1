import { isJsonObject, objectOr, textOf, type JsonValue } from '../json';
import { conditionHolds, resolve, resolvedInputs } from './expressions';
import { notRun } from './not-run';
import type { RunStatus, StepBranch } from './run-history';
import { StepFailure, type StepRunner } from './step-runner';

/** The most items of one loop: Power Automate's low profile (facts 6). Rounds run one after another. */
export const mostItems = 5_000;

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
 * Apply to each: a round an item, one after another in the items' order, as with a concurrency of 1. It fails where one
 * round failed, after all of them. No items: it succeeds, and its steps are skipped (the latter is an assumption).
 */
export const forEach: StepRunner = {
  kind: 'holdsSteps',
  run: async (step, runBranch) => {
    const inputs = resolve(step.action.foreach ?? null, step);
    const actions = step.action.actions ?? {};
    if (!Array.isArray(inputs)) throw new StepFailure('ExpressionEvaluationFailed', `"foreach" must give a list, and it gave ${clipped(inputs)}.`, { inputs });
    const items: readonly JsonValue[] = inputs;
    if (items.length > mostItems) throw new StepFailure('TooManyItems', `The list has ${items.length} items; one loop goes through ${mostItems} at most (Power Automate, low profile).`);
    const inner: StepBranch[] = [];
    let failed = 0;
    for (const [index, item] of items.entries()) {
      if (step.state.termination) break;
      const round = step.scope.round({ name: step.name, index, item });
      const { steps, status } = await runBranch(actions, round);
      step.scope.recordInside(step.name, Object.keys(actions), round);
      inner.push({ title: `item ${index + 1}`, steps });
      if (status === 'Failed') failed++;
    }
    if (items.length === 0) inner.push({ title: 'not run', steps: notRun(actions, 'The list is empty.', step.scope) });
    const error = { code: 'ActionFailed', message: `${failed} of ${items.length} rounds failed.` };
    return { status: failed > 0 ? 'Failed' : 'Succeeded', inputs, inner, ...(failed > 0 ? { error } : {}) };
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

const failedInside = { code: 'ActionFailed', message: 'A step inside failed.' };

function clipped(value: JsonValue): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
