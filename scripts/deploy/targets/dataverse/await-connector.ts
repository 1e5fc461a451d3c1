/** From the row to a connector that the runtime knows: published, with an internal id, and with the secret of its app registration. */
import type { DeploymentRequest } from '../../request';
import type { Seen, StepOutcome } from '../../target';
import { setsWithClientSecret, withClientSecret } from '../client-secret';
import { redirectUriOf } from '../redirect-uri';
import { connectorRow } from './components';
import { isUnpublished } from './connector-row';
import { textOf, type Row } from './row';
import type { WebApi } from './web-api';

const publishTimeoutMs = 15 * 60_000;
const askAgainInMs = 10_000;

/** Publishes where that is needed, sets the secret where there is one, and waits for the internal id. */
export async function awaitConnector(api: WebApi, request: DeploymentRequest, _seen: Seen): Promise<StepOutcome> {
  const row = await connectorRow(api, request.release);
  const id = textOf(row, 'connectorid');
  if (!row || id === undefined) return { state: 'waiting', reason: 'The connector is not listed yet.', askAgainInMs };
  const unpublished = isUnpublished(row);
  if (unpublished) await api.post('PublishAllXml', {}, 'publishing', 'again', publishTimeoutMs);
  const internalId = textOf(row, 'connectorinternalid');
  if (internalId === undefined) return { state: 'waiting', reason: 'The platform has not given the connector its internal id yet; with custom code that takes minutes.', askAgainInMs };
  const secretSet = await setSecret(api, id, row, request);
  const redirectUri = redirectUriOf([textOf(row, 'connectionparameters') ?? '', textOf(row, 'connectionparametersets') ?? ''], internalId, request.environment.cloud);
  const sentences = [
    `The environment knows the connector as ${internalId}.`, ...(unpublished ? ['Published it.'] : []),
    ...(secretSet ? ['Set the secret of its app registration; nobody can read it back, so make a connection to see that it works.'] : []),
    ...(redirectUri === undefined ? [] : [`Register this redirect URI with the app registration: ${redirectUri}`]),
  ];
  return { state: 'done', did: sentences.join(' '), changed: unpublished || secretSet };
}

/**
 * Packages hold no secret, and an import takes the OAuth settings of the package (coe-starter-kit 78, 3709): so it is set
 * again each time. It is put into what the row says, and saving the row makes the platform read environment variables again.
 */
async function setSecret(api: WebApi, id: string, row: Row, { clientSecret }: DeploymentRequest): Promise<boolean> {
  if (!clientSecret) return false;
  const parameters = withClientSecret(parsed(textOf(row, 'connectionparameters')), clientSecret);
  const sets = setsWithClientSecret(parsed(textOf(row, 'connectionparametersets')), clientSecret);
  if (!parameters && !sets) return false;
  await api.patch(`connectors(${id})`, { ...(parameters ? { connectionparameters: JSON.stringify(parameters) } : {}), ...(sets ? { connectionparametersets: JSON.stringify(sets) } : {}) }, 'setting the secret of the app registration');
  return true;
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
