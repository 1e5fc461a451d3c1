/** Faults, each planted into a package that has none, and what an inspection has to say of it. */
import { certification, certificationZip, connectorId, definition, dist, distFiles, files, flow, flowId, icon, legacyFolder, legacyPackage, logicalName, solution, stored, zip, type Certification, type Dist, type Files } from './good-packages';
import { inspectFile, inspectPackage } from '../../../scripts/package/inspect/inspect';
import { packageFile } from '../../../scripts/package/package-file';
import type { PackageReport } from '../../../scripts/package/inspect/package-report';

/** `severity code place`; a place is `file`, `file:line`, `file#pointer` or `file@offset`. */
export interface PlantedFault {
  readonly fault: string;
  readonly inspect: () => Promise<PackageReport>;
  readonly findings: readonly string[];
  /** The files of the solution, where it is one alone. */
  readonly content?: () => Files;
}

type Change = (content: Files) => void;
const edit = (content: Files, path: string, from: string | RegExp, to: string | ((found: string) => string)): void => {
  const before = String(content[path]);
  const after = typeof to === 'string' ? before.replace(from, to) : before.replace(from, to);
  if (after === before) throw new Error(`${path} has no ${from}`);
  content[path] = after;
};
const editFlow = (content: Files, from: string, to: string): void => {
  const before = JSON.stringify(flow());
  if (!before.includes(from)) throw new Error(`the flow has no ${from}`);
  content[files.flow] = before.replace(from, to);
};
/** One solution as a zip, with connector and flows or with flows alone. */
const inOne = (connector: boolean) => (change: Change): Required<Pick<PlantedFault, 'inspect' | 'content'>> => {
  const content = (): Files => { const good = solution({ connector, flows: true }); change(good); return good; };
  return { content, inspect: () => inspectFile(zip(content()), 'pets.zip') };
};
const inSolution = inOne(true);
const inFlowSolution = inOne(false);
const inCertification = (change: (good: Certification) => void): (() => Promise<PackageReport>) => () => { const good = certification(); change(good); return inspectFile(certificationZip(good), 'outer.zip'); };
const inDist = (change: (good: Dist) => void): (() => Promise<PackageReport>) => () => { const good = dist(); change(good); return inspectPackage(distFiles(good), 'dist'); };
const inLegacy = (change: Change) => (): Promise<PackageReport> => { const good = legacyPackage(); change(good); return inspectFile(zip(good), 'pets.zip'); };
const withSettings = (settings: object) => (): Promise<PackageReport> => inspectPackage([...distFiles(dist()), packageFile('PetShelterFlows.settings.json', JSON.stringify(settings))], 'dist');
const inFolder = (change: Change): (() => Promise<PackageReport>) => inDist(good => { change(good.folder); });

const customizations = 'pets.zip › customizations.xml';
const manifest = 'pets.zip › solution.xml';
const flowFile = `pets.zip › ${files.flow}`;
const reference = '/properties/connectionReferences/pets';
const trigger = '/properties/definition/triggers/Pet_arrived';
const long = (length: number): string => 'x'.repeat(length);

