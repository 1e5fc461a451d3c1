import assert from 'node:assert/strict';
import { DeployError } from '../../scripts/deploy/deploy-error';
import type { DeployPorts } from '../../scripts/deploy/ports';
import { readinessOf } from '../../scripts/deploy/readiness';
import type { EnvironmentSettings, TargetKind } from '../../scripts/deploy/settings/environment-settings';
import type { Target, TargetMaker } from '../../scripts/deploy/target';
import { emptyWorld, fakeTarget, settings } from './fake-release';
import type { MemoryFiles } from './memory-files';
import { filesWithPackages, folder, project } from './packages-in-memory';
import { testPorts } from './targets/test-ports';

const environmentVariables = { contoso_CustomerInsightsInstance: 'i', contoso_CustomerInsightsTeam: 't', contoso_CustomerInsightsChannel: 'c' };
const real: EnvironmentSettings = { ...settings, environmentVariables, tenant: 't', clientId: '6b9e8a52-0000-4000-8000-0123456789ab', clientSecret: { env: 'A' }, credentials: { applicationId: 'app', env: 'B' } };
const variables = { A: 'planted-a', B: 'planted-b' };
const makersOf = (target: Partial<Target>): Readonly<Record<TargetKind, () => TargetMaker>> => { const maker = (): TargetMaker => () => ({ ...fakeTarget(emptyWorld()), ...target }); return { local: maker, pac: maker, wrapper: maker, dataverse: maker, paconn: maker }; };

describe('the readiness of an environment', () => {
  let files: MemoryFiles;
  beforeEach(async () => { files = await filesWithPackages(); });
  const found = async (environment: EnvironmentSettings = real, target: Partial<Target> = {}, given: Readonly<Record<string, string>> = variables): Promise<readonly string[]> => {
    const ports: DeployPorts = { ...testPorts({ variables: given, directory: project, http: () => assert.fail('nobody is asked') }), files };
    return (await readinessOf(environment, { folder, shown: 'dist' }, ports, makersOf(target))).map(({ name, state, found: said }) => `${state} ${name}: ${said}`);
  };
  const people = [
    'person connection: Somebody makes the connection and signs in, once: nobody can consent for a user. The deployment stops there, shows the page, and goes on with --connection <id>.',
    'person redirect URI: It is another one in every environment, known after the first import. The deployment shows it; somebody registers it with the app registration (Authentication, Web). Until then sign-ins fail.',
    'person other connections: The flows also use Microsoft Teams: somebody makes those connections and writes their ids under connectionReferences.',
    'person data policy: A data loss prevention policy puts a new custom connector into its default group. An administrator moves it into the group of the connectors that the flows use beside it, or the flows are suspended.',
    'person licences: Custom connectors are premium: makers and owners of flows need a Power Automate or Power Apps licence that covers them.',
  ];
  const packages = 'fine packages: Customer Insights Automation 1.0.0, as packages.json lists them';

  it('where all is well, with what a person must do', async () => {
    assert.deepEqual(await found(), [packages, 'fine settings: nothing is missing', 'fine access: the deployer gets in', ...people]);
  });

  it('tells values that nobody has given, which the environment may have', async () => {
    assert.deepEqual((await found({ ...real, environmentVariables: {} })).filter(each => each.includes(' settings: ')), ['note settings: The flows need values of contoso_CustomerInsightsInstance, contoso_CustomerInsightsTeam, contoso_CustomerInsightsChannel, and environments.test.environmentVariables gives none. Where the environment has no values of its own either, the deployment is refused.']);
  });

  it('without packages says how to make them', async () => {
    files.content.delete(`${folder}/packages.json`);
    assert.deepEqual(await found(), ['problem packages: There are no packages in dist: it has no packages.json. Make them with "konektor package", or name their folder.']);
  });

  it('with settings to mend opens no secret and tries no access', async () => {
    const { clientId: _, ...environment } = real;
    const opened: string[] = [];
    const ports: DeployPorts = { ...testPorts({ directory: project }), files, variable: name => { opened.push(name); return undefined; } };
    const told = (await readinessOf(environment, { folder, shown: 'dist' }, ports, makersOf({ access: () => assert.fail('not tried') }))).map(({ name, state, found: said }) => `${state} ${name}: ${said}`);
    assert.deepEqual(told, [packages, 'problem settings: People sign in to this connector by an app registration, and environments.test.clientId is missing in konektor.yaml. Write its client id.', 'note access: not tried: the settings must be mended first', ...people]);
    assert.deepEqual(opened, []);
  });

  it('tells a secret that is missing, an access that is refused, and what is to know of it', async () => {
    const access = async (...given: Parameters<typeof found>): Promise<readonly string[]> => (await found(...given)).filter(each => each.includes(' access: '));
    assert.deepEqual(await access(real, {}, { B: 'planted-b' }), ['problem access: environments.test.clientSecret refers to the variable A, which is not set here.']);
    assert.deepEqual(await access(real, { access: () => Promise.resolve([{ code: 'a', severity: 'refused', message: 'No.' }, { code: 'b', severity: 'note', message: 'Know this.' }]) }), ['problem access: No.', 'note access: Know this.']);
    assert.deepEqual(await access(real, { access: () => Promise.reject(new DeployError('a', 'It failed.')) }), ['problem access: It failed.']);
    await assert.rejects(access(real, { access: () => Promise.reject(new TypeError('ours')) }), TypeError);
  });

  it('of the local environment asks nothing of a person', async () => {
    assert.deepEqual(await found({ ...settings, environmentVariables, target: 'local' }), [packages, 'fine settings: nothing is missing', 'fine access: the local environment answers']);
  });
});
