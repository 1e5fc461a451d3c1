/** Who Dataverse takes the deployer for. */
import { DeployError } from '../../deploy-error';
import type { Seen } from '../../target';
import { rowOf, textOf } from './row';
import type { WebApi } from './web-api';

export type Identity = NonNullable<Seen['identity']>;

/**
 * Asks by WhoAmI, then for the user's name and for the environment's id. An application that is no user of the environment
 * is told so by Dataverse with a 403, or a 401 though its token is good.
 */
export async function identityIn(api: WebApi): Promise<Identity> {
  const who = await api.get('WhoAmI', 'asking who we are').catch((error: unknown) => {
    if (error instanceof DeployError && (error.code === 'http-401' || error.code === 'http-403')) {
      throw new DeployError('not-a-user', `${error.message} The application must be an application user of this environment, with a role that may import solutions (Power Platform admin center, Environments, Settings, Users, Application users).`);
    }
    throw error;
  });
  const userId = textOf(who, 'UserId');
  if (userId === undefined) throw new DeployError('who-am-i-answer', 'The answer to WhoAmI names no user: this address is not the Web API of Dataverse.');
  const user = await api.get(`systemusers(${userId})?$select=fullname`, 'asking for our name');
  const organisation = await api.get("RetrieveCurrentOrganization(AccessType=@p)?@p=Microsoft.Dynamics.CRM.EndpointAccessType'Default'", 'asking which environment this is');
  const environmentId = textOf(rowOf(organisation, 'Detail'), 'EnvironmentId');
  return { who: textOf(user, 'fullname') ?? userId, ...(environmentId === undefined ? {} : { environmentId }) };
}
