/** The core's own plan, steps and verification over this target: what it reads back is what was released. */
import assert from 'node:assert/strict';
import connector from '../../../../connector';
import { applyPlan } from '../../../../scripts/deploy/apply/apply-plan';
import { makePlan } from '../../../../scripts/deploy/planning/make-plan';
import type { Plan } from '../../../../scripts/deploy/plan';
import { accessTokens } from '../../../../scripts/deploy/secrets/access-tokens';
import { dataverseTarget } from '../../../../scripts/deploy/targets/dataverse/dataverse-target';
import { released } from '../released';
import { requestFor } from '../requests';
import { sleepingClock, testPorts } from '../test-ports';
import { FakeDataverse } from './fake-dataverse';

describe('a whole deployment to dataverse', () => {
  it('is planned, carried out, verified, and has nothing left but the secret', async () => {
    const release = await released('1.0.0', { flows: connector.flows!.slice(0, 2) });
    const clock = sleepingClock();
    const fake = new FakeDataverse(clock.now);
    const ports = testPorts({ clock, http: fake.http });
    const request = requestFor(release, ports);
    const target = dataverseTarget(request.environment, ports, accessTokens(request.credential, 'Public', ports));
    const plan = async (): Promise<Plan> => makePlan({ request, target, seen: await target.look(request), findings: target.check(request), notSeen: [] });
    const statesOf = ({ steps }: Plan): readonly string[] => steps.map(({ name, state }) => `${name} ${state}`);

    const first = await plan();
    assert.deepEqual(first.findings, []);
    assert.deepEqual(statesOf(first), ['who-am-i needed', 'import-connector needed', 'await-connector needed', 'connect fine', 'import-flows needed', 'verify needed', 'turn-on-flows needed']);
    const applied = await applyPlan({ request, target, ports, plan: first, resume: 'again', after: () => undefined });
    assert.equal(applied.state, 'done', JSON.stringify(applied));
    assert.deepEqual(applied.steps.filter(({ changed }) => changed).map(({ name }) => name), ['import-connector', 'await-connector', 'import-flows', 'turn-on-flows']);
    assert.ok(applied.state === 'done' && applied.verified.did.startsWith('What is there is what was sent'));
    assert.equal(new Set(fake.made).size, fake.made.length);

    const second = await plan();
    assert.deepEqual(statesOf(second), ['who-am-i needed', 'import-connector fine', 'await-connector needed', 'connect fine', 'import-flows fine', 'verify needed', 'turn-on-flows fine']);
    assert.ok(second.changes.every(({ change }) => change === 'none'));
  });
});
