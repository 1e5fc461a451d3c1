import type { WorkflowAction } from '../../workflow-language/workflow-document';
import type { StepStatus } from './run-history';

export type Actions = Readonly<Record<string, WorkflowAction>>;
type Statuses = ReadonlyMap<string, StepStatus>;

/** What a step waits for; the first ones of a branch wait for nothing. */
export function predecessorsOf(action: WorkflowAction): readonly string[] {
  // Documents by hand leave runAfter out for the first step.
  return Object.keys((action.runAfter as WorkflowAction['runAfter'] | undefined) ?? {});
}

/** True where each predecessor ended in a way that `runAfter` lists. Newer designers write the statuses in capitals. */
export function isMet(action: WorkflowAction, statuses: Statuses): boolean {
  return predecessorsOf(action).every(name => {
    const ended = statuses.get(name)?.toLowerCase();
    return (action.runAfter[name] ?? []).some(status => status.toLowerCase() === ended);
  });
}

/**
 * How a run, scope or branch ends by its steps. Each branch counts by its last step; one that was skipped counts by what it
 * ran after; one branch that ends in failure fails the whole (Azure documentation, logic-apps-exception-handling,
 * "Manage the run after behavior").
 */
export function statusOfBranches(actions: Actions, statuses: Statuses): 'Succeeded' | 'Failed' {
  const waitedFor = new Set(Object.values(actions).flatMap(predecessorsOf));
  const failed = new Map<string, boolean>();
  const endsInFailure = (name: string): boolean => {
    const known = failed.get(name);
    if (known !== undefined) return known;
    const status = statuses.get(name);
    const action = actions[name];
    const result = status === 'Skipped' ? action !== undefined && predecessorsOf(action).some(endsInFailure) : status !== 'Succeeded';
    failed.set(name, result);
    return result;
  };
  return Object.keys(actions).some(name => !waitedFor.has(name) && endsInFailure(name)) ? 'Failed' : 'Succeeded';
}

/** Why steps can't be put in order, as a sentence; undefined where they can. The platform refuses to save such a flow. */
export function orderProblem(actions: Actions): string | undefined {
  const done = new Set<string>();
  const open = new Set<string>();
  const visit = (name: string, from: string): string | undefined => {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined;
    if (!action) return `The step "${from}" runs after "${name}", and beside it there is no such step. The platform does not save such a flow; correct runAfter.`;
    if (done.has(name)) return undefined;
    if (open.has(name)) return `The step "${name}" runs after itself, by way of ${[...open].map(each => `"${each}"`).join(', ')}. The platform does not save such a flow; correct runAfter.`;
    open.add(name);
    for (const predecessor of predecessorsOf(action)) {
      const problem = visit(predecessor, name);
      if (problem !== undefined) return problem;
    }
    open.delete(name);
    done.add(name);
    return undefined;
  };
  for (const name of Object.keys(actions)) {
    const problem = visit(name, name);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
