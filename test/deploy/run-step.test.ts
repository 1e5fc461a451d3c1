import assert from 'node:assert/strict';
import { runStep } from '../../scripts/deploy/apply/run-step';
import { DeployError } from '../../scripts/deploy/deploy-error';
import type { StepName } from '../../scripts/deploy/plan';
import type { StepOutcome } from '../../scripts/deploy/target';
import { ending, never } from './ending';
import { emptyWorld, fakeTarget, requestOf, settings } from './fake-release';
import { testPorts, sleepingClock } from './targets/test-ports';

type Turn = StepOutcome | DeployError;
const waiting: StepOutcome = { state: 'waiting', reason: 'It works.', askAgainInMs: 60_000 };
const busy = (afterMs?: number): DeployError => new DeployError('http-503', 'It is busy', { kind: 'later', lookFirst: true, ...(afterMs === undefined ? {} : { afterMs }) });
const done: StepOutcome = { state: 'done', did: 'Did it.', changed: true };

/** Runs one step over a target with these outcomes; the last one for ever. */
async function run(step: StepName, ...turns: readonly Turn[]): Promise<{ readonly end: unknown; readonly minutes: number; readonly calls: number; readonly told: readonly string[] }> {
  const clock = sleepingClock(0);
  const ports = testPorts({ clock });
  let calls = 0;
  const target = { ...fakeTarget(emptyWorld()), apply: () => { const turn = turns[calls++] ?? turns.at(-1)!; return turn instanceof DeployError ? Promise.reject(turn) : Promise.resolve(turn); } };
  const end = await ending(runStep(step, { request: requestOf(), target, ports }));
  return { end, minutes: clock.now() / 60_000, calls, told: ports.events.map(event => (event.kind === 'waiting' ? `waiting ${event.forMs}: ${event.reason}` : event.kind === 'retrying' ? `retrying ${event.attempt} ${event.afterMs}: ${event.reason}` : event.kind)) };
}

describe('the patience of a step', () => {
  for (const [step, minutes] of [['who-am-i', 5], ['import-connector', 60], ['await-connector', 30], ['import-flows', 60], ['turn-on-flows', 15]] as const) {
    it(`${step} waits ${minutes} minutes, and says how to go on`, async () => {
      const { end, minutes: took } = await run(step, waiting);
      assert.deepEqual([end, took], [{ failed: `step-timeout: It took longer than ${minutes} minutes: It works. Start the same deployment again when it is over; it goes on from there.`, retry: never }, minutes]);
    });
  }

  it('waits, tries again and goes on', async () => {
    assert.deepEqual(await run('import-connector', busy(), waiting, busy(7_000), done), { end: done, calls: 4, minutes: 68 / 60, told: ['retrying 1 1000: It is busy', 'waiting 60000: It works.', 'retrying 1 7000: It is busy'] });
  });

  it('gives up after six failures in a row, and says how to go on', async () => {
    const { end, calls } = await run('import-connector', busy());
    assert.deepEqual([end, calls], [{ failed: 'http-503: It is busy. Tried 6 times. Start the same deployment again later; it goes on from there.', retry: never }, 6]);
  });

  it('ends where failures and waiting take turns for ever', async () => {
    const turns = Array.from({ length: 1_000 }, (_, index): Turn => (index % 2 === 0 ? waiting : busy(60_000)));
    const { end, minutes } = await run('turn-on-flows', ...turns);
    assert.deepEqual([end, minutes], [{ failed: 'http-503: It is busy. Tried once. Start the same deployment again later; it goes on from there.', retry: never }, 15]);
  });

  it('does not wait for whoever asks for more than the step has', async () => {
    const { end, minutes } = await run('who-am-i', busy(6 * 60_000));
    assert.deepEqual([end, minutes], [{ failed: 'http-503: It is busy. Tried once. Start the same deployment again later; it goes on from there.', retry: never }, 0]);
  });

  it('stops at once where it is refused, and where a person is needed', async () => {
    assert.deepEqual((await run('import-connector', new DeployError('http-403', 'No.'))).end, { failed: 'http-403: No.', retry: never });
    const person: StepOutcome = { state: 'person', what: 'Sign in.', link: 'https://make.powerapps.com' };
    assert.deepEqual((await run('import-connector', person)).end, person);
  });

  it('leaves mistakes of our own as they are', async () => {
    const target = { ...fakeTarget(emptyWorld()), apply: () => Promise.reject(new TypeError('ours')) };
    await assert.rejects(runStep('who-am-i', { request: requestOf(), target, ports: testPorts() }), TypeError);
  });

  it('does nothing in another environment than the settings name', async () => {
    const world = emptyWorld();
    const request = requestOf(undefined, { environment: { ...settings, id: 'ONE' } });
    assert.deepEqual(await ending(runStep('import-connector', { request, target: fakeTarget(world, { environmentId: 'other' }), ports: testPorts() })), { failed: 'wrong-environment: The target is the environment other, and environments.test.id in konektor.yaml says ONE. One of them is wrong; nothing was changed.', retry: never });
    assert.deepEqual(world.operations, []);
    assert.equal((await runStep('import-connector', { request, target: fakeTarget(world, { environmentId: 'one' }), ports: testPorts() })).state, 'done');
  });
});
