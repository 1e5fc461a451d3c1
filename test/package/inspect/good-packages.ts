/** Small packages without a fault, file by file, so that tests can plant one. Ids and names are made up; publishers use example domains. */
import { zipSync } from 'fflate';
import { packageFile, type PackageFile } from '../../../scripts/package/package-file';

/** Path to content. */
export type Files = Record<string, string | Uint8Array>;

export const connectorId = '5f0f3b52-8a3c-5d6e-9c0a-0b1f2d3c4e5f';
export const flowId = '7d1e2c3b-4a59-5b68-8776-95a4b3c2d1e0';
export const logicalName = 'pet_5Fpet-20shelter';
export const flowFile = `Workflows/Tellaboutpets-${flowId.toUpperCase()}.json`;
const definitionFile = `Connector/${logicalName}_openapidefinition.json`;
export const files = {
  definition: definitionFile, parameters: `Connector/${logicalName}_connectionparameters.json`, policies: `Connector/${logicalName}_policytemplateinstances.json`,
  code: `Connector/${logicalName}_customcodeblobcontent.csx`, icon: `Connector/${logicalName}_iconblob.Png`, flow: flowFile,
};

export const definition = {
  swagger: '2.0',
  info: { title: 'Pet Shelter', description: 'Lists the pets that wait for a home in the shelter.', version: '1.0' },
  host: 'api.shelter.example', basePath: '/', schemes: ['https'], consumes: ['application/json'], produces: ['application/json'],
  paths: {
    '/pets': {
      get: { operationId: 'ListPets', summary: 'List pets', description: 'Lists all pets of the shelter.', parameters: [], responses: { 200: { description: 'The pets.', schema: { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'The name of the pet.' } } } } } },
    },
    '/arrivals': {
      get: {
        operationId: 'OnPetArrived', summary: 'When a pet arrives', description: 'Starts a flow when a pet arrives at the shelter.', 'x-ms-trigger': 'batch', 'x-ms-trigger-hint': 'Bring a pet to see it work.', parameters: [],
        responses: { 200: { description: 'The arrivals.', schema: { type: 'array', items: { type: 'object', properties: { name: { type: 'string', title: 'Name', description: 'The name of the pet.' } } } } } },
      },
    },
  },
  definitions: {}, parameters: {}, responses: {}, securityDefinitions: {}, security: [], tags: [],
};

export const flow = (): object => ({
  properties: {
    connectionReferences: { pets: { runtimeSource: 'embedded', connection: { connectionReferenceLogicalName: 'pet_shelter' }, api: { name: 'shared_pet-5fpet-20shelter', logicalName } } },
    definition: {
      $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#', contentVersion: '1.0.0.0',
      parameters: { $connections: { defaultValue: {}, type: 'Object' }, $authentication: { defaultValue: {}, type: 'SecureObject' }, 'Greeting (pet_Greeting)': { defaultValue: 'Hello', type: 'String', metadata: { schemaName: 'pet_Greeting' } } },
      triggers: { Pet_arrived: { type: 'OpenApiConnection', recurrence: { frequency: 'Minute', interval: 5 }, splitOn: '@triggerOutputs()?[\'body/value\']', inputs: { host: { connectionName: 'pets', operationId: 'OnPetArrived', apiId: '' }, parameters: {}, authentication: '@parameters(\'$authentication\')' } } },
      actions: {
        Has_a_name: {
          type: 'If', runAfter: {}, expression: { not: { equals: ['@triggerBody()?[\'name\']', ''] } },
          actions: { Compose: { type: 'Compose', runAfter: {}, inputs: '@{parameters(\'Greeting (pet_Greeting)\')} @{triggerBody()?[\'name\']}' } },
          else: { actions: { List: { type: 'OpenApiConnection', runAfter: {}, inputs: { host: { connectionName: 'pets', operationId: 'ListPets', apiId: '' }, parameters: {}, authentication: '@parameters(\'$authentication\')' } } } },
        },
      },
    },
  },
  schemaVersion: '1.0.0.0',
});

/** The signature of a PNG and some bytes: enough for what an inspection looks at. */
export const icon = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
const types = '<?xml version="1.0" encoding="utf-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/octet-stream" /><Default Extension="json" ContentType="application/octet-stream" /><Default Extension="Png" ContentType="application/octet-stream" /><Default Extension="csx" ContentType="application/octet-stream" /></Types>';

