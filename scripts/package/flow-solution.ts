/**
 * The flows as a solution carries them: turned off, with references to the connections that are bound where they are
 * imported. For deployment the connector is not inside but needed beforehand: an environment must have it before it takes
 * in anything that refers to it (facts of deployment, known problems).
 */
import { emitFlow, type EmittedFlow } from '../generate/flow/emit-flow';
import type { FlowConnectionReference } from '../generate/flow/connection-references';
import type { EmittedVariable } from '../generate/flow/flow-variables';
import type { Flow } from '../model/flow/flow';
import { json } from './connector-folder';
import type { ConnectorParts } from './connector-solution';
import type { PackageIdentity } from './identity';
import type { PackageFile } from './package-file';
import { connectionReferenceElement, customizations, environmentVariableFile, packedWorkflow } from './solution/build-customizations';
import { solutionManifest, type Root } from './solution/build-manifest';
import type { Solution, SolutionIdentity } from './solution/solution';
import type { XmlElement } from './xml/xml-element';

export interface FlowParts {
  readonly workflows: readonly { readonly element: XmlElement; readonly file: PackageFile; readonly id: string; readonly name: string }[];
  /** Each once, however many flows use it. */
  readonly connectionReferences: readonly FlowConnectionReference[];
  readonly environmentVariables: readonly EmittedVariable[];
  readonly variableFiles: readonly PackageFile[];
}

/** Makes the flows' components. `title` is the connector's. */
export function flowParts(identity: PackageIdentity, flows: readonly Flow[], title: string): FlowParts {
  const { connector: { logicalName, internalId }, publisher: { prefix }, flowSolution: { version }, inLanguages } = identity;
  const emitted = flows.map(flow => emitFlow(flow, { prefix, connector: { logicalName, internalId, displayName: title } }));
  const environmentVariables = distinct(emitted.flatMap(each => each.environmentVariables), each => each.schemaName);
  return {
    workflows: emitted.map(flow => ({ ...workflow(flow, identity), name: flow.name })),
    connectionReferences: distinct(emitted.flatMap(each => each.connectionReferences), each => each.logicalName),
    environmentVariables,
    variableFiles: environmentVariables.map(({ default: value, ...variable }) => environmentVariableFile({ ...variable, ...(value === undefined ? {} : { defaultValue: value }) }, version, inLanguages)),
  };
}

function workflow({ name, document }: EmittedFlow, { flowId, inLanguages, flowSolution: { version } }: PackageIdentity): { readonly element: XmlElement; readonly file: PackageFile; readonly id: string } {
  const id = flowId(name);
  return { ...packedWorkflow({ workflowId: id, name, names: inLanguages(name), version, isOn: false, document: JSON.stringify(document, undefined, 2) }), id };
}

const distinct = <T>(items: readonly T[], key: (item: T) => string): readonly T[] => [...new Map([...items].reverse().map(item => [key(item), item])).values()].reverse();

/** The solution for deployment: each flow says that it needs the connector, which `connectorSolution` brings. */
export function flowSolution(identity: SolutionIdentity, parts: FlowParts, { connector, connectorSolution }: PackageIdentity, title: string): Solution {
  const needed = { ...connector, displayName: title, solution: `${connectorSolution.uniqueName} (${connectorSolution.version})` };
  return {
    manifest: solutionManifest(identity, rootsOf(parts), parts.workflows.map(({ id, name }) => ({ connector: needed, dependent: { id, name } }))),
    customizations: customizations({ workflows: parts.workflows.map(each => each.element), connectionReferences: referencesOf(parts, connector.id) }),
    files: filesOf(parts),
  };
}

/** The solution for certification, which wants flows and connector in one. */
export function flowSolutionWithConnector(identity: SolutionIdentity, parts: FlowParts, connector: ConnectorParts, connectorId: string): Solution {
  return {
    manifest: solutionManifest(identity, [connector.root, ...rootsOf(parts)]),
    customizations: customizations({ connectors: [connector.element], workflows: parts.workflows.map(each => each.element), connectionReferences: referencesOf(parts, connectorId) }),
    files: [...connector.files, ...filesOf(parts)],
  };
}

const filesOf = ({ workflows, variableFiles }: FlowParts): readonly PackageFile[] => [...workflows.map(each => each.file), ...variableFiles];

const rootsOf = ({ workflows, environmentVariables }: FlowParts): readonly Root[] => [
  ...workflows.map(({ id }): Root => ({ kind: 'workflow', id })), ...environmentVariables.map(({ schemaName }): Root => ({ kind: 'environmentVariable', schemaName })),
];

const referencesOf = ({ connectionReferences }: FlowParts, connectorId: string): readonly XmlElement[] => connectionReferences.map(({ logicalName, displayName, apiId, apiLogicalName }) =>
  connectionReferenceElement({ logicalName, displayName, apiId, ...(apiLogicalName === undefined ? {} : { customConnectorId: connectorId }) }));

/** Stands in the settings of an import where only the target environment knows the value. */
export const connectionPlaceholder = 'placeholder-connection-id-in-the-target-environment';
export const connectorPlaceholder = 'placeholder-connector-id-in-the-target-environment';
export const valuePlaceholder = 'placeholder-value-in-the-target-environment';

/**
 * The settings that `pac solution import --settings-file` binds references and variables with, to be filled in for each
 * environment. Microsoft's own connectors have one id everywhere; that of the own one exists only after its import.
 */
export function settingsTemplate({ connectionReferences, environmentVariables }: FlowParts): string {
  return json({
    EnvironmentVariables: environmentVariables.map(({ schemaName, default: value }) => ({ SchemaName: schemaName, Value: value ?? valuePlaceholder })),
    ConnectionReferences: connectionReferences.map(({ logicalName, apiId, apiLogicalName }) =>
      ({ LogicalName: logicalName, ConnectionId: connectionPlaceholder, ConnectorId: apiLogicalName === undefined ? apiId : connectorPlaceholder })),
  });
}
