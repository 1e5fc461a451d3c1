import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import connector from '../../../../connector';
import { DeployError } from '../../../../scripts/deploy/deploy-error';
import { stepNames } from '../../../../scripts/deploy/plan';
import type { DeploymentRequest } from '../../../../scripts/deploy/request';
import type { Release } from '../../../../scripts/deploy/release/release';
import { accessTokens } from '../../../../scripts/deploy/secrets/access-tokens';
import { isOlder, versionIn } from '../../../../scripts/deploy/targets/pac/find-pac';
import { saidIn, whoIn } from '../../../../scripts/deploy/targets/pac/pac-output';
import { pacTarget } from '../../../../scripts/deploy/targets/pac/pac-target';
import { FakeDataverse } from '../dataverse/fake-dataverse';
import { drive } from '../drive';
import { released } from '../released';
import { applicationId, plantedClientSecret, plantedSecret, requestFor, tenant } from '../requests';
import { sleepingClock, temporaryPrefix, testPorts, type TestPorts, type TestPortsOptions } from '../test-ports';
import { makeFakePac, type FakePac } from './fake-pac';

describe('the target pac', function () {
  this.timeout(60_000);
  before(function () { if (process.platform === 'win32') this.skip(); }); // the fake is a script with an interpreter line
  let release: Release;
  let clock: ReturnType<typeof sleepingClock>;
  let fake: FakeDataverse;
  let pac: FakePac;
  before(async () => { release = await released('1.0.0', { flows: connector.flows!.slice(0, 2) }); });
  beforeEach(() => { clock = sleepingClock(); fake = new FakeDataverse(clock.now); pac = makeFakePac(); });
  afterEach(() => { pac.remove(); });

  /** What pac's import does to the environment, the moment it ends well. */
  const effect: TestPortsOptions['afterProcess'] = async ({ words }, { code, output }) => {
    if (words[0] !== 'solution' || code !== 0 || !output.includes('successfully')) return;
    const after = (option: string): string | undefined => (words.includes(option) ? words[words.indexOf(option) + 1] : undefined);
    const settings = after('--settings-file');
    await fake.bring(readFileSync(after('--path')!), settings === undefined ? undefined : readFileSync(settings, 'utf8'));
  };
  const process_ = (options: TestPortsOptions = {}) => {
    const ports = testPorts({ clock, http: fake.http, programs: { pac: pac.program }, variables: { PATH: process.env['PATH'] ?? '', HOME: '/home/developer', GH_TOKEN: 'planted-token-of-the-job' }, afterProcess: effect, ...options });
    const request = requestFor(release, ports);
    return { ports, request, target: pacTarget(request.environment, ports, accessTokens(request.credential, 'Public', ports)) };
  };
  const verbs = (): readonly string[] => pac.calls().map(({ words }) => words.slice(0, 2).join(' '));
  const rejected = async (work: Promise<unknown>): Promise<DeployError> => { const error: unknown = await work.then(() => undefined, (reason: unknown) => reason); assert.ok(error instanceof DeployError, String(error)); return error; };

  it('brings everything in, and ends as the Web API does', async () => {
    const { ports, request, target } = process_();
    const driven = await drive(target, request, ports);
    assert.deepEqual(driven.filter(({ changed }) => changed).map(({ step, did }) => [step, did.split('.')[0]]), [
      ['import-connector', 'Imported CustomerInsightsAutomation_managed'], ['await-connector', 'The environment knows the connector as shared_placehld-5fcustomer-20insights-20automation-5f9f745961df205669'],
      ['import-flows', 'Imported CustomerInsightsAutomationFlows_managed'], ['turn-on-flows', 'Turned on 2 flows'],
    ]);
    assert.deepEqual(verbs(), ['help', 'auth create', 'org who', 'auth delete', 'auth create', 'solution import', 'auth delete', 'auth create', 'solution import', 'auth delete']);
    assert.deepEqual([...fake.values.values()].map(each => each['value']).sort(), Object.values(request.environment.environmentVariables).sort());
    assert.deepEqual((await target.look(request)).references, request.connections);
    assert.equal(new Set(fake.made).size, fake.made.length);
    // The second time there is nothing to import.
    const before = fake.endState();
    const again = process_();
    const second = await drive(again.target, again.request, again.ports);
    assert.deepEqual(second.filter(({ changed }) => changed).map(({ step }) => step), ['await-connector']);
    assert.deepEqual(fake.endState(), before);
  });

  it('gives these words, with full paths', async () => {
    const { ports, request, target } = process_();
    await drive(target, request, ports);
    const [first, second] = pac.calls().filter(({ words }) => words[0] === 'solution').map(({ words }) => words);
    const placed = (words: readonly string[]): readonly string[] => words.map(word => word.replace(/^\/.*\//, '/…/'));
    assert.deepEqual(placed(first!), ['solution', 'import', '--path', '/…/CustomerInsightsAutomation_managed.zip', '--force-overwrite', '--async', '--max-async-wait-time', '60']);
    assert.deepEqual(placed(second!), ['solution', 'import', '--path', '/…/CustomerInsightsAutomationFlows_managed.zip', '--force-overwrite', '--async', '--max-async-wait-time', '60', '--settings-file', '/…/settings.json']);
    assert.deepEqual(pac.calls().find(({ words }) => words[1] === 'create')?.words.map(word => word.replace(plantedSecret, '<secret>')),
      ['auth', 'create', '--name', 'konektor-test', '--environment', 'https://contoso.crm.dynamics.com', '--cloud', 'Public', '--tenant', tenant, '--applicationId', applicationId, '--clientSecret', '<secret>']);
  });

  it('has a home of its own, without the profiles and variables of whoever runs it, and leaves nothing behind', async () => {
    const { ports, request, target } = process_();
    await drive(target, request, ports);
    const homes = new Set(pac.calls().map(({ variables }) => variables['HOME']!));
    for (const { variables } of pac.calls()) {
      assert.deepEqual(Object.keys(variables).filter(name => /TOKEN|KEY|SECRET/.test(name)), variables['PAC_CLI_SPN_SECRET'] === undefined ? [] : ['PAC_CLI_SPN_SECRET']);
      assert.equal(variables['LOCALAPPDATA'], variables['HOME']);
    }
    assert.ok(!homes.has('/home/developer'));
    for (const home of homes) assert.ok(!existsSync(home), home);
    assert.ok(verbs().every(verb => verb !== 'auth clear'));
    assert.deepEqual(pac.calls().filter(({ words }) => words[1] === 'delete').map(({ words }) => words), Array.from({ length: 3 }, () => ['auth', 'delete', '--name', 'konektor-test']));
  });

  it('the application\'s secret is on the command line of the sign-in only, the connector\'s on none; neither in anything shown', async () => {
    const { ports, request, target } = process_();
    pac.fail({ verb: 'solution import', output: `Error: it was ${plantedSecret} and ${Buffer.from(plantedSecret).toString('base64')}`, code: 1 });
    const error = await rejected(drive(target, request, ports));
    ports.tell({ kind: 'stepFailed', step: 'import-connector', code: error.code, message: error.message });
    for (const secret of [plantedSecret, plantedClientSecret, Buffer.from(plantedSecret).toString('base64')]) assert.ok(!ports.shown().includes(secret));
    assert.ok(ports.shown().includes('it was *** and ***'), ports.shown());
    assert.deepEqual(pac.calls().filter(({ words }) => words.join(' ').includes(plantedSecret)).map(({ words }) => words[1]), ['create', 'create']);
    assert.deepEqual(pac.calls().filter(({ words, variables }) => `${words.join(' ')}${JSON.stringify(variables)}`.includes(plantedClientSecret)), []);
    assert.deepEqual(target.check(request).map(({ code, severity }) => [code, severity]), [['pac-secret-on-command-line', 'note']]);
  });

  it('with a job\'s identity there is no secret at all', async () => {
    const variables = { PATH: process.env['PATH'] ?? '', ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.example/token', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'planted-runner-token' };
    const { ports, request: other, target } = process_({ variables });
    const request: DeploymentRequest = { ...other, credential: { kind: 'workloadIdentity', tenant, applicationId, assertion: () => Promise.resolve(ports.keepSecret('an-assertion', 'it')) } };
    await target.access(request);
    const { words, variables: given } = pac.calls().find(call => call.words[1] === 'create')!;
    assert.deepEqual(words.slice(-1), ['--githubFederated']);
    assert.deepEqual(Object.keys(given).filter(name => name.startsWith('ACTIONS_') || name.startsWith('PAC_')).sort(), ['ACTIONS_ID_TOKEN_REQUEST_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL']);
    assert.ok(pac.calls().every(call => !call.words.join(' ').includes('planted')));
    assert.deepEqual(target.check(request), []);
  });

  describe('which pac', () => {
    const codes = async (options: TestPortsOptions): Promise<readonly string[]> => { const { request, target } = process_(options); return (await target.access(request)).map(({ code, severity }) => `${code} ${severity}`); };
    it('the one on the path, and it gets in', async () => { assert.deepEqual(await codes({}), []); });
    it('none', async () => { assert.deepEqual(await codes({ programs: {} }), ['pac-missing refused']); });
    it('one inside the project is refused: files of the project may come from anybody', async () => {
      assert.deepEqual(await codes({ directory: pac.folder }), ['pac-path refused']);
      assert.deepEqual(pac.calls(), []);
    });
    it('a path that depends on the folder is refused', async () => { assert.deepEqual(await codes({ programs: { pac: 'bin/pac' } }), ['pac-path refused']); });
    it('one that a variable names is not run', async () => {
      const other = makeFakePac();
      assert.deepEqual(await codes({ variables: { POWERPLATFORMTOOLS_PACPATH: other.program, PATH: process.env['PATH'] ?? '' } }), ['pac-path-variable note']);
      assert.deepEqual(other.calls(), []);
      other.remove();
    });
    it('an old one is refused, and one that does not say its version', async () => {
      for (const version of ['1.34.3', '1.9.8', 'dev']) {
        pac.remove();
        pac = makeFakePac({ version });
        assert.deepEqual(await codes({}), ['pac-version refused'], version);
        assert.deepEqual(verbs(), ['help']);
      }
    });
    it('versions', () => {
      assert.deepEqual(['Version: 2.11.2+g47bc199 (.NET 10.0.11)', 'Microsoft PowerPlatform CLI\r\nVersion: 1.30.3+g0f0e0b9', 'something else'].map(versionIn), ['2.11.2', '1.30.3', undefined]);
      assert.deepEqual([['1.34.4', '1.34.4'], ['1.34.3', '1.34.4'], ['1.4', '1.34.4'], ['2.0', '1.34.4'], ['1.34.4.1', '1.34.4']].map(([one, other]) => isOlder(one!, other!)), [false, true, true, false, false]);
    });
    it('another environment than the settings name', async () => {
      pac.remove();
      pac = makeFakePac({ url: 'https://fabrikam.crm.dynamics.com' });
      assert.deepEqual(await codes({}), ['wrong-environment refused']);
    });
    it('in the language of another machine the lines mean nothing, and nothing depends on them', async () => {
      assert.deepEqual(whoIn('Verbunden als # Deployer\n  Umgebungs-ID:   5c1d'), {});
      pac.fail({ verb: 'org who', output: 'Verbunden mit Contoso', code: 0 });
      const { ports, request, target } = process_();
      assert.deepEqual(await drive(target, request, ports, ['who-am-i']), [{ step: 'who-am-i', did: 'Signed in to https://contoso.crm.dynamics.com as # Deployer.', changed: false }]);
    });
  });

  describe('failures', () => {
    it('a sign-in that ends in the middle is made again, once, and only our profile is deleted', async () => {
      pac.fail({ verb: 'solution import', output: 'Error: AADSTS700082: The refresh token has expired due to inactivity.', code: 1 });
      const { ports, request, target } = process_();
      const [done] = await drive(target, request, ports, ['import-connector']);
      assert.equal(done?.changed, true);
      assert.deepEqual(verbs(), ['auth create', 'solution import', 'auth delete', 'auth create', 'solution import', 'auth delete']);
    });
    for (const [output, code, times] of [
      ['Error: The service is currently throttling requests (429): Too many requests.', 1, 2], ['Error: Unexpected character encountered while parsing value: <. Path \'\', line 0, position 0.', 1, 1],
      ['Error: 502 - Web server received an invalid response while acting as a gateway (Bad Gateway).', 255, 1], ['Error: Cannot start another [Import] because there is a previous [Import] running at this moment.', 1, 1],
      ['Error: the import timed out', 0, 1],
    ] as const) {
      it(`"${output.slice(7, 60)}" passes: tried again after a look`, async () => {
        for (let time = 0; time < times; time++) pac.fail({ verb: 'solution import', output, code });
        const { ports, request, target } = process_();
        const [done] = await drive(target, request, ports, ['import-connector']);
        assert.equal(done?.changed, true);
        assert.equal(verbs().filter(verb => verb === 'solution import').length, times + 1);
      });
    }
    for (const [output, code] of [
      ['Error: The given key was not present in the dictionary.', 'settings-key'], ['Error: CustomizationFile: File Not Found', 'component-file-missing'],
      ['Error: The dependent component connector shared_x (Id=…) does not exist.', 'connector-missing'], ['Error: A required argument --path is missing.\n\nUsage: pac solution import [--path]', 'pac-failed'],
    ] as const) {
      it(`"${output.slice(7, 60)}" is told`, async () => {
        pac.fail({ verb: 'solution import', output, code: 1 });
        const { ports, request, target } = process_();
        const error = await rejected(drive(target, request, ports, ['import-connector']));
        assert.equal(error.code, code);
        assert.ok(!error.message.includes('Usage'), error.message);
        assert.equal(verbs().at(-1), 'auth delete');
      });
    }
    it('an error that ends with 0 is an error', async () => {
      pac.fail({ verb: 'solution import', output: 'Error: the solution is not valid', code: 0 });
      const { ports, request, target } = process_();
      assert.equal((await rejected(drive(target, request, ports, ['import-connector']))).message, 'pac failed while importing the connector. It was said: Error: the solution is not valid');
    });
    it('said are the sentences, not banner and usage', () => {
      assert.equal(saidIn('Microsoft PowerPlatform CLI\nVersion: 2.11.2\n\nError: A required argument --path is missing.\n\nUsage: pac solution import [--path]\n  --path  Path'), 'Error: A required argument --path is missing.');
    });
    it('a pac that hangs is ended, and the step looks before it does it again', async () => {
      const { request } = process_();
      const ports = testPorts({ clock, http: fake.http, programs: { pac: pac.program }, variables: { PATH: process.env['PATH'] ?? '' } });
      const hanging: TestPorts = { ...ports, processes: { ...ports.processes, run: asked => ports.processes.run({ ...asked, timeoutMs: asked.words[0] === 'solution' ? 300 : asked.timeoutMs }) } };
      pac.fail({ verb: 'solution import', output: '', code: 0, sleepMs: 20_000 });
      const target = pacTarget(request.environment, hanging, accessTokens(request.credential, 'Public', hanging));
      const error = await rejected(target.apply('import-connector', request, await target.look(request)));
      assert.deepEqual([error.code, error.retry], ['pac-timeout', { kind: 'later', afterMs: 30_000, lookFirst: true }]);
    });
  });

  it('a connector that came from elsewhere is updated by its id in Dataverse, with the files of the folder', async () => {
    const other = '11111111-2222-4333-8444-555555555555';
    fake.connectors.set(other, { connectorid: other, name: release.connector.logicalName, displayname: 'Made by hand', openapidefinition: '{}', componentstate: 0, bornAt: 0 });
    const { ports, request, target } = process_();
    await drive(target, request, ports, ['import-connector']).catch(() => undefined);
    const call = pac.calls().find(({ words }) => words[0] === 'connector')!;
    assert.deepEqual(call.words.map(word => word.replace(/^\/.*\//, '/…/')), ['connector', 'update', '--connector-id', other, '--api-definition-file', '/…/apiDefinition.swagger.json', '--api-properties-file', '/…/apiProperties.json', '--icon-file', '/…/icon.png', '--script-file', '/…/script.csx']);
  });

  describe('killed after a step, and started again in another process', () => {
    let whole: { readonly state: unknown; readonly made: readonly string[] };
    before(async () => {
      [clock, pac] = [sleepingClock(), makeFakePac()];
      fake = new FakeDataverse(clock.now);
      const { ports, request, target } = process_();
      await drive(target, request, ports);
      whole = { state: fake.endState(), made: [...fake.made].sort() };
      pac.remove();
    });
    for (const last of stepNames) {
      it(last, async () => {
        const first = process_();
        await drive(first.target, first.request, first.ports, stepNames.slice(0, stepNames.indexOf(last) + 1));
        const second = process_();
        await drive(second.target, second.request, second.ports);
        assert.deepEqual([fake.endState(), [...fake.made].sort()], [whole.state, whole.made]);
        assert.equal(pac.calls().filter(({ words }) => words[1] === 'import').length, 2); // connector and flows
      });
    }
    it('killed while pac imports: what pac began is found and waited for', async () => {
      // The import ends well in the environment, though the process that asked for it is gone.
      pac.fail({ verb: 'solution import', output: 'Error: the connection was closed', code: 1 });
      const { ports, request, target } = process_({ afterProcess: async ({ words }, { code }) => { if (words[0] === 'solution' && code === 1) await fake.bring(readFileSync(words[3]!), undefined); } });
      const [done] = await drive(target, request, ports, ['import-connector']);
      assert.deepEqual(done, { step: 'import-connector', did: 'Customer Insights Automation is there as it was released.', changed: false });
      assert.equal(verbs().filter(verb => verb === 'solution import').length, 1);
    });
  });

  const ours = (): readonly string[] => readdirSync(tmpdir()).filter(name => name.startsWith(temporaryPrefix));
  it('temporary folders are gone after everything', () => {
    const probe = mkdtempSync(join(tmpdir(), temporaryPrefix));
    assert.deepEqual(ours(), [basename(probe)]);
    rmSync(probe, { recursive: true });
    assert.deepEqual(ours(), []);
  });
});
