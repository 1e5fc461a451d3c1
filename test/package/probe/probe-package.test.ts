import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../../scripts/cli/main';
import { placeholderPublisher, type Publisher } from '../../../scripts/generate/publisher';
import { isZip, contentOf, type PackedZip } from '../../../scripts/package/packed';
import type { PackageFile } from '../../../scripts/package/package-file';
import { probeArtifacts } from '../../../scripts/package/probe/probe-definition';
import { probeFlow } from '../../../scripts/package/probe/probe-flow';
import { probePackages } from '../../../scripts/package/probe/probe-packages';
import { probeScript } from '../../../scripts/package/probe/probe-source';
import { openZip } from '../../../scripts/package/zip/read-zip';
import { zipBytes } from '../../../scripts/package/zip/write-zip';
import { readSolution } from '../../../scripts/package/solution/read-solution';
import { connectionReferencesOf, connectorsOf, identityOf, missingDependenciesOf, rootComponentsOf, workflowsOf } from '../../../scripts/package/solution/views';
import { expressionsIn } from '../../../scripts/workflow-language/flow-expressions';
import type { JsonValue } from '../../../scripts/workflow-language/workflow-document';
import { loaded, responseOf } from '../../support/shared-script-host';
import { recordedPorts } from '../../cli/recorded-ports';

const publisher: Publisher = { ...placeholderPublisher, name: 'Someone', prefix: 'some', uniqueName: 'Someone' };
const probe = () => probePackages(publisher, undefined);
const zips = (): readonly PackedZip[] => probe().filter(isZip);

/** A solution out of the very bytes of its zip. */
async function solutionIn(zip: PackedZip | undefined) {
  const bytes = await zipBytes((zip?.entries ?? []).map(entry => { assert.ok(!isZip(entry)); return entry; }));
  const opened = await openZip({ bytes, name: zip?.path ?? '' });
  return readSolution(opened.files);
}
const textOf = async (file: { readonly read: () => Promise<Uint8Array> } | undefined): Promise<string> => Buffer.from(await file!.read()).toString('utf8'); // each caller has seen that it is there

