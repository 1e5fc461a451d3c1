/** customizations.xml and the files it names, in the order of exported solutions. */
import { packageFile, type PackageFile } from '../package-file';
import { printXml } from '../xml/print-xml';
import { element, type XmlElement } from '../xml/xml-element';
import { localizedNames } from './build-manifest';
import { workflowFileName } from './names';
import type { ConnectorFileRole, LocalizedTexts, SolutionConnectionReference, SolutionEnvironmentVariable } from './solution';
import { connectorFileRoles } from './views';

/** Everything that is inline in customizations.xml. */
export interface Customizations { readonly connectors?: readonly XmlElement[]; readonly workflows?: readonly XmlElement[]; readonly connectionReferences?: readonly XmlElement[] }

/** The root of customizations.xml. Lists that exports write even when they are empty are there; the others only when they hold something. */
export function customizations({ connectors = [], workflows = [], connectionReferences = [] }: Customizations): XmlElement {
  const list = (name: string, items: readonly XmlElement[]): readonly XmlElement[] => (items.length > 0 ? [element(name, {}, ...items)] : []);
  return element('ImportExportXml', { 'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance' },
    element('Entities'), element('Roles'), element('Workflows', {}, ...workflows), element('FieldSecurityProfiles'),
    ...['Templates', 'EntityMaps', 'EntityRelationships', 'OrganizationSettings', 'optionsets', 'CustomControls', 'EntityDataProviders'].map(name => element(name)),
    ...list('Connectors', connectors), ...list('connectionreferences', connectionReferences),
    element('Languages', {}, element('Language', {}, '1033')));
}

/** A connector to be put into a solution. */
export interface ConnectorToPack {
  readonly connectorId: string;
  readonly logicalName: string;
  readonly displayName: string;
  readonly description: string;
  readonly brandColor: string;
  /** Only where there is code; undefined stands for all operations. */
  readonly scriptOperations?: readonly string[];
  readonly contents: Readonly<Partial<Record<ConnectorFileRole, string | Uint8Array>>>;
}

const fileEndings: Readonly<Record<ConnectorFileRole, string>> = {
  openapidefinition: 'json', connectionparameters: 'json', connectionparametersets: 'json', policytemplateinstances: 'json', customcodeblobcontent: 'csx', iconblob: 'Png',
};

/**
 * The connector's element and its files (`Connector/<logical name>_<role>.<ending>`). Several sign-ins have no public export:
 * that their element is named as their file is, and its place, are assumptions.
 */
export function packedConnector(connector: ConnectorToPack): { readonly element: XmlElement; readonly files: readonly PackageFile[] } {
  const files = connectorFileRoles.flatMap(role => {
    const content = connector.contents[role];
    return content === undefined ? [] : [{ role, file: packageFile(`Connector/${connector.logicalName}_${role}.${fileEndings[role]}`, content) }];
  });
  return {
    files: files.map(({ file }) => file),
    element: element('Connector', {},
      element('connectorid', {}, connector.connectorId),
      element('description', {}, connector.description),
      element('displayname', {}, connector.displayName),
      element('iconbrandcolor', {}, connector.brandColor),
      element('name', {}, connector.logicalName),
      element('connectortype', {}, '1'),
      ...(connector.scriptOperations ? [element('scriptoperations', {}, JSON.stringify(connector.scriptOperations))] : []),
      ...files.map(({ role, file }) => element(role, {}, `/${file.path}`))),
  };
}

/** A cloud flow to be put into a solution. `document` is the text of its definition. */
export interface WorkflowToPack { readonly workflowId: string; readonly name: string; readonly names: LocalizedTexts; readonly version: string; readonly isOn: boolean; readonly document: string }

/** The flow's element and its file. Category 5 is a cloud flow; the other numbers are what every exported flow has. */
export function packedWorkflow(workflow: WorkflowToPack): { readonly element: XmlElement; readonly file: PackageFile } {
  const file = packageFile(`Workflows/${workflowFileName(workflow.name, workflow.workflowId)}`, workflow.document);
  const texts = {
    JsonFileName: `/${file.path}`, Type: '1', Subprocess: '0', Category: '5', Mode: '0', Scope: '4', OnDemand: '0', TriggerOnCreate: '0', TriggerOnDelete: '0', AsyncAutodelete: '0',
    SyncWorkflowLogOnFailure: '0', StateCode: workflow.isOn ? '1' : '0', StatusCode: workflow.isOn ? '2' : '1', RunAs: '1', IsTransacted: '1', IntroducedVersion: workflow.version,
    IsCustomizable: '1', BusinessProcessType: '0', IsCustomProcessingStepAllowedForOtherPublishers: '1', PrimaryEntity: 'none',
  };
  return {
    file,
    element: element('Workflow', { WorkflowId: `{${workflow.workflowId.toLowerCase()}}`, Name: workflow.name },
      ...Object.entries(texts).map(([name, text]) => element(name, {}, text)), localizedNames(workflow.names)),
  };
}

/** A connection reference. The id of a custom connector lets the import find it whatever its internal id is there. */
export function connectionReferenceElement(reference: SolutionConnectionReference): XmlElement {
  return element('connectionreference', { connectionreferencelogicalname: reference.logicalName },
    element('connectionreferencedisplayname', {}, reference.displayName),
    element('connectorid', {}, reference.apiId),
    ...(reference.customConnectorId === undefined ? [] : [element('customconnectorid', {}, element('connectorid', {}, reference.customConnectorId))]),
    ...(reference.description === undefined ? [] : [element('description', {}, reference.description)]),
    element('iscustomizable', {}, '1'), element('statecode', {}, '0'), element('statuscode', {}, '1'));
}

/** The file that defines an environment variable; name and description are labelled in each language that `inLanguages` gives. */
export function environmentVariableFile(variable: SolutionEnvironmentVariable, version: string, inLanguages: (text: string) => LocalizedTexts = text => ({ 1033: text })): PackageFile {
  const labelled = (name: string, text: string): XmlElement =>
    element(name, { default: text }, ...Object.entries(inLanguages(text)).map(([languagecode, description]) => element('label', { description, languagecode })));
  return packageFile(`environmentvariabledefinitions/${variable.schemaName}/environmentvariabledefinition.xml`, printXml(element('environmentvariabledefinition', { schemaname: variable.schemaName },
    ...(variable.defaultValue === undefined ? [] : [element('defaultvalue', {}, variable.defaultValue)]),
    labelled('description', variable.description), labelled('displayname', variable.displayName),
    element('introducedversion', {}, version), element('iscustomizable', {}, '1'), element('isrequired', {}, '0'), element('secretstore', {}, '0'), element('type', {}, variable.type)), 'exported'));
}
