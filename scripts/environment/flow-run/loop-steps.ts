import { isJsonObject, type JsonValue } from '../json';
import type { StepRecord } from '../../workflow-language/flow-context';
import { hasOption } from '../flows/flow-limits';
import { conditionHolds, resolve } from './expressions';
import { durationMs } from './iso-duration';
import { notRun } from './not-run';
import type { StepBranch } from './run-history';
import { type Step, StepFailure, type StepResult, type StepRunner } from './step-runner';
import { clippedValue } from './clipped-value';

/** The most items or rounds of one loop: Power Automate's low profile (facts 6). Rounds run one after another. */
export const mostItems = 5_000;

/**
 * Apply to each: a round an item, one after another in the items' order, as with a concurrency of 1. It fails where one
 * round failed, after all of them. No items: it succeeds, and its steps are skipped (the latter is an assumption).
 */
export const forEach: StepRunner = {
  kind: 'holdsSteps',
  run: async (step, runBranch) => {
    const inputs = resolve(step.action.foreach ?? null, step);
    const actions = step.action.actions ?? {};
    if (!Array.isArray(inputs)) throw new StepFailure('ExpressionEvaluationFailed', `"foreach" must give a list, and it gave ${clippedValue(inputs)}.`, { inputs });
    const items: readonly JsonValue[] = inputs;
    if (items.length > mostItems) throw new StepFailure('TooManyItems', `The list has ${items.length} items; one loop goes through ${mostItems} at most (Power Automate, low profile).`);
    const inner: StepBranch[] = [];
    const ended: (readonly StepRecord[])[] = [];
    let failed = 0;
    for (const [index, item] of items.entries()) {
      if (step.state.termination) break;
      const round = step.scope.round({ name: step.name, index, item });
      const { steps, status } = await runBranch(actions, round);
      step.scope.recordInside(step.name, Object.keys(actions), round);
      ended.push(step.scope.endedIn(round));
      inner.push({ title: `item ${index + 1}`, steps });
      if (status === 'Failed') failed++;
    }
    if (items.length === 0) inner.push({ title: 'not run', steps: notRun(actions, 'The list is empty.', step.scope) });
    else step.scope.recordRounds(ended);
    const error = { code: 'ActionFailed', message: `${failed} of ${items.length} rounds failed.` };
    return { status: failed > 0 ? 'Failed' : 'Succeeded', inputs, inner, ...(failed > 0 ? { error } : {}) };
  },
};

/** What Do until does where its document sets no limits (Azure documentation, logic-apps-control-flow-loops). */
const usualLimit = { count: 60, timeout: 'PT1H' } as const;

/**
 * Do until: rounds until the condition holds, which is looked at after each, where the steps of that round are seen. It ends
 * also at its limits: so many rounds, or the first round's end after its time. Then it succeeds, unless it has the option
 * FailWhenLimitsReached. It ends as the steps of its last round do (same page). Behind it, steps are seen as that round left them.
 */
export const until: StepRunner = {
  kind: 'holdsSteps',
  run: async (step, runBranch) => {
    const { clock } = step.state.ports;
    const { count, timeoutMs } = limitOf(step);
    const actions = step.action.actions ?? {};
    const startedAt = clock.now();
    const inner: StepBranch[] = [];
    for (let index = 0; ; index++) {
      const round = step.scope.round({ name: step.name, index });
      const { steps, status } = await runBranch(actions, round);
      step.scope.recordInside(step.name, Object.keys(actions), round);
      inner.push({ title: `round ${index + 1}`, steps });
      const reached = index + 1 >= count ? `after ${counted(count)}` : clock.now() - startedAt >= timeoutMs ? `after the time of its limit, in ${counted(index + 1)}` : undefined;
      const holds = step.state.termination ? true : conditionAfter(step, round, inner);
      if (!holds && reached === undefined) continue;
      for (const record of step.scope.endedIn(round)) step.scope.record(record);
      return { ...ended(status, holds ? undefined : reached, step), inner };
    }
  },
};

/** A condition that can't be evaluated fails the loop, whose rounds stay in the history. */
function conditionAfter(step: Step, round: Step['scope'], inner: readonly StepBranch[]): boolean {
  try {
    return conditionHolds(step.action.expression ?? null, { scope: round });
  } catch (error) {
    throw error instanceof StepFailure ? new StepFailure(error.code, error.message, { inner }) : error;
  }
}

function ended(status: 'Succeeded' | 'Failed', reached: string | undefined, { action }: Step): Pick<StepResult, 'status' | 'error'> {
  if (status === 'Failed') return { status, error: { code: 'ActionFailed', message: 'A step of the last round failed.' } };
  const { operationOptions } = action as { readonly operationOptions?: unknown }; // a key that the document's type leaves open
  if (reached === undefined || !hasOption(operationOptions, 'FailWhenLimitsReached')) return { status };
  return { status: 'Failed', error: { code: 'LimitReached', message: `The condition of the loop did not hold ${reached}.` } };
}

function limitOf(step: Step): { readonly count: number; readonly timeoutMs: number } {
  const declared = resolve({ ...usualLimit, ...step.action.limit }, step);
  const { count, timeout } = isJsonObject(declared) ? declared : usualLimit;
  const timeoutMs = typeof timeout === 'string' ? durationMs(timeout) : undefined;
  if (!Number.isInteger(count) || Number(count) < 1 || Number(count) > mostItems || timeoutMs === undefined) {
    throw new StepFailure('InvalidLimit', `The limits of the loop are ${JSON.stringify(declared)}; "count" is 1 to ${mostItems}, "timeout" a duration such as PT1H.`);
  }
  return { count: Number(count), timeoutMs };
}

const counted = (count: number): string => `${count} round${count === 1 ? '' : 's'}`;
