import * as assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunAfterStatus, WorkflowAction } from '../../../scripts/workflow-language/workflow-document';
import { allSteps, type StepHistory, type StepStatus } from '../../../scripts/environment/flow-run/run-history';
import { type Actions, ran } from './small-flow';

const statuses: readonly RunAfterStatus[] = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'];

/** A leaf that ends in one of several ways, at once or after a while. */
const leaf: fc.Arbitrary<Omit<WorkflowAction, 'runAfter'>> = fc.oneof(
  fc.constant({ type: 'Compose', inputs: 1 }), fc.constant({ type: 'ParseJson', inputs: { content: '{' } }), fc.constant({ type: 'Unheard' }), fc.constant({ type: 'Compose', inputs: '@nosuch(' }),
  fc.integer({ min: 1, max: 5 }).map(count => ({ type: 'Wait', inputs: { interval: { count, unit: 'Minute' } } })),
);
const endings: fc.Arbitrary<Omit<WorkflowAction, 'runAfter'>> = fc.constantFrom('Succeeded', 'Failed', 'Cancelled').map(runStatus => ({ type: 'Terminate', inputs: { runStatus } }));

/** Steps each of which runs after some of those before it; names are unique by the prefix. */
function branch(prefix: string, depth: number): fc.Arbitrary<Actions> {
  const inner = (index: number): fc.Arbitrary<Omit<WorkflowAction, 'runAfter'>> => {
    if (depth === 0) return leaf;
    const below = (title: string) => branch(`${prefix}${index}${title}`, depth - 1);
    return fc.oneof(
      { weight: 5, arbitrary: leaf }, { weight: 1, arbitrary: endings },
      { weight: 2, arbitrary: below('s').map(actions => ({ type: 'Scope', actions })) },
      { weight: 2, arbitrary: fc.tuple(fc.boolean(), below('y'), below('n')).map(([holds, actions, other]) => ({ type: 'If', expression: `@equals(1, ${holds ? 1 : 2})`, actions, else: { actions: other } })) },
      { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), below('a'), below('b'), fc.option(below('d'))).map(([value, one, two, other]) => ({ type: 'Switch', expression: value, cases: { a: { case: 1, actions: one }, b: { case: 2, actions: two } }, ...(other ? { default: { actions: other } } : {}) })) },
      { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 1, max: 3 }), below('u')).map(([count, actions]) => ({ type: 'Until', expression: '@false', actions, limit: { count, timeout: 'P1D' } })) },
      { weight: 2, arbitrary: fc.tuple(fc.integer({ min: 0, max: 3 }), below('e')).map(([items, actions]) => ({ type: 'Foreach', foreach: Array.from({ length: items }, (_, item) => item), actions })) },
    );
  };
  const after = (index: number): fc.Arbitrary<WorkflowAction['runAfter']> =>
    (index === 0 ? fc.constant({}) : fc.dictionary(fc.integer({ min: 0, max: index - 1 }).map(each => `${prefix}${each}`), fc.subarray([...statuses], { minLength: 1 }), { maxKeys: 2, noNullPrototype: true }));
  return fc.integer({ min: 0, max: 4 }).chain(count => fc.tuple(...Array.from({ length: count }, (_, index) => fc.tuple(inner(index), after(index)))))
    .map(list => Object.fromEntries(list.map(([action, runAfter], index) => [`${prefix}${index}`, { ...action, runAfter }])));
}

/** Names of the steps that stand beside one another in a document. */
const names = (actions: Actions | undefined): readonly string[] => Object.keys(actions ?? {}).sort();

/** Every step of the document is in the history once, in each round of its loops, and its status fits what it ran after. */
function check(actions: Actions, history: readonly StepHistory[], terminated: boolean, started: boolean): void {
  assert.deepEqual(history.map(({ name }) => name).sort(), names(actions));
  const ended = new Map<string, StepStatus>(history.map(({ name, status }) => [name, status]));
  for (const step of history) {
    const action = actions[step.name]!; // its name is among those of the document
    assert.equal(step.type, action.type);
    const met = Object.entries(action.runAfter).every(([before, listed]) => listed.some(status => status === ended.get(before)));
    if (!started || !met) assert.equal(step.status, 'Skipped', `${step.name} was not to start`);
    else if (!terminated) assert.notEqual(step.status, 'Skipped', `${step.name} was to start`);
    if (!terminated) assert.notEqual(step.status, 'Cancelled');
    assert.equal(step.startedAt === undefined, step.status === 'Skipped');
    assert.equal(step.error === undefined, step.status === 'Succeeded');
    for (const before of Object.keys(action.runAfter)) {
      const predecessor = history.find(({ name }) => name === before);
      if (step.startedAt !== undefined && predecessor?.endedAt !== undefined) assert.ok(predecessor.endedAt <= step.startedAt, `${step.name} started before ${before} had ended`);
    }
    checkInner(action, step, terminated);
  }
}

function checkInner(action: WorkflowAction, step: StepHistory, terminated: boolean): void {
  const inner = step.inner ?? [];
  const notRun = inner.filter(({ title }) => title === 'not run').flatMap(each => each.steps);
  const rest = inner.filter(({ title }) => title !== 'not run');
  const cases = Object.entries(action.cases ?? {});
  if (notRun.length > 0) check(Object.assign({}, action.actions, action.else?.actions, ...cases.map(([, each]) => each.actions), action.default?.actions), notRun, terminated, false);
  const branches: Readonly<Record<string, Actions | undefined>> = { ...Object.fromEntries(cases.map(([title, each]) => [title, each.actions])), default: action.default?.actions, else: action.else?.actions };
  for (const each of rest) check((Object.hasOwn(branches, each.title) ? branches[each.title] : action.actions) ?? {}, each.steps, terminated, isTaken(action, step, each.title));
  if (action.type === 'Until' && step.status !== 'Skipped' && !terminated) assert.equal(rest.length, action.limit?.count);
  if (action.type === 'Foreach' && step.status !== 'Skipped' && !terminated) assert.equal(rest.length, (action.foreach as readonly unknown[]).length);
}

/** Whether the steps of a branch were to run: one of a condition's, and of a switch's, and every round of a loop. */
function isTaken({ type, cases = {} }: WorkflowAction, { inputs }: StepHistory, title: string): boolean {
  if (type !== 'If' && type !== 'Switch') return true;
  const { expressionResult } = inputs as { readonly expressionResult?: unknown };
  if (type === 'If') return title === (expressionResult === true ? 'actions' : 'else');
  return title === (Object.keys(cases).find(name => cases[name]?.case === expressionResult) ?? 'default');
}

describe('any run', () => {
  it('ends, with exactly one status for every step, by what it ran after', async () => {
    await fc.assert(fc.asyncProperty(branch('', 2), async actions => {
      const { history } = await ran(actions);
      const terminated = allSteps(history.steps).some(({ type, status }) => type === 'Terminate' && status === 'Succeeded');
      check(actions, history.steps, terminated, true);
      if (terminated) return;
      // The oracle counts branches forwards: a step's failure stays open until a step that ran after it takes it over.
      const open = (name: string): boolean => {
        const step = history.steps.find(each => each.name === name)!; // names are those of the document
        return step.status === 'Skipped' ? Object.keys(actions[name]!.runAfter).some(open) : step.status !== 'Succeeded';
      };
      const last = Object.keys(actions).filter(name => !Object.values(actions).some(action => name in action.runAfter));
      assert.equal(history.status, last.some(open) ? 'Failed' : 'Succeeded');
    }), { numRuns: 300 });
  });
});
