import * as assert from 'node:assert/strict';
import type { RunAfterStatus, WorkflowAction } from '../../../scripts/workflow-language/workflow-document';
import { isMet, orderProblem, statusOfBranches } from '../../../scripts/environment/flow-run/run-after';
import type { StepStatus } from '../../../scripts/environment/flow-run/run-history';

const after = (runAfter: Readonly<Record<string, readonly string[]>>): WorkflowAction => ({ type: 'Compose', runAfter: runAfter as Record<string, RunAfterStatus[]> });
const statuses = (given: Readonly<Record<string, StepStatus>>): ReadonlyMap<string, StepStatus> => new Map(Object.entries(given));

describe('run after', () => {
  const all: readonly StepStatus[] = ['Succeeded', 'Failed', 'Skipped', 'TimedOut', 'Cancelled'];
  const listed: readonly (readonly [list: readonly string[], runs: readonly StepStatus[]])[] = [
    [['Succeeded'], ['Succeeded']], [['Failed'], ['Failed']], [['Skipped'], ['Skipped']], [['TimedOut'], ['TimedOut']],
    [['Failed', 'TimedOut'], ['Failed', 'TimedOut']], [['Succeeded', 'Failed', 'Skipped', 'TimedOut'], ['Succeeded', 'Failed', 'Skipped', 'TimedOut']],
    [['SUCCEEDED', 'FAILED'], ['Succeeded', 'Failed']], [[], []],
  ];
  for (const [list, runs] of listed) it(`[${list.join(', ')}] is met by ${runs.join(', ') || 'nothing'}`, () => {
    assert.deepEqual(all.filter(status => isMet(after({ a: list }), statuses({ a: status }))), runs);
  });

  it('all predecessors must have ended as listed', () => {
    const both = after({ a: ['Succeeded'], b: ['Failed'] });
    assert.deepEqual([['Succeeded', 'Failed'], ['Succeeded', 'Succeeded'], ['Failed', 'Failed']].map(([a, b]) => isMet(both, statuses({ a: a as StepStatus, b: b as StepStatus }))), [true, false, false]);
    assert.equal(isMet(after({}), statuses({})), true);
  });

  const ok: readonly string[] = ['Succeeded'];
  const outcomes: readonly (readonly [what: string, runAfter: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>, ended: Readonly<Record<string, StepStatus>>, status: string])[] = [
    ['no steps', {}, {}, 'Succeeded'],
    ['all succeeded', { a: {}, b: { a: ok } }, { a: 'Succeeded', b: 'Succeeded' }, 'Succeeded'],
    ['the last failed', { a: {}, b: { a: ok } }, { a: 'Succeeded', b: 'Failed' }, 'Failed'],
    ['the last timed out', { a: {} }, { a: 'TimedOut' }, 'Failed'],
    ['the last was cancelled', { a: {} }, { a: 'Cancelled' }, 'Failed'],
    ['the first failed, so the rest was skipped', { a: {}, b: { a: ok }, c: { b: ok } }, { a: 'Failed', b: 'Skipped', c: 'Skipped' }, 'Failed'],
    ['a handler of a failure that did not come', { a: {}, b: { a: ['Failed'] } }, { a: 'Succeeded', b: 'Skipped' }, 'Succeeded'],
    ['a failure that was handled', { a: {}, b: { a: ['Failed'] } }, { a: 'Failed', b: 'Succeeded' }, 'Succeeded'],
    ['handled, but a branch beside it ends in failure', { a: {}, b: { a: ['Failed'] }, c: { a: ok } }, { a: 'Failed', b: 'Succeeded', c: 'Skipped' }, 'Failed'],
    ['one of two branches failed', { a: {}, b: {} }, { a: 'Succeeded', b: 'Failed' }, 'Failed'],
    ['goes on after skipped ones', { a: {}, b: { a: ok }, c: { b: ['Skipped'] } }, { a: 'Failed', b: 'Skipped', c: 'Succeeded' }, 'Succeeded'],
  ];
  for (const [what, runAfter, ended, status] of outcomes) it(`${what}: ${status}`, () => {
    const actions = Object.fromEntries(Object.entries(runAfter).map(([name, each]) => [name, after(each)]));
    assert.equal(statusOfBranches(actions, statuses(ended)), status);
  });

  it('what has no order is said', () => {
    assert.equal(orderProblem({ a: after({}), b: after({ a: ok }) }), undefined);
    assert.equal(orderProblem({ a: after({ gone: ok }) }), 'The step "a" runs after "gone", and beside it there is no such step. The platform does not save such a flow; correct runAfter.');
    assert.equal(orderProblem({ a: after({ b: ok }), b: after({ a: ok }) }), 'The step "a" runs after itself, by way of "a", "b". The platform does not save such a flow; correct runAfter.');
    assert.equal(orderProblem({ a: after({ constructor: ok }) })?.includes('no such step'), true);
  });
});
