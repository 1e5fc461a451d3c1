/** The probes as packages to import: each a connector and its flow, and what to do with them. */
import { apiDefinition } from '../../generate/definition';
import { apiProperties } from '../../generate/properties';
import type { Publisher } from '../../generate/publisher';
import type { SwaggerDocument } from '../../generate/swagger-extensions';
import type { Connector } from '../../model/connector';
import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import { connectorFolder } from '../connector-folder';
import { connectorParts, connectorSolution, managed } from '../connector-solution';
import { flowSolution, type FlowParts } from '../flow-solution';
import { identityOf, type PackageIdentity } from '../identity';
import { packageFile } from '../package-file';
import type { Packed, PackedZip } from '../packed';
import { packedWorkflow } from '../solution/build-customizations';
import { apiPath, uniqueNameOf } from '../solution/names';
import type { Solution, SolutionIdentity } from '../solution/solution';
import { exportedFiles } from '../solution/write-solution';
import { probeConnector } from './probe-connector';
import { probeArtifacts, withoutSecurityList } from './probe-definition';
import { probeFlow, type ProbeFlowNames, signInFlow } from './probe-flow';
import { probeReadme } from './probe-readme';
import { probeScript } from './probe-source';
import { signInConnector } from './sign-in-connector';

/** Rises with every change of what the probes ask, so that an import takes it. */
const version = '1.0.0.0';

/** A connector with a flow of the same name. */
interface Probe {
  readonly connector: Connector;
  readonly script: string;
  readonly definition: (made: SwaggerDocument) => SwaggerDocument;
  readonly flow: (names: ProbeFlowNames) => WorkflowDocument;
}

const probes = (): readonly [probe: Probe, signIn: Probe] => [
  { connector: probeConnector, script: probeScript('probe'), definition: withoutSecurityList, flow: names => probeFlow(names) },
  { connector: signInConnector, script: probeScript('signIn'), definition: made => made, flow: signInFlow },
];

/**
 * Two managed solutions a probe, which an environment removes with everything in them; a README; and for paconn and pac
 * the folder of the first connector. Whose they are comes from `publisher`; they say nothing of the connector that they are
 * packaged beside. Pure but for the scripts, which are files of this toolchain.
 */
export function probePackages(publisher: Publisher, icon: Uint8Array | undefined): readonly Packed[] {
  const zips = probes().flatMap(probe => solutionsOf(probe, publisher, icon));
  const [connectorZip = '', flowZip = '', signInConnectorZip = '', signInFlowZip = ''] = zips.map(({ path }) => path);
  const { 'apiDefinition.swagger.json': definition, 'README.md': readme, 'script.csx': script } = probeArtifacts(publisher);
  const folder = connectorFolder({ definition, readme, script, icon, properties: apiProperties(probeConnector, publisher), connectorId: probeIdentity(probeConnector, publisher).connector.id });
  return [
    packageFile('README.md', probeReadme({ connectorZip, flowZip, signInConnectorZip, signInFlowZip })),
    ...zips,
    ...folder.map(file => ({ ...file, path: `connector/${file.path}` })),
  ];
}

const probeIdentity = (connector: Connector, publisher: Publisher): PackageIdentity =>
  identityOf({ connector, publisher, names: { uniqueName: uniqueNameOf(connector.title) }, version, locales: [] });

function solutionsOf({ connector, script, definition, flow }: Probe, publisher: Publisher, icon: Uint8Array | undefined): readonly [connector: PackedZip, flow: PackedZip] {
  const identity = probeIdentity(connector, publisher);
  const parts = connectorParts(identity, { definition: definition(apiDefinition(connector, publisher)), properties: apiProperties(connector, publisher), script, icon });
  const [ofConnector, ofFlow] = [managed(identity.connectorSolution), managed(identity.flowSolution)];
  return [zip(ofConnector, connectorSolution(ofConnector, parts)), zip(ofFlow, flowSolution(ofFlow, flowPartsOf(flow, connector.title, identity), identity, connector.title))];
}

function flowPartsOf(flow: Probe['flow'], name: string, { publisher: { prefix }, connector: { logicalName, internalId }, flowId }: PackageIdentity): FlowParts {
  const connectionReference = `${prefix}_${uniqueNameOf(name).toLowerCase()}`;
  const document = JSON.stringify(flow({ connectionReference, connectorName: logicalName, internalName: internalId }), undefined, 2);
  const id = flowId(name);
  return {
    workflows: [{ ...packedWorkflow({ workflowId: id, name, names: { 1033: name }, version, isOn: false, document }), id, name }],
    connectionReferences: [{ key: 'probe', logicalName: connectionReference, displayName: name, apiId: apiPath(internalId), apiName: internalId, apiLogicalName: logicalName }],
    environmentVariables: [], variableFiles: [],
  };
}

const zip = ({ uniqueName }: SolutionIdentity, solution: Solution): PackedZip => ({ path: `${uniqueName}_managed.zip`, entries: exportedFiles(solution) });