describe('the packages of the probe', function () {
  this.timeout(60_000);

  it('are two managed solutions for each of both probes, a README, and a folder for paconn and pac', () => {
    assert.deepEqual(probe().map(({ path }) => path), [
      'README.md', 'KonektorProbe_managed.zip', 'KonektorProbeFlows_managed.zip', 'KonektorProbeSignIn_managed.zip', 'KonektorProbeSignInFlows_managed.zip',
      ...['apiDefinition.swagger.json', 'apiProperties.json', 'apiProperties.paconn.json', 'readme.md', 'script.csx', 'settings.json', 'settings.pac.json'].map(name => `connector/${name}`),
    ]);
  });

  it('come with a README that names the zips and the last step, and lacks no value', async () => {
    const readme = await textOf(probe().find((each): each is PackageFile => each.path === 'README.md'));
    for (const { path } of zips()) assert.ok(readme.includes(`\`${path}\``), path);
    assert.ok(readme.includes('**Copy these answers**'));
    assert.doesNotMatch(readme, /\$\{|undefined/);
    for (const line of readme.split('\n')) assert.ok(line.length <= 125, line);
  });

  it('hold a second connector whose one way to sign in is a service principal, with a flow that needs it', async () => {
    const [, , ofConnector, ofFlow] = await Promise.all(zips().map(solutionIn));
    assert.ok(ofConnector && ofFlow);
    const [connector] = connectorsOf(ofConnector);
    const sets = JSON.parse(await textOf(connector?.files.connectionparametersets)) as { values: readonly { name: string }[] };
    assert.deepEqual([connector?.logicalName, sets.values.map(({ name }) => name), await textOf(connector?.files.customcodeblobcontent)], ['some_5Fkonektor-20probe-20sign-20in', ['servicePrincipal'], probeScript('signIn')]);
    assert.deepEqual(missingDependenciesOf(ofFlow).map(({ requiredName }) => requiredName), [connector?.logicalName]);
    assert.deepEqual(connectionReferencesOf(ofFlow).map(({ logicalName, customConnectorId }) => [logicalName, customConnectorId]), [['some_konektorprobesignin', connector?.connectorId]]);
  });

  it('hold the connector with its code and policies, for the operations that need it', async () => {
    const solution = await solutionIn(zips()[0]);
    const [connector, ...others] = connectorsOf(solution);
    const artifacts = probeArtifacts(publisher);
    assert.deepEqual(others, []);
    assert.ok(connector);
    assert.deepEqual([identityOf(solution).uniqueName, identityOf(solution).managed, identityOf(solution).publisher.prefix], ['KonektorProbe', '1', 'some']);
    assert.deepEqual([connector.logicalName, connector.displayName], ['some_5Fkonektor-20probe', 'Konektor Probe']);
    assert.deepEqual(JSON.parse(await textOf(connector.files.openapidefinition)), JSON.parse(artifacts['apiDefinition.swagger.json']));
    assert.equal(await textOf(connector.files.customcodeblobcontent), artifacts['script.csx']);
    assert.deepEqual(JSON.parse(await textOf(connector.files.policytemplateinstances)), (JSON.parse(artifacts['apiProperties.json']) as { properties: { policyTemplateInstances: unknown } }).properties.policyTemplateInstances);
    assert.deepEqual(connector.scriptOperations, Object.values((JSON.parse(artifacts['apiDefinition.swagger.json']) as { paths: Record<string, { get: { operationId: string } }> }).paths).map(({ get }) => get.operationId));
  });

  it('hold the flow, turned off, with a reference to the connection and the connector as what it needs', async () => {
    const [ofConnector, ofFlow] = await Promise.all(zips().map(solutionIn));
    assert.ok(ofConnector && ofFlow);
    const connector = connectorsOf(ofConnector)[0];
    const [workflow] = workflowsOf(ofFlow);
    assert.ok(workflow && connector);
    assert.deepEqual([workflow.name, workflow.isOn, connectorsOf(ofFlow).length], ['Konektor Probe', false, 0]);
    assert.deepEqual(connectionReferencesOf(ofFlow).map(({ logicalName, customConnectorId }) => [logicalName, customConnectorId]), [['some_konektorprobe', connector.connectorId]]);
    assert.deepEqual(missingDependenciesOf(ofFlow).map(({ requiredName }) => requiredName), [connector.logicalName]);
    assert.deepEqual(rootComponentsOf(ofFlow).map(({ type, id }) => [type, id]), [['29', workflow.workflowId]]);
    const document = JSON.parse(await textOf(workflow.file)) as ReturnType<typeof probeFlow>;
    assert.deepEqual(document, probeFlow({ connectionReference: 'some_konektorprobe', connectorName: connector.logicalName, internalName: document.properties.connectionReferences['probe']!.api.name }));
  });

  it('are the same bytes each time, and name no one but the publisher', async () => {
    assert.deepEqual(await contentOf(probe()), await contentOf(probe()));
    for (const zip of zips()) for (const entry of zip.entries) {
      assert.ok(!isZip(entry));
      assert.doesNotMatch(await textOf(entry), /[A-Z]:\\|\/(home|root|tmp|work)\//, entry.path);
    }
  });

  it('have a definition that the platform takes', async () => {
    const artifacts = probeArtifacts(publisher);
    const folder = Object.fromEntries(Object.entries(artifacts).map(([name, text]) => [`/project/probe/${name}`, text]));
    const { ports, printed } = recordedPorts(folder);
    const code = await main(['validate', 'probe', '--profile', 'platform', '--fail-on', 'warning', '--format', 'json'], ports);
    const { connectors } = JSON.parse(printed().out) as { connectors: readonly { findings: readonly { code: string }[] }[] }; // the form of --format json
    const told = connectors.flatMap(({ findings }) => findings);
    // It reads the clock to measure it.
    assert.deepEqual([code, told.filter(({ code: rule }) => rule !== 'script-clock-state')], [0, []]);
    assert.equal(artifacts['apiDefinition.swagger.json'], readFileSync(join(__dirname, 'probe-definition.json'), 'utf8'));
  });

  it('have code that compiles where only C# 9 and .NET Standard 2.0 are, and that tells which C# it was', async () => {
    const script = probeArtifacts(publisher)['script.csx'];
    const language = async (generated: boolean): Promise<unknown> => {
      const { body } = await responseOf(await loaded(script, { generated }), { operationId: 'Describe', uri: 'https://example.com/base/describe' });
      return (JSON.parse(body.toString('utf8')) as { language: unknown }).language;
    };
    assert.deepEqual([await language(true), await language(false)], [9, 10]);
  });

  it('have a flow whose every expression can be read', () => {
    const document = probeFlow({ connectionReference: 'a', connectorName: 'b', internalName: 'c' });
    assert.ok([...expressionsIn(document as unknown as JsonValue)].length > 40); // a document is JSON
  });
});
