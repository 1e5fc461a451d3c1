import assert from 'node:assert/strict';
import { planOf, prepare, type DeploymentInput } from '../../scripts/deploy/deployment';
import { DeployError } from '../../scripts/deploy/deploy-error';
import type { Journal } from '../../scripts/deploy/journal/journal';
import { readJournal } from '../../scripts/deploy/journal/journal-file';
import { keptFolder } from '../../scripts/deploy/journal/kept-packages';
import type { DeployPorts } from '../../scripts/deploy/ports';
import { runDeployment } from '../../scripts/deploy/run-deployment';
import type { EnvironmentSettings, TargetKind } from '../../scripts/deploy/settings/environment-settings';
import type { TargetMaker } from '../../scripts/deploy/target';
import { ending, never } from './ending';
import { emptyWorld, fakeTarget, settings, type FakeOptions, type FakeWorld } from './fake-release';
import { Killed, type MemoryFiles } from './memory-files';
import { filesWithPackages, folder, project } from './packages-in-memory';
import { sleepingClock, testPorts, type TestPorts } from './targets/test-ports';

const real: EnvironmentSettings = { ...settings, environmentVariables: {}, tenant: 't', clientId: '6b9e8a52-0000-4000-8000-0123456789ab', credentials: { applicationId: 'app', env: 'B' } };
const input: DeploymentInput = { environment: real, packages: { folder, shown: 'dist' }, parts: 'connector', purpose: 'deploy', connections: [], secrets: 'all' };

