/** What the local environment says is there. */
import type { EnvironmentClient, Wire } from '../../../environment/api-client';
import { flowDigest, partDigests } from '../../release/digests';
import type { ConnectorPart, PartContents } from '../../release/release';
import type { DeploymentRequest } from '../../request';
import type { Seen, SeenConnection, SeenConnector } from '../../target';

/** Microsoft's own connectors end in the outbox here and need no connection; this stands for one. */
export const outbox = 'outbox';

export async function lookLocally(client: EnvironmentClient, { release }: DeploymentRequest): Promise<Seen> {
  const [{ value: connectors }, { value: connections }, { value: flows }] = [await client.call('listConnectors'), await client.call('listConnections'), await client.call('listFlows')];
  const { logicalName } = release.connector;
  const installed = connectors.find(({ name }) => name === logicalName);
  const ours = flows.filter(({ id }) => release.flows?.flows.some(flow => flow.id.toLowerCase() === id.toLowerCase()));
  const documents = await Promise.all(ours.map(({ id }) => client.call('getFlow', { path: { flow: id } })));
  const bound = Object.fromEntries(ours.flatMap(flow => flow.connections.flatMap(({ reference, connectionId, required }) => (connectionId !== undefined ? [[reference, connectionId]] : required ? [] : [[reference, outbox]]))));
  const ofOthers = (release.flows?.references ?? []).filter(({ connector }) => connector !== 'own').map(({ logicalName: reference }) => [reference, outbox]);
  return {
    identity: { who: 'you, on this machine' },
    ...(installed ? { connector: await seenConnector(client, installed) } : {}),
    connections: [...connections.map((each): SeenConnection => ({ id: each.id, title: each.title, connector: each.connector === logicalName ? 'own' : { id: each.connector }, state: stateOf(each) })), { id: outbox, title: 'Outbox', connector: { id: outbox }, state: 'connected' }],
    flows: documents.map(({ flow, document }) => ({ id: flow.id.toLowerCase(), name: flow.name, isOn: flow.isOn, digest: flowDigest(document) })),
    references: { ...Object.fromEntries(ours.length === 0 ? ofOthers : []), ...bound } as Readonly<Record<string, string>>, // names and ids of both
    variables: variablesOf(ours),
    notSeen: [],
  };
}

const stateOf = ({ status }: Wire<'Connection'>): SeenConnection['state'] => (status.kind === 'connected' ? 'connected' : { error: status.reason ?? 'It can\'t be used yet.' });

/** A variable belongs to the environment there and to each flow here; it is set when all that use it have the same value. */
function variablesOf(flows: readonly Wire<'Flow'>[]): Readonly<Record<string, string>> {
  const values = new Map<string, Set<string | undefined>>();
  for (const { schemaName, value } of flows.flatMap(({ variables }) => variables)) values.set(schemaName, (values.get(schemaName) ?? new Set()).add(value === undefined || value === null ? undefined : String(value)));
  return Object.fromEntries([...values].flatMap(([name, known]) => { const [only] = known; return known.size === 1 && only !== undefined ? [[name, only]] : []; }));
}

const readable: readonly ConnectorPart[] = ['definition', 'connectionParameters', 'connectionParameterSets', 'policies', 'scriptOperations', 'script', 'brandColor'];

async function seenConnector(client: EnvironmentClient, { name, title, version }: Wire<'Connector'>): Promise<SeenConnector> {
  const { files } = await client.call('getConnectorFiles', { path: { connector: name } });
  const textOf = (path: string): string | undefined => files.find(file => file.path === path)?.text;
  const { properties = {} } = JSON.parse(textOf('apiProperties.json') ?? '{}') as { readonly properties?: Readonly<Record<string, unknown>> }; // as the API wrote it
  const json = (member: string): string | undefined => (properties[member] === undefined ? undefined : JSON.stringify(properties[member]));
  const color = properties['iconBrandColor'];
  const known = {
    definition: textOf('apiDefinition.swagger.json'), connectionParameters: json('connectionParameters'), connectionParameterSets: json('connectionParameterSets'),
    policies: json('policyTemplateInstances'), scriptOperations: json('scriptOperations'), script: textOf('script.csx'), brandColor: typeof color === 'string' ? color : undefined,
  };
  const contents: PartContents = Object.fromEntries(Object.entries(known).filter(([, content]) => content !== undefined)); // keys and values of `known`
  return { id: name, title, digests: partDigests(contents), readable, state: 'ready', ...(version === undefined ? {} : { version }) };
}
