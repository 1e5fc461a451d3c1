/** What Dataverse says is there. */
import { flowDigest } from '../../release/digests';
import type { DeploymentRequest } from '../../request';
import type { Seen, SeenFlow } from '../../target';
import { connectorRow, flowRows, installedSolutions, referenceRows, variableRows } from './components';
import { seenConnector } from './connector-row';
import { findingsThere } from './findings';
import type { Identity } from './identity';
import { numberOf, textOf, type Row } from './row';
import type { WebApi } from './web-api';

/** statecode of a flow: 0 draft (off), 1 activated (on), 2 suspended (Work with cloud flows using code). */
export const flowIsOn = 1;

/** Reads everything of the release that is there. Throws DeployError. */
export async function lookInDataverse(api: WebApi, request: DeploymentRequest, identity: Identity): Promise<Seen> {
  const { release, environment: { cloud }, parts } = request;
  const row = await connectorRow(api, release);
  const solutions = await installedSolutions(api, release);
  const withFlows = parts !== 'connector';
  const flows = withFlows ? await flowRows(api, release) : [];
  const references = withFlows ? await referenceRows(api, release) : [];
  const variables = withFlows ? await variableRows(api, release) : [];
  const flowsVersion = release.flows && solutions.get(release.flows.uniqueName)?.version;
  return {
    identity, ...(flowsVersion === undefined ? {} : { flowsVersion }),
    ...(row ? { connector: seenConnector(row, solutions.get(release.connectorSolution.uniqueName)?.version, cloud) } : {}),
    connections: [],
    flows: flows.map(seenFlow),
    references: Object.fromEntries(references.flatMap(({ logicalName, connectionId }) => (connectionId === undefined ? [] : [[logicalName, connectionId]]))),
    variables: Object.fromEntries(variables.flatMap(({ schemaName, value }) => (value === undefined ? [] : [[schemaName, value]]))),
    findings: await findingsThere(api, request, row, solutions),
    notSeen: ['Dataverse does not tell whether a connection works: open it in Power Apps, Connections.'],
  };
}

function seenFlow(row: Row): SeenFlow {
  // The document as a text of JSON.
  const document = textOf(row, 'clientdata');
  return {
    id: (textOf(row, 'workflowid') ?? '').toLowerCase(), name: textOf(row, 'name') ?? '', isOn: numberOf(row, 'statecode') === flowIsOn,
    ...(document === undefined ? {} : { digest: flowDigest(document) }),
  };
}
