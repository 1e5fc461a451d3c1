import assert from 'node:assert/strict';
import { element, elementsOf, firstOf, isElement, type XmlElement } from '../../../scripts/package/xml/xml-element';
import { connectionReferenceElement, customizations, environmentVariableFile, packedConnector, packedWorkflow } from '../../../scripts/package/solution/build-customizations';
import { solutionManifest, type Root } from '../../../scripts/package/solution/build-manifest';
import { readSolution } from '../../../scripts/package/solution/read-solution';
import { connectionReferencesOf, connectorsOf, environmentVariablesOf, identityOf, missingDependenciesOf, rootComponentsOf, workflowsOf } from '../../../scripts/package/solution/views';
import { exportedFiles, unpackedFiles } from '../../../scripts/package/solution/write-solution';
import { contentTypes } from '../../../scripts/package/solution/content-types';
import { packageFile } from '../../../scripts/package/package-file';
import type { Solution } from '../../../scripts/package/solution/solution';
import { canonical, comparable } from './comparable';
import { exported, realFiles, realSolutions } from './real-solutions';

/** Versions of the platform differ from export to export and say nothing of the solution. */
const withoutPlatform = (root: XmlElement): XmlElement => ({ ...root, attributes: root.attributes.filter(([name]) => !/^(version|OrganizationVersion|OrganizationSchemaType|CRMServerServiceabilityVersion)$/.test(name)) });

/** Two codes of an address are 1 for publishers that a person made, and nothing for an environment's own publisher. */
const fieldsOfAddresses = (root: XmlElement): XmlElement => ({
  ...root, children: root.children.map(child => (!isElement(child) ? child : child.name === 'AddressTypeCode' || child.name === 'ShippingMethodCode' ? { ...child, attributes: [], children: [] } : fieldsOfAddresses(child))),
});

const rootOf = (component: ReturnType<typeof rootComponentsOf>[number]): Root[] => {
  switch (component.type) {
    case '372': return [{ kind: 'connector', id: component.id!, logicalName: component.schemaName! }];
    case '29': return [{ kind: 'workflow', id: component.id! }];
    default: return [];
  }
};

describe('solutions built from what a real one says', () => {
  before(function () { if (!realSolutions()) { console.log('      skipped: the real exports (../shared/data/solutions) are not here'); this.skip(); } });

  for (const [name, folder] of Object.entries(exported)) {
    it(`${name}: its manifest, element by element`, async () => {
      const real = await readSolution(realFiles(folder));
      const built = solutionManifest(identityOf(real), rootComponentsOf(real).flatMap(rootOf));
      const expected = withoutPlatform(real.manifest);
      // An app that is not saved with the export, and a dependency of an older kind, are not what we build.
      const trimmed: XmlElement = JSON.parse(JSON.stringify(expected), (key, value: unknown) => (Array.isArray(value) && key === 'children'
        ? value.filter(each => !(typeof each === 'object' && each !== null && ((each as XmlElement).name === 'MissingDependency' || (each as XmlElement).attributes?.some(([attribute, text]) => attribute === 'type' && text === '300')))) : value)) as XmlElement;
      assert.deepEqual(canonical(fieldsOfAddresses(withoutPlatform(built))), canonical(fieldsOfAddresses(trimmed)));
    });

    it(`${name}: its components, element by element`, async () => {
      const real = await readSolution(realFiles(folder));
      const connectors = await Promise.all(connectorsOf(real).map(async connector => packedConnector({
        ...connector, contents: Object.fromEntries(await Promise.all(Object.entries(connector.files).map(async ([role, file]) => [role, await file.read()]))),
      } as Parameters<typeof packedConnector>[0])));
      const workflows = await Promise.all(workflowsOf(real).map(async workflow => packedWorkflow({
        ...workflow, document: Buffer.from(await workflow.file!.read()).toString('utf8'),
        version: elementsOf(workflow.element, 'IntroducedVersion')[0]!.children.join(''),
      })));
      const built = customizations({ connectors: connectors.map(each => each.element), workflows: workflows.map(each => each.element), connectionReferences: connectionReferencesOf(real).map(connectionReferenceElement) });
      const expected = { ...withoutPlatform(real.customizations), children: real.customizations.children.filter(child => !isElement(child) || child.name !== 'CanvasApps') };
      const pictures = (node: unknown): unknown => JSON.parse(JSON.stringify(node).replaceAll('.Jpeg', '.Png')); // we build PNG only
      assert.deepEqual(pictures(canonical(built)), pictures(canonical(expected)));
      assert.deepEqual(workflows.map(each => each.file.path), real.files.map(file => file.path).filter(path => path.startsWith('Workflows/')));
    });
  }

  it('an environment variable, element by element but for what points into a site', async () => {
    const real = await readSolution(realFiles(exported['flow with environment variable']));
    const [variable] = await environmentVariablesOf(real);
    assert.deepEqual(variable, { schemaName: 'knw365_VariableSPsite', displayName: 'Variable for SharePoint Site', description: 'Environment Variable for SharePoint Site', type: '100000004', defaultValue: 'https://eseeconsults.sharepoint.com/sites/KickStartTeam' });
    const file = environmentVariableFile(variable!, '0.0.0.1');
    const [built, expected] = [await comparable([file]), await comparable(real.files.filter(each => each.path === file.path))];
    const children = (of: typeof built): readonly { readonly name: string }[] => (of[file.path] as { readonly children: readonly { readonly name: string }[] }).children;
    assert.deepEqual(children(built), children(expected).filter(child => child.name !== 'apiid' && child.name !== 'parameterkey'));
  });
});

