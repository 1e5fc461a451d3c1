import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPlan, type Applied } from '../../scripts/deploy/apply/apply-plan';
import { DeployError } from '../../scripts/deploy/deploy-error';
import { makePlan } from '../../scripts/deploy/planning/make-plan';
import type { DeploymentRequest } from '../../scripts/deploy/request';
import { emptyWorld, fakeTarget, requestOf, smallRelease, stateOf, type FakeOptions, type FakeWorld } from './fake-release';
import { testPorts, type TestPorts } from './targets/test-ports';

/** Ends the process as a kill does: nothing of ours runs afterwards. */
class Killed extends Error {}

async function deployed(world: FakeWorld, request: DeploymentRequest, options: FakeOptions = {}, ports: TestPorts = testPorts()): Promise<Applied> {
  const target = fakeTarget(world, options);
  const plan = makePlan({ request, target, seen: await fakeTarget(world).look(request), findings: [], notSeen: [] });
  return applyPlan({ request, target, plan, ports, resume: 'again', after: () => undefined });
}

/** What an undisturbed deployment leaves. */
async function undisturbed(request: DeploymentRequest, from: () => FakeWorld = emptyWorld): Promise<unknown> {
  const world = from();
  assert.equal((await deployed(world, request)).state, 'done');
  return stateOf(world);
}

describe('a deployment that is disturbed', () => {
  const first = requestOf();
  const update = requestOf(smallRelease('1.1.0'));
  const afterFirst = (): FakeWorld => ({ ...emptyWorld(), connector: { version: '1.0.0.0', digests: first.release.connector.digests, ready: true }, flows: new Map(first.release.flows!.flows.map(({ id, name, digest }) => [id, { id, name, digest, isOn: true }])), references: { pet_own: 'c1', pet_teams: 'c2' }, variables: { pet_Place: 'Barn' }, flowsVersion: '1.0.0.0' });
  const cases = [['the first deployment', first, emptyWorld], ['an update', update, afterFirst]] as const;

  for (const [name, request, from] of cases) {
    it(`${name}: killed before or after each write and started again, it ends the same, and nothing is made twice`, async () => {
      const expected = await undisturbed(request, from);
      const clean = from();
      await deployed(clean, request);
      assert.ok(clean.operations.length >= 2);
      for (let at = 1; at <= clean.operations.length; at++) {
        for (const when of ['before', 'after'] as const) {
          const world = from();
          let writes = 0;
          await assert.rejects(deployed(world, request, { onWrite: (_, moment) => { if (moment === 'before') writes++; if (writes === at && moment === when) throw new Killed(); } }), Killed);
          assert.equal((await deployed(world, request)).state, 'done');
          assert.deepEqual(stateOf(world), expected, `killed ${when} write ${at}`);
        }
      }
    });
  }

  it('any faults and kills in any order: the same end, and nothing made twice', async () => {
    type Trouble = { readonly at: number; readonly kind: 'kill' | 'busyBefore' | 'lostAnswer' | 'refused'; readonly when: 'before' | 'after' };
    const trouble: fc.Arbitrary<Trouble> = fc.record({ at: fc.integer({ min: 1, max: 12 }), kind: fc.constantFrom('kill' as const, 'busyBefore' as const, 'lostAnswer' as const, 'refused' as const), when: fc.constantFrom('before' as const, 'after' as const) });
    const [expectedFirst, expectedUpdate] = [await undisturbed(first), await undisturbed(update, afterFirst)];
    await fc.assert(fc.asyncProperty(fc.boolean(), fc.array(fc.array(trouble, { maxLength: 4 }), { maxLength: 4 }), fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 3 }), fc.integer({ min: 0, max: 4 }), async (isFirst, runs, lookFaults, looksUntilReady) => {
      const [request, world, expected] = isFirst ? [first, emptyWorld(), expectedFirst] : [update, afterFirst(), expectedUpdate];
      for (const troubles of runs) {
        let writes = 0;
        let looks = 0;
        const onWrite = (_: string, when: 'before' | 'after'): void => {
          if (when === 'before') writes++;
          for (const each of troubles.filter(({ at }) => at === writes)) {
            if (each.kind === 'kill' && each.when === when) throw new Killed();
            if (each.kind === 'busyBefore' && when === 'before') throw new DeployError('http-503', 'busy', { kind: 'later' });
            if (each.kind === 'lostAnswer' && when === 'after') throw new DeployError('http-no-answer', 'lost', { kind: 'later', lookFirst: true });
            if (each.kind === 'refused' && when === 'before') throw new DeployError('http-400', 'no');
          }
        };
        const onLook = (): void => { if (lookFaults.includes(++looks)) throw new DeployError('http-502', 'a page', { kind: 'later' }); };
        await deployed(world, request, { onWrite, onLook, looksUntilReady }).catch((error: unknown) => { if (!(error instanceof Killed)) throw error; });
      }
      assert.equal((await deployed(world, request, { looksUntilReady })).state, 'done');
      assert.deepEqual(stateOf(world), expected);
    }), { numRuns: 300 });
  });

  it('a second deployment of the same writes nothing', async () => {
    const world = emptyWorld();
    await deployed(world, first);
    const before = world.operations.length;
    const again = await deployed(world, first);
    assert.deepEqual([again.state, again.steps.map(({ changed }) => changed), world.operations.length], ['done', again.steps.map(() => false), before]);
  });
});

