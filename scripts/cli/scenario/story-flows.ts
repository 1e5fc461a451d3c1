/** The flows of the story in an environment: sample flows where one watches what the story needs, else flows that end with their trigger. */
import { type ConnectorFlow, triggeredFlow } from '../../environment';
import type { Environment } from '../../environment/environment';
import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import type { FlowName, Watched } from './watched';

/** A flow of the story as it is in the environment. */
export interface StoryFlow { readonly id: string; readonly name: string; readonly operationId: string; readonly isSample: boolean }

/** Polls are 15 minutes apart, as the connector's readme recommends. */
const recurrence = { frequency: 'Minute', interval: 15 } as const;

/**
 * Finds a sample flow for each of the watched, or makes a flow of its own. A sample flow takes the place of one only; one that
 * narrows what its trigger tells can't stand for one that must hear everything.
 */
export async function storyFlows(watched: Readonly<Record<FlowName, Watched>>, environment: Environment, connectionId: string): Promise<Readonly<Record<FlowName, StoryFlow>>> {
  const left = new Map(environment.flows.list().filter(flow => environment.flows.missing(flow).length === 0)
    .map(flow => triggeredFlow(flow, environment.gateway)).filter(flow => 'connectionId' in flow).map(flow => [flow.id, flow]));
  const found: [string, StoryFlow][] = [];
  for (const [name, each] of Object.entries(watched)) {
    const sample = [...left.values()].find(flow => watches(flow, each));
    if (sample) left.delete(sample.id);
    found.push([name, sample ? { id: sample.id, name: sample.name ?? sample.id, operationId: sample.operationId, isSample: true } : await made(name, each, environment, connectionId)]);
  }
  return Object.fromEntries(found) as Record<FlowName, StoryFlow>; // one for each name of the watched
}

/** Inputs that narrow what a trigger tells. */
const narrowing = ['dataSourceId', 'outcome'] as const;
const watches = (flow: ConnectorFlow, { operationId, inputs }: Watched): boolean =>
  flow.operationId === operationId && Object.entries(inputs).every(([name, value]) => flow.inputs[name] === value) && narrowing.every(name => flow.inputs[name] === inputs[name]);

async function made(name: string, watched: Watched, environment: Environment, connectionId: string): Promise<StoryFlow> {
  const connector = environment.connections.get(connectionId).connector;
  const { id } = await environment.flows.create({ id: `scenario-${name}`, name, document: documentOf(watched, connector) });
  await environment.flows.bind(id, { connections: { [reference]: connectionId } });
  return { id, name, operationId: watched.operationId, isSample: false };
}

/** A story's own flow that watches something else; a sample flow is bound to another value instead. */
export async function changeWatched({ id }: StoryFlow, watched: Watched, environment: Environment): Promise<void> {
  const { document } = environment.flows.get(id);
  const connector = Object.values(document.properties.connectionReferences)[0]?.api.logicalName ?? '';
  await environment.flows.change(id, { document: documentOf(watched, connector) });
}

const reference = 'scenario';

function documentOf({ operationId, inputs }: Watched, connector: string): WorkflowDocument {
  return {
    schemaVersion: '1.0.0.0',
    properties: {
      connectionReferences: { [reference]: { runtimeSource: 'embedded', connection: { connectionReferenceLogicalName: reference }, api: { name: connector, logicalName: connector } } },
      definition: {
        $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#', contentVersion: '1.0.0.0', parameters: {}, actions: {},
        triggers: {
          Trigger: {
            type: 'OpenApiConnection', recurrence, splitOn: "@triggerOutputs()?['body/value']",
            inputs: { host: { connectionName: reference, operationId, apiId: `/providers/Microsoft.PowerApps/apis/${connector}` }, parameters: inputs, authentication: "@parameters('$authentication')" },
          },
        },
      },
    },
  };
}
