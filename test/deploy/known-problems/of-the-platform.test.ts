/** Problems of the platform that are known (facts of packaging and deployment, 2.5): a describe a row, a test for each thing done about it. */
import assert from 'node:assert/strict';
import { knownProblems } from '../../../scripts/deploy/checks/known-problems';
import { settingsFindings } from '../../../scripts/deploy/checks/settings';
import { stepState } from '../../../scripts/deploy/planning/step-states';
import type { Release } from '../../../scripts/deploy/release/release';
import { openZip } from '../../../scripts/package/zip/read-zip';
import { scriptCompiles } from '../../../scripts/validate/rules/script/script-compiles.rule';
import { validate } from '../../../scripts/validate/validate';
import { requestOf, settings, smallRelease } from '../fake-release';
import { drive } from '../targets/drive';
import { FakePowerApps } from '../targets/paconn/fake-power-apps';
import { plantedClientSecret } from '../targets/requests';
import { Deployers, failure, messageOf, planned, said, withContents } from './deployers';

describe('known problems of the platform', () => {
  const deployers = new Deployers();

  describe('PowerPlatformConnectors 1113: an update of the secret by paconn may not arrive', () => {
    it('it is sent each time, and somebody is asked to try it', async () => {
      const service = new FakePowerApps();
      for (let time = 0; time < 2; time++) { const { ports, request, target } = deployers.byPaconn(service); await drive(target, request, ports); }
      assert.deepEqual(service.secrets, [plantedClientSecret, plantedClientSecret]);
      const { request, target } = deployers.byPaconn(service);
      assert.deepEqual(messageOf(target.check(request), 'secret-to-be-tried'), ['note: An update of the secret by this service has been reported not to arrive (PowerPlatformConnectors 1113), and nobody can read it back: make a connection afterwards to see that it works.']);
    });
  });

  describe('coe-starter-kit 78 and 3709: an import takes the OAuth settings of the package, and with them the secret away', () => {
    it('it is set at every deployment, though nothing else differs', async () => {
      for (let time = 0; time < 2; time++) { const { ports, request, target } = deployers.byWebApi(); await drive(target, request, ports, ['import-connector', 'await-connector']); }
      assert.deepEqual(deployers.fake.secrets, [plantedClientSecret, plantedClientSecret]);
      const { request, target } = deployers.byWebApi();
      assert.deepEqual(stepState('await-connector', request, await target.look(request)), { state: 'needed', what: 'Set the secret of its app registration.' });
    });
    it('where settings name none, somebody is told to enter it', () => {
      const { request, target } = deployers.byWebApi();
      const { clientSecret: _, environment: { clientSecret: __, ...environment }, ...rest } = request;
      assert.deepEqual(messageOf(target.check({ ...rest, environment }), 'client-secret-missing'), ['note: Packages hold no secret, and environments.test.clientSecret names none. If people sign in by an app registration, enter its secret after the first import: Power Apps, Custom connectors, Security.']);
    });
  });

  describe('PowerPlatformConnectors 4010: a client secret from an environment variable loses its link at a managed import', () => {
    const request = withContents({ connectionParameters: '{"token":{"oAuthSettings":{"clientSecret":"@environmentVariables(\\"pet_Secret\\")"}}}' });
    it('somebody is told to save the connector again', () => {
      assert.deepEqual(knownProblems(request).map(said), ['note: The client secret comes from an environment variable, and a managed import loses the link. Open the connector in Power Apps after the import, and save it again.']);
    });
    it('an unmanaged import does not lose it', () => {
      assert.deepEqual(knownProblems({ ...request, environment: { ...settings, managed: false } }).map(({ code }) => code), ['environment-variables-in-connector']);
    });
  });

  describe('coe 6254, powerapps-docs 3887: the value of a secret variable must be its full path', () => {
    const valued = (value: string): readonly string[] => settingsFindings({ ...requestOf(smallRelease('1.0.0', { flows: { ...smallRelease().flows!, variables: [{ schemaName: 'pet_Key', title: 'Key', type: '100000005', bringsValue: false, isSecret: true }] } })), environment: { ...settings, environmentVariables: { pet_Key: value } } }).map(said);
    it('another form is refused, and not repeated', () => {
      const refusal = ['refused: environments.test.environmentVariables.pet_Key is a secret, and its value must be the secret\'s full path in Azure Resource Manager: /subscriptions/<id>/resourceGroups/<group>/providers/Microsoft.KeyVault/vaults/<vault>/secrets/<name>. Dataverse takes no other form. If the secret itself stands there, replace it where it was made.'];
      for (const value of ['hunter2Hunter2', 'https://contoso.vault.azure.net/secrets/key', '/subscriptions/1/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso/secrets/key']) assert.deepEqual(valued(value), refusal, value);
    });
    it('the path is taken', () => { assert.deepEqual(valued('/subscriptions/0c1a7b1e-9a3f-4f5e-8d5b-2f6d7c1e9a10/resourceGroups/g/providers/Microsoft.KeyVault/vaults/contoso/secrets/key'), []); });
  });

  describe('developerhub environment-variables: they are read when a connector is saved, and at a few places only', () => {
    const variable = '@environmentVariables(\\"pet_Host\\")';
    it('in an operation or a policy they are refused', () => {
      const refusal = ['refused: An operation or a policy uses @environmentVariables(…). The platform fills them in at the host, the base path and the sign-in of a connector, and nowhere else. Use a connection parameter.'];
      const refusals = (contents: Release['connector']['contents']): readonly string[] => messageOf(knownProblems(withContents(contents)), 'environment-variables-place');
      assert.deepEqual(refusals({ definition: `{"paths":{"/a":{"get":{"summary":"${variable}"}}}}` }), refusal);
      assert.deepEqual(refusals({ policies: `[{"parameters":{"x":"${variable}"}}]` }), refusal);
    });
    it('in a host or a sign-in they are taken, wherever these stand, and somebody is told to save again after a change', () => {
      for (const definition of [`{"host":"${variable}","paths":{}}`, `{"paths":{"/a":{}},"host":"${variable}"}`, `{"paths":{},"securityDefinitions":{"o":{"authorizationUrl":"${variable}"}}}`]) {
        assert.deepEqual(knownProblems(withContents({ definition })).map(said), ['note: The connector takes settings from environment variables, which are read when it is saved: save it again in Power Apps after a value has changed.'], definition);
      }
    });
    it('our packages hold no values of an environment, which would keep the import from asking', async () => {
      const zip = await openZip({ bytes: deployers.release.flows!.unmanaged.bytes, name: deployers.release.flows!.unmanaged.name });
      const paths = zip.files.map(({ path }) => path);
      zip.close();
      assert.deepEqual(paths.filter(path => /environmentvariablevalue/i.test(path)), []);
      assert.ok(paths.some(path => /environmentvariabledefinition/i.test(path)));
    });
  });

  describe('PowerPlatformConnectors 3891, 289 and 2710: ApiHubsRequestFailed, and 502 with a body that is no JSON', () => {
    const isWrite = ({ method, address }: { readonly method: string; readonly address: string }): boolean => method === 'POST' && address.includes('/apis?');
    for (const [name, answer] of [['ApiHubsRequestFailed', { status: 409, body: { error: { code: 'ApiHubsRequestFailed', message: 'Conflict', details: [] } } }], ['a page', { status: 502, text: '<html>Bad Gateway</html>' }], ['nothing', { status: 502, text: '' }]] as const) {
      it(`${name}: tried again, and made once`, async () => {
        const service = new FakePowerApps();
        service.faults.push({ fits: isWrite, answer });
        const { ports, request, target } = deployers.byPaconn(service);
        await drive(target, request, ports, ['import-connector']);
        assert.deepEqual(service.made, ['connector Customer Insights Automation']);
      });
    }
  });

  describe('PowerPlatformConnectors 3947: changes may take up to a day to show', () => {
    it('is told, and what the service keeps is read back', async () => {
      const service = new FakePowerApps();
      const { ports, request, target } = deployers.byPaconn(service);
      assert.deepEqual(messageOf(target.check(request), 'changes-appear-late'), ['note: Changes of a connector may take up to a day to show in the designer. What is read back here tells what the service keeps.']);
      await drive(target, request, ports, ['import-connector']);
      assert.equal((await target.look(request)).connector?.digests.definition, deployers.release.connector.digests.definition);
    });
  });

  describe('a deployment script in the wild: an update with a script takes long, and the platform may have no room', () => {
    it('pac is given an hour, not ended early', async () => {
      deployers.fake.connectors.set('by-hand', { connectorid: 'by-hand', name: deployers.release.connector.logicalName, displayname: 'Made by hand', componentstate: 0, bornAt: 0 });
      const pac = deployers.byPac();
      await drive(pac.target, pac.request, pac.ports, ['import-connector']);
      assert.deepEqual(pac.calls.filter(({ words }) => words[0] === 'connector').map(({ timeoutMs }) => timeoutMs), [3_600_000]);
    });
    it('no room is waited for, and costs no attempt', async () => {
      deployers.fake.importFailure = 'Unable to find an unassigned function app. Please try again later.';
      const { request, target } = deployers.byWebApi();
      await target.apply('import-connector', request, await target.look(request));
      await deployers.clock.sleep(60_000);
      assert.deepEqual(await target.apply('import-connector', request, await target.look(request)), {
        state: 'waiting', askAgainInMs: 120_000,
        reason: 'The import of CustomerInsightsAutomation_managed.zip has failed. The platform has no room for another connector with custom code at this moment. It often has some minutes later. It was said: Unable to find an unassigned function app. Please try again later.',
      });
    });
  });

  describe('developerhub write-code: a script that does not compile is told as an internal server error', () => {
    it('it is compiled when packages are made: an error is one of validation, with its line', () => {
      const [{ example }] = scriptCompiles.examples().bad as readonly [ReturnType<typeof scriptCompiles.examples>['bad'][number]];
      const { findings } = validate(example.subject, { profile: 'platform', rules: [scriptCompiles] });
      assert.deepEqual(findings.map(({ severity, rule, data }) => `${severity} ${rule.code}: ${rule.says(data).what}`), ['error script-compiles: CS1061: \'IScriptContext\' does not contain a definition for \'Requests\' and no accessible extension method \'Requests\' accepting a first argument of type \'IScriptContext\' could be found (are you missing a using directive or an assembly reference?).']);
    });
    it('what the platform says is explained', async () => {
      deployers.fake.importFailure = 'Custom code of the connector: Internal Server Error';
      const { ports, request, target } = deployers.byWebApi();
      assert.equal(await failure(drive(target, request, ports, ['import-connector'])), 'script-refused: The import of CustomerInsightsAutomation_managed.zip has failed. The platform says no more of custom code that does not compile there. Check it here: konektor validate. It was said: Custom code of the connector: Internal Server Error');
    });
    it('code behind an on-premises gateway is refused', () => {
      const folder = new Map([['apiProperties.json', Buffer.from('{"properties":{"capabilities":["gateway"]}}')]]);
      assert.deepEqual(messageOf(knownProblems(withContents({ script: 'class Script {}' }, { folder })), 'script-with-gateway'), ['refused: The connector has custom code and goes through an on-premises gateway. The platform runs no code for such connectors.']);
      assert.deepEqual(messageOf(knownProblems(withContents({}, { folder })), 'script-with-gateway'), []);
    });
  });

  describe('the same family: of two connectors on behalf of users for one resource the second never works', () => {
    it('the plan refuses it', async () => {
      const onBehalf = '{"token":{"oAuthSettings":{"properties":{"AzureActiveDirectoryResourceId":"https://service.contoso.com"},"customParameters":{"enableOnbehalfOfLogin":{"value":"true"}}}}}';
      deployers.fake.connectors.set('o', { connectorid: 'o', name: 'other', displayname: 'Other', connectionparameters: onBehalf });
      const { request, target, ports } = deployers.byWebApi();
      const asked = { ...request, release: { ...deployers.release, folder: new Map([...deployers.release.folder, ['apiProperties.json', Buffer.from(onBehalf)]]) } };
      assert.deepEqual(messageOf((await planned({ request: asked, target, ports })).findings, 'on-behalf-of-twice'), ['refused: "Other" acts on behalf of users for the same resource already. The platform saves a second such connector, but its runtime never learns of it. Remove one of them.']);
    });
  });
});