const connectorElement = `    <Connector>
      <connectorid>${connectorId}</connectorid>
      <description>Lists the pets that wait for a home in the shelter.</description>
      <displayname>Pet Shelter</displayname>
      <iconbrandcolor>#336699</iconbrandcolor>
      <name>${logicalName}</name>
      <connectortype>1</connectortype>
      <scriptoperations>["ListPets"]</scriptoperations>
      <openapidefinition>/${files.definition}</openapidefinition>
      <connectionparameters>/${files.parameters}</connectionparameters>
      <policytemplateinstances>/${files.policies}</policytemplateinstances>
      <customcodeblobcontent>/${files.code}</customcodeblobcontent>
      <iconblob>/${files.icon}</iconblob>
    </Connector>`;
const workflowElement = `    <Workflow WorkflowId="{${flowId}}" Name="Tell about pets">
      <JsonFileName>/${flowFile}</JsonFileName>
      <Type>1</Type>
      <Category>5</Category>
      <StateCode>0</StateCode>
      <StatusCode>1</StatusCode>
      <LocalizedNames>
        <LocalizedName languagecode="1033" description="Tell about pets" />
      </LocalizedNames>
    </Workflow>`;
const referenceElement = `    <connectionreference connectionreferencelogicalname="pet_shelter">
      <connectionreferencedisplayname>Pet Shelter</connectionreferencedisplayname>
      <connectorid>/providers/Microsoft.PowerApps/apis/shared_pet-5fpet-20shelter</connectorid>
      <customconnectorid>
        <connectorid>${connectorId}</connectorid>
      </customconnectorid>
      <iscustomizable>1</iscustomizable>
    </connectionreference>`;

const list = (name: string, content: string): string => (content === '' ? `  <${name}></${name}>` : `  <${name}>\n${content}\n  </${name}>`);
const root = (type: number, id: string, schemaName?: string): string => `      <RootComponent type="${type}" id="{${id}}"${schemaName ? ` schemaName="${schemaName}"` : ''} behavior="0" />`;

export interface Parts { readonly connector: boolean; readonly flows: boolean }

/** A solution in the form of an exported zip. One with flows and without the connector names it as a missing dependency. */
export function solution({ connector, flows }: Parts): Files {
  const customizations = [
    '<ImportExportXml xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">', '  <Entities></Entities>', list('Workflows', flows ? workflowElement : ''),
    list('Connectors', connector ? connectorElement : ''), list('connectionreferences', flows ? referenceElement : ''), '  <Languages>', '    <Language>1033</Language>', '  </Languages>', '</ImportExportXml>', '',
  ].join('\n');
  const roots = [...(connector ? [root(372, connectorId, logicalName)] : []), ...(flows ? [root(29, flowId)] : [])];
  const missing = connector || !flows ? '    <MissingDependencies />' : `    <MissingDependencies>
      <MissingDependency>
        <Required type="372" schemaName="${logicalName}" displayName="Pet Shelter" solution="PetShelterConnector" id="{${connectorId}}" />
        <Dependent type="29" displayName="Tell about pets" id="{${flowId}}" />
      </MissingDependency>
    </MissingDependencies>`;
  const name = flows ? 'PetShelterFlows' : 'PetShelterConnector';
  return {
    'customizations.xml': customizations,
    '[Content_Types].xml': types,
    'solution.xml': `<ImportExportXml version="9.2.25014.220" SolutionPackageVersion="9.2" languagecode="1033" generatedBy="CrmLive">
  <SolutionManifest>
    <UniqueName>${name}</UniqueName>
    <LocalizedNames>
      <LocalizedName description="${name}" languagecode="1033" />
    </LocalizedNames>
    <Descriptions />
    <Version>1.0.0.0</Version>
    <Managed>0</Managed>
    <Publisher>
      <UniqueName>petshelter</UniqueName>
      <CustomizationPrefix>pet</CustomizationPrefix>
      <CustomizationOptionValuePrefix>12345</CustomizationOptionValuePrefix>
    </Publisher>
    <RootComponents>
${roots.join('\n')}
    </RootComponents>
${missing}
  </SolutionManifest>
</ImportExportXml>
`,
    ...(connector ? { [files.definition]: JSON.stringify(definition, undefined, 2), [files.parameters]: '{}', [files.policies]: JSON.stringify([{ templateId: 'setheader', title: 'Say who asks', parameters: { 'x-ms-apimTemplateParameter.name': 'x-client', 'x-ms-apimTemplateParameter.value': 'konektor', 'x-ms-apimTemplateParameter.existsAction': 'override', 'x-ms-apimTemplate-policySection': 'Request', 'x-ms-apimTemplate-operationName': ['ListPets'] } }]), [files.code]: 'public class Script : ScriptBase { }', [files.icon]: icon } : {}),
    ...(flows ? { [flowFile]: JSON.stringify(flow(), undefined, 2), 'environmentvariabledefinitions/pet_Greeting/environmentvariabledefinition.xml': '<environmentvariabledefinition schemaname="pet_Greeting">\n  <displayname default="Greeting" />\n  <type>100000000</type>\n</environmentvariabledefinition>\n' } : {}),
  };
}

