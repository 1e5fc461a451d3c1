import * as assert from 'node:assert/strict';
import type { WorkflowAction } from '../../../scripts/workflow-language/workflow-document';
import { answer, start } from '../small-connector';
import { call, ran, statusesOf, stepNamed, steps } from './small-flow';

const say = (inputs: string | number) => ({ type: 'Compose', inputs });
const failing = { type: 'ParseJson', inputs: { content: '{' } };
const counter = { type: 'InitializeVariable', inputs: { variables: [{ name: 'n', type: 'integer', value: 0 }] } };
const add = { type: 'IncrementVariable', inputs: { name: 'n' } };
const minute = { type: 'Wait', inputs: { interval: { count: 1, unit: 'Minute' } } };

describe('switch', () => {
  const step: Omit<WorkflowAction, 'runAfter'> = {
    type: 'Switch', expression: '@triggerBody()',
    cases: { Case: { case: 'Approve', actions: steps({ Yes: say('y'), Then: { ...say('t'), after: 'Yes' } }) }, Case_2: { case: 7, actions: steps({ Seven: say(7) }) }, Empty: { case: 'nothing' } },
    default: { actions: steps({ Other: say('o') }) },
  };
  const cases: readonly (readonly [body: string | number, taken: string, ran: readonly string[]])[] = [
    ['Approve', 'Case', ['Yes', 'Then']], [7, 'Case_2', ['Seven']], ['nothing', 'Empty', []], ['approve', 'default', ['Other']], ['7', 'default', ['Other']],
  ];
  for (const [body, taken, names] of cases) it(`${JSON.stringify(body)}: ${taken}`, async () => {
    const { history } = await ran(steps({ Switch: step }), body);
    const all = { 'Case/Yes': 'Yes', 'Case/Then': 'Then', 'Case_2/Seven': 'Seven', 'default/Other': 'Other' };
    assert.deepEqual(statusesOf(history.steps), { Switch: 'Succeeded', ...Object.fromEntries(Object.entries(all).map(([path, name]) => [`Switch/${path}`, names.includes(name) ? 'Succeeded' : 'Skipped'])) });
    assert.deepEqual([stepNamed(history, 'Switch').inputs, stepNamed(history, 'Switch').inner?.[0]?.title], [{ expressionResult: body }, taken]);
  });

  it('without a default nothing happens where no case fits', async () => {
    const { history } = await ran(steps({ Switch: { type: 'Switch', expression: 'x', cases: { A: { case: 'a', actions: steps({ A1: say(1) }) } } }, After: { ...say(2), after: 'Switch' } }));
    assert.deepEqual([statusesOf(history.steps), stepNamed(history, 'A1').error], [{ Switch: 'Succeeded', 'Switch/A/A1': 'Skipped', After: 'Succeeded' }, { code: 'ActionSkipped', message: 'No case is "x".' }]);
  });

  it('a case may be called "default", and a failing case fails the switch', async () => {
    const { history } = await ran(steps({ Switch: { type: 'Switch', expression: 1, cases: { default: { case: 1, actions: steps({ Fails: failing }) } }, default: { actions: steps({ Other: say(1) }) } } }));
    assert.deepEqual([history.status, statusesOf(history.steps)], ['Failed', { Switch: 'Failed', 'Switch/default/Fails': 'Failed', 'Switch/default/Other': 'Skipped' }]);
  });

  it('all its steps are skipped where it does not start', async () => {
    const { history } = await ran(steps({ Fails: failing, Switch: { ...step, after: 'Fails' } }));
    assert.deepEqual(statusesOf(history.steps), { Fails: 'Failed', Switch: 'Skipped', 'Switch/not run/Yes': 'Skipped', 'Switch/not run/Then': 'Skipped', 'Switch/not run/Seven': 'Skipped', 'Switch/not run/Other': 'Skipped' });
  });
});

