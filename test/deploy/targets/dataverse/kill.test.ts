/** A deployment that dies anywhere, and one that goes on from there in another process: the same end, nothing made twice. */
import assert from 'node:assert/strict';
import connector from '../../../../connector';
import { stepNames } from '../../../../scripts/deploy/plan';
import type { Release } from '../../../../scripts/deploy/release/release';
import { accessTokens } from '../../../../scripts/deploy/secrets/access-tokens';
import { dataverseTarget } from '../../../../scripts/deploy/targets/dataverse/dataverse-target';
import { drive } from '../drive';
import { dyingHttp, type Death } from '../killed';
import { released } from '../released';
import { requestFor } from '../requests';
import { sleepingClock, testPorts, type TestPorts } from '../test-ports';
import { FakeDataverse } from './fake-dataverse';

describe('the target dataverse, killed', function () {
  this.timeout(120_000);
  let release: Release;
  let whole: { readonly state: unknown; readonly made: readonly string[]; readonly writes: number };

  const run = async (ports: TestPorts, managed: boolean, steps: readonly (typeof stepNames)[number][] = stepNames): Promise<void> => {
    const request = requestFor(release, ports);
    const asked = { ...request, environment: { ...request.environment, managed } };
    await drive(dataverseTarget(asked.environment, ports, accessTokens(asked.credential, 'Public', ports)), asked, ports, steps);
  };

  before(async () => {
    release = await released('1.0.0', { flows: connector.flows!.slice(0, 2) });
    const clock = sleepingClock();
    const fake = new FakeDataverse(clock.now);
    await run(testPorts({ clock, http: fake.http }), false);
    whole = { state: fake.endState(), made: [...fake.made].sort(), writes: fake.asked.filter(({ method }) => method !== 'GET').length };
  });

  it('has as many requests that change something as are died at', () => { assert.equal(whole.writes, 8); });

  for (const death of Array.from({ length: 8 }, (_, index): readonly Death[] => [{ atWrite: index + 1, when: 'before' }, { atWrite: index + 1, when: 'after' }]).flat()) {
    it(`${death.when} change ${death.atWrite}`, async () => {
      const clock = sleepingClock();
      const fake = new FakeDataverse(clock.now);
      const dying = dyingHttp(fake.http, death);
      await assert.rejects(run(testPorts({ clock, http: dying.http }), false));
      assert.ok(dying.hasDied());
      await run(testPorts({ clock, http: fake.http }), false);
      assert.deepEqual(fake.endState(), whole.state);
      assert.deepEqual([...fake.made].sort(), whole.made);
    });
  }

  for (const last of stepNames) {
    it(`after the step ${last}`, async () => {
      const clock = sleepingClock();
      const fake = new FakeDataverse(clock.now);
      await run(testPorts({ clock, http: fake.http }), false, stepNames.slice(0, stepNames.indexOf(last) + 1));
      await run(testPorts({ clock, http: fake.http }), false);
      assert.deepEqual(fake.endState(), whole.state);
      assert.deepEqual([...fake.made].sort(), whole.made);
    });
  }
});
