/** What the service of paconn says is there. */
import { DeployError } from '../../deploy-error';
import { partDigests } from '../../release/digests';
import type { ConnectorPart, PartContents } from '../../release/release';
import type { DeploymentRequest } from '../../request';
import type { Seen, SeenConnector } from '../../target';
import { rowOf, textOf, type Row } from '../dataverse/row';
import { redirectUriOf } from '../redirect-uri';
import type { PowerAppsApi } from './power-apps-api';

/**
 * Our connector among those of the environment. There is no permanent name here, only a title, which an update never
 * changes. Throws where two have it.
 */
export async function findConnector(api: PowerAppsApi, { connector: { title } }: DeploymentRequest['release']): Promise<Row | undefined> {
  const same = (await api.list()).filter(row => textOf(rowOf(row, 'properties'), 'displayName') === title);
  if (same.length > 1) throw new DeployError('title-twice', `The environment has ${same.length} connectors called "${title}": ${same.map(row => textOf(row, 'name') ?? '?').join(', ')}. There is no telling which is ours: delete or rename the others.`);
  return same[0];
}

export async function lookByPaconn(api: PowerAppsApi, { release, environment: { cloud, id } }: DeploymentRequest, who: string): Promise<Seen> {
  const found = await findConnector(api, release);
  const name = textOf(found, 'name');
  const connector = name === undefined ? undefined : await seenConnector(api, name, await api.get(name), cloud);
  return {
    identity: { who, ...(id === undefined ? {} : { environmentId: id }) }, ...(connector ? { connector } : {}),
    connections: [], flows: [], references: {}, variables: {},
    notSeen: ['paconn\'s service knows connectors only: flows, references and variables of the environment were not looked at.'],
  };
}

async function seenConnector(api: PowerAppsApi, id: string, row: Row, cloud: DeploymentRequest['environment']['cloud']): Promise<SeenConnector> {
  const properties = rowOf(row, 'properties');
  const json = (name: string): string | undefined => { const value = properties?.[name]; return value === undefined || value === null ? undefined : JSON.stringify(value); };
  const file = async (address: string | undefined, what: string): Promise<Uint8Array | undefined> => (address === undefined ? undefined : api.fetch(address, what));
  const definitions = rowOf(properties, 'apiDefinitions');
  const scriptAddress = textOf(properties, 'scriptDefinitionUrl');
  const [definition, script] = [await file(textOf(definitions, 'originalSwaggerUrl'), 'reading the definition back'), await file(scriptAddress, 'reading the script back')];
  const known = {
    connectionParameters: json('connectionParameters'), connectionParameterSets: json('connectionParameterSets'), policies: json('policyTemplateInstances'),
    scriptOperations: json('scriptOperations'), brandColor: textOf(properties, 'iconBrandColor'),
    definition: definition && Buffer.from(definition).toString('utf8'), script: script && Buffer.from(script).toString('utf8'),
  };
  const contents: PartContents = Object.fromEntries(Object.entries(known).filter(([, content]) => content !== undefined)); // keys and values of `known`
  // What is in the answer itself is readable even where it is absent; a file only where it could be fetched. Without the
  // definition the rest says too little: then nothing counts as known, and the connector is sent again.
  const readable: readonly ConnectorPart[] = definition ? ['definition', 'connectionParameters', 'connectionParameterSets', 'policies', 'scriptOperations', 'brandColor', ...(script || scriptAddress === undefined ? ['script'] as const : [])] : [];
  const redirectUri = redirectUriOf([known.connectionParameters ?? '', known.connectionParameterSets ?? ''], id, cloud);
  return { id, internalId: id, title: textOf(properties, 'displayName') ?? '', digests: partDigests(contents), readable, state: 'ready', ...(redirectUri === undefined ? {} : { redirectUri }) };
}
