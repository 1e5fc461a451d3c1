import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyPlan } from '../../../scripts/deploy/apply/apply-plan';
import { intentOf, isApproved } from '../../../scripts/deploy/approval';
import { anyDrift, driftOf } from '../../../scripts/deploy/drift';
import { releaseToPutBack, type GoodRelease } from '../../../scripts/deploy/journal/journal';
import { readJournal } from '../../../scripts/deploy/journal/journal-file';
import type { Plan } from '../../../scripts/deploy/plan';
import { changesNothing, isRefused, makePlan } from '../../../scripts/deploy/planning/make-plan';
import { connectorParts, type PartDigests } from '../../../scripts/deploy/release/release';
import type { DeploymentRequest } from '../../../scripts/deploy/request';
import type { Seen } from '../../../scripts/deploy/target';
import { emptyWorld, fakeTarget, requestOf, settings, smallRelease, type FakeWorld } from '../fake-release';
import { testPorts } from '../targets/test-ports';

const word = fc.constantFrom('c1', 'c2', 'Barn', 'other', '');
const version = fc.constantFrom('0.9.0.0', '1.0.0.0', '1.0.0', '2.0.0.0', '', 'x.y', '1.0.0.0.0');
const digest = fc.constantFrom(...Object.values(smallRelease().connector.digests), smallRelease().flows!.flows[0]!.digest, smallRelease().flows!.flows[1]!.digest, 'other');
const digests: fc.Arbitrary<PartDigests> = fc.dictionary(fc.constantFrom(...connectorParts), digest);
const texts = fc.dictionary(fc.constantFrom('pet_own', 'pet_teams', 'pet_Place', 'gone'), word);
const maybe = <T>(name: string, value: fc.Arbitrary<T>): fc.Arbitrary<object> => fc.option(value, { nil: undefined }).map(each => (each === undefined ? {} : { [name]: each }));
const merged = (...parts: readonly fc.Arbitrary<object>[]): fc.Arbitrary<object> => fc.tuple(...parts).map(each => Object.assign({}, ...each) as object);

/** Anything that a target may say. */
const seen = merged(
  fc.record({
    connections: fc.array(fc.record({ id: word, connector: fc.constantFrom('own' as const, { id: 'shared_teams' }), title: word, state: fc.constantFrom('connected' as const, { error: 'sign in' }) }), { maxLength: 3 }),
    flows: fc.uniqueArray(merged(fc.record({ id: fc.constantFrom('aaaa', 'bbbb', 'cccc'), name: word, isOn: fc.boolean() }), maybe('digest', digest)), { maxLength: 3, selector: each => (each as { readonly id: string }).id }),
    references: texts, variables: texts, notSeen: fc.array(word, { maxLength: 1 }),
  }),
  maybe('connector', merged(fc.record({ id: word, title: word, digests, readable: fc.subarray([...connectorParts]), state: fc.constantFrom('ready' as const, { busy: 'not yet' }) }), maybe('version', version), maybe('internalId', word))),
  maybe('flowsVersion', version), maybe('identity', merged(fc.record({ who: word }), maybe('environmentId', word))),
) as fc.Arbitrary<Seen>; // the members of a Seen, those that may be absent now and then

const request: fc.Arbitrary<DeploymentRequest> = fc.record({
  withFlows: fc.boolean(), purpose: fc.constantFrom('deploy' as const, 'rollback' as const), parts: fc.constantFrom('all' as const, 'connector' as const, 'flows' as const), connections: texts, variables: texts, id: fc.option(word, { nil: undefined }),
}).map(({ withFlows, purpose, parts, connections, variables, id }) => {
  const { flows, ...without } = smallRelease();
  return requestOf(withFlows ? { ...without, flows: flows! } : without, { purpose, parts, connections, environment: { ...settings, environmentVariables: variables, ...(id === undefined ? {} : { id }) } });
});

const good = fc.record({ version: fc.constantFrom('0.9.0', '1.0.0'), digest: word, at: word, parts: fc.constantFrom('all', 'connector', 'flows'), solutionVersion: version, connector: digests, flows: fc.array(fc.record({ id: fc.constantFrom('aaaa', 'bbbb', 'cccc'), name: word, digest })), references: texts, variables: texts });
const journal = merged(fc.record({ environment: fc.constantFrom('test', 'other'), good: fc.array(good, { maxLength: 3 }) }), maybe('last', merged(
  fc.record({ purpose: fc.constant('deploy'), version, release: word, intent: word, plan: word, startedAt: word, state: fc.constantFrom('running', 'person', 'failed', 'done', 'odd'), steps: fc.constant([]) }),
  maybe('approved', fc.record({ plan: word, changes: fc.array(fc.record({ kind: word, change: word }), { maxLength: 2 }) })),
)));

