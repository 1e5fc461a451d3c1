/** The probe as packages to import: the connector, then its flow, and what to do with them. */
import { apiProperties } from '../../generate/properties';
import type { Publisher } from '../../generate/publisher';
import { apiDefinition } from '../../generate/definition';
import { connectorParts, connectorSolution, managed, type ConnectorContent } from '../connector-solution';
import { flowSolution, type FlowParts } from '../flow-solution';
import { identityOf, type PackageIdentity } from '../identity';
import { packageFile } from '../package-file';
import type { Package } from '../package-set';
import type { PackedZip } from '../packed';
import { packedWorkflow } from '../solution/build-customizations';
import { apiPath } from '../solution/names';
import type { Solution, SolutionIdentity } from '../solution/solution';
import { exportedFiles } from '../solution/write-solution';
import { probeConnector } from './probe-connector';
import { withoutSecurityList } from './probe-definition';
import { flowName, probeFlow } from './probe-flow';
import { probeReadme } from './probe-readme';
import { probeScript } from './probe-source';

/** Rises with every change of what the probe asks, so that an import takes it. */
const version = '1.0.0.0';

/** Whose the probe is, and with which icon; it says nothing of the connector that it is packaged beside. */
export interface ProbeInput { readonly publisher: Publisher; readonly icon: Uint8Array | undefined }

/**
 * Two managed solutions, which an environment removes with everything in them, and a README. Paths begin with `probe/`.
 * Pure but for the script, which is a file of the package.
 */
export function probePackage({ publisher, icon }: ProbeInput): Package {
  const identity = probeIdentity(publisher);
  const content: ConnectorContent = {
    definition: withoutSecurityList(apiDefinition(probeConnector, publisher)), properties: apiProperties(probeConnector, publisher), script: probeScript(), icon,
  };
  const [ofConnector, ofFlow] = [managed(identity.connectorSolution), managed(identity.flowSolution)];
  const zips = [
    zip(ofConnector, connectorSolution(ofConnector, connectorParts(identity, content))),
    zip(ofFlow, flowSolution(ofFlow, probeFlowParts(identity), identity, probeConnector.title)),
  ] as const;
  return { kind: 'probe', contents: [...zips, packageFile('probe/README.md', probeReadme({ connectorZip: zips[0].path, flowZip: zips[1].path, connectorName: identity.connector.logicalName }))] };
}

/** Names and ids of the probe under a publisher. */
export const probeIdentity = (publisher: Publisher): PackageIdentity =>
  identityOf({ connector: probeConnector, publisher, names: { uniqueName: 'KonektorProbe', name: probeConnector.title }, version, locales: [] });

function probeFlowParts({ publisher: { prefix }, connector, flowId }: PackageIdentity): FlowParts {
  const connectionReference = `${prefix}_konektorprobe`;
  const document = JSON.stringify(probeFlow({ connectionReference, connectorName: connector.logicalName, internalName: connector.internalId }), undefined, 2);
  const id = flowId(flowName);
  return {
    workflows: [{ ...packedWorkflow({ workflowId: id, name: flowName, names: { 1033: flowName }, version, isOn: false, document }), id, name: flowName }],
    connectionReferences: [{ key: 'probe', logicalName: connectionReference, displayName: probeConnector.title, apiId: apiPath(connector.internalId), apiName: connector.internalId, apiLogicalName: connector.logicalName }],
    environmentVariables: [], variableFiles: [],
  };
}

const zip = ({ uniqueName }: SolutionIdentity, solution: Solution): PackedZip => ({ path: `probe/${uniqueName}_managed.zip`, entries: exportedFiles(solution) });
