/** Problems of tools and of solutions that are known (facts of packaging and deployment, 2.5): a describe a row, a test for each thing done about it. */
import assert from 'node:assert/strict';
import { knownProblems } from '../../../scripts/deploy/checks/known-problems';
import type { ProcessRequest } from '../../../scripts/deploy/ports';
import { accessTokens } from '../../../scripts/deploy/secrets/access-tokens';
import { targetMakers } from '../../../scripts/deploy/targets';
import { requestOf, settings, smallRelease } from '../fake-release';
import { drive } from '../targets/drive';
import { FakePowerApps } from '../targets/paconn/fake-power-apps';
import { testPorts } from '../targets/test-ports';
import { Deployers, failure, messageOf, planned } from './deployers';

describe('known problems of tools and solutions', () => {
  const deployers = new Deployers();
  const verbs = (calls: readonly ProcessRequest[]): readonly string[] => [...new Set(calls.map(({ words }) => words.slice(0, 2).join(' ')))];

  describe('build-tools 1369: "connector create" gives a permanent name of its own making', () => {
    it('pac only ever imports solutions, and the name is the package\'s', async () => {
      const pac = deployers.byPac();
      await drive(pac.target, pac.request, pac.ports);
      assert.deepEqual(verbs(pac.calls), ['help', 'auth create', 'org who', 'auth delete', 'solution import']);
      assert.deepEqual([...deployers.fake.connectors.values()].map(row => row['name']), ['placehld_5Fcustomer-20insights-20automation']);
    });
  });

  describe('build-tools 823: pac wants a GUID as the connector\'s id, paconn its internal name', () => {
    it('the connector folder has settings for each', () => {
      const idIn = (name: string): unknown => (JSON.parse(Buffer.from(deployers.release.folder.get(name)!).toString('utf8')) as { readonly connectorId: unknown }).connectorId;
      assert.deepEqual([idIn('settings.pac.json'), idIn('settings.json')], [deployers.release.connector.id, 'placeholder-connector-id-as-paconn-shows-it-after-create']);
      assert.match(deployers.release.connector.id, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    });
  });

  describe('build-tools 620: no option makes the redirect URI of one\'s own', () => {
    it('the package asks for it, and what the environment gave is read back and told', async () => {
      const { ports, request, target } = deployers.byWebApi();
      await drive(target, request, ports, ['import-connector', 'await-connector']);
      assert.equal((await target.look(request)).connector?.redirectUri, 'https://global.consent.azure-apim.net/redirect/placehld-5fcustomer-20insights-20automation-5f9f745961df205669');
    });
    it('a package that asks for none is told so', () => {
      const shared = smallRelease();
      assert.deepEqual(messageOf(knownProblems(requestOf({ ...shared, connector: { ...shared.connector, contents: { connectionParameters: '{"token":{"oAuthSettings":{"redirectMode":"Global"}}}' } } })), 'redirect-shared'),
        ['note: People who sign in come back to the address that all connectors share. Microsoft asks for one of the connector\'s own: redirectMode "GlobalPerConnector" in its OAuth settings.']);
    });
  });

  describe('build-tools 667, power-platform 2330: "connector list" does not know connectors outside of solutions', () => {
    it('pac never runs it: a connector made by hand is found by the Web API', async () => {
      deployers.fake.connectors.set('by-hand', { connectorid: 'by-hand', name: deployers.release.connector.logicalName, displayname: 'Made by hand', openapidefinition: '{}', componentstate: 0, bornAt: 0 });
      const pac = deployers.byPac();
      const [imported] = await drive(pac.target, pac.request, pac.ports, ['import-connector']);
      assert.equal(imported?.did, 'Changed Made by hand in place: it did not come from the solution CustomerInsightsAutomation, and its name is taken for good.');
      assert.deepEqual(verbs(pac.calls), ['auth create', 'connector update', 'auth delete']);
    });
    it('without Dataverse it is found among all that the service has', async () => {
      const service = new FakePowerApps();
      service.apis.set('shared_by-hand', { displayName: 'Customer Insights Automation' });
      const { request, target } = deployers.byPaconn(service);
      assert.equal((await target.look(request)).connector?.id, 'shared_by-hand');
    });
  });

  describe('build-tools 882: "solution unpack" drops a connector whose title is above 30 characters', () => {
    it('such a title is refused before anything is imported', () => {
      const long = smallRelease();
      const titled = (title: string): readonly string[] => messageOf(knownProblems(requestOf({ ...long, connector: { ...long.connector, title } })), 'title-length');
      assert.deepEqual(titled('A title that is far too long for it'), ['refused: The title "A title that is far too long for it" has 35 characters. Above 30, tools drop the connector\'s files when they unpack its solution, and the next import fails with "File not found". Shorten it before the first import: its name follows from it.']);
      assert.deepEqual(titled('Exactly thirty characters long'), []);
    });
    it('an import that fails for it is explained', async () => {
      deployers.fake.importFailure = 'File Not Found: /Connector/x_openapidefinition.json';
      const { ports, request, target } = deployers.byWebApi();
      assert.equal(await failure(drive(target, request, ports, ['import-connector'])), 'component-file-missing: The import of CustomerInsightsAutomation_managed.zip has failed. The package names a file that it does not hold. Tools have dropped the files of connectors with long titles when they unpacked and packed a solution again: deploy the package as Konektor made it, and keep the title within 30 characters. It was said: File Not Found: /Connector/x_openapidefinition.json');
    });
  });

  describe('build-tools 222, 441: no task for connectors in pipelines', () => {
    it('every target brings connectors in by itself', () => {
      const ports = testPorts();
      for (const [kind, maker] of Object.entries(targetMakers)) assert.deepEqual(['import-connector', 'await-connector'].filter(step => maker()({ ...settings, target: settings.target }, ports, accessTokens(undefined, 'Public', ports)).can.has(step as 'connect')), ['import-connector', 'await-connector'], kind);
    });
  });

  describe('a public script: some pac refuses titles with other than letters, digits, hyphens and underscores', () => {
    it('no tool is ever given the title', async () => {
      const pac = deployers.byPac();
      await drive(pac.target, pac.request, pac.ports);
      assert.equal(deployers.release.connector.title, 'Customer Insights Automation');
      assert.deepEqual(pac.calls.filter(({ words }) => words.some(word => word.includes(deployers.release.connector.title))), []);
    });
  });

  describe('developerhub CustomConnectorsSolutions, coe-starter-kit 3015 and 3084, PowerApps-Samples 120: the connector must be there before its references and flows', () => {
    it('two solutions, and steps in that order', async () => {
      assert.deepEqual([deployers.release.connectorSolution.uniqueName, deployers.release.flows?.uniqueName], ['CustomerInsightsAutomation', 'CustomerInsightsAutomationFlows']);
      assert.deepEqual((await planned(deployers.byWebApi())).steps.map(({ name }) => name), ['who-am-i', 'import-connector', 'await-connector', 'connect', 'import-flows', 'verify', 'turn-on-flows']);
    });
    it('flows alone are refused where it is not there', async () => {
      assert.deepEqual(messageOf((await planned(deployers.byWebApi({ parts: 'flows' }))).findings, 'connector-missing'),
        ['refused: Flows alone are to be deployed, and the connector is not there. It must be in the environment before anything that refers to it is imported: leave out --only.']);
    });
    it('an import that fails for it is explained', async () => {
      deployers.fake.importFailure = 'The connection reference names the connector shared_x, which could not be found.';
      const { ports, request, target } = deployers.byWebApi();
      assert.equal(await failure(drive(target, request, ports, ['import-connector'])), 'connector-missing: The import of CustomerInsightsAutomation_managed.zip has failed. The connector must be in the environment before flows and references that use it are imported. Deploy the connector first; right after its import, wait some minutes and start again. It was said: The connection reference names the connector shared_x, which could not be found.');
    });
  });

  describe('a team\'s record of a decision: names of references with the hash of one environment', () => {
    it('are refused', () => {
      const named = (logicalName: string): readonly string[] => messageOf(knownProblems(requestOf(smallRelease('1.0.0', { flows: { ...smallRelease().flows!, references: [{ logicalName, title: 'Pets', connector: 'own' }] } }))), 'reference-name-hash');
      assert.deepEqual(named('pet_sharedpets_1f331acd82b125f0'), ['refused: The connection reference pet_sharedpets_1f331acd82b125f0 has the hash of one environment in its name, and no other environment has the same. Give it a name of its own.']);
      assert.deepEqual([named('pet_shared-5f331acd82b125f090-5f331acd82b125f090').length, named('pet_00112233445566778899aabbccddeeff').length, named('pet_own')], [1, 1, []]);
    });
    it('our own have none', () => { assert.deepEqual(messageOf(knownProblems({ ...requestOf(), release: deployers.release }), 'reference-name-hash'), []); });
  });

  describe('docs of two public skills: a connection reference among root components (371) fails at the import', () => {
    it('is refused, and so is one by a number that an environment gave', () => {
      const rooted = (type: string): readonly string[] => messageOf(knownProblems(requestOf(smallRelease('1.0.0', { flows: { ...smallRelease().flows!, rootTypes: ['29', type] } }))), 'reference-in-roots');
      const refusal = ['refused: The solution PetsFlows lists a connection reference among its root components, which fails at the import: it belongs under connectionreferences only. Make the packages with "konektor package".'];
      assert.deepEqual([rooted('371'), rooted('10037'), rooted('380')], [refusal, refusal, []]);
    });
    it('our own packages have flows and variables there', () => { assert.deepEqual([...new Set(deployers.release.flows?.rootTypes)].sort(), ['29', '380']); });
  });

  it('a release without any of them has no finding', () => {
    const good = smallRelease();
    assert.deepEqual(knownProblems(requestOf({ ...good, connector: { ...good.connector, signsIn: false } })), []);
    assert.deepEqual(knownProblems({ ...requestOf(), release: deployers.release }), []);
  });
});
