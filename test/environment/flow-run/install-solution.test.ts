import * as assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { bindFlows, EnvironmentError, installedConnector, solutionContents, VirtualClock } from '../../../scripts/environment';
import { MemoryOutbox } from '../../../scripts/environment/flow-run/outbox';
import { runFlow } from '../../../scripts/environment/flow-run/run-flow';
import { packageFile, type PackageFile } from '../../../scripts/package/package-file';
import { readSolution } from '../../../scripts/package/solution/read-solution';
import type { SolutionConnector } from '../../../scripts/package/solution/solution';
import { openZip } from '../../../scripts/package/zip/read-zip';
import { Gateway } from '../../../scripts/environment';
import { connectorArtifacts } from '../../../scripts/environment/connectors/solution-connector';
import { element } from '../../../scripts/package/xml/xml-element';
import { answer, fakeBackend, gatewayOrigin, start } from '../small-connector';
import { flowDocument, statusesOf } from './small-flow';

const shared = resolve(__dirname, '..', '..', '..', '..', 'shared', 'data', 'solutions');
const missing = `${shared} is not here: these tests need real exported solutions beside the checkout.`;

/** The files of a folder as a package has them. */
function filesOf(folder: string): readonly PackageFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name)).map(file => packageFile(relative(folder, file).replaceAll(sep, '/'), readFileSync(file)));
}

describe('installing from solutions', () => {
  const connector = (files: SolutionConnector['files'], more: Partial<SolutionConnector> = {}): SolutionConnector => ({
    connectorId: '1', logicalName: 'kon_5Fthings', displayName: 'Things', description: '', brandColor: '#000000', scriptOperations: undefined, files, element: element('Connector'), ...more,
  });
  const definition = packageFile('Connector/d.json', '\ufeff{"swagger":"2.0"}');

  it('a connector is put together of its files', async () => {
    const artifacts = await connectorArtifacts(connector({
      openapidefinition: definition, connectionparameters: packageFile('p', '{"key":{"type":"securestring"}}'), connectionparametersets: packageFile('s', '{"values":[]}'),
      policytemplateinstances: packageFile('t', '[{"TemplateId":"setheader","Title":"T","Parameters":{"a":"b"}},{"templateId":"x","title":"y","parameters":{}}]'), customcodeblobcontent: packageFile('c', '\ufeffclass Script {}'),
    }, { scriptOperations: ['A'] }));
    assert.deepEqual(artifacts, {
      name: 'kon_5Fthings', definition: { swagger: '2.0' }, script: 'class Script {}',
      properties: { properties: {
        connectionParameters: { key: { type: 'securestring' } }, connectionParameterSets: { values: [] }, scriptOperations: ['A'],
        policyTemplateInstances: [{ templateId: 'setheader', title: 'T', parameters: { a: 'b' } }, { templateId: 'x', title: 'y', parameters: {} }],
      } },
    });
  });

  it('files that hold nothing, as exports write them, are nothing', async () => {
    assert.deepEqual(await connectorArtifacts(connector({ openapidefinition: definition, connectionparameters: packageFile('p', '{}'), policytemplateinstances: packageFile('t', 'null'), customcodeblobcontent: packageFile('c', ' ') })), { name: 'kon_5Fthings', definition: { swagger: '2.0' }, properties: { properties: { connectionParameters: {} } } });
  });

  it('says which file is missing, or no JSON', async () => {
    await assert.rejects(connectorArtifacts(connector({})), new EnvironmentError('connector', 'The connector "Things" (kon_5Fthings) can\'t be installed from the solution: its definition (openapidefinition) is not in the solution. Export or build the solution anew.'));
    await assert.rejects(connectorArtifacts(connector({ openapidefinition: definition, connectionparameters: packageFile('Connector/p.json', '{') })), new EnvironmentError('connector', 'The connector "Things" (kon_5Fthings) can\'t be installed from the solution: Connector/p.json is not JSON. Export or build the solution anew.'));
  });

  const solutionWith = (file: PackageFile | undefined) => ({
    manifest: element('ImportExportXml'), files: file ? [file] : [],
    customizations: element('ImportExportXml', {}, element('Workflows', {}, element('Workflow', { WorkflowId: '{AB}', Name: 'Flow' }, element('JsonFileName', {}, '/Workflows/F.json'), element('Category', {}, '5'), element('StateCode', {}, '0')), element('Workflow', { WorkflowId: '{CD}', Name: 'Old process' }, element('Category', {}, '0')))),
  });
  it('cloud flows are read, older processes are not', async () => {
    const document = flowDocument({});
    assert.deepEqual((await solutionContents(solutionWith(packageFile('Workflows/F.json', JSON.stringify(document))))).flows, [{ id: 'ab', name: 'Flow', isOn: false, document }]);
  });
  it('says which flow has no file, or no flow in it', async () => {
    await assert.rejects(solutionContents(solutionWith(undefined)), new EnvironmentError('flow', 'The flow "Flow" can\'t be installed: the solution names a file for it that is not there. Export or build the solution anew.'));
    await assert.rejects(solutionContents(solutionWith(packageFile('Workflows/F.json', '{"properties":{}}'))), new EnvironmentError('flow', 'The flow "Flow" can\'t be installed: Workflows/F.json is no flow: it must be JSON with properties.definition.triggers and properties.definition.actions.'));
  });
});

