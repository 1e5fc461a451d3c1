/** The probe as something to import: a solution with its connector, one with its flow, and the files for paconn and pac. */
import { documentsOf } from '../generate/artifacts';
import type { Publisher } from '../generate/publisher';
import { connectorFolder } from './connector-folder';
import { connectorParts, connectorSolution } from './connector-solution';
import { flowSolution, settingsTemplate, type FlowParts } from './flow-solution';
import { identityOf, type PackageIdentity } from './identity';
import type { Packed } from './packed';
import { probeConnector } from './probe/probe-connector';
import { probeArtifacts, withoutSecurityList } from './probe/probe-definition';
import { flowName, probeFlow } from './probe/probe-flow';
import { packedWorkflow } from './solution/build-customizations';
import { apiPath } from './solution/names';
import { exportedFiles } from './solution/write-solution';
import { solutionVersion } from './version';

/** The files below `probe/`. Pure but for the script, which is a file of this toolchain. Unmanaged: it is thrown away again. */
export function probePackages(publisher: Publisher, icon: Uint8Array | undefined): readonly Packed[] {
  const { title } = probeConnector;
  const artifacts = probeArtifacts(publisher);
  const documents = documentsOf(probeConnector, publisher);
  const identity = identityOf({ connector: probeConnector, publisher, names: {}, version: solutionVersion(probeConnector).version ?? '1.0.0.0', locales: [] });
  const { connectorSolution: ofConnector, flowSolution: ofFlow } = identity;
  const script = artifacts['script.csx'];
  const flow = probeFlowParts(identity);
  const folder = connectorFolder({
    definition: artifacts['apiDefinition.swagger.json'], properties: documents.properties, script, readme: artifacts['README.md'], icon, connectorId: identity.connector.id,
  });
  return [
    { path: `${ofConnector.uniqueName}.zip`, entries: exportedFiles(connectorSolution(ofConnector, connectorParts(identity, { definition: withoutSecurityList(documents.definition), properties: documents.properties, script, icon }))) },
    { path: `${ofFlow.uniqueName}.zip`, entries: exportedFiles(flowSolution(ofFlow, flow, identity, title)) },
    { path: `${ofFlow.uniqueName}.settings.json`, read: () => Promise.resolve(Buffer.from(settingsTemplate(flow))) },
    ...folder.map(file => ({ ...file, path: `connector/${file.path}` })),
  ];
}

function probeFlowParts({ connector: { logicalName, internalId }, publisher: { prefix }, flowSolution: { version }, flowId, inLanguages }: PackageIdentity): FlowParts {
  const { title } = probeConnector;
  const reference = `${prefix}_${title.toLowerCase().replace(/[^a-z0-9]/g, '')}`;
  const document = JSON.stringify(probeFlow({ connectionReference: reference, connectorName: logicalName, internalName: internalId }), undefined, 2);
  const id = flowId(flowName);
  return {
    workflows: [{ ...packedWorkflow({ workflowId: id, name: flowName, names: inLanguages(flowName), version, isOn: false, document }), id, name: flowName }],
    connectionReferences: [{ key: internalId, logicalName: reference, displayName: title, apiId: apiPath(internalId), apiName: internalId, apiLogicalName: logicalName }],
    environmentVariables: [], variableFiles: [],
  };
}
