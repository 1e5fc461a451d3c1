/** What the local environment says is there. */
import type { EnvironmentClient, Wire } from '../../../environment/api-client';
import { flowDigest, partDigests } from '../../release/digests';
import type { ConnectorPart, PartContents } from '../../release/release';
import type { DeploymentRequest } from '../../request';
import type { Seen, SeenConnection, SeenConnector } from '../../target';

/** Microsoft's own connectors end in the outbox here and need no connection; this stands for one. */
export const outbox = 'outbox';

export async function lookLocally(client: EnvironmentClient, { release, environment, connections: wanted }: DeploymentRequest): Promise<Seen> {
  const [{ value: connectors }, { value: connections }, { value: flows }] = [await client.call('listConnectors'), await client.call('listConnections'), await client.call('listFlows')];
  const { logicalName } = release.connector;
  const installed = connectors.find(({ name }) => name === logicalName);
  const ours = flows.filter(({ id }) => release.flows?.flows.some(flow => flow.id.toLowerCase() === id.toLowerCase()));
  const documents = await Promise.all(ours.map(({ id }) => client.call('getFlow', { path: { flow: id } })));
  const bound = eachOnce(ours.flatMap(flow => flow.connections.map(({ reference, connectionId, required }) => [reference, connectionId ?? (required ? undefined : outbox)] as const)), wanted);
  const ofOthers = (release.flows?.references ?? []).filter(({ connector }) => connector !== 'own').map(({ logicalName: reference }) => [reference, outbox]);
  return {
    identity: { who: 'you, on this machine' },
    ...(installed ? { connector: await seenConnector(client, installed) } : {}),
    connections: [...connections.map((each): SeenConnection => ({ id: each.id, title: each.title, connector: each.connector === logicalName ? 'own' : { id: each.connector }, state: stateOf(each) })), { id: outbox, title: 'Outbox', connector: { id: outbox }, state: 'connected' }],
    flows: documents.map(({ flow, document }) => ({ id: flow.id.toLowerCase(), name: flow.name, isOn: flow.isOn, digest: flowDigest(document) })),
    references: { ...Object.fromEntries(ours.length === 0 ? ofOthers : []), ...bound },
    variables: eachOnce(ours.flatMap(({ variables }) => variables.map(({ schemaName, value }) => [schemaName, value === undefined || value === null ? undefined : String(value)] as const)), environment.environmentVariables),
    notSeen: [],
  };
}

const stateOf = ({ status }: Wire<'Connection'>): SeenConnection['state'] => (status.kind === 'connected' ? 'connected' : { error: status.reason ?? 'It can\'t be used yet.' });

/**
 * References and variables belong to the environment there, and to each flow here. Where flows have different ones, one that
 * is not as it is wanted is told, so that it is set; where a flow has none there is none.
 */
function eachOnce(pairs: readonly (readonly [name: string, value: string | undefined])[], wanted: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const values = new Map<string, Set<string | undefined>>();
  for (const [name, value] of pairs) values.set(name, (values.get(name) ?? new Set()).add(value));
  return Object.fromEntries([...values].flatMap(([name, known]) => {
    const told = known.has(undefined) ? undefined : [...known].find(each => each !== wanted[name]) ?? wanted[name];
    return told === undefined ? [] : [[name, told] as const];
  }));
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