describe('real exports', function () {
  before(function () { if (!existsSync(shared)) { console.log(`      skipped: ${missing}`); this.skip(); } });

  it('a connector and its flow out of one export: installed, bound and run against a played backend', async () => {
    const contents = await solutionContents(await readSolution(filesOf(join(shared, 'KarolFilipKozlowski+Konektor-api.nbp.pl'))));
    assert.deepEqual([contents.connectors.map(({ name }) => name), contents.flows.map(({ name, isOn }) => [name, isOn])], [['cre80_5Fkursy-20walut-20nbp'], [['Flow dla konektora kursów walut', true]]]);
    const clock = new VirtualClock(start);
    const backend = fakeBackend(() => answer(200, { code: 'EUR', rates: [{ mid: 4.3021 }] }, [['Content-Type', 'application/json']]));
    const connector = installedConnector(contents.connectors[0]!); // one was found
    const gateway = new Gateway({ connectors: [{ connector }], connections: [{ id: 'nbp', connector: connector.name, values: {} }], backend, clock, publicOrigin: gatewayOrigin, tokens: { token: () => Promise.resolve('') }, newCallId: () => 'call-1' });
    const [flow] = bindFlows(contents, { connections: { new_sharedcre805fkursy20walut20nbp5f9f745961df205669_3c05c: 'nbp' }, variables: {} }, gateway);
    const history = await clock.runUntil(runFlow(flow!, { runKey: 'r', outputs: { body: { text: 'EUR' } } }, { gateway, clock, random: () => 0, outbox: new MemoryOutbox() }), 1); // one was found
    assert.deepEqual(backend.requests.map(({ method, uri }) => `${method} ${uri}`), ['GET https://api.nbp.pl/api/exchangerates/rates/A/EUR/']);
    assert.deepEqual([history.status, statusesOf(history.steps), history.steps[1]?.outputs], ['Succeeded', { 'Kurs_określonej_waluty': 'Succeeded', Respond_to_a_PowerApp_or_flow: 'Succeeded' }, { statusCode: 200, body: { return: '4.3021' } }]);
  });

  it('its reference must be bound, though the export only names it as missing', async () => {
    const contents = await solutionContents(await readSolution(filesOf(join(shared, 'KarolFilipKozlowski+Konektor-api.nbp.pl'))));
    assert.throws(() => bindFlows(contents, { connections: {}, variables: {} }, { connectionIds: [] }), new EnvironmentError('binding', 'The flow "Flow dla konektora kursów walut" needs a connection for its connection reference new_sharedcre805fkursy20walut20nbp5f9f745961df205669_3c05c (connector cre80_5Fkursy-20walut-20nbp), and none is given. Give one: "new_sharedcre805fkursy20walut20nbp5f9f745961df205669_3c05c": "<connection id>".'));
  });

  for (const [folder, reference, variable] of [['src', 'exp_sharedsharepointonline_e5efa', 'SPOSiteCollection_PowerUsers (exp_SPOSiteCollection_PowerUsers)'], ['zipexport', 'knw365_SPgroupAutomation', 'Variable for SharePoint Site (knw365_VariableSPsite)']] as const) {
    it(`pnp ${folder}: runs up to the connector that is not run here, and says so`, async () => {
      const contents = await solutionContents(await readSolution(filesOf(join(shared, 'pnp+powerautomate-samples', folder))));
      const clock = new VirtualClock(start);
      const gateway = { connectionIds: [], redacted: (text: string) => text } as unknown as Gateway; // no step of these flows reaches the gateway
      const [flow] = bindFlows(contents, { connections: { [reference]: 'sharepoint' }, variables: {} }, gateway);
      assert.match(String(flow?.parameters[variable]), /^https:\/\/[a-z]+\.sharepoint\.com\/sites\//);
      const history = await clock.runUntil(runFlow(flow!, { runKey: 'r', outputs: {} }, { gateway, clock, random: () => 0, outbox: new MemoryOutbox() }), 1); // one was found
      const failed = history.steps.filter(({ status }) => status === 'Failed');
      assert.deepEqual([history.status, failed.length, failed[0]?.error?.code], ['Failed', 1, 'ConnectorNotRun']);
      const { uri = '' } = Object.fromEntries(Object.entries((failed[0]?.inputs as { parameters: Record<string, string> }).parameters).map(([name, value]) => [name.replace('parameters/', ''), value])); // what the document gives it
      assert.equal(uri, folder === 'src' ? '_api/web/lists/getbytitle(\'Documents\')/Views?$filter=Title eq \'View with Folders\'&$select=Id' : '_api/Web/SiteGroups');
      assert.equal(history.steps.filter(({ type, status }) => type === 'InitializeVariable' && status === 'Succeeded').length > 0, true);
    });
  }

  it('a real zip', async () => {
    const zip = await openZip({ path: join(shared, 'tsykes-ctecs+PurchaseRequisitionCustomConnectors', 'PurchaseRequisitionCustomConnectors.zip') });
    try {
      const { connectors, flows } = await solutionContents(await readSolution(zip.files));
      assert.deepEqual([connectors.map(each => [each.name, installedConnector(each).operations.length > 0]).sort(), flows], [[['cttech_5Fct-20contract', true], ['cttech_5Fct-20contract-20search', true]], []]);
    } finally {
      zip.close();
    }
  });
});
