import assert from 'node:assert/strict';
import type { EnvironmentSettings } from '../../../scripts/deploy/settings/environment-settings';
import type { Plan } from '../../../scripts/deploy/plan';
import { changesNothing, isRefused, makePlan } from '../../../scripts/deploy/planning/make-plan';
import { compareVersions, sameVersion } from '../../../scripts/deploy/planning/same-version';
import type { DeploymentRequest } from '../../../scripts/deploy/request';
import type { Seen } from '../../../scripts/deploy/target';
import { emptyWorld, fakeTarget, requestOf, settings, smallRelease } from '../fake-release';

const release = smallRelease();
const nothing: Seen = { connections: [], flows: [], references: {}, variables: {}, notSeen: [] };
const everything: Seen = {
  ...nothing, connector: { id: 'x', title: 'Pets', version: '1.0.0.0', digests: release.connector.digests, readable: ['definition', 'script'], state: 'ready' }, flowsVersion: '1.0.0.0',
  flows: release.flows!.flows.map(flow => ({ ...flow, isOn: true })), references: { pet_own: 'c1', pet_teams: 'c2' }, variables: { pet_Place: 'Barn' },
};
const plan = (seen: Seen | undefined, request: DeploymentRequest = requestOf(), notSeen: readonly string[] = []): Plan => makePlan({ request, target: fakeTarget(emptyWorld()), seen, findings: [], notSeen });
const stepsOf = ({ steps }: Plan): readonly string[] => steps.map(({ name, state, what }) => `${name} ${state}: ${what}`);
const first = (request: DeploymentRequest): readonly string[] => plan(nothing, request).findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`);

describe('a plan', () => {
  it('of a first deployment', () => {
    const { digest, ...rest } = plan(nothing);
    assert.match(digest, /^[0-9a-f]{64}$/);
    assert.deepEqual(rest, {
      environment: 'test', target: 'dataverse', purpose: 'deploy', version: '1.0.0', release: release.digest, findings: [], notSeen: [],
      changes: [
        { kind: 'connector', change: 'create', title: 'Pets', to: '1.0.0', parts: ['definition', 'script'] },
        { kind: 'flow', change: 'create', id: 'aaaa', name: 'Feed' }, { kind: 'flow', change: 'create', id: 'bbbb', name: 'Walk' },
        { kind: 'reference', change: 'bind', name: 'pet_own', connection: 'c1' }, { kind: 'reference', change: 'bind', name: 'pet_teams', connection: 'c2' }, { kind: 'variable', change: 'set', name: 'pet_Place' },
      ],
      steps: [
        { name: 'who-am-i', state: 'needed', what: 'Ask the target who is deploying, and to which environment.' }, { name: 'import-connector', state: 'needed', what: 'Import Pets 1.0.0, which is not there yet.' },
        { name: 'await-connector', state: 'needed', what: 'Wait until the environment knows the connector.' }, { name: 'connect', state: 'fine', what: 'Every reference has a connection.' },
        { name: 'import-flows', state: 'needed', what: 'Import 2 flows; bind pet_own, pet_teams; set pet_Place.' }, { name: 'verify', state: 'needed', what: 'Read everything back, compare it with what was sent, and test the connection.' },
        { name: 'turn-on-flows', state: 'needed', what: 'Turn on 2 flows.' },
      ],
    });
    assert.ok(!changesNothing(plan(nothing)));
  });

  it('where everything is there changes nothing', () => {
    assert.deepEqual([...new Set(plan(everything).changes.map(({ change }) => change))], ['none']);
    assert.deepEqual(stepsOf(plan(everything)).filter(step => / needed/.test(step)).map(step => step.split(' ')[0]), ['who-am-i', 'verify']);
    assert.ok(changesNothing(plan(everything)));
  });

  it('tells what differs, and the steps that mend it', () => {
    const step = (seen: Partial<Seen>, name: string, request = requestOf()): string => stepsOf(plan({ ...everything, ...seen }, request)).find(each => each.startsWith(`${name} `))!;
    const connector = everything.connector!;
    assert.equal(step({ connector: { ...connector, digests: { ...connector.digests, script: 'other' } } }, 'import-connector'), 'import-connector needed: Import Pets 1.0.0 over 1.0.0.0: other script.');
    assert.equal(step({ connector: { ...connector, version: '0.9.0.0' } }, 'import-connector'), 'import-connector needed: Import Pets 1.0.0 over 0.9.0.0.');
    assert.equal(step({ connector: { ...connector, readable: [], digests: {} } }, 'import-connector'), 'import-connector fine: Pets is there as it was released.');
    assert.equal(step({ connector: { ...connector, state: { busy: 'x' } } }, 'await-connector'), 'await-connector needed: Wait until the environment knows the connector.');
    assert.equal(step({ flows: everything.flows.slice(1) }, 'import-flows'), 'import-flows needed: Import "Feed".');
    assert.equal(step({ variables: { pet_Place: 'Stable' } }, 'import-flows'), 'import-flows needed: Set pet_Place.');
    assert.equal(step({ references: { pet_own: 'other', pet_teams: 'c2' } }, 'import-flows'), 'import-flows needed: Bind pet_own.');
    assert.equal(step({ flows: everything.flows.map((flow, index) => ({ ...flow, isOn: index > 0 })) }, 'turn-on-flows'), 'turn-on-flows needed: Turn on "Feed".');
    assert.equal(step({ references: {} }, 'connect', requestOf(release, { connections: { pet_teams: 'c2' } })), 'connect needed: Find or make a connection for Pets (pet_own).');
    assert.equal(step({ connections: [{ id: 'c1', connector: 'own', title: 'Mine', state: { error: 'sign in' } }] }, 'connect'), 'connect needed: Find or make a connection for Pets (pet_own).');
  });

  it('without a look takes everything as needed, and says why', () => {
    const { changes, notSeen } = plan(undefined, requestOf(), ['It was not looked at.']);
    assert.deepEqual([changes, notSeen], [[], ['It was not looked at.']]);
    assert.deepEqual(stepsOf(plan(undefined)).filter(each => each.includes('Import')), ['import-connector needed: Import Pets 1.0.0.', 'import-flows needed: Import 2 flows, with connections and variables.']);
  });

  it('has the steps of its parts, and by hand those that the target can\'t do', () => {
    assert.deepEqual(plan(nothing, requestOf(release, { parts: 'connector' })).steps.map(({ name }) => name), ['who-am-i', 'import-connector', 'await-connector', 'verify']);
    assert.deepEqual(plan(everything, requestOf(release, { parts: 'flows' })).steps.map(({ name }) => name), ['who-am-i', 'await-connector', 'connect', 'import-flows', 'verify', 'turn-on-flows']);
    const { steps } = makePlan({ request: requestOf(), target: fakeTarget(emptyWorld(), { can: ['who-am-i', 'import-connector'] }), seen: nothing, findings: [], notSeen: [] });
    assert.deepEqual(steps.filter(({ state }) => state === 'byHand').map(({ name }) => name), ['await-connector', 'import-flows', 'turn-on-flows']);
  });

  it('refuses what only a look can find', () => {
    const refusals = (seen: Partial<Seen>, request = requestOf()): readonly string[] => { const made = plan({ ...everything, ...seen }, request); assert.equal(isRefused(made), made.findings.length > 0); return made.findings.map(({ severity, code, message }) => `${severity} ${code}: ${message}`); };
    assert.deepEqual(refusals({}), []);
    assert.deepEqual(refusals({ identity: { who: 'w', environmentId: 'two' } }, requestOf(release, { environment: { ...settings, id: 'one' } })), ['refused wrong-environment: The target is the environment two, and environments.test.id in konektor.yaml says one. One of them is wrong; nothing is changed.']);
    assert.deepEqual(refusals({ identity: { who: 'w', environmentId: 'ONE' } }, requestOf(release, { environment: { ...settings, id: 'one' } })), []);
    const newer = { connector: { ...everything.connector!, version: '1.0.1.0' } };
    assert.deepEqual(refusals(newer), ['refused version-lower: The environment has version 1.0.1.0, and this is 1.0.0. To put an older one back, use "konektor rollback"; else raise the version.']);
    assert.deepEqual(refusals(newer, requestOf(release, { purpose: 'rollback' })), []);
    assert.deepEqual(first(requestOf(release, { environment: { ...settings, environmentVariables: {} } })), ['refused variable-missing: Flows need values that nobody has given: pet_Place. Write them under environments.test.environmentVariables in konektor.yaml. Without them the import fails with "The given key was not present in the dictionary".']);
    assert.deepEqual(refusals({}, requestOf(release, { environment: { ...settings, environmentVariables: {} } })), [], 'the environment has it');
    assert.deepEqual(first(requestOf(release, { parts: 'flows' })), ['refused connector-missing: Flows alone are to be deployed, and the connector is not there. It must be in the environment before anything that refers to it is imported: leave out --only.']);
    assert.deepEqual(refusals({ findings: [{ code: 'own', severity: 'refused', message: 'Of the target.' }] }), ['refused own: Of the target.']);
  });
});

describe('the digest of a plan', () => {
  const digest = (change: Partial<DeploymentRequest> = {}, seen: Seen = nothing): string => plan(seen, requestOf(release, change)).digest;
  const ofSettings = (change: Partial<EnvironmentSettings>): string => digest({ environment: { ...settings, ...change } });

  it('is the same for the same, however it is written, whenever and wherever', () => {
    const reversed = (value: object): Record<string, unknown> => Object.fromEntries(Object.entries(value).reverse());
    assert.equal(digest(), digest());
    assert.equal(makePlan({ request: reversed(requestOf()) as unknown as DeploymentRequest, target: fakeTarget(emptyWorld()), seen: reversed(nothing) as unknown as Seen, findings: [], notSeen: [] }).digest, digest()); // the same members in another order
    assert.equal(ofSettings({ store: '/some/folder', approvalRequired: true }), digest());
    assert.equal(digest({}, { ...nothing, identity: { who: 'somebody else' } }), digest());
    // It stays as it is from run to run and machine to machine: somebody agrees to it today, and it is carried out tomorrow.
    assert.equal(digest(), '0d582fc71fe2e38ea9b6ddcc2838c42a7dae2adc85a34e05c60abef3ce94160d');
  });

  it('is another one after any change of what will be there', () => {
    const others = [
      ofSettings({ name: 'other' }), ofSettings({ url: 'https://fabrikam.crm.dynamics.com' }), ofSettings({ id: 'x' }), ofSettings({ tenant: 'x' }), ofSettings({ cloud: 'China' }), ofSettings({ clientId: 'x' }), ofSettings({ clientSecret: { env: 'A' } }),
      ofSettings({ clientSecret: { env: 'B' } }), ofSettings({ managed: false }), ofSettings({ environmentVariables: { pet_Place: 'Stable' } }), ofSettings({ environmentVariables: { pet_Place: 'Barn', more: 'x' } }),
      digest({ purpose: 'rollback' }), digest({ parts: 'connector' }), digest({ connections: { pet_own: 'c1', pet_teams: 'other' } }), digest({ release: smallRelease('1.0.1') }), digest({ release: { ...release, digest: 'other bytes' } }),
      digest({}, everything), digest({}, { ...nothing, notSeen: ['x'] }), digest({}, { ...nothing, findings: [{ code: 'a', severity: 'note', message: 'b' }] }), digest({}, { ...everything, flows: [] }),
    ];
    assert.equal(new Set([digest(), ...others]).size, others.length + 1);
  });
});

describe('versions', () => {
  it('are compared number by number, with three or four of them', () => {
    assert.deepEqual([['1.0.0', '1.0.0.0'], ['1.10.0', '1.9.0'], ['1.0.0', '1.0.0.1'], ['2', '1.9.9.9'], ['1.0.0', 'x'], ['', '']].map(([one, other]) => Math.sign(compareVersions(one!, other!))), [0, 1, -1, 1, 1, 0]);
    assert.ok(sameVersion('1.2.3', '1.2.3.0'));
  });
});
