/** Solutions that hold more than connectors and flows, in the shapes of exports of several years. What is not known here is named, and nothing false is said. */
import assert from 'node:assert/strict';
import { inspectPackage } from '../../../scripts/package/inspect/inspect';
import { readSolution } from '../../../scripts/package/solution/read-solution';
import { exportedFiles, unpackedFiles } from '../../../scripts/package/solution/write-solution';
import { isElement, type XmlElement } from '../../../scripts/package/xml/xml-element';
import { flow, flowFile, flowId, legacyPackage, logicalName, packageFiles, solution, type Files } from './good-packages';
import { said } from './said';

/** The good solution unpacked for source control, as texts by path. */
async function unpacked(): Promise<Files> {
  const files = unpackedFiles(await readSolution(packageFiles(solution({ connector: true, flows: true }))));
  return Object.fromEntries(await Promise.all(files.map(async ({ path, read }) => [path, await read()] as const)));
}

const edited = (content: Files, path: string, from: string, to: string): Files => {
  const text = Buffer.from(content[path] ?? '').toString('utf8');
  assert.ok(text.includes(from), `${path} has no ${from}`);
  return { ...content, [path]: text.replace(from, to) };
};
const withRoots = (content: Files, ...roots: readonly string[]): Files => edited(content, 'Other/Solution.xml', '</RootComponents>', `${roots.map(root => `<RootComponent ${root} behavior="0" />`).join('')}</RootComponents>`);

const process = (id: string, name: string, category: number): Files => ({
  [`Workflows/${name}-${id.toUpperCase()}.xaml`]: '<Activity />',
  [`Workflows/${name}-${id.toUpperCase()}.xaml.data.xml`]: `<Workflow WorkflowId="{${id}}" Name="${name}"><XamlFileName>/Workflows/${name}-${id.toUpperCase()}.xaml</XamlFileName><Category>${category}</Category><PrimaryEntity>pet_animal</PrimaryEntity></Workflow>`,
});
const [approval, rule] = ['0d1e2c3b-4a59-4b68-8776-95a4b3c2d1e1', '1d1e2c3b-4a59-4b68-8776-95a4b3c2d1e2'];