export const intro = ['The shelter keeps a list of the animals that wait for a home.', ...['Prerequisites', 'How to get credentials', 'Get started with your connector', 'Known issues and limitations', 'Common errors and remedies', 'FAQ'].flatMap(title => [`## ${title}`, 'Nothing special.'])].join('\n\n');

/** A package for certification before it is zipped, from the outside in. */
export interface Certification { readonly outer: Files; readonly inner: Files; readonly assets: Record<string, Files>; folder: string; innerName: string }
export const certification = (): Certification => ({
  outer: { 'intro.md': intro }, inner: {}, folder: 'PkgAssets', innerName: 'package.zip',
  assets: { 'Connector.zip': solution({ connector: true, flows: false }), 'Flows.zip': solution({ connector: true, flows: true }) },
});

const zipTime = new Date('2020-01-01T00:00:00');
export const zip = (content: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(content).map(([path, each]) => [path, [typeof each === 'string' ? Buffer.from(each) : each, { mtime: zipTime }]])));

/** Not compressed, so that its content can be seen, and damaged. */
export const stored = (content: Files): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(content).map(([path, each]) => [path, [typeof each === 'string' ? Buffer.from(each) : each, { mtime: zipTime, level: 0 }]])));

export const certificationZip = ({ outer, inner, assets, folder, innerName }: Certification): Uint8Array =>
  zip({ ...outer, ...(innerName === '' ? {} : { [innerName]: zip({ ...inner, ...Object.fromEntries(Object.entries(assets).map(([name, each]) => [`${folder}/${name}`, zip(each)])) }) }) });

/** A folder of builds: the connector's solution, the flows' for deployment, and the connector's folder. */
export interface Dist { readonly connector: Files; readonly flows: Files; readonly folder: Files }
export const dist = (): Dist => ({
  connector: solution({ connector: true, flows: false }), flows: solution({ connector: false, flows: true }),
  folder: {
    'apiDefinition.swagger.json': JSON.stringify(definition, undefined, 2),
    'apiProperties.json': JSON.stringify({ properties: { connectionParameters: {}, iconBrandColor: '#336699', capabilities: [], policyTemplateInstances: [], scriptOperations: ['ListPets'] } }, undefined, 2),
    'script.csx': 'public class Script : ScriptBase { }', 'icon.png': icon, 'settings.json': JSON.stringify({ connectorId: 'placeholder' }),
  },
});
export const distFiles = ({ connector, flows, folder }: Dist): readonly PackageFile[] => packageFiles({
  'connector-solution.zip': zip(connector), 'flow-solution.zip': zip(flows), ...Object.fromEntries(Object.entries(folder).map(([path, each]) => [`connector/${path}`, each])),
});

export const legacyFolder = `Microsoft.Flow/flows/${flowId}/`;
/** A flow exported outside of a solution. */
export const legacyPackage = (): Files => ({
  'manifest.json': JSON.stringify({ schema: '1.0', details: { displayName: 'Pets' }, resources: { [flowId]: { type: 'Microsoft.Flow/flows' }, 'connection-1': { type: 'Microsoft.PowerApps/apis/connections' }, 'api-1': { type: 'Microsoft.PowerApps/apis', details: { displayName: 'Pet Shelter' } } } }),
  'Microsoft.Flow/flows/manifest.json': JSON.stringify({ packageSchemaVersion: '1.0', flowAssets: { assetPaths: [flowId] } }),
  [`${legacyFolder}definition.json`]: JSON.stringify(flow()), [`${legacyFolder}connectionsMap.json`]: '{"pets": "connection-1"}', [`${legacyFolder}apisMap.json`]: '{"pets": "api-1"}',
});

export const packageFiles = (content: Files): readonly PackageFile[] => Object.entries(content).map(([path, each]) => packageFile(path, each));