describe('a solution of a scripted connector and a flow', () => {
  const identity = {
    uniqueName: 'Pets', names: { 1033: 'Pets', 1057: 'Hewan' }, descriptions: { 1033: 'All pets' }, version: '1.2.3.0', managed: '1',
    publisher: { uniqueName: 'Shelter', names: { 1033: 'Shelter' }, descriptions: {}, email: 'pets@example.com', website: 'https://example.com', prefix: 'shel', optionValuePrefix: 10_000 },
  };
  const id = '6a2f41a3-c54c-fce8-32d2-0324e1c32e22';
  const connector = packedConnector({
    connectorId: id, logicalName: 'shel_5Fpets', displayName: 'Pets', description: 'Lists pets.', brandColor: '#112233', scriptOperations: ['ListPets'],
    contents: { openapidefinition: '{"swagger":"2.0"}', connectionparametersets: '{}', policytemplateinstances: 'null', customcodeblobcontent: 'class Script {}', iconblob: Buffer.from([1]) },
  });
  const workflow = packedWorkflow({ workflowId: '10000000-0000-5000-8000-00000000000a', name: 'Feed them', names: { 1033: 'Feed them', 1057: 'Beri makan' }, version: '1.2.3.0', isOn: false, document: '{"properties":{}}' });
  const solution: Solution = {
    manifest: solutionManifest(identity, [{ kind: 'workflow', id: workflowsId() }, { kind: 'connector', id, logicalName: 'shel_5Fpets' }], [
      { connector: { id, logicalName: 'shel_5Fpets', displayName: 'Pets', solution: 'Pets (1.2.3.0)' }, dependent: { id: workflowsId(), name: 'Feed them' } },
    ]),
    customizations: customizations({ connectors: [connector.element], workflows: [workflow.element], connectionReferences: [connectionReferenceElement({ logicalName: 'shel_pets', displayName: 'Pets', apiId: '/providers/Microsoft.PowerApps/apis/shared_x', customConnectorId: id })] }),
    files: [...connector.files, workflow.file],
  };
  function workflowsId(): string { return '10000000-0000-5000-8000-00000000000a'; }

  it('is read again as what was built', async () => {
    const read = await readSolution(exportedFiles(solution));
    assert.deepEqual(identityOf(read), identity);
    const [found] = connectorsOf(read);
    assert.deepEqual({ ...found, element: undefined, files: Object.fromEntries(Object.entries(found!.files).map(([role, file]) => [role, file.path])) }, {
      connectorId: id, logicalName: 'shel_5Fpets', displayName: 'Pets', description: 'Lists pets.', brandColor: '#112233', scriptOperations: ['ListPets'], element: undefined,
      files: {
        openapidefinition: 'Connector/shel_5Fpets_openapidefinition.json', connectionparametersets: 'Connector/shel_5Fpets_connectionparametersets.json',
        policytemplateinstances: 'Connector/shel_5Fpets_policytemplateinstances.json', customcodeblobcontent: 'Connector/shel_5Fpets_customcodeblobcontent.csx', iconblob: 'Connector/shel_5Fpets_iconblob.Png',
      },
    });
    assert.deepEqual(workflowsOf(read).map(each => ({ ...each, element: undefined, file: each.file?.path })), [{
      workflowId: workflowsId(), name: 'Feed them', names: { 1033: 'Feed them', 1057: 'Beri makan' }, isOn: false, category: '5', element: undefined, file: 'Workflows/Feedthem-10000000-0000-5000-8000-00000000000A.json',
    }]);
    assert.deepEqual(connectionReferencesOf(read), [{ logicalName: 'shel_pets', displayName: 'Pets', apiId: '/providers/Microsoft.PowerApps/apis/shared_x', customConnectorId: id }]);
    assert.deepEqual(rootComponentsOf(read).map(({ line: _, ...each }) => each), [{ type: '29', id: workflowsId(), behavior: '0' }, { type: '372', id, schemaName: 'shel_5Fpets', behavior: '0' }]);
    assert.deepEqual(missingDependenciesOf(read), [{ requiredType: '372', requiredName: 'shel_5Fpets', dependentType: '29', dependentName: 'Feed them' }]);
  });

  it('has its elements in the order of an export', () => {
    assert.deepEqual(elementsOf(connector.element).map(each => each.name), [
      'connectorid', 'description', 'displayname', 'iconbrandcolor', 'name', 'connectortype', 'scriptoperations', 'openapidefinition', 'connectionparametersets', 'policytemplateinstances', 'customcodeblobcontent', 'iconblob',
    ]);
    assert.equal(firstOf(connector.element, 'scriptoperations')?.children[0], '["ListPets"]');
  });

  it('lists every kind of file that it holds', async () => {
    const types = (await comparable(exportedFiles(solution)))['[Content_Types].xml'] as { readonly children: readonly { readonly attributes: Readonly<Record<string, string>> }[] };
    assert.deepEqual(types.children.map(({ attributes }) => attributes['Extension']), ['xml', 'json', 'csx', 'Png']);
  });

  it('names an extension once, however it is spelled, and files without one by their path', () => {
    assert.deepEqual(elementsOf(contentTypes(['a.Png', 'b.png', 'c.XML', 'CanvasApps/picture', 'd.json'])).map(({ name, attributes }) => [name, attributes[0]?.[1]]), [
      ['Default', 'xml'], ['Default', 'Png'], ['Default', 'json'], ['Override', '/CanvasApps/picture'],
    ]);
  });

  it('is not unpacked into other folders by a name that leads there', () => {
    const evil = packedConnector({ connectorId: id, logicalName: '../../evil', displayName: 'Pets', description: '', brandColor: '#112233', contents: {} });
    assert.throws(() => unpackedFiles({ ...solution, customizations: customizations({ connectors: [evil.element] }) }), {
      code: 'xml-shape', message: 'A <Connector> in customizations.xml has the name "../../evil", and nothing of that name can be a file. The solution was not exported by the platform, or changed since; export it again.',
    });
  });

  it('an older process is unpacked beside its XAML and comes back', async () => {
    const older = element('Workflow', { WorkflowId: `{${workflowsId()}}`, Name: 'Old' }, element('XamlFileName', {}, '/Workflows/Old-1.xaml'), element('Category', {}, '0'));
    const files = [packageFile('Workflows/Old-1.xaml', '<x/>')];
    const before = { manifest: solution.manifest, customizations: customizations({ workflows: [older] }), files };
    const apart = unpackedFiles(before);
    assert.deepEqual(apart.map(file => file.path), ['Other/Solution.xml', 'Other/Customizations.xml', 'Workflows/Old-1.xaml.data.xml', 'Workflows/Old-1.xaml']);
    assert.deepEqual(await comparable(exportedFiles(await readSolution(apart))), await comparable(exportedFiles(before)));
  });
});
