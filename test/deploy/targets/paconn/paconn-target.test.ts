import assert from 'node:assert/strict';
import { DeployError } from '../../../../scripts/deploy/deploy-error';
import { stepNames } from '../../../../scripts/deploy/plan';
import { connectorParts, type Release } from '../../../../scripts/deploy/release/release';
import type { DeploymentRequest } from '../../../../scripts/deploy/request';
import { accessTokens } from '../../../../scripts/deploy/secrets/access-tokens';
import { paconnTarget } from '../../../../scripts/deploy/targets/paconn/paconn-target';
import { playNetwork } from '../../../support/played-network';
import { drive } from '../drive';
import { dyingHttp, type Death } from '../killed';
import { released } from '../released';
import { plantedClientSecret, plantedSecret, requestFor } from '../requests';
import { sleepingClock, testPorts, type TestPorts } from '../test-ports';
import { environmentId, FakePowerApps, objectId } from './fake-power-apps';

const id = 'shared_customer-20insights-20automation-5f0123456789abcdef-5ffedcba9876543210';

describe('the target paconn', () => {
  let release: Release;
  let next: Release;
  let clock: ReturnType<typeof sleepingClock>;
  let fake: FakePowerApps;
  before(async () => { [release, next] = [await released(), await released('1.1.0', { description: 'Other words about Customer Insights, in a new version of the connector.' })]; });
  beforeEach(() => { clock = sleepingClock(); fake = new FakePowerApps(); });
  playNetwork();

  const deployer = (of: Release = release, change: Partial<DeploymentRequest> = {}, http: TestPorts['http'] = fake.http) => {
    const ports = testPorts({ clock, http });
    const asked = requestFor(of, ports, { parts: 'connector', ...change });
    const { clientSecret: _, ...settings } = asked.environment;
    const request: DeploymentRequest = { ...asked, environment: { ...settings, ...(change.environment ?? {}), target: 'paconn', id: environmentId } };
    return { ports, request, target: paconnTarget(request.environment, ports, accessTokens(request.credential, 'Public', ports)) };
  };
  const overHttp = (): TestPorts['http'] => { fake.play(); return (address, request) => fetch(address, request); };
  const sent = (): readonly string[] => fake.asked.filter(({ address }) => !address.includes('api-uploads') || address.includes('.png') || address.includes('.csx')).map(({ method, address }) => `${method} ${new URL(address).pathname.split('/').slice(-1)[0]!}`);
  const rejected = async (work: Promise<unknown>): Promise<DeployError> => { const error: unknown = await work.then(() => undefined, (reason: unknown) => reason); assert.ok(error instanceof DeployError, String(error)); return error; };

  it('makes the connector by paconn\'s requests in their order', async () => {
    const { ports, request, target } = deployer(release, {}, overHttp());
    assert.deepEqual(await drive(target, request, ports), [
      { step: 'who-am-i', did: `The service of paconn accepts the application ${objectId}.`, changed: false },
      { step: 'import-connector', did: `Made Customer Insights Automation (${id}).`, changed: true },
      { step: 'await-connector', did: `The environment knows the connector as ${id}.`, changed: false },
      { step: 'connect', did: 'Without flows no connection is needed.', changed: false },
      { step: 'verify', did: 'Read back by the service of paconn.', changed: false },
    ]);
    const writes = sent().filter(each => !each.startsWith('GET'));
    assert.deepEqual(writes, ['POST validateApiSwagger', 'POST generateResourceStorage', 'PUT icon.png', 'PUT script.csx', 'POST apis']);
    const created = JSON.parse(fake.asked.find(({ method, address }) => method === 'POST' && address.includes('/apis?'))!.body) as { readonly properties: Record<string, unknown> };
    assert.deepEqual(Object.keys(created.properties).sort(), ['backendService', 'capabilities', 'connectionParameterSets', 'description', 'displayName', 'environment', 'iconBrandColor', 'iconUri', 'openApiDefinition', 'policyTemplateInstances', 'publisher', 'scriptDefinitionUrl', 'scriptOperations']);
    assert.deepEqual([created.properties['environment'], created.properties['backendService']], [{ name: environmentId }, { serviceUrl: 'https://api.ci.ai.dynamics.com/v1' }]);
    assert.deepEqual(fake.secrets, [plantedClientSecret]);
    assert.ok(ports.shown().includes('The service says of the definition: The connector has no errors.'));
  });

  it('sees what it sent, part by part, and the redirect URI of this environment', async () => {
    const { ports, request, target } = deployer();
    await drive(target, request, ports);
    const { connector, flows, notSeen } = await deployer().target.look(request);
    assert.ok(connector);
    assert.deepEqual(connectorParts.filter(part => connector.readable.includes(part)), connectorParts.filter(part => part !== 'icon'));
    for (const part of connector.readable) assert.equal(connector.digests[part], release.connector.digests[part], part);
    assert.deepEqual([connector.id, connector.redirectUri, flows, notSeen.length], [id, `https://global.consent.azure-apim.net/redirect/${id.slice('shared_'.length)}`, [], 1]);
  });

  it('changes the connector that is there, without its title; nothing where it is as released', async () => {
    const first = deployer();
    await drive(first.target, first.request, first.ports);
    fake.asked.length = 0;
    const second = deployer(next);
    await drive(second.target, second.request, second.ports);
    assert.deepEqual(sent().filter(each => !each.startsWith('GET')), ['POST validateApiSwagger', 'POST generateResourceStorage', 'PUT icon.png', 'PUT script.csx', `PATCH ${id}`]);
    assert.deepEqual([fake.apis.size, fake.made], [1, ['connector Customer Insights Automation']]);
    fake.asked.length = 0;
    const { clientSecret: _, ...without } = second.request;
    const third = deployer(next);
    const driven = await drive(third.target, without, third.ports);
    assert.deepEqual([driven.filter(({ changed }) => changed), sent().filter(each => !each.startsWith('GET'))], [[], []]);
  });

  it('a secret is set again, once, though the connector is as released: nobody can read it back', async () => {
    const first = deployer();
    await drive(first.target, first.request, first.ports);
    const second = deployer();
    // The core leaves out what is as released.
    await drive(second.target, second.request, second.ports, ['who-am-i', 'await-connector']);
    assert.deepEqual(fake.secrets, [plantedClientSecret, plantedClientSecret]);
    await drive(second.target, second.request, second.ports, ['await-connector']);
    assert.equal(fake.secrets.length, 2);
  });

  it('puts the last version back, a script taken away with it', async () => {
    const plain: Release = { ...release, folder: new Map([...release.folder].filter(([name]) => name !== 'script.csx' && name !== 'icon.png')) };
    const first = deployer(plain);
    await drive(first.target, first.request, first.ports);
    const before = fake.endState();
    for (const each of [next, plain]) { const { ports, request, target } = deployer(each, { purpose: 'rollback' }); await drive(target, request, ports); }
    const [[, was], [, is]] = [(before as [string, Record<string, unknown>][])[0]!, (fake.endState() as [string, Record<string, unknown>][])[0]!];
    assert.deepEqual([is['scriptDefinitionUrl'], is['description'], is['connectionParameterSets']], ['', was['description'], was['connectionParameterSets']]);
  });

  it('finds the connector on a later page, and makes no second one', async () => {
    const first = deployer();
    await drive(first.target, first.request, first.ports);
    fake.hasPages = true;
    const again = deployer();
    const { connector } = await again.target.look(again.request);
    await drive(again.target, again.request, again.ports);
    assert.deepEqual([connector?.id, fake.made], [[...fake.apis.keys()][0], ['connector Customer Insights Automation']]);
  });

  it('two connectors of that title are refused: there is no telling which is ours', async () => {
    for (const name of ['shared_a', 'shared_b']) fake.apis.set(name, { displayName: 'Customer Insights Automation' });
    const { request, target } = deployer();
    const error = await rejected(target.look(request));
    assert.deepEqual([error.code, error.message], ['title-twice', 'The environment has 2 connectors called "Customer Insights Automation": shared_a, shared_b. There is no telling which is ours: delete or rename the others.']);
  });

  describe('failures', () => {
    const writing = ({ method, address }: { readonly method: string; readonly address: string }): boolean => (method === 'POST' || method === 'PATCH') && address.includes('/apis');
    it('throttling is waited for, and a page of a gateway while reading is read again', async () => {
      fake.faults.push({ fits: ({ address }) => address.includes('/apis?'), answer: { status: 429, headers: { 'Retry-After': '17' }, body: { error: { code: 'TooManyRequests', message: 'Too many' } } } }, { fits: ({ address }) => address.includes('/apis?'), answer: { status: 502, text: '<html>Bad Gateway</html>' } });
      const { ports, request, target } = deployer(release, {}, overHttp());
      await target.look(request);
      assert.deepEqual(ports.events.map(event => event.kind === 'retrying' && [event.reason, event.afterMs]), [['api.powerapps.com answered 429 while looking for the connector: TooManyRequests: Too many', 17_000], ['api.powerapps.com answered 502 while looking for the connector: Bad Gateway', 2_000]]);
    });
    it('502 without a body after the connector was made: it is found, and no second one made', async () => {
      fake.faults.push({ fits: writing, after: 'carriedOut', answer: { status: 502, text: '' } });
      const { ports, request, target } = deployer(release, {}, overHttp());
      const driven = await drive(target, request, ports);
      assert.equal(driven.at(-1)?.step, 'verify');
      assert.deepEqual([fake.apis.size, fake.made.length], [1, 1]);
    });
    it('ApiHubsRequestFailed passes: tried again after a look', async () => {
      const answer = { status: 409, body: { error: { code: 'ApiHubsRequestFailed', message: 'Request to Api Hubs Service failed with error: \'Conflict\'.', details: [{ code: 'Conflict', message: 'busy' }] } } };
      fake.faults.push({ fits: writing, answer }, { fits: writing, answer });
      const { ports, request, target } = deployer();
      const [done] = await drive(target, request, ports, ['import-connector']);
      assert.deepEqual([done?.changed, fake.made.length], [true, 1]);
    });
    it('a connector that stays refused is told with what to do', async () => {
      for (let time = 0; time < 6; time++) fake.faults.push({ fits: writing, answer: { status: 400, body: { error: { code: 'ApiHubsRequestFailed', message: 'no' } } } });
      const { ports, request, target } = deployer();
      const error = await rejected(drive(target, request, ports, ['import-connector']));
      assert.equal(error.code, 'api-hubs');
      assert.match(error.message, /konektor validate/);
    });
    it('a definition that is refused is told before anything is uploaded', async () => {
      fake.faults.push({ fits: ({ address }) => address.includes('validateApiSwagger'), answer: { status: 400, body: { error: { code: 'ApiSwaggerValidationFailed', message: 'The swagger is invalid at paths./x' } } } });
      const { ports, request, target } = deployer();
      const error = await rejected(drive(target, request, ports, ['import-connector']));
      assert.deepEqual([error.code, error.message], ['http-400', 'api.powerapps.com answered 400 while having the definition validated: ApiSwaggerValidationFailed: The swagger is invalid at paths./x']);
      assert.deepEqual([fake.blobs.size, fake.apis.size], [0, 0]);
    });
    it('a token that ends in the middle is made anew', async () => {
      const { ports, request, target } = deployer(release, {}, overHttp());
      await drive(target, request, ports, ['who-am-i']);
      fake.oldestToken = 2;
      await drive(target, request, ports, ['import-connector', 'await-connector']);
      assert.deepEqual([fake.tokens, fake.made.length], [2, 1]);
    });
    it('an application that is not accepted is told what is known of it', async () => {
      for (const status of [401, 403]) {
        for (let time = 0; time < 2; time++) fake.faults.push({ fits: () => true, answer: { status, body: { error: { code: 'AuthorizationFailed', message: 'not allowed' } } } });
        const { request, target } = deployer();
        const [finding] = await target.access(request);
        assert.equal(finding?.code, 'application-not-accepted');
        assert.match(finding.message, /PowerPlatformConnectors 287/);
        fake.faults.length = 0;
      }
    });
    it('a definition that can\'t be read back makes nothing count as known', async () => {
      const { ports, request, target } = deployer();
      await drive(target, request, ports);
      fake.blobs.clear();
      assert.deepEqual((await target.look(request)).connector?.readable, []);
    });
  });

  describe('what is known without asking', () => {
    const codes = (change: Partial<DeploymentRequest> = {}, environment: Partial<DeploymentRequest['environment']> = {}): readonly string[] => {
      const { request, target } = deployer(release, change);
      return target.check({ ...request, environment: { ...request.environment, ...environment } }).map(({ code, severity }) => `${code} ${severity}`);
    };
    const always = ['application-acceptance note', 'changes-appear-late note'];
    it('good settings', () => { assert.deepEqual(codes(), ['secret-to-be-tried note', ...always]); });
    it('flows are refused with a sentence', () => { assert.deepEqual(codes({ parts: 'all' }), ['flows-without-dataverse refused', 'secret-to-be-tried note', ...always]); });
    it('an environment without id, with another form, or in another cloud', () => {
      const { request, target } = deployer();
      const { id: _, ...without } = request.environment;
      assert.deepEqual(target.check({ ...request, environment: without }).map(({ code }) => code)[0], 'environment-id-missing');
      assert.deepEqual(codes({}, { id: 'contoso' })[0], 'environment-id-form refused');
      assert.deepEqual(codes({}, { id: '5c1dc2ed-bf65-e52c-ab22-ea1fc9c10106' }), codes());
      assert.deepEqual(codes({}, { cloud: 'UsGov' })[0], 'cloud refused');
    });
    it('asks nobody', () => { codes(); assert.equal(fake.asked.length, 0); });
  });

  it('no step for flows', () => { assert.deepEqual(stepNames.filter(name => !deployer().target.can.has(name)), ['import-flows', 'turn-on-flows']); });

  describe('killed, and started again in another process', () => {
    const run = async (http: TestPorts['http']): Promise<void> => { const { ports, request, target } = deployer(release, {}, http); await drive(target, request, ports); };
    for (const death of Array.from({ length: 5 }, (_, index): readonly Death[] => [{ atWrite: index + 1, when: 'before' }, { atWrite: index + 1, when: 'after' }]).flat()) {
      it(`${death.when} change ${death.atWrite}`, async () => {
        const dying = dyingHttp(fake.http, death);
        await assert.rejects(run(dying.http));
        assert.ok(dying.hasDied());
        await run(fake.http);
        const killed = fake;
        fake = new FakePowerApps();
        await run(fake.http);
        assert.deepEqual(killed.endState(), fake.endState());
        assert.deepEqual(killed.made, fake.made);
      });
    }
  });

  it('no secret is in an event or an error, and each goes where it belongs alone', async () => {
    const { ports, request, target } = deployer();
    fake.faults.push({ fits: ({ address }) => address.includes('.csx'), answer: { status: 400, text: `<Error>sig=planted-signature%2Bof%2Fstorage, ${plantedClientSecret}</Error>` } });
    const error = await rejected(drive(target, request, ports));
    ports.tell({ kind: 'stepFailed', step: 'import-connector', code: error.code, message: error.message });
    await drive(target, request, ports);
    for (const secret of [plantedSecret, plantedClientSecret, 'planted-signature', 'planted-token-signature']) assert.ok(!ports.shown().includes(secret), secret);
    const carrying = (secret: string): readonly string[] => [...new Set(fake.asked.filter(asked => JSON.stringify(asked).includes(secret)).map(({ method, address }) => `${method} ${new URL(address).host}`))].sort();
    assert.deepEqual(carrying(plantedSecret), []);
    assert.deepEqual(carrying(plantedClientSecret), ['POST api.powerapps.com']);
    assert.deepEqual(carrying('planted-token-signature'), ['GET api.powerapps.com', 'POST api.powerapps.com']);
  });
});
