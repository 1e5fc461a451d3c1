import assert from 'node:assert/strict';
import { DeployError } from '../../../../scripts/deploy/deploy-error';
import { accessTokens } from '../../../../scripts/deploy/secrets/access-tokens';
import type { DeploymentRequest } from '../../../../scripts/deploy/request';
import type { Release } from '../../../../scripts/deploy/release/release';
import { connectorParts } from '../../../../scripts/deploy/release/release';
import { dataverseTarget } from '../../../../scripts/deploy/targets/dataverse/dataverse-target';
import { playNetwork } from '../../../support/played-network';
import { drive } from '../drive';
import { released } from '../released';
import { plantedClientSecret, plantedSecret, requestFor } from '../requests';
import { testPorts, sleepingClock, type TestPorts } from '../test-ports';
import { FakeDataverse, environmentId, url } from './fake-dataverse';

/** A deployer in a process of its own: nothing is remembered from an earlier one. */
function deployer(fake: FakeDataverse, clock = sleepingClock(), change: Partial<DeploymentRequest> = {}, http?: TestPorts['http']) {
  const ports = testPorts({ clock, http: http ?? fake.http });
  const request = (release: Release): DeploymentRequest => requestFor(release, ports, change);
  const target = (release: Release) => { const asked = request(release); return dataverseTarget(asked.environment, ports, accessTokens(asked.credential, asked.environment.cloud, ports)); };
  return { ports, request, target, fake };
}
const internalId = 'shared_placehld-5fcustomer-20insights-20automation-5f9f745961df205669';