const planOf = (asked: DeploymentRequest, there: Seen): Plan => makePlan({ request: asked, target: fakeTarget(emptyWorld()), seen: there, findings: [], notSeen: [] });

describe('any plan', () => {
  it('is made, whatever a target says and a journal remembers', () => {
    fc.assert(fc.property(request, seen, fc.oneof(journal, fc.jsonValue()), (asked, there, remembered) => {
      const known = readJournal('p', 'test', { read: () => JSON.stringify(remembered) });
      const plan = planOf(asked, there);
      assert.equal(planOf(asked, there).digest, plan.digest);
      const last: GoodRelease | undefined = known.good.at(-1);
      assert.equal(anyDrift(driftOf(asked, last, there)), driftOf(asked, last, there).some(({ state }) => state === 'drifted' || state === 'both'));
      assert.equal(isApproved(plan.digest, plan, intentOf(asked), known), true);
      releaseToPutBack(known, undefined);
    }), { numRuns: 500 });
  });

  it('has nothing to do in a step exactly where nothing of it differs', () => {
    fc.assert(fc.property(request, seen, (asked, there) => {
      const plan = planOf(asked, there);
      const isFine = (step: string): boolean | undefined => plan.steps.find(({ name }) => name === step)?.state === 'fine';
      const stays = (...kinds: readonly string[]): boolean => plan.changes.filter(({ kind }) => kinds.includes(kind)).every(({ kind, change }) => change === 'none' || (kind === 'flow' && change === 'turnOn'));
      if (plan.steps.some(({ name }) => name === 'import-connector')) assert.equal(isFine('import-connector'), stays('connector'));
      if (plan.steps.some(({ name }) => name === 'import-flows')) {
        assert.equal(isFine('import-flows'), stays('flow', 'reference', 'variable'));
        assert.equal(isFine('turn-on-flows'), asked.release.flows!.flows.every(({ id }) => there.flows.some(flow => flow.id === id && flow.isOn)));
      }
      if (changesNothing(plan)) assert.ok(plan.changes.every(({ change }) => change === 'none'));
    }), { numRuns: 500 });
  });

  const world: fc.Arbitrary<FakeWorld> = fc.record({
    connector: fc.option(fc.record({ version: fc.constantFrom('0.9.0.0', '1.0.0.0'), digests: fc.record({ definition: digest, script: digest }), ready: fc.boolean() }), { nil: undefined }),
    flows: fc.uniqueArray(fc.record({ id: fc.constantFrom('aaaa', 'bbbb', 'cccc'), name: word, isOn: fc.boolean(), digest }), { selector: ({ id }) => id }).map(flows => new Map(flows.map(flow => [flow.id, flow]))),
    references: fc.dictionary(fc.constantFrom('pet_own', 'pet_teams'), word), variables: fc.dictionary(fc.constant('pet_Place'), word), flowsVersion: fc.constantFrom(undefined, '0.9.0.0', '1.0.0.0'),
  }).map(each => ({ ...each, created: [], operations: [] }));

  it('carried out in any environment leaves nothing for the next one', async () => {
    await fc.assert(fc.asyncProperty(world, fc.constantFrom('all' as const, 'connector' as const, 'flows' as const), fc.integer({ min: 0, max: 3 }), async (there, parts, looksUntilReady) => {
      const asked = requestOf(undefined, { parts });
      const target = fakeTarget(there, { looksUntilReady });
      const plan = async (): Promise<Plan> => makePlan({ request: asked, target, seen: await target.look(asked), findings: [], notSeen: [] });
      const before = await plan();
      if (isRefused(before)) return;
      // Flows alone wait for a connector that somebody else must bring.
      if (parts === 'flows' && before.steps.some(({ name, state }) => name === 'await-connector' && state === 'needed')) return;
      const applied = await applyPlan({ request: asked, target, plan: before, ports: testPorts(), resume: '', after: () => undefined });
      assert.equal(applied.state, 'done', JSON.stringify(applied));
      assert.ok(changesNothing(await plan()));
      assert.equal(changesNothing(before), applied.steps.every(({ changed }) => !changed) && before.steps.every(({ name, state }) => state === 'fine' || name === 'who-am-i' || name === 'verify'));
    }), { numRuns: 200 });
  });
});