describe('do until', () => {
  const loop = (expression: string, actions: NonNullable<WorkflowAction['actions']>, more: object = {}) => ({ N: counter, Until: { type: 'Until', after: 'N', expression, actions, ...more } });

  it('rounds go on until the condition holds, which sees the steps of the round', async () => {
    const json = (body: unknown) => answer(200, body, [['Content-Type', 'application/json']]);
    const { history, asked } = await ran(steps({
      Until: { type: 'Until', expression: '@equals(body(\'Get\')?[\'state\'], \'done\')', actions: steps({ Get: call('small', 'GetThing', { id: '@{iterationIndexes(\'Until\')}' }), Wait: { ...minute, after: 'Get' } }) },
      After: { type: 'Compose', after: 'Until', inputs: '@body(\'Get\')' },
    }), {}, [json({ state: 'new' }), json({ state: 'busy' }), json({ state: 'done' })]);
    assert.deepEqual(asked, ['GET https://api.test/v1/things/0', 'GET https://api.test/v1/things/1', 'GET https://api.test/v1/things/2']);
    assert.deepEqual([history.status, stepNamed(history, 'Until').inner?.map(({ title }) => title), stepNamed(history, 'After').outputs, history.endedAt - start], ['Succeeded', ['round 1', 'round 2', 'round 3'], { state: 'done' }, 180_000]);
  });

  const limits: readonly (readonly [what: string, more: object, rounds: number])[] = [
    ['60 rounds where nothing else is said', {}, 60], ['a count', { limit: { count: 3 } }, 3], ['a count that is an expression', { limit: { count: '@add(1, 1)', timeout: 'PT1H' } }, 2],
    ['a time, which ends no round', { limit: { count: 5000, timeout: 'PT150S' } }, 3],
  ];
  for (const [what, more, rounds] of limits) it(`ends at its limit: ${what}`, async () => {
    const { history } = await ran(steps(loop('@false', steps({ Wait: minute, Add: { ...add, after: 'Wait' } }), what.startsWith('60') ? { ...more, limit: { timeout: 'P1D' } } : more)));
    assert.deepEqual([history.status, stepNamed(history, 'Until').inner?.length], ['Succeeded', rounds]);
  });

  it('fails at its limit where it has the option for that', async () => {
    const { history } = await ran(steps(loop('@false', steps({ Add: add }), { limit: { count: 2, timeout: 'PT1H' }, operationOptions: 'FailWhenLimitsReached' })));
    assert.deepEqual([history.status, stepNamed(history, 'Until').error], ['Failed', { code: 'LimitReached', message: 'The condition of the loop did not hold after 2 rounds.' }]);
  });

  it('ends as its last round does', async () => {
    const once = (expression: string) => steps(loop('@greaterOrEquals(variables(\'n\'), 2)', steps({ Add: add, Odd: { type: 'If', after: 'Add', expression: expression as never, actions: steps({ Fails: failing }), else: { actions: {} } } })));
    const early = await ran(once('@equals(variables(\'n\'), 1)'));
    const late = await ran(once('@equals(variables(\'n\'), 2)'));
    assert.deepEqual([early, late].map(({ history }) => [history.status, stepNamed(history, 'Until').inner?.length]), [['Succeeded', 2], ['Failed', 2]]);
  });

  it('fails where its condition can\'t be read, or its limit is none', async () => {
    const { history } = await ran(steps({ Bad: { type: 'Until', expression: '@variables(\'x\')', actions: steps({ A: say(1) }) }, Odd: { type: 'Until', expression: '@true', actions: steps({ B: say(1) }), limit: { count: 0 } } }));
    assert.deepEqual(statusesOf(history.steps), { Bad: 'Failed', 'Bad/round 1/A': 'Succeeded', Odd: 'Failed', 'Odd/not run/B': 'Skipped' });
    assert.equal(stepNamed(history, 'Odd').error?.message, 'The limits of the loop are {"count":0,"timeout":"PT1H"}; "count" is 1 to 5000, "timeout" a duration such as PT1H.');
  });

  it('stops when the flow is terminated beside it', async () => {
    const { history } = await ran(steps({ ...loop('@false', steps({ Wait: minute })), Later: { type: 'Wait', inputs: { interval: { count: 90, unit: 'Second' } } }, End: { type: 'Terminate', after: 'Later', inputs: { runStatus: 'Cancelled' } } }));
    assert.deepEqual([history.status, stepNamed(history, 'Until').inner?.length], ['Cancelled', 2]);
  });

  it('an item of a loop around it stays its item', async () => {
    const { history } = await ran(steps({ Each: { type: 'Foreach', foreach: ['a'], actions: steps({ Until: { type: 'Until', expression: '@true', actions: steps({ Say: { type: 'Compose', inputs: '@item()' } }) } }) } }));
    assert.equal(stepNamed(history, 'Say').outputs, 'a');
  });
});