describe('a solution of many kinds of components', () => {
  const wide = async (): Promise<Files> => ({
    ...withRoots(edited(await unpacked(), 'Other/Solution.xml', '<Managed>0<', '<Managed>2<'),
      'type="1" schemaName="pet_animal"', 'type="1" schemaName="pet_cage"', 'type="9" schemaName="pet_kind"', 'type="20" id="{8865c084-ca59-4b11-a812-000d3a8b34a0}"', 'type="80" schemaName="pet_Desk"', 'type="300" schemaName="pet_app_1"',
      'type="91" id="{40dd40a1-77d9-4011-8543-000d3a3b9cba}" schemaName="Pets, Version=1.0.0.0, Culture=neutral, PublicKeyToken=null"', 'type="bot" schemaName="pet_helper"', 'type="470" id="{40dd40a1-77d9-4011-8543-000d3a3b9cbb}"', `type="29" id="{${approval}}"`, `type="29" id="{${rule}}"`),
    'Entities/pet_Animal/Entity.xml': '<Entity />', 'Entities/pet_Animal/Formulas/pet_animal-pet_age.xaml': '<Activity />', 'OptionSets/pet_kind.xml': '<optionset />', 'Roles/Keeper.xml': '<Role />', 'AppModules/pet_Desk/AppModule.xml': '<AppModule />', 'AppModules/pet_Desk/AppModule_managed.xml': '<AppModule />',
    'CanvasApps/pet_app_1.meta.xml': '<CanvasApp />', 'CanvasApps/pet_app_1_src/Connections/Connections.json': '{}', 'PluginAssemblies/Pets/Pets.dll': 'MZ', 'bots/pet_helper/configuration.json': '{}', 'Other/Relationships.xml': '<EntityRelationships />',
    ...process(approval, 'Approve', 4), ...process(rule, 'Kind', 2),
  });

  it('is told with what else it holds, without a finding', async () => {
    const report = await inspectPackage(packageFiles(await wide()), 'pets');
    assert.deepEqual(said(report), []);
    assert.deepEqual(report.root.facts.filter(({ label }) => /^(Managed|Also|Not)/.test(label)), [
      { label: 'Managed', value: 'packed as both' },
      { label: 'Also holds', value: ['2 tables', '1 choice', '1 security role', '1 model-driven app', '1 canvas app', '1 plug-in assembly', '1 of the type bot', '1 of the type 470'] },
      { label: 'Not looked into', value: ['Entities', 'OptionSets', 'Roles', 'AppModules', 'CanvasApps', 'PluginAssemblies', 'bots'] },
    ]);
    assert.deepEqual(report.root.children.map(({ name, kind }) => [name, kind]), [['Pet Shelter', 'connector'], ['Tell about pets', 'flow, switched off'], ['Approve', 'business process flow'], ['Kind', 'business rule']]);
  });

  it('loses nothing when it is read and written in either form', async () => {
    const plain = (element: XmlElement): unknown => [element.name, element.attributes, element.children.map(child => (isElement(child) ? plain(child) : child))];
    const shape = async (files: Parameters<typeof readSolution>[0]) => {
      const { manifest, customizations, files: others } = await readSolution(files);
      return { manifest: plain(manifest), customizations: plain(customizations), files: await Promise.all(others.map(async ({ path, read }) => [path, Buffer.from(await read()).toString('base64')])) };
    };
    const files = packageFiles(await wide());
    const once = exportedFiles(await readSolution(files));
    assert.deepEqual([await shape(once), await shape(unpackedFiles(await readSolution(once)))], [await shape(files), await shape(files)]);
  });

  it('whose apps or agents may use a connection reference has none that is told as unused', async () => {
    const spare = '<connectionreference connectionreferencelogicalname="pet_spare"><connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid><promptingbehavior>0</promptingbehavior></connectionreference></connectionreferences>';
    const alone = edited(await unpacked(), 'Other/Customizations.xml', '</connectionreferences>', spare);
    const findings = await Promise.all([alone, { ...alone, 'bots/pet_helper/configuration.json': '{}' }, withRoots(alone, 'type="300" schemaName="pet_app_1"')].map(async content => (await inspectPackage(packageFiles(content), 'pets')).findings.map(({ code }) => code)));
    assert.deepEqual(findings, [['reference-unused'], [], []]);
  });
});

describe('a solution packed as managed and unmanaged', () => {
  const twins = async (): Promise<Files> => {
    const content = await unpacked();
    const connector = `Connectors/${logicalName}.xml`;
    return { ...content, [connector.replace('.xml', '_managed.xml')]: content[connector] ?? '', [`${flowFile}.data_managed.xml`]: content[`${flowFile}.data.xml`] ?? '' };
  };

  it('has one connector and one flow, though each has a twin', async () => {
    const report = await inspectPackage(packageFiles(await twins()), 'pets');
    assert.deepEqual([said(report), report.root.children.map(({ name, kind }) => [name, kind])], [[], [['Pet Shelter', 'connector'], ['Tell about pets', 'flow, switched off']]]);
  });

  it('is read with the unmanaged ones, and keeps the twins as files', async () => {
    const read = await readSolution(packageFiles(await twins()));
    const again = Object.fromEntries(await Promise.all(exportedFiles(read).map(async ({ path, read: content }) => [path, Buffer.from(await content()).toString('utf8')] as const)));
    assert.deepEqual([again['customizations.xml']?.match(/<Connector>/g)?.length, again['customizations.xml']?.match(new RegExp(`WorkflowId="{${flowId}}"`, 'g'))?.length, Object.keys(again).filter(path => path.includes('_managed'))], [1, 1, [`Connector/${logicalName}_managed.xml`, `${flowFile}.data_managed.xml`]]);
  });

  it('a connector whose own name ends so is no twin', async () => {
    const content = await unpacked();
    const { [`Connectors/${logicalName}.xml`]: connector = '', ...rest } = content;
    const report = await inspectPackage(packageFiles({ ...rest, 'Connectors/pet_managed.xml': connector }), 'pets');
    assert.deepEqual(report.root.children.map(({ kind }) => kind), ['connector', 'flow, switched off']);
  });
});