describe('a deployment', () => {
  let files: MemoryFiles;
  let world: FakeWorld;
  beforeEach(async () => { files = await filesWithPackages(); world = emptyWorld(); });

  const portsWith = (variables: Readonly<Record<string, string>> = { B: 'planted-b' }): TestPorts & DeployPorts => ({ ...testPorts({ variables, directory: project, clock: sleepingClock(), http: () => assert.fail('nobody is asked') }), files });
  const makers = (options: FakeOptions = {}): Readonly<Record<TargetKind, () => TargetMaker>> => { const maker = (): TargetMaker => () => fakeTarget(world, options); return { local: maker, pac: maker, wrapper: maker, dataverse: maker, paconn: maker }; };

  describe('is prepared', () => {
    it('with the connections of the settings, and those that are given over them', async () => {
      const prepared = await prepare({ ...input, environment: { ...real, connectionReferences: { contoso_customerinsightsautomation: 'of-settings' } }, connections: [{ id: 'given' }] }, portsWith(), makers());
      assert.deepEqual(prepared.request.connections, { contoso_customerinsightsautomation: 'given' });
      const named = await prepare({ ...input, connections: [{ reference: 'contoso_customerinsightsautomation_teams', id: 'x' }] }, portsWith(), makers());
      assert.deepEqual(named.request.connections, { contoso_customerinsightsautomation_teams: 'x' });
    });
    it('and without flows a connection is for nothing', async () => {
      files.content.set(`${folder}/packages.json`, JSON.stringify({ packages: (JSON.parse(files.read(`${folder}/packages.json`)!) as { readonly packages: readonly { readonly package: string }[] }).packages.filter(each => each.package !== 'flows') }));
      assert.deepEqual(await ending(prepare({ ...input, connections: [{ id: 'given' }] }, portsWith(), makers())), { failed: 'connection-ambiguous: --connection is for flows, and these packages have none that use the connector.', retry: never });
    });
    it('and a secret that is missing stops it, but for a dry run', async () => {
      assert.deepEqual(await ending(prepare(input, portsWith({}), makers())), { failed: 'variable-missing: environments.test.credentials refers to the variable B, which is not set here.', retry: never });
      const dry = await prepare({ ...input, secrets: 'ifThere' }, portsWith({}), makers());
      assert.deepEqual((await planOf(dry, 'ifThere')).notSeen, ['The environment was not looked at: its credentials are not here. What would be created, changed or left alone is not known.']);
      const { credentials: _, ...without } = real;
      assert.deepEqual((await planOf(await prepare({ ...input, environment: without }, portsWith({}), makers()), 'ifThere')).notSeen, ['The environment was not looked at: it has no credentials. What would be created, changed or left alone is not known.']);
    });
    it('and what is refused is not looked at, and opens no secret', async () => {
      const { clientId: _, ...without } = real;
      const ports: DeployPorts = { ...portsWith(), variable: () => assert.fail('no secret is opened') };
      const refused = await prepare({ ...input, environment: without }, ports, makers({ onLook: () => assert.fail('not looked at') }));
      assert.deepEqual((await planOf(refused, 'must')).notSeen, ['The environment was not looked at: what is refused must be mended first.']);
    });
    it('and a look that fails is told in a dry run, and stops what is real', async () => {
      const failing = await prepare(input, portsWith(), makers({ onLook: () => { throw new DeployError('http-403', 'Nobody may look.'); } }));
      assert.deepEqual((await planOf(failing, 'ifThere')).notSeen, ['The environment was not looked at: Nobody may look.']);
      assert.deepEqual(await ending(planOf(failing, 'must')), { failed: 'http-403: Nobody may look.', retry: never });
    });
  });

  describe('is carried out', () => {
    const run = async (options: FakeOptions = {}, approved?: string): Promise<{ readonly state: string; readonly digest: string }> => {
      const ports = portsWith();
      const deployment = await prepare(input, ports, makers(options));
      const plan = await planOf(deployment, 'must');
      const { state } = await runDeployment({ deployment, plan, packages: folder, resume: 'again', ...(approved === undefined ? {} : { approved: approved === 'this' ? plan.digest : approved }) }, ports, ports.redactor);
      return { state, digest: plan.digest };
    };
    const journal = (): Journal => readJournal(project, 'test', files);

    it('and remembered, with its packages', async () => {
      const { state, digest } = await run({}, 'this');
      const { last, good } = journal();
      assert.deepEqual([state, last?.state, last?.plan, last?.approved?.plan, last?.steps.map(({ name }) => name)], ['done', 'done', digest, digest, ['who-am-i', 'import-connector', 'await-connector', 'verify']]);
      assert.deepEqual(good.map(({ version, parts, at }) => [version, parts, at]), [['1.0.0', 'connector', last!.endedAt]]);
      assert.equal(files.read(`${keptFolder(project, 'test', '1.0.0')}/packages.json`), files.read(`${folder}/packages.json`));
    });

    it('and what failed is remembered as that, without the secret in its words, and with what was good before', async () => {
      await run();
      world.connector = undefined;
      const { state } = await run({ onWrite: () => { throw new DeployError('http-400', 'Refused: planted-b'); } });
      const { last, good } = journal();
      assert.deepEqual([state, last?.state, last?.failure, last?.steps.length, good.length], ['failed', 'failed', { step: 'import-connector', code: 'http-400', message: 'Refused: ***' }, 1, 1]);
      assert.ok(![...files.content.values()].some(text => text.includes('planted-b')));
    });

    it('and goes on with the approval that it had, after it broke off', async () => {
      const first = await run({ onWrite: () => { throw new DeployError('http-400', 'No.'); } }, 'this');
      assert.equal(journal().last?.approved?.plan, first.digest);
      assert.equal((await run({}, first.digest)).state, 'done');
      assert.equal(journal().last?.approved?.plan, first.digest);
    });

    it('and killed at any change of a file, it can be started again and ends the same', async () => {
      await run();
      const [changes, state] = [files.changes, journal().good];
      for (let at = 1; at <= changes; at++) {
        [files, world] = [await filesWithPackages(), emptyWorld()];
        files.diesAt = at;
        await assert.rejects(run(), Killed, String(at));
        files.diesAt = Infinity;
        assert.equal((await run()).state, 'done', String(at));
        assert.deepEqual([world.created, journal().good.map(({ at: _, ...each }) => each)], [['connector'], state.map(({ at: _, ...each }) => each)], String(at));
      }
    });

    it('and a journal that is not ours does no harm', async () => {
      files.content.set(`${project}/.konektor/deploy/test.json`, '{"good":[{"version":"../../.."}]}');
      assert.equal((await run()).state, 'done');
      assert.deepEqual(journal().good.map(({ version }) => version), ['1.0.0']);
      assert.ok(files.read(`${folder}/packages.json`));
    });
  });
});