describe('the target dataverse', () => {
  let release: Release;
  let next: Release;
  let clock: ReturnType<typeof sleepingClock>;
  let fake: FakeDataverse;
  before(async () => { [release, next] = [await released(), await released('1.1.0', { description: 'Other words about Customer Insights, in a new version of the connector.' })]; });
  beforeEach(() => { clock = sleepingClock(); fake = new FakeDataverse(clock.now); });
  playNetwork();
  /** Over HTTP, as it is really sent; the others skip the sockets, which take their time. */
  const overHttp = (): TestPorts['http'] => { fake.play(); return (address, request) => fetch(address, request); };

  it('brings connector, flows, connections and values into an empty environment, and turns the flows on last', async () => {
    const { ports, request, target } = deployer(fake, clock, {}, overHttp());
    const driven = await drive(target(release), request(release), ports);
    assert.deepEqual(driven, [
      { step: 'who-am-i', did: `Signed in to ${url} as # Deployer.`, changed: false },
      { step: 'import-connector', did: 'Imported CustomerInsightsAutomation_managed.zip.', changed: true },
      { step: 'await-connector', changed: true, did: `The environment knows the connector as ${internalId}. Set the secret of its app registration; nobody can read it back, so make a connection to see that it works. Register this redirect URI with the app registration: https://global.consent.azure-apim.net/redirect/${internalId.slice('shared_'.length)}` },
      { step: 'connect', did: 'Every reference has a connection.', changed: false },
      { step: 'import-flows', did: 'Imported CustomerInsightsAutomationFlows_managed.zip.', changed: true },
      { step: 'verify', did: 'Read back by the Web API of Dataverse.', changed: false },
      { step: 'turn-on-flows', did: 'Turned on 8 flows.', changed: true },
    ]);
    // The secret went to the row, and to nowhere else.
    assert.deepEqual(fake.secrets, [plantedClientSecret]);
    assert.deepEqual([...fake.flows.values()].map(row => row['statecode']), Array.from({ length: 8 }, () => 1));
    const own = fake.references.get('placehld_customerinsightsautomation')!;
    assert.deepEqual([own['connectionid'], own['connectorid']], ['connection-of-placehld_customerinsightsautomation', `/providers/Microsoft.PowerApps/apis/${internalId}`]);
    // Each thing once, and the connector before what uses it.
    assert.equal(new Set(fake.made).size, fake.made.length);
    assert.ok(fake.made[0]!.startsWith('connector '));
    const order = fake.asked.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path.replace(/\(.*/, '')}`);
    assert.deepEqual([...new Set(order)], ['POST StageSolution', 'POST ImportSolutionAsync', 'PATCH connectors', 'PATCH workflows']);
  });

  it('sees what it sent: every part that Dataverse gives back has the released digest', async () => {
    const { ports, request, target } = deployer(fake, clock);
    await drive(target(release), request(release), ports);
    const seen = await target(release).look(request(release));
    assert.ok(seen.connector);
    assert.deepEqual(connectorParts.filter(part => seen.connector!.readable.includes(part)), connectorParts.filter(part => part !== 'icon'));
    for (const part of seen.connector.readable) assert.equal(seen.connector.digests[part], release.connector.digests[part], part);
    assert.deepEqual({ version: seen.connector.version, flowsVersion: seen.flowsVersion, id: seen.connector.id, internalId: seen.connector.internalId, environmentId: seen.identity?.environmentId, state: seen.connector.state },
      { version: '1.0.0.0', flowsVersion: '1.0.0.0', id: release.connector.id, internalId, environmentId, state: 'ready' });
    assert.deepEqual([...seen.flows].map(({ id, digest, isOn }) => ({ id, digest, isOn })).sort(byId), release.flows!.flows.map(({ id, digest }) => ({ id, digest, isOn: true })).sort(byId));
    assert.deepEqual(seen.variables, request(release).environment.environmentVariables);
    assert.deepEqual(seen.references, request(release).connections);
  });

  it('changes nothing but the secret, which can\'t be read back, the second time', async () => {
    const first = deployer(fake, clock);
    await drive(first.target(release), first.request(release), first.ports);
    const before = fake.endState();
    const second = deployer(fake, clock);
    const driven = await drive(second.target(release), second.request(release), second.ports);
    assert.deepEqual(driven.filter(({ changed }) => changed).map(({ step }) => step), ['await-connector']);
    assert.deepEqual(fake.endState(), before);
  });

  it('brings the next version, and puts the last one back', async () => {
    const { ports, request, target } = deployer(fake, clock);
    await drive(target(release), request(release), ports);
    const before = fake.endState();
    await drive(target(next), request(next), ports);
    assert.equal(fake.solutions.get('CustomerInsightsAutomation')?.version, '1.1.0.0');
    const seen = await target(next).look(request(next));
    assert.equal(seen.connector?.digests.definition, next.connector.digests.definition);
    assert.notEqual(next.connector.digests.definition, release.connector.digests.definition);
    await drive(target(release), { ...request(release), purpose: 'rollback' }, ports);
    assert.deepEqual(fake.endState(), before);
    assert.equal(new Set(fake.made).size, fake.made.length);
  });

  it('publishes in an environment where people develop, until the row says that it is published', async () => {
    const { ports, request, target } = deployer(fake, clock, {});
    const asked = { ...request(release), environment: { ...request(release).environment, managed: false } };
    const driven = await drive(dataverseTarget(asked.environment, ports, accessTokens(asked.credential, 'Public', ports)), asked, ports);
    assert.equal(fake.published, 1);
    assert.ok(driven.find(({ step }) => step === 'import-connector')!.did.includes('CustomerInsightsAutomation.zip'));
    assert.deepEqual((await target(release).look(asked)).connector?.state, 'ready');
  });

  describe('what others did', () => {
    it('a connector of that name that came from elsewhere is changed in place, and no second one made', async () => {
      const other = '11111111-2222-4333-8444-555555555555';
      fake.connectors.set(other, { connectorid: other, name: release.connector.logicalName, displayname: 'Made by hand', openapidefinition: '{}', connectionparametersets: null, componentstate: 0, bornAt: 0 });
      const { ports, request, target } = deployer(fake, clock);
      const [imported] = await drive(target(release), request(release), ports, ['import-connector']);
      assert.equal(imported?.did, 'Changed Made by hand in place: it did not come from the solution CustomerInsightsAutomation, and its name is taken for good.');
      assert.deepEqual([fake.connectors.size, fake.made], [1, []]);
      const findings = await target(release).access(request(release));
      assert.deepEqual(findings.map(({ code, severity }) => [code, severity]), [['connector-made-elsewhere', 'note']]);
      // In place it is as released, so the next run has nothing to do.
      const [again] = await drive(target(release), request(release), ports, ['import-connector']);
      assert.equal(again?.changed, false);
    });

    it('values and connections that were changed by hand are set again, without an import', async () => {
      const { ports, request, target } = deployer(fake, clock);
      await drive(target(release), request(release), ports);
      fake.references.get('placehld_customerinsightsautomation_teams')!['connectionid'] = 'somebody-else';
      [...fake.values.values()][0]!['value'] = 'by hand';
      const removed = [...fake.values.keys()][1]!;
      const name = fake.values.get(removed)!['schemaname'];
      fake.values.delete(removed);
      fake.asked.length = 0;
      const [bound] = await drive(target(release), request(release), ports, ['import-flows']);
      assert.match(bound!.did, /^The flows are there as they were released\. Set placehld_customerinsightsautomation_teams, /);
      assert.ok(bound!.did.includes(String(name)));
      assert.deepEqual(fake.asked.filter(({ path }) => path.startsWith('Import')).length, 0);
      assert.deepEqual((await target(release).look(request(release))).variables, request(release).environment.environmentVariables);
    });

    it('an import that somebody began is waited for, not begun again', async () => {
      const first = deployer(fake, clock);
      const begun = await first.target(release).apply('import-connector', first.request(release), await first.target(release).look(first.request(release)));
      assert.deepEqual(begun, { state: 'waiting', reason: 'The environment imports the connector.', askAgainInMs: 5_000 });
      const second = deployer(fake, clock);
      const target = second.target(release);
      const outcome = await target.apply('import-connector', second.request(release), await target.look(second.request(release)));
      assert.deepEqual(outcome, { state: 'waiting', reason: 'The environment still imports the connector, as somebody or an earlier run began.', askAgainInMs: 15_000 });
      const [done] = await drive(target, second.request(release), second.ports, ['import-connector']);
      assert.deepEqual(done, { step: 'import-connector', did: 'Customer Insights Automation is there as it was released.', changed: false });
      assert.equal(fake.asked.filter(({ path }) => path === 'ImportSolutionAsync').length, 1);
    });

    it('another solution that is being imported is waited for, however long it takes', async () => {
      for (let time = 0; time < 20; time++) fake.faults.push({ fits: ({ path }) => path === 'ImportSolutionAsync', answer: { status: 400, body: { error: { code: '0x80071151', message: 'Cannot start another [Import] because there is a previous [Import] running at this moment. Use Solution History for more details.' } } } });
      const { ports, request, target } = deployer(fake, clock);
      const made = target(release);
      assert.deepEqual(await made.apply('import-connector', request(release), await made.look(request(release))), {
        state: 'waiting', askAgainInMs: 30_000,
        reason: 'contoso.crm.dynamics.com answered 400 while importing the connector: 0x80071151: Cannot start another [Import] because there is a previous [Import] running at this moment. Use Solution History for more details. The environment works on another solution, and on one at a time only.',
      });
      const [done] = await drive(made, request(release), ports, ['import-connector']);
      assert.equal(done?.changed, true);
    });
  });

  describe('failures', () => {
    const rejected = async (work: Promise<unknown>): Promise<DeployError> => { const error: unknown = await work.then(() => undefined, (reason: unknown) => reason); assert.ok(error instanceof DeployError, String(error)); return error; };

    it('waits as long as throttling asks, and tries again', async () => {
      const { ports, request, target } = deployer(fake, clock, {}, overHttp());
      fake.faults.push({ fits: ({ path }) => path.startsWith('connectors'), answer: { status: 429, headers: { 'Retry-After': '42' }, body: { error: { code: '0x80072322', message: 'Number of requests exceeded the limit of 6000 over time window of 300 seconds.' } } } });
      const from = clock.now();
      await target(release).look(request(release));
      assert.deepEqual(ports.events.filter(({ kind }) => kind === 'retrying').map(event => event.kind === 'retrying' && event.afterMs), [42_000]);
      assert.equal(clock.now() - from, 42_000);
    });

    it('a page of a gateway while reading is read again', async () => {
      const { ports, request, target } = deployer(fake, clock, {}, overHttp());
      fake.faults.push({ fits: ({ path }) => path.startsWith('solutions'), answer: { status: 502, text: '<html><body><h1>Bad Gateway</h1></body></html>' } });
      await target(release).look(request(release));
      assert.deepEqual(ports.events.map(event => event.kind === 'retrying' && event.reason), ['contoso.crm.dynamics.com answered 502 while looking for the solutions: Bad Gateway']);
    });

    it('a page of a gateway while importing does not begin a second import: it may have begun', async () => {
      const { ports, request, target } = deployer(fake, clock, {}, overHttp());
      fake.faults.push({ fits: ({ path }) => path === 'ImportSolutionAsync', after: 'carriedOut', answer: { status: 502, text: '<html>Bad Gateway</html>' } });
      const driven = await drive(target(release), request(release), ports);
      assert.equal(driven.at(-1)?.did, 'Turned on 8 flows.');
      assert.equal(fake.asked.filter(({ path }) => path === 'ImportSolutionAsync').length, 2); // connector, flows
      assert.equal(new Set(fake.made).size, fake.made.length);
    });

    it('a token that ends in the middle is made anew', async () => {
      const { ports, request, target } = deployer(fake, clock, {}, overHttp());
      const made = target(release);
      const first = await drive(made, request(release), ports, ['who-am-i', 'import-connector']);
      fake.oldestToken = 2;
      const rest = await drive(made, request(release), ports, ['await-connector', 'connect', 'import-flows', 'verify', 'turn-on-flows']);
      assert.equal(fake.tokens, 2);
      assert.deepEqual([first.length, rest.at(-1)?.did], [2, 'Turned on 8 flows.']);
    });

    it('an application that is no user of the environment is told so', async () => {
      fake.faults.push({ fits: ({ path }) => path === 'WhoAmI', answer: { status: 403, body: { error: { code: '0x80072560', message: 'The user is not a member of the organization.' } } } });
      const { request, target } = deployer(fake, clock);
      assert.deepEqual((await target(release).access(request(release))).map(({ code, severity, message }) => ({ code, severity, message })), [{
        code: 'not-a-user', severity: 'refused', message: 'contoso.crm.dynamics.com answered 403 while asking who we are: 0x80072560: The user is not a member of the organization. The application must be an application user of this environment, with a role that may import solutions (Power Platform admin center, Environments, Settings, Users, Application users).',
      }]);
    });

    it('flows whose connector is not there are refused with its name', async () => {
      const { request, target } = deployer(fake, clock);
      const asked = request(release);
      const made = target(release);
      const unready = await rejected(made.apply('import-flows', asked, await made.look(asked)));
      assert.deepEqual([unready.code, unready.retry], ['connector-missing', { kind: 'later', afterMs: 10_000, lookFirst: true }]);
      const seen = { ...await made.look(asked), connector: { id: release.connector.id, internalId, title: 'x', digests: {}, readable: [], state: 'ready' as const } };
      const missing = await rejected(made.apply('import-flows', asked, seen));
      assert.deepEqual([missing.code, missing.message], ['dependency-missing', 'CustomerInsightsAutomationFlows_managed.zip needs what is not in the environment: Customer Insights Automation. Deploy that first.']);
    });

    for (const [said, code, later] of [
      ['Unable to find an unassigned function app. Please try again later.', 'no-function-app', true],
      ['The given key was not present in the dictionary.', 'settings-key', false],
      ['File Not Found: /Connector/x_openapidefinition.json', 'component-file-missing', false],
      ['Import failed: the connection reference names the connector shared_x, which could not be found.', 'connector-missing', false],
      ['Custom code of the connector: Internal Server Error', 'script-refused', false],
      ['{"error":{"code":"ApiHubsRequestFailed","message":"Request to Api Hubs failed"}}', 'api-hubs', true],
      ['The import failed: something else.', 'import-failed', false],
    ] as const) {
      it(`an import that fails with "${said.slice(0, 40)}" is ${later ? 'tried again' : 'explained'}`, async () => {
        const { ports, request, target } = deployer(fake, clock);
        fake.importFailure = said;
        const work = drive(target(release), request(release), ports, ['import-connector']);
        if (later) { assert.equal((await work)[0]?.changed, true); return; }
        const error = await rejected(work);
        assert.equal(error.code, code);
        assert.ok(error.message.includes(said), error.message);
      });
    }

    it('a flow that can\'t be turned on does not keep the others from it, and is told', async () => {
      const { ports, request, target } = deployer(fake, clock);
      const steps = ['who-am-i', 'import-connector', 'await-connector', 'connect', 'import-flows'] as const;
      await drive(target(release), request(release), ports, steps);
      fake.faults.push({ fits: ({ method, path }) => method === 'PATCH' && path.startsWith('workflows'), answer: { status: 400, body: { error: { code: '0x80060467', message: 'Flow client error returned with status code "BadRequest" and details "ConnectionAuthorizationFailed".' } } } });
      const error = await rejected(drive(target(release), request(release), ports, ['turn-on-flows']));
      assert.equal(error.code, 'flows-off');
      assert.ok(error.message.includes('ConnectionAuthorizationFailed'));
      assert.equal([...fake.flows.values()].filter(row => row['statecode'] === 1).length, 7);
    });

    it('a connection that nobody has made yet needs a person, with the link to where it is made', async () => {
      const { ports, request, target } = deployer(fake, clock, { connections: { placehld_customerinsightsautomation_teams: 'one' } });
      const made = target(release);
      await drive(made, request(release), ports, ['import-connector', 'await-connector']);
      assert.deepEqual(await made.apply('connect', request(release), await made.look(request(release))), {
        state: 'person', link: `https://make.powerapps.com/environments/${environmentId}/connections`,
        what: 'Make a connection and sign in, for: Office 365 Outlook (--connection placehld_customerinsightsautomation_office365=<id>), Customer Insights Automation (--connection placehld_customerinsightsautomation=<id>). The id of a connection stands in its address. Share it with the application that deploys, which else can\'t turn on flows that use it.',
      });
    });

    it('the wrong environment is refused before anything is changed', async () => {
      const { ports, request, target } = deployer(fake, clock);
      const asked = { ...request(release), environment: { ...request(release).environment, id: '00000000-1111-4222-8333-444444444444' } };
      const error = await rejected(drive(dataverseTarget(asked.environment, ports, accessTokens(asked.credential, 'Public', ports)), asked, ports));
      assert.equal(error.code, 'wrong-environment');
      assert.deepEqual(fake.asked.filter(({ method }) => method !== 'GET'), []);
      assert.ok(target);
    });

    it('a managed solution over an unmanaged one is refused, and two connectors on behalf of users for one resource', async () => {
      fake.solutions.set('CustomerInsightsAutomation', { version: '0.9.0.0', isManaged: false });
      fake.connectors.set('o', { connectorid: 'o', name: 'other', displayname: 'Other', connectionparameters: onBehalf });
      const { ports, request, target } = deployer(fake, clock);
      const asked = { ...request(release), release: { ...release, folder: new Map([...release.folder, ['apiProperties.json', Buffer.from(onBehalf)]]) } };
      assert.deepEqual((await target(release).access(asked)).map(({ code, severity }) => [code, severity]), [['managed-differs', 'refused'], ['on-behalf-of-twice', 'refused']]);
      assert.ok(ports);
    });
    const onBehalf = '{"token":{"oAuthSettings":{"properties":{"AzureActiveDirectoryResourceId":"https://api.example.com"},"customParameters":{"enableOnbehalfOfLogin":{"value":"true"}}}}}';
  });

  describe('what is known without asking', () => {
    const codes = (change: Partial<DeploymentRequest['environment']>, more: Partial<DeploymentRequest> = {}): readonly string[] => {
      const { request, target } = deployer(fake, clock, more);
      const asked = request(release);
      return target(release).check({ ...asked, environment: { ...asked.environment, ...change } }).map(({ code, severity }) => `${code} ${severity}`);
    };
    it('good settings have no findings', () => { assert.deepEqual(codes({}), []); });
    it('an address that is no organisation', () => {
      for (const address of ['http://contoso.crm.dynamics.com', 'https://contoso.crm.dynamics.com.evil.example', 'https://evil.example/contoso.crm.dynamics.com', 'https://contoso.crm.dynamics.com/main.aspx']) assert.deepEqual(codes({ url: address }), ['url-form refused'], address);
      for (const address of ['https://contoso.crm4.dynamics.com', 'https://contoso.api.crm.dynamics.com', 'https://contoso.crm.microsoftdynamics.us', 'https://contoso.crm.dynamics.cn']) assert.deepEqual(codes({ url: address }), [], address);
    });
    it('columns that are too small', () => {
      const large = { ...release, connector: { ...release.connector, contents: { ...release.connector.contents, script: 'x'.repeat(500_001) } } };
      assert.deepEqual(codes({}, { release: large }), ['column-limit refused']);
    });
    it('a rollback in an environment of managed solutions', () => { assert.deepEqual(codes({}, { purpose: 'rollback' }), ['rollback-managed note']); });
    it('asks nobody', () => { codes({}); assert.equal(fake.asked.length, 0); });
  });

  it('no secret is in an event, an error, or a request but the ones that carry it', async () => {
    const { ports, request, target } = deployer(fake, clock);
    fake.faults.push({ fits: ({ path }) => path.startsWith('connectors('), answer: { status: 400, body: { error: { code: '0x1', message: `Refused: ${plantedClientSecret}` } } } });
    const error: unknown = await drive(target(release), request(release), ports).then(() => undefined, (reason: unknown) => reason);
    assert.ok(error instanceof DeployError);
    ports.tell({ kind: 'stepFailed', step: 'await-connector', code: error.code, message: error.message });
    assert.ok(ports.shown().includes('Refused: ***'), ports.shown());
    for (const secret of [plantedSecret, plantedClientSecret, 'token-number-1']) {
      assert.ok(!ports.shown().includes(secret));
      const carriers = fake.asked.filter(asked => JSON.stringify({ ...asked, headers: { ...asked.headers, authorization: '' } }).includes(secret));
      assert.deepEqual(carriers.map(({ method, path }) => `${method} ${path.replace(/\(.*/, '')}`), secret === plantedClientSecret ? ['PATCH connectors'] : [], secret);
    }
  });
});

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1);