describe('older and smaller exports', () => {
  it('a version of two numbers, no behaviors, addresses without types: told, not refused', async () => {
    const content = edited(edited(await unpacked(), 'Other/Solution.xml', '<Version>1.0.0.0<', '<Version>1.0<'), 'Other/Solution.xml', ' behavior="0"', '');
    assert.deepEqual(said(await inspectPackage(packageFiles(content), 'pets')), ['information solution-version pets/Other/Solution.xml:9']);
  });

  it('a flow without connections may be shipped on, and needs no maps in a legacy package', async () => {
    const { properties, ...rest } = flow() as { properties: { definition: object } };
    const alone = { ...rest, properties: { displayName: 'Alone', connectionReferences: {}, definition: { ...properties.definition, triggers: { manual: { type: 'Request', kind: 'Button', inputs: { schema: {} } } }, actions: { Say: { type: 'Compose', runAfter: {}, inputs: 'x' } } } } };
    const { 'manifest.json': manifest = '', ...others } = legacyPackage();
    const path = Object.keys(others).find(each => each.endsWith('/definition.json')) ?? '';
    const report = await inspectPackage(packageFiles({ 'manifest.json': manifest, [path]: JSON.stringify(alone) }), 'alone');
    assert.deepEqual([said(report), report.root.children.map(({ name }) => name)], [[], ['Alone']]);
    const shipped = edited({ ...await unpacked(), [flowFile]: JSON.stringify(alone) }, `${flowFile}.data.xml`, '<StateCode>0<', '<StateCode>1<');
    assert.deepEqual((await inspectPackage(packageFiles(shipped), 'pets')).findings.map(({ code }) => code), ['reference-unused']);
  });

  it('steps of the older form are told with what they call, and with a connection that the flow does not list', async () => {
    const step = (key: string) => ({ type: 'ApiConnection', runAfter: {}, metadata: { flowSystemMetadata: { swaggerOperationId: 'ListPets' } }, inputs: { host: { connection: { name: `@parameters('$connections')['${key}']['connectionId']` } }, method: 'get', path: '/pets' } });
    const { properties, ...rest } = flow() as { properties: { definition: object } };
    const older = (key: string) => JSON.stringify({ ...rest, properties: { ...properties, definition: { ...properties.definition, actions: { List: step(key), Bare: { ...step('pets'), metadata: {} } } } } });
    const inspected = await Promise.all(['pets', 'cats'].map(async key => inspectPackage(packageFiles({ ...await unpacked(), [flowFile]: older(key) }), 'pets')));
    assert.deepEqual(inspected.map(said), [[], [`error flow-reference-unknown pets/${flowFile}#/properties/definition/actions/List/inputs/host/connectionName`]]);
    assert.deepEqual(inspected[0]?.root.children[1]?.facts.filter(({ label }) => label === 'Calls'), [{ label: 'Calls', value: ['OnPetArrived', 'ListPets'] }]);
  });

  it('the files of both forms in one folder are one solution', async () => {
    const both = { ...solution({ connector: true, flows: true }), 'Other/Solution.xml': (await unpacked())['Other/Solution.xml'] ?? '', 'Other/Customizations.xml': (await unpacked())['Other/Customizations.xml'] ?? '' };
    const report = await inspectPackage(packageFiles(both), 'pets');
    assert.deepEqual([said(report), report.root.kind], [[], 'solution of connector and flows']);
  });

  it('what a solution says that it needs may be of a kind that has a name instead of a number', async () => {
    const need = '<MissingDependency><Required type="connectionreference" displayName="pet_mail" solution="Active" id.connectionreferencelogicalname="pet_mail" /><Dependent type="29" displayName="Tell about pets" id="{x}" /></MissingDependency>';
    const text = Buffer.from((await unpacked())['Other/Solution.xml'] ?? '').toString('utf8');
    const content = edited(edited({ ...await unpacked(), 'Other/Solution.xml': text.replace('<MissingDependencies />', `<MissingDependencies>${need}</MissingDependencies>`) }, flowFile, '"pet_shelter"', '"pet_mail"'), 'Other/Customizations.xml', 'connectionreferencelogicalname="pet_shelter"', 'connectionreferencelogicalname="pet_shelter_2"');
    const report = await inspectPackage(packageFiles(content), 'pets');
    assert.deepEqual([said(report), report.root.facts.find(({ label }) => label === 'Needs')?.value], [['information reference-unused pets/Other/Customizations.xml:7'], ['pet_mail']]);
  });
});