describe('a deployment step by step', () => {
  it('goes in its order, waits until the connector is there, and turns flows on when all was verified', async () => {
    const world = emptyWorld();
    const ports = testPorts();
    const tests: string[] = [];
    const applied = await deployed(world, requestOf(), { looksUntilReady: 5, connections: [{ id: 'c1', connector: 'own', title: 'Mine', state: 'connected' }], test: connection => { tests.push(`${connection} after ${world.operations.length}`); return Promise.resolve({ passed: true, message: '' }); } }, ports);
    assert.equal(applied.state, 'done');
    assert.deepEqual(world.operations, ['import connector', 'import flows', 'bind pet_own', 'bind pet_teams', 'set pet_Place', 'turn on aaaa', 'turn on bbbb']);
    assert.deepEqual(tests, ['c1 after 5'], 'the connection is tested before a flow is on');
    assert.deepEqual(ports.events.filter(({ kind }) => kind === 'waiting').length > 0, true);
    assert.deepEqual(applied.steps.map(({ name, changed }) => [name, changed]), [['who-am-i', false], ['import-connector', true], ['await-connector', false], ['connect', false], ['import-flows', true], ['verify', false], ['turn-on-flows', true]]);
    assert.deepEqual(applied.state === 'done' && applied.verified.notes, ['Register this redirect URI with the app registration, or nobody can sign in: https://global.consent.azure-apim.net/redirect/pets']);
  });

  it('stops where a person is needed, with the link and the words to go on', async () => {
    const applied = await deployed(emptyWorld(), requestOf(smallRelease(), { connections: {} }), { needsPerson: true });
    assert.deepEqual({ ...applied, steps: applied.steps.map(({ name }) => name) }, { state: 'person', step: 'connect', what: 'Make a connection and sign in.', link: 'https://make.powerapps.com/connections', resume: 'again', steps: ['who-am-i', 'import-connector', 'await-connector'] });
  });

  it('leaves flows off where the connection does not work', async () => {
    const world = emptyWorld();
    const applied = await deployed(world, requestOf(), { test: () => Promise.resolve({ passed: false, message: '401 from the service.' }) });
    assert.deepEqual(applied.state === 'failed' && [applied.step, applied.code, applied.message], ['verify', 'connection-test-failed', 'The connection c1 does not work: 401 from the service.']);
    assert.deepEqual([...world.flows.values()].map(({ isOn }) => isOn), [false, false]);
  });

  it('fails where what is read back is not what was sent, and says which part', async () => {
    const world = emptyWorld();
    const target = fakeTarget(world);
    const request = requestOf();
    const plan = makePlan({ request, target, seen: await target.look(request), findings: [], notSeen: [] });
    const applied = await applyPlan({ request, target: { ...target, look: async () => { const seen = await target.look(request); return seen.connector ? { ...seen, connector: { ...seen.connector, digests: { ...seen.connector.digests, script: 'other' } } } : seen; } }, plan, ports: testPorts(), resume: '', after: () => undefined });
    assert.deepEqual(applied.state === 'failed' && [applied.step, applied.code, /the connector's script;?/.test(applied.message)], ['verify', 'verify-differs', true]);
  });

  it('gives up on a target that never answers, after growing pauses, and on one that refuses at once', async () => {
    const ports = testPorts();
    const busy = await deployed(emptyWorld(), requestOf(), { onLook: () => { throw new DeployError('http-503', 'busy', { kind: 'later' }); } }, ports);
    assert.equal(busy.state === 'failed' && busy.code, 'http-503');
    assert.deepEqual(ports.events.flatMap(event => (event.kind === 'retrying' ? [event.afterMs] : [])), [1_000, 2_000, 4_000, 8_000, 16_000]);
    const refused = testPorts();
    assert.equal((await deployed(emptyWorld(), requestOf(), { onLook: () => { throw new DeployError('http-403', 'no'); } }, refused)).state, 'failed');
    assert.deepEqual(refused.events.filter(({ kind }) => kind === 'retrying'), []);
  });

  it('ends a wait that takes longer than such a step ever does', async () => {
    const applied = await deployed(emptyWorld(), requestOf(), { looksUntilReady: 1e9 });
    assert.deepEqual(applied.state === 'failed' && [applied.step, applied.code], ['await-connector', 'step-timeout']);
  });

  it('refuses another environment than the settings name, even if the plan did not see it', async () => {
    const world = emptyWorld();
    const applied = await deployed(world, requestOf(smallRelease(), { environment: { ...requestOf().environment, id: 'one' } }), { environmentId: 'other' });
    assert.deepEqual([applied.state === 'failed' && applied.code, world.operations], ['wrong-environment', []]);
  });

  it('tells what a target can\'t do, and does the rest', async () => {
    const world = emptyWorld();
    const applied = await deployed(world, requestOf(), { can: ['who-am-i', 'import-connector', 'await-connector', 'connect', 'import-flows', 'verify'] });
    assert.deepEqual(applied.state === 'done' && applied.verified.notes.at(-1), 'To be done by hand, since this target can\'t: turn-on-flows.');
  });
});
