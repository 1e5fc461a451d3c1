/** From references in konektor.yaml to secrets: variables of the process, the job's OIDC token, Azure Key Vault. */
import { DeployError } from '../deploy-error';
import { sender } from '../http/send';
import type { DeployPorts } from '../ports';
import type { Credential } from '../request';
import type { EnvironmentSettings, SecretReference } from '../settings/environment-settings';
import { accessTokens } from './access-tokens';
import { keyVaultAddress, vaultScope } from './key-vault';
import type { Secret } from './secret';
import { jobAssertion } from './workload-identity';

export interface ResolvedSecrets { readonly credential?: Credential; readonly clientSecret?: Secret }

/**
 * Everything that the environment's settings refer to. With `ifThere`, as for a dry run, what is not there is left out.
 * Throws DeployError with a sentence on what is missing; the sentences name references, never values.
 */
export async function resolvedSecrets(settings: EnvironmentSettings, ports: DeployPorts, need: 'all' | 'ifThere'): Promise<ResolvedSecrets> {
  const unlessMissing = async <T>(resolve: () => Promise<T | undefined>): Promise<T | undefined> => {
    try {
      return await resolve();
    } catch (error) {
      if (need === 'ifThere' && error instanceof DeployError) return undefined;
      throw error;
    }
  };
  const credential = await unlessMissing(() => credentialOf(settings, ports));
  const clientSecret = settings.clientSecret && await unlessMissing(() => secretOf(settings.clientSecret!, `environments.${settings.name}.clientSecret`, credential, settings, ports));
  return { ...(credential ? { credential } : {}), ...(clientSecret ? { clientSecret } : {}) };
}

async function credentialOf(settings: EnvironmentSettings, ports: DeployPorts): Promise<Credential | undefined> {
  const { credentials, tenant, name } = settings;
  if (!credentials) return undefined;
  const where = `environments.${name}.credentials`;
  if (tenant === undefined) throw new DeployError('tenant-missing', `Whoever signs in needs a tenant: write environments.${name}.tenant in konektor.yaml.`);
  if (credentials.applicationId === undefined) throw new DeployError('application-missing', `${where} names no application: write applicationId, the application (client) ID that deploys.`);
  const { applicationId } = credentials;
  const byJob = (): Credential => ({ kind: 'workloadIdentity', tenant, applicationId, assertion: jobAssertion(ports) });
  if ('workloadIdentity' in credentials) return byJob();
  // A vault is opened by the job's own identity: a secret that opens the vault would have to be kept somewhere, too.
  return { kind: 'clientSecret', tenant, applicationId, secret: await secretOf(credentials, where, 'keyVault' in credentials ? byJob() : undefined, settings, ports) };
}

async function secretOf(reference: SecretReference, where: string, credential: Credential | undefined, { cloud }: EnvironmentSettings, ports: DeployPorts): Promise<Secret> {
  if ('env' in reference) {
    const value = ports.variable(reference.env);
    if (value === undefined || value.trim() === '') throw new DeployError('variable-missing', `${where} refers to the variable ${reference.env}, which is not set here.`);
    // Whoever fills a variable from a file brings the line's end along, which is a part of no secret.
    return ports.keepSecret(value.replace(/[\r\n]+$/, ''), `the variable ${reference.env}`);
  }
  const address = keyVaultAddress(reference.keyVault, cloud);
  if (address === undefined) throw new DeployError('key-vault-reference', `${where}.keyVault is no reference to a secret. Write https://<vault>.vault.azure.net/secrets/<name>, or the secret's full path in Azure Resource Manager.`);
  const send = sender(ports, accessTokens(credential, cloud, ports));
  const { json } = await send({ method: 'GET', address: `${address}?api-version=7.4`, scope: vaultScope(address), answer: 'json', ifUnsure: 'again', what: `reading ${where} from Key Vault` });
  const value = typeof json === 'object' && json !== null ? (json as { readonly value?: unknown }).value : undefined; // the answer's form is looked at here
  if (typeof value !== 'string') throw new DeployError('key-vault-answer', `Key Vault gave no value for ${where}.`);
  return ports.keepSecret(value, `the Key Vault secret of ${where}`);
}
