import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import connector from '../../../../connector';
import { DeployError } from '../../../../scripts/deploy/deploy-error';
import { stepNames } from '../../../../scripts/deploy/plan';
import type { Release } from '../../../../scripts/deploy/release/release';
import type { DeploymentRequest } from '../../../../scripts/deploy/request';
import { accessTokens } from '../../../../scripts/deploy/secrets/access-tokens';
import type { LoadWrapper } from '../../../../scripts/deploy/targets/wrapper/wrapper-module';
import { loadInstalled, wrapperActions } from '../../../../scripts/deploy/targets/wrapper/wrapper-module';
import { wrapperTargetWith } from '../../../../scripts/deploy/targets/wrapper/wrapper-target';
import { wrapperTool } from '../../../../scripts/deploy/targets/wrapper/wrapper-tool';
import { FakeDataverse } from '../dataverse/fake-dataverse';
import { drive } from '../drive';
import { makeFakePac, type FakePac } from '../pac/fake-pac';
import { released } from '../released';
import { applicationId, plantedClientSecret, plantedSecret, requestFor, tenant } from '../requests';
import { sleepingClock, testPorts, type TestPortsOptions } from '../test-ports';
import { fakeWrapper } from './fake-wrapper';

describe('the target wrapper', function () {
  this.timeout(60_000);
  before(function () { if (process.platform === 'win32') this.skip(); }); // the fake of pac is a script with an interpreter line
  let release: Release;
  let clock: ReturnType<typeof sleepingClock>;
  let fake: FakeDataverse;
  let pac: FakePac;
  let home: string;
  let before_: Readonly<Record<string, string | undefined>>;
  const profilesOf = (folder: string): string => join(folder, '.local', 'share', 'Microsoft', 'PowerAppsCLI', 'authprofiles_v2.json');

  before(async () => { release = await released('1.0.0', { flows: connector.flows!.slice(0, 2) }); });
  beforeEach(() => {
    [clock, pac, home] = [sleepingClock(), makeFakePac(), mkdtempSync(join(tmpdir(), 'developer-home-'))];
    fake = new FakeDataverse(clock.now);
    // The developer has profiles of their own, and the job has secrets in its variables.
    mkdirSync(join(profilesOf(home), '..'), { recursive: true });
    writeFileSync(profilesOf(home), '["mine"]');
    before_ = { HOME: process.env['HOME'], PLANTED_TOKEN: undefined, PAC_CLI_SPN_SECRET: undefined };
    Object.assign(process.env, { HOME: home, PLANTED_TOKEN: 'planted-token-of-the-job', PAC_CLI_SPN_SECRET: 'was-there-before' });
  });
  afterEach(() => {
    for (const [name, value] of Object.entries(before_)) { if (value === undefined) delete process.env[name]; else process.env[name] = value; }
    pac.remove();
    rmSync(home, { recursive: true, force: true });
  });

  const deployer = (options: TestPortsOptions = {}, load: LoadWrapper = () => Promise.resolve(fakeWrapper((zip, settings) => fake.bring(readFileSync(zip), settings === undefined ? undefined : readFileSync(settings, 'utf8'))))) => {
    const ports = testPorts({ clock, http: fake.http, programs: { pac: pac.program }, variables: { PATH: process.env['PATH'] ?? '' }, ...options });
    const request = requestFor(release, ports);
    const made = (environment = request.environment) => wrapperTargetWith(load, process.env, environment, ports, accessTokens(request.credential, 'Public', ports));
    return { ports, request, target: made(), made };
  };
  const calls = () => pac.calls().filter(({ words }) => words[0] !== 'help');
  const verbs = (): readonly string[] => calls().map(({ words }) => words.slice(0, 2).join(' '));
  const rejected = async (work: Promise<unknown>): Promise<DeployError> => { const error: unknown = await work.then(() => undefined, (reason: unknown) => reason); assert.ok(error instanceof DeployError, String(error)); return error; };

  it('brings everything in, by the wrapper\'s actions', async () => {
    const { ports, request, target } = deployer();
    const driven = await drive(target, request, ports);
    assert.deepEqual(driven.filter(({ changed }) => changed).map(({ step }) => step), ['import-connector', 'await-connector', 'import-flows', 'turn-on-flows']);
    assert.deepEqual(verbs(), ['auth create', 'org who', 'auth clear', 'auth create', 'solution import', 'auth clear', 'auth create', 'solution import', 'auth clear']);
    assert.deepEqual((await target.look(request)).variables, request.environment.environmentVariables);
    assert.equal(new Set(fake.made).size, fake.made.length);
    const [first, second] = calls().filter(({ words }) => words[1] === 'import').map(({ words }) => words.map(word => word.replace(/^\/.*\//, '/…/')));
    const options = ['--async', 'true', '--force-overwrite', 'true', '--publish-changes', 'false', '--skip-dependency-check', 'false', '--convert-to-managed', 'false', '--max-async-wait-time', '60', '--activate-plugins', 'false', '--skip-lower-version', 'false'];
    assert.deepEqual(first, ['solution', 'import', '--path', '/…/CustomerInsightsAutomation_managed.zip', ...options]);
    assert.deepEqual(second, ['solution', 'import', '--path', '/…/CustomerInsightsAutomationFlows_managed.zip', ...options, '--settings-file', '/…/settings.json']);
  });

  it('publishes where people develop', async () => {
    const { ports, request, made } = deployer();
    const asked = { ...request, environment: { ...request.environment, managed: false } };
    await drive(made(asked.environment), asked, ports, ['import-connector']);
    assert.deepEqual(verbs(), ['auth create', 'solution import', 'auth clear', 'auth create', 'solution publish', 'auth clear']);
  });

  it('clears no profile but its own, and leaves this process as it was', async () => {
    const variables = { ...process.env };
    const { ports, request, target } = deployer();
    await drive(target, request, ports);
    assert.deepEqual({ ...process.env }, variables);
    assert.equal(readFileSync(profilesOf(home), 'utf8'), '["mine"]');
    for (const call of calls()) {
      assert.notEqual(call.variables['HOME'], home);
      assert.ok(!existsSync(call.variables['HOME']!));
      assert.deepEqual(call.variables['PLANTED_TOKEN'], undefined);
      assert.ok(!call.profiles.includes('mine'));
    }
  });

  it('leaves this process as it was after a failure too', async () => {
    const variables = { ...process.env };
    pac.fail({ verb: 'solution import', output: 'Error: the solution is not valid', code: 1 });
    const { ports, request, target } = deployer();
    const error = await rejected(drive(target, request, ports, ['import-connector']));
    assert.deepEqual([error.code, error.message], ['wrapper-failed', 'The wrapper failed while importing. It was said: Error: the solution is not valid']);
    assert.deepEqual({ ...process.env }, variables);
    assert.equal(readFileSync(profilesOf(home), 'utf8'), '["mine"]');
  });

  it('the secret is on the command line of the sign-in only, and in nothing shown', async () => {
    pac.fail({ verb: 'solution import', output: `Error: it was ${plantedSecret}`, code: 1 });
    const { ports, request, target } = deployer();
    const error = await rejected(drive(target, request, ports));
    ports.tell({ kind: 'stepFailed', step: 'import-connector', code: error.code, message: error.message });
    for (const secret of [plantedSecret, plantedClientSecret]) assert.ok(!ports.shown().includes(secret));
    assert.ok(ports.shown().includes('it was ***'));
    assert.deepEqual([...new Set(calls().filter(({ words }) => words.join(' ').includes(plantedSecret)).map(({ words }) => words[1]))], ['create']);
    assert.deepEqual(target.check(request).map(({ code }) => code), ['pac-secret-on-command-line']);
  });

  it('with a job\'s identity there is no secret, and pac gets the runner\'s variables', async () => {
    const { ports, request: other, target } = deployer({ variables: { PATH: process.env['PATH'] ?? '', ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'planted-runner-token' } });
    const request: DeploymentRequest = { ...other, credential: { kind: 'workloadIdentity', tenant, applicationId, assertion: () => Promise.resolve(ports.keepSecret('an-assertion', 'it')) } };
    assert.deepEqual(await target.access(request), []);
    const created = calls().find(({ words }) => words[1] === 'create')!;
    assert.ok(created.words.includes('--githubFederated') && !created.words.join(' ').includes('planted'));
    assert.equal(created.variables['ACTIONS_ID_TOKEN_REQUEST_TOKEN'], 'planted-runner-token');
    assert.equal(process.env['ACTIONS_ID_TOKEN_REQUEST_TOKEN'], undefined);
  });

  describe('the package', () => {
    const codes = async (load: LoadWrapper): Promise<readonly string[]> => { const { request, target } = deployer({}, load); return (await target.access(request)).map(({ code, severity }) => `${code} ${severity}`); };
    it('absent: a sentence how to get it, and nothing fails before', async () => {
      const { request, target } = deployer({}, loadInstalled);
      const [finding] = await target.access(request);
      assert.equal(finding?.code, 'wrapper-missing');
      assert.match(finding.message, /^@microsoft\/powerplatform-cli-wrapper is not installed\. .*optional peer.*GitHub Packages.*Or use target: pac or dataverse/);
      assert.deepEqual(target.check(request).map(({ severity }) => severity), ['note']);
    });
    it('broken inside, or of a version that is not known', async () => {
      assert.deepEqual(await codes(() => Promise.reject(Object.assign(new Error('Cannot find module \'glob\''), { code: 'MODULE_NOT_FOUND' }))), ['wrapper-broken refused']);
      assert.deepEqual(await codes(() => Promise.resolve({ actions: { whoAmI: () => Promise.resolve({}) } })), ['wrapper-unknown refused']);
      assert.deepEqual(await codes(() => Promise.resolve({ createCommandRunner: () => undefined })), ['wrapper-unknown refused']);
    });
    it('as a module of either kind', async () => {
      const plain = fakeWrapper(() => Promise.resolve()) as { readonly actions: { readonly whoAmI: unknown } };
      assert.equal((await wrapperActions(() => Promise.resolve(plain))).whoAmI, plain.actions.whoAmI);
      assert.equal((await wrapperActions(() => Promise.resolve({ default: plain }))).whoAmI, plain.actions.whoAmI);
    });
  });

  it('packs and checks too', async () => {
    const { ports, request } = deployer();
    const tool = wrapperTool(ports, () => Promise.resolve(fakeWrapper(() => Promise.resolve())), process.env);
    await tool.pack('/some/folder', '/some/solution.zip', 'Managed');
    await tool.check(request, '/some/solution.zip', 'Europe');
    assert.deepEqual(calls().filter(({ words }) => words[0] === 'solution').map(({ words }) => words), [
      ['solution', 'pack', '--zipFile', '/some/solution.zip', '--folder', '/some/folder', '--packageType', 'Managed'], ['solution', 'check', '--path', '/some/solution.zip', '--geo', 'Europe'],
    ]);
  });

  for (const output of ['Error: 429 Too many requests', 'Error: <html>502 Bad Gateway</html>', 'Error: AADSTS700082: the refresh token has expired', 'Error: Cannot start another [Import] because there is a previous [Import] running at this moment.', 'Error: Unable to find an unassigned function app']) {
    it(`"${output.slice(7, 50)}" passes: tried again with a new sign-in`, async () => {
      pac.fail({ verb: 'solution import', output, code: 1 });
      const { ports, request, target } = deployer();
      const [done] = await drive(target, request, ports, ['import-connector']);
      assert.equal(done?.changed, true);
      assert.deepEqual(verbs(), ['auth create', 'solution import', 'auth clear', 'auth create', 'solution import', 'auth clear']);
    });
  }
  for (const [output, code] of [['Error: The given key was not present in the dictionary.', 'settings-key'], ['Error: File Not Found', 'component-file-missing'], ['Error: missing dependencies: connector shared_x', 'connector-missing']] as const) {
    it(`"${output.slice(7, 50)}" is explained`, async () => {
      pac.fail({ verb: 'solution import', output, code: 1 });
      const { ports, request, target } = deployer();
      assert.equal((await rejected(drive(target, request, ports, ['import-connector']))).code, code);
    });
  }

  describe('killed after a step, and started again in another process', () => {
    let whole: { readonly state: unknown; readonly made: readonly string[] };
    before(async () => {
      [clock, pac] = [sleepingClock(), makeFakePac()];
      fake = new FakeDataverse(clock.now);
      const { ports, request, target } = deployer();
      await drive(target, request, ports);
      whole = { state: fake.endState(), made: [...fake.made].sort() };
      pac.remove();
    });
    for (const last of stepNames) {
      it(last, async () => {
        const first = deployer();
        await drive(first.target, first.request, first.ports, stepNames.slice(0, stepNames.indexOf(last) + 1));
        const second = deployer();
        await drive(second.target, second.request, second.ports);
        assert.deepEqual([fake.endState(), [...fake.made].sort()], [whole.state, whole.made]);
        assert.equal(pac.calls().filter(({ words }) => words[1] === 'import').length, 2); // connector and flows
      });
    }
  });
});
