import assert from 'node:assert/strict';
import { intentOf, isApproved } from '../../scripts/deploy/approval';
import type { Journal, LastDeployment } from '../../scripts/deploy/journal/journal';
import type { Change, Plan } from '../../scripts/deploy/plan';
import { makePlan } from '../../scripts/deploy/planning/make-plan';
import type { DeploymentRequest } from '../../scripts/deploy/request';
import type { Seen } from '../../scripts/deploy/target';
import { emptyWorld, fakeTarget, requestOf, smallRelease } from './fake-release';

const nothing: Seen = { connections: [], flows: [], references: {}, variables: {}, notSeen: [] };
const request = requestOf();
const planned = (seen: Seen = nothing, asked: DeploymentRequest = request): Plan => makePlan({ request: asked, target: fakeTarget(emptyWorld()), seen, findings: [], notSeen: [] });
const agreed = planned();
/** The same deployment, after the connector was imported. */
const halfway = planned({ ...nothing, connector: { id: 'x', title: 'Pets', version: '1.0.0.0', digests: request.release.connector.digests, readable: ['definition', 'script'], state: 'ready' } });
/** The agreed one broke off. */
const brokenOff = (change: Partial<LastDeployment> = {}): Journal => ({ environment: 'test', good: [], last: {
  purpose: 'deploy', version: '1.0.0', release: 'r', intent: intentOf(request), plan: agreed.digest, approved: { plan: agreed.digest, changes: agreed.changes }, state: 'failed', startedAt: '', steps: [], ...change,
} });
const without: Journal = { environment: 'test', good: [] };

describe('an approval', () => {
  it('is for the plan of that digest and no other', () => {
    assert.equal(isApproved(agreed.digest, agreed, intentOf(request), without), true);
    for (const given of ['', 'x', halfway.digest, agreed.digest.toUpperCase(), agreed.digest.slice(0, 8)]) assert.equal(isApproved(given, agreed, intentOf(request), without), false, given);
  });

  it('holds for the rest of a deployment that broke off', () => {
    assert.notEqual(halfway.digest, agreed.digest);
    assert.equal(isApproved(agreed.digest, halfway, intentOf(request), without), false, 'nobody wrote down what was agreed to');
    for (const state of ['failed', 'person', 'running'] as const) assert.equal(isApproved(agreed.digest, halfway, intentOf(request), brokenOff({ state })), true, state);
    assert.equal(isApproved(agreed.digest, halfway, intentOf(request), brokenOff({ state: 'done' })), false, 'it has been used up');
    const { approved: _, ...last } = brokenOff().last!;
    assert.equal(isApproved(agreed.digest, halfway, intentOf(request), { ...without, last }), false, 'nobody was asked then');
  });

  it('does not hold for other packages, settings or connections', () => {
    for (const other of [requestOf(smallRelease('1.0.1')), requestOf(undefined, { connections: { pet_own: 'other' } }), requestOf(undefined, { environment: { ...request.environment, environmentVariables: { pet_Place: 'Stable' } } }), requestOf(undefined, { purpose: 'rollback' }), requestOf(undefined, { parts: 'connector' })]) {
      assert.equal(isApproved(agreed.digest, planned(nothing, other), intentOf(other), brokenOff()), false);
    }
  });

  it('does not hold for more than was agreed to', () => {
    const more: Change = { kind: 'flow', change: 'update', id: 'cccc', name: 'Another' };
    assert.equal(isApproved(agreed.digest, { ...halfway, changes: [...halfway.changes, more] }, intentOf(request), brokenOff()), false);
    assert.equal(isApproved(agreed.digest, { ...halfway, changes: [...halfway.changes, { ...more, change: 'none' }] }, intentOf(request), brokenOff()), true);
  });

  it('has nothing to do with secrets but where they are', () => {
    const secret = { reveal: () => 'planted' } as unknown as NonNullable<DeploymentRequest['clientSecret']>; // only looked at where it is one
    assert.equal(intentOf({ ...request, clientSecret: secret }), intentOf(request));
    assert.match(intentOf(request), /^[0-9a-f]{64}$/);
  });
});