export const plantedFaults: readonly PlantedFault[] = [
  // Files that are named, and files that are not.
  { fault: 'a file that the connector names is missing', ...inSolution(good => { delete good[files.parameters]; }), findings: [`error solution-file-missing ${customizations}:25`] },
  { fault: 'a file that a flow names is missing', ...inSolution(good => { delete good[files.flow]; }), findings: [`error solution-file-missing ${customizations}:5`] },
  { fault: 'a file that nothing names', ...inSolution(good => { good['Connector/old_openapidefinition.json'] = '{}'; }), findings: ['warning solution-file-unused pets.zip › Connector/old_openapidefinition.json'] },
  { fault: 'the folder has the name of the unpacked form', ...inSolution(good => { for (const path of Object.keys(good)) if (path.startsWith('Connector/')) { good[path.replace('Connector/', 'Connectors/')] = good[path] ?? ''; delete good[path]; } }), findings: [`error solution-folder-name pets.zip › ${files.definition.replace('Connector/', 'Connectors/')}`] },
  { fault: 'the solution lies in a folder of its zip', ...inSolution(good => { for (const path of Object.keys(good)) { good[`pets/${path}`] = good[path] ?? ''; delete good[path]; } }), findings: ['error solution-below-root pets.zip › pets'] },
  // Manifest.
  { fault: 'a version of three numbers', ...inSolution(good => edit(good, 'solution.xml', '<Version>1.0.0.0<', '<Version>1.0.0<')), findings: [`information solution-version ${manifest}:8`] },
  { fault: 'a version with a word', ...inSolution(good => edit(good, 'solution.xml', '<Version>1.0.0.0<', '<Version>1.0.0.0-beta<')), findings: [`error solution-version ${manifest}:8`] },
  { fault: 'packed as both in a zip', ...inSolution(good => edit(good, 'solution.xml', '<Managed>0<', '<Managed>2<')), findings: [`error solution-managed-form ${manifest}:9`] },
  { fault: 'managed in a package for certification', inspect: inCertification(good => edit(good.assets['Flows.zip']!, 'solution.xml', '<Managed>0<', '<Managed>1<')), findings: ['error package-managed outer.zip › package.zip › PkgAssets/Flows.zip › solution.xml:9'] },
  { fault: 'two versions in a package for certification', inspect: inCertification(good => edit(good.assets['Flows.zip']!, 'solution.xml', '<Version>1.0.0.0<', '<Version>1.0.1.0<')), findings: ['warning package-versions-differ outer.zip › package.zip › PkgAssets/Flows.zip › solution.xml:8'] },
  { fault: 'two versions side by side', inspect: inDist(good => edit(good.flows, 'solution.xml', '<Version>1.0.0.0<', '<Version>2.0.0.0<')), findings: ['warning package-versions-differ dist/flow-solution.zip › solution.xml:8'] },
  { fault: 'a unique name with a hyphen', ...inSolution(good => edit(good, 'solution.xml', '<UniqueName>PetShelterFlows<', '<UniqueName>Pet-Shelter<')), findings: [`error solution-unique-name ${manifest}:3`] },
  { fault: 'a prefix of one letter', ...inSolution(good => { edit(good, 'solution.xml', '<CustomizationPrefix>pet<', '<CustomizationPrefix>p<'); }), findings: [`information connector-name-prefix ${customizations}:16`, `error publisher-prefix ${manifest}:12`] },
  { fault: 'a prefix for option values of four digits', ...inSolution(good => edit(good, 'solution.xml', '>12345<', '>1234<')), findings: [`error publisher-option-prefix ${manifest}:13`] },
  { fault: 'solution.xml is no XML', ...inSolution(good => { good['solution.xml'] = '<ImportExportXml>'; }), findings: [`error package-xml ${manifest}:1`] },
  { fault: 'customizations.xml is no XML', ...inSolution(good => edit(good, 'customizations.xml', '<Languages>', '<Languages & >')), findings: [`error package-xml ${customizations}:41`] },
  // Root components.
  { fault: 'the connector is no root component', ...inSolution(good => edit(good, 'solution.xml', /.*type="372".*\n/, '')), findings: [`error solution-root-missing ${customizations}:16`] },
  { fault: 'the flow is no root component', ...inSolution(good => edit(good, 'solution.xml', /.*type="29".*\n/, '')), findings: [`error solution-root-missing ${customizations}:4`] },
  { fault: 'the root component has another id', ...inSolution(good => edit(good, 'solution.xml', connectorId, connectorId.replace('5f0f', '5f0e'))), findings: [`error solution-root-name ${manifest}:16`] },
  { fault: 'the root component has another name', ...inSolution(good => edit(good, 'solution.xml', logicalName, `${logicalName}s`)), findings: [`error solution-root-name ${manifest}:16`] },
  { fault: 'a connection reference as a root component', ...inSolution(good => edit(good, 'solution.xml', '    </RootComponents>', '      <RootComponent type="371" schemaName="pet_shelter" behavior="0" />\n    </RootComponents>')), findings: [`error solution-root-reference ${manifest}:18`] },
  { fault: 'a root component of a number that differs between environments', ...inSolution(good => edit(good, 'solution.xml', '    </RootComponents>', '      <RootComponent type="10037" schemaName="pet_x" behavior="0" />\n    </RootComponents>')), findings: [`error solution-root-number ${manifest}:18`] },
  { fault: 'a root component that is not in the solution', ...inFlowSolution(good => edit(good, 'solution.xml', '    </RootComponents>', `      <RootComponent type="372" id="{${connectorId}}" schemaName="${logicalName}" behavior="0" />\n    </RootComponents>`)), findings: [`error solution-root-unknown ${manifest}:17`] },
  // Content types.
  { fault: 'an extension without a type', ...inSolution(good => edit(good, '[Content_Types].xml', /<Default Extension="csx"[^>]*>/, '')), findings: ['error solution-content-type pets.zip › [Content_Types].xml'] },
  { fault: 'no content types', ...inSolution(good => { delete good['[Content_Types].xml']; }), findings: ['error solution-content-types-missing pets.zip'] },
  // Flows and what they use.
  { fault: 'the file of a flow has another id', ...inSolution(good => { const other = files.flow.replace('7D1E', '7D1F'); edit(good, 'customizations.xml', files.flow, other); good[other] = good[files.flow] ?? ''; delete good[files.flow]; }), findings: [`error flow-file-id ${customizations}:5`] },
  { fault: 'a flow has two names', ...inSolution(good => edit(good, 'customizations.xml', 'description="Tell about pets"', 'description="Tell all about pets"')), findings: [`warning flow-names-differ ${customizations}:11`] },
  { fault: 'a flow without a file name', ...inSolution(good => { edit(good, 'customizations.xml', /.*<JsonFileName>.*\n/, ''); delete good[files.flow]; }), findings: [`error flow-file-unnamed ${customizations}:4`] },
  { fault: 'the file of a flow has no definition', ...inSolution(good => { good[files.flow] = '{"properties": {}}'; }), findings: [`error flow-unreadable ${flowFile}`] },
  { fault: 'a flow with two triggers', ...inSolution(good => editFlow(good, '"triggers":{', '"triggers":{"manual":{"type":"Request","kind":"Button","inputs":{"schema":{}}},')), findings: [`error flow-trigger-count ${flowFile}#/properties/definition/triggers`] },
  { fault: 'a flow is switched on', ...inSolution(good => edit(good, 'customizations.xml', '<StateCode>0<', '<StateCode>1<')), findings: [`information flow-on ${customizations}:8`] },
  { fault: 'a step names a connection that the flow does not list', ...inSolution(good => editFlow(good, '"connectionName":"pets","operationId":"ListPets"', '"connectionName":"cats","operationId":"ListPets"')), findings: [`error flow-reference-unknown ${flowFile}#/properties/definition/actions/Has_a_name/else/actions/List/inputs/host/connectionName`] },
  { fault: 'a flow uses a connection reference that is nowhere', ...inSolution(good => editFlow(good, '"connectionReferenceLogicalName":"pet_shelter"', '"connectionReferenceLogicalName":"pet_home"')), findings: [`information reference-unused ${customizations}:32`, `error flow-reference-missing ${flowFile}#${reference}/connection/connectionReferenceLogicalName`] },
  { fault: 'a connection reference for another connector', ...inSolution(good => { edit(good, 'customizations.xml', `        <connectorid>${connectorId}`, `        <connectorid>${connectorId.replace('5f0f', '5f0e')}`); }), findings: [`error reference-connector ${customizations}:32`, `error reference-connector-unknown ${customizations}:32`] },
  { fault: 'a connection reference for an unknown connector', ...inFlowSolution(good => edit(good, 'solution.xml', / {8}<Required .*/, '        <Required type="372" schemaName="other" displayName="x" solution="y" />')), findings: [`error reference-connector-unknown ${customizations}:17`, `error solution-dependency-missing ${flowFile}#${reference}/api/logicalName`] },
  { fault: 'a connection reference that no flow uses', ...inSolution(good => edit(good, 'customizations.xml', '  </connectionreferences>', '    <connectionreference connectionreferencelogicalname="pet_spare">\n      <connectorid>/providers/Microsoft.PowerApps/apis/shared_office365</connectorid>\n    </connectionreference>\n  </connectionreferences>')), findings: [`information reference-unused ${customizations}:40`] },
  { fault: 'a connection reference named after an internal id', ...inSolution(good => { edit(good, 'customizations.xml', 'connectionreferencelogicalname="pet_shelter"', 'connectionreferencelogicalname="pet_sharedpet5fpet20shelter5f0123456789abcdef_1a2b3"'); editFlow(good, '"connectionReferenceLogicalName":"pet_shelter"', '"connectionReferenceLogicalName":"pet_sharedpet5fpet20shelter5f0123456789abcdef_1a2b3"'); }), findings: [`information reference-name-internal ${customizations}:32`] },
  { fault: 'an internal id in a step', ...inSolution(good => editFlow(good, '"operationId":"OnPetArrived","apiId":""', '"operationId":"OnPetArrived","apiId":"/providers/Microsoft.PowerApps/apis/shared_pet-5fpet-20shelter-5f0123456789abcdef"')), findings: [`warning internal-id-fixed ${flowFile}#${trigger}/inputs/host/apiId`] },
  { fault: 'an internal id in place of the logical name', ...inSolution(good => editFlow(good, `"api":{"name":"shared_pet-5fpet-20shelter","logicalName":"${logicalName}"}`, '"api":{"name":"shared_pet-5fpet-20shelter-5f0123456789abcdef"}')), findings: [`warning internal-id-fixed ${flowFile}#${reference}/api/name`] },
  { fault: 'an internal id alone in a connection reference', ...inSolution(good => { edit(good, 'customizations.xml', / {6}<customconnectorid>[^]*?<\/customconnectorid>\n/, ''); edit(good, 'customizations.xml', 'apis/shared_pet-5fpet-20shelter<', 'apis/shared_pet-5fpet-20shelter-5f0123456789abcdef<'); }), findings: [`warning internal-id-fixed ${customizations}:32`] },
  { fault: 'a connector that is neither there nor announced', ...inFlowSolution(good => { edit(good, 'solution.xml', /<MissingDependencies>[^]*<\/MissingDependencies>/, '<MissingDependencies />'); edit(good, 'customizations.xml', / {6}<customconnectorid>[^]*?<\/customconnectorid>\n/, ''); }), findings: [`error solution-dependency-missing ${flowFile}#${reference}/api/logicalName`] },
  { fault: 'a missing dependency that is there', ...inSolution(good => edit(good, 'solution.xml', '<MissingDependencies />', `<MissingDependencies>\n      <MissingDependency>\n        <Required type="372" schemaName="${logicalName}" id="{${connectorId}}" />\n      </MissingDependency>\n    </MissingDependencies>`)), findings: [`error solution-dependency-needless ${manifest}:20`] },
  { fault: 'a flow calls an operation that the connector does not have', ...inSolution(good => editFlow(good, '"operationId":"ListPets"', '"operationId":"ListCats"')), findings: [`error flow-operation-unknown ${flowFile}#/properties/definition/actions/Has_a_name/else/actions/List/inputs/host/operationId`] },
  { fault: 'a flow calls an operation that the connector beside it does not have', inspect: inDist(good => editFlow(good.flows, '"operationId":"ListPets"', '"operationId":"ListCats"')), findings: [`error flow-operation-unknown dist/flow-solution.zip › ${files.flow}#/properties/definition/actions/Has_a_name/else/actions/List/inputs/host/operationId`] },
  { fault: 'a flow starts with an action', ...inSolution(good => editFlow(good, '"operationId":"OnPetArrived"', '"operationId":"ListPets"')), findings: [`error flow-operation-kind ${flowFile}#${trigger}/inputs/host/operationId`] },
  { fault: 'an expression that does not parse', ...inSolution(good => editFlow(good, '@triggerOutputs()?[\'body/value\']', '@triggerOutputs()?[\'body/value\'')), findings: [`error flow-expression ${flowFile}#${trigger}/splitOn`] },
  { fault: 'an environment variable that the solution does not bring', ...inSolution(good => { delete good['environmentvariabledefinitions/pet_Greeting/environmentvariabledefinition.xml']; }), findings: [`error environment-variable-missing ${flowFile}#/properties/definition/parameters/Greeting (pet_Greeting)`] },
  { fault: 'an environment variable in the connector that the solution does not bring', ...inSolution(good => { good[files.parameters] = '{"token": {"type": "oauthSetting", "oAuthSettings": {"clientId": "@environmentVariables(\\"pet_ClientId\\")"}}}'; }), findings: [`error environment-variable-missing pets.zip › ${files.parameters}#/token/oAuthSettings/clientId`] },
  // Names and ids.
  { fault: 'two connectors of one id', ...inSolution(good => edit(good, 'customizations.xml', / {4}<Connector>[^]*<\/Connector>\n/, each => each + each.replace(`<name>${logicalName}<`, '<name>pet_other<'))), findings: [`error solution-id-twice ${customizations}:30`, `error solution-root-name ${manifest}:16`] },
  { fault: 'two connectors of one name', ...inSolution(good => { edit(good, 'customizations.xml', / {4}<Connector>[^]*<\/Connector>\n/, each => each + each.replace(connectorId, connectorId.replace('5f0f', '5f0e'))); edit(good, 'solution.xml', '    </RootComponents>', `      <RootComponent type="372" id="{${connectorId.replace('5f0f', '5f0e')}}" schemaName="${logicalName}" behavior="0" />\n    </RootComponents>`); }), findings: [`error solution-id-twice ${customizations}:30`] },
  { fault: 'an id that is no GUID', ...inFlowSolution(good => { edit(good, 'customizations.xml', `WorkflowId="{${flowId}}"`, 'WorkflowId="{7d1e}"'); }), findings: [`error flow-file-id ${customizations}:5`, `error solution-id-form ${customizations}:4`, `error solution-root-missing ${customizations}:4`, `error solution-root-unknown ${manifest}:16`] },
  { fault: 'a logical name without a prefix', ...inSolution(good => { for (const path of ['solution.xml', 'customizations.xml']) edit(good, path, path === 'solution.xml' ? `schemaName="${logicalName}"` : `<name>${logicalName}<`, path === 'solution.xml' ? 'schemaName="shelter"' : '<name>shelter<'); editFlow(good, logicalName, 'shelter'); }), findings: [`error connector-name-prefix ${customizations}:16`] },
  { fault: 'a logical name with the prefix of another publisher', ...inSolution(good => edit(good, 'solution.xml', '<CustomizationPrefix>pet<', '<CustomizationPrefix>cat<')), findings: [`information connector-name-prefix ${customizations}:16`] },
  // Files of the connector.
  { fault: 'a definition with a byte-order mark', ...inSolution(good => { good[files.definition] = `\ufeff${JSON.stringify(definition)}`; }), findings: [`warning package-encoding pets.zip › ${files.definition}`] },
  { fault: 'a definition in another encoding', ...inSolution(good => { good[files.definition] = Buffer.from(JSON.stringify(definition).replace('Lists the pets', 'Lists the älter pets'), 'latin1'); }), findings: [`warning package-encoding pets.zip › ${files.definition}@${JSON.stringify(definition).indexOf('Lists the pets') + 10}`] },
  { fault: 'parameters that are no JSON', ...inSolution(good => { good[files.parameters] = '{"a": 1,}'; }), findings: [`error package-json pets.zip › ${files.parameters}@7`] },
  { fault: 'a definition that is no definition', ...inSolution(good => { good[files.definition] = JSON.stringify(definition).replace('"swagger":"2.0"', '"openapi":"3.0.1"'); }), findings: [`error swagger-version pets.zip › ${files.definition}#/openapi`] },
  { fault: 'no policies in a package for certification', inspect: inCertification(good => { for (const each of Object.values(good.assets)) each[files.policies] = 'null'; }), findings: ['Connector.zip', 'Flows.zip'].map(name => `information package-policies-empty outer.zip › package.zip › PkgAssets/${name} › ${files.policies}`) },
  { fault: 'a JPEG that is called a PNG', ...inSolution(good => { good[files.icon] = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]); }), findings: [`warning package-icon-extension pets.zip › ${files.icon}`] },
  { fault: 'a connector without an icon in a package for certification', inspect: inCertification(good => { const each = good.assets['Connector.zip']!; delete each[files.icon]; edit(each, 'customizations.xml', / *<iconblob>.*\n/, ''); }), findings: ['warning package-icon-missing outer.zip › package.zip › PkgAssets/Connector.zip › customizations.xml:5'] },
  { fault: 'a large icon', inspect: inFolder(good => { good['icon.png'] = Buffer.concat([icon, Buffer.alloc(1_100_000)]); }), findings: ['warning package-icon-large dist/connector/icon.png'] },
  { fault: 'a definition that is longer than its column', ...inSolution(good => { good[files.definition] = JSON.stringify(definition).replace('Lists all pets of the shelter.', `Lists all pets of the shelter.${' '.repeat(500_000)}`); }), findings: [`error package-column-long pets.zip › ${files.definition}`] },
  { fault: 'a script of more than a megabyte', inspect: inFolder(good => { good['script.csx'] = `// ${long(1_100_000)}`; }), findings: ['error script-size dist/connector/script.csx'] },
  { fault: 'a title that pac drops', ...inSolution(good => edit(good, 'customizations.xml', '<displayname>Pet Shelter<', '<displayname>Pet Shelter of the Whole Region<')), findings: [`warning package-title-unpacks ${customizations}:16`] },
  { fault: 'a description that is too long', ...inSolution(good => edit(good, 'customizations.xml', '<description>Lists', `<description>${long(1_000)}Lists`)), findings: [`error package-title-long ${customizations}:16`] },
  { fault: 'a client secret in the connection parameters', ...inSolution(good => { good[files.parameters] = '{"token": {"type": "oauthSetting", "oAuthSettings": {"clientSecret": "h8Q~aB3"}}}'; }), findings: [`error package-secret pets.zip › ${files.parameters}#/token/oAuthSettings/clientSecret`] },
  { fault: 'a client secret in settings.json', inspect: inFolder(good => { good['settings.json'] = '{"connectorId": "placeholder", "clientSecret": "h8Q~aB3"}'; }), findings: ['error package-secret dist/connector/settings.json#/clientSecret'] },
  { fault: 'a password in a step of a flow', ...inSolution(good => editFlow(good, '"type":"Compose"', '"type":"Http","limit":{},"authentication":{"type":"Basic","username":"a","password":"hunter22"}')), findings: [`error package-secret ${flowFile}#/properties/definition/actions/Has_a_name/actions/Compose/authentication/password`] },
  { fault: 'a private key in the script', ...inSolution(good => { good[files.code] = '// -----BEGIN RSA PRIVATE KEY-----'; }), findings: [`error package-secret pets.zip › ${files.code}@3`] },
  { fault: 'operations for a script that is not there', ...inSolution(good => { delete good[files.code]; edit(good, 'customizations.xml', / *<customcodeblobcontent>.*\n/, ''); }), findings: [`warning package-script-missing ${customizations}:23`] },
  { fault: 'a script for all operations', ...inSolution(good => edit(good, 'customizations.xml', / *<scriptoperations>.*\n/, '')), findings: [`information script-for-all pets.zip › ${files.code}`] },
  { fault: 'a script for an operation that does not exist', ...inSolution(good => edit(good, 'customizations.xml', '["ListPets"]', '["ListCats"]')), findings: [`warning script-operation-unknown ${customizations}:23`] },
  // Several packages.
  { fault: 'the connector in both deployable solutions', inspect: inDist(good => { Object.assign(good.flows, solution({ connector: true, flows: true })); }), findings: ['error connector-in-two-solutions dist/flow-solution.zip › customizations.xml:16'] },
  { fault: 'several ways to connect without customProperties.json', inspect: inCertification(good => { for (const each of Object.values(good.assets)) { each[files.parameters.replace('parameters', 'parametersets')] = '{"uiDefinition": {"displayName": "Ways", "description": "Ways to connect."}, "values": []}'; edit(each, 'customizations.xml', /( *)<policytemplateinstances>/, `$1<connectionparametersets>/${files.parameters.replace('parameters', 'parametersets')}</connectionparametersets>\n$1<policytemplateinstances>`); } }), findings: ['error package-custom-properties outer.zip'] },
  { fault: 'an introduction of another name', inspect: inCertification(good => { good.outer['about.md'] = good.outer['intro.md'] ?? ''; delete good.outer['intro.md']; }), findings: ['warning package-intro-name outer.zip › about.md'] },
  { fault: 'an introduction that begins with a heading', inspect: inCertification(good => { good.outer['intro.md'] = `# Pets\n\n${String(good.outer['intro.md'])}`; }), findings: ['warning intro-beginning outer.zip › intro.md:1'] },
  { fault: 'an introduction without a section', inspect: inCertification(good => { edit(good.outer, 'intro.md', '## FAQ\n\nNothing special.', ''); }), findings: ['warning intro-sections outer.zip › intro.md:1'] },
  { fault: 'settings that leave something out', inspect: withSettings({ EnvironmentVariables: [], ConnectionReferences: [{ LogicalName: 'pet_shelter', ConnectionId: '', ConnectorId: '' }] }), findings: ['error settings-entry-missing dist/PetShelterFlows.settings.json#/EnvironmentVariables'] },
  { fault: 'settings of something that is not there', inspect: withSettings({ EnvironmentVariables: [{ SchemaName: 'pet_Greeting', Value: '' }], ConnectionReferences: [{ LogicalName: 'pet_shelter', ConnectionId: '', ConnectorId: '' }, { LogicalName: 'pet_old', ConnectionId: '', ConnectorId: '' }] }), findings: ['warning settings-entry-unknown dist/PetShelterFlows.settings.json#/ConnectionReferences/1/LogicalName'] },
  { fault: 'a legacy package whose map lacks a connection', inspect: inLegacy(good => { good[`${legacyFolder}apisMap.json`] = '{}'; }), findings: [`error legacy-flow-map pets.zip › ${legacyFolder}apisMap.json`] },
  { fault: 'a legacy package without a map', inspect: inLegacy(good => { delete good[`${legacyFolder}connectionsMap.json`]; }), findings: [`error legacy-flow-map pets.zip › ${legacyFolder}definition.json`] },
  { fault: 'a legacy package whose map leads nowhere', inspect: inLegacy(good => edit(good, `${legacyFolder}apisMap.json`, 'api-1', 'api-2')), findings: [`error legacy-flow-resource pets.zip › ${legacyFolder}apisMap.json#/pets`] },
  // Archives.
  { fault: 'an archive that is cut off', inspect: () => { const good = zip(solution({ connector: true, flows: true })); return inspectFile(good.slice(0, good.length - 30), 'pets.zip'); }, findings: ['error package-archive-refused pets.zip'] },
  { fault: 'an archive that lost a byte of a file', inspect: () => { const bytes = Buffer.from(stored(solution({ connector: true, flows: true }))); bytes[bytes.indexOf('public class Script')] = 0x50; return inspectFile(bytes, 'pets.zip'); }, findings: [`error package-file-unreadable pets.zip › ${files.code}`] },
  { fault: 'an inner archive that is none', inspect: inCertification(good => { good.innerName = ''; good.outer['package.zip'] = 'Hello'; }), findings: ['error package-archive-refused outer.zip › package.zip', 'error package-inner-folder outer.zip › package.zip'] },
  { fault: 'an archive without a package', inspect: () => inspectFile(zip({ 'hello.txt': 'Hello' }), 'hello.zip'), findings: ['error package-unknown hello.zip'] },
  { fault: 'a file that is no package', inspect: () => inspectFile(Buffer.from('{"a": 1}'), 'hello.json'), findings: ['error package-unknown hello.json'] },
  // Against the sources.
  { fault: 'a definition that is not that of the sources', inspect: () => inspectFile(zip(solution({ connector: true, flows: true })), 'pets.zip', { expected: { name: 'sources.json', file: 'sources.json', value: { ...definition, host: 'pets.example' } } }), findings: [`error package-definition-differs pets.zip › ${files.definition}#/host`] },
  { fault: 'a definition of another connector than the sources\'', inspect: () => inspectPackage(distFiles({ ...dist(), folder: { ...dist().folder, 'apiDefinition.swagger.json': JSON.stringify({ ...definition, info: { ...definition.info, title: 'Cats' } }) } }), 'dist', { expected: { name: 'sources.json', file: 'sources.json', value: { ...definition, info: { ...definition.info, title: 'Dogs' } } } }), findings: ['error package-definition-differs sources.json'] },
  { fault: 'a certification package that is not called a zip', inspect: () => inspectFile(certificationZip(certification()), 'outer.pdpkg'), findings: ['error package-not-zip outer.pdpkg'] },
];
