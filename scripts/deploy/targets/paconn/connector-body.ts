/** The body that paconn sends for a connector, out of the connector folder. */
import { DeployError } from '../../deploy-error';
import type { DeploymentRequest } from '../../request';
import { setsWithClientSecret, withClientSecret } from '../client-secret';
import { isRow, rowOf, rowsOf, textOf, type Row } from '../dataverse/row';

export interface UploadedFiles { readonly icon: string | undefined; readonly script: string | undefined }

/** The definition, as text and read. */
export function definitionIn(folder: DeploymentRequest['release']['folder']): { readonly text: string; readonly value: Row } {
  const text = textIn(folder, 'apiDefinition.swagger.json');
  return { text, value: jsonIn(text, 'apiDefinition.swagger.json') };
}

/**
 * Properties of the connector. The title goes with a new one only: the service keeps it from then on. A secret is put in
 * at the places that paconn knows, and nowhere else.
 */
export function connectorBody({ release: { folder }, environment: { id }, clientSecret }: DeploymentRequest, files: UploadedFiles, purpose: 'create' | 'update'): object {
  const { value: definition } = definitionIn(folder);
  const own = rowOf(jsonIn(textIn(folder, 'apiProperties.paconn.json'), 'apiProperties.paconn.json'), 'properties') ?? {};
  const { stackOwner: _, ...properties } = own; // an update with an owner of the service is refused (paconn's README)
  const info = rowOf(definition, 'info');
  const description = textOf(info, 'description');
  if (description === undefined) throw new DeployError('description-missing', 'The definition has no description (info.description), and the service wants one.');
  const parameters = clientSecret && withClientSecret(properties['connectionParameters'], clientSecret);
  const sets = clientSecret && setsWithClientSecret(properties['connectionParameterSets'], clientSecret);
  return {
    ...properties, ...(parameters ? { connectionParameters: parameters } : {}), ...(sets ? { connectionParameterSets: sets } : {}),
    openApiDefinition: definition, backendService: { serviceUrl: serviceUrlOf(definition) }, environment: { name: id },
    ...(purpose === 'create' ? { displayName: textOf(info, 'title') } : {}), description,
    ...(files.icon === undefined ? {} : { iconUri: files.icon }),
    // Empty where there is no script, as paconn sends it: that takes away one that is there.
    scriptDefinitionUrl: files.script ?? '',
  };
}

/** First scheme, host and base path. */
function serviceUrlOf(definition: Row): string {
  const [scheme] = Array.isArray(definition['schemes']) ? definition['schemes'] : [];
  return `${typeof scheme === 'string' ? scheme : 'https'}://${textOf(definition, 'host') ?? ''}${textOf(definition, 'basePath') ?? ''}`;
}

/** Whether the folder has a parameter that takes the secret of an app registration. */
export function takesClientSecret(folder: DeploymentRequest['release']['folder']): boolean {
  const bytes = folder.get('apiProperties.paconn.json');
  const properties = bytes && rowOf(jsonIn(Buffer.from(bytes).toString('utf8'), 'apiProperties.paconn.json'), 'properties');
  const hasPlace = (parameters: Row | undefined): boolean => textOf(rowOf(rowOf(parameters, 'token'), 'oAuthSettings'), 'clientId') !== undefined;
  return hasPlace(rowOf(properties, 'connectionParameters')) || rowsOf(rowOf(properties, 'connectionParameterSets'), 'values').some(set => hasPlace(rowOf(set, 'parameters')));
}

function textIn(folder: DeploymentRequest['release']['folder'], name: string): string {
  const bytes = folder.get(name);
  if (!bytes) throw new DeployError('folder-incomplete', `The connector folder has no ${name}. Make the packages again: konektor package.`);
  return Buffer.from(bytes).toString('utf8');
}

function jsonIn(text: string, name: string): Row {
  const value: unknown = JSON.parse(text); // our own package, checked by its sum
  if (!isRow(value)) throw new DeployError('folder-incomplete', `${name} in the connector folder is no object. Make the packages again: konektor package.`);
  return value;
}
