/** References to secrets in Azure Key Vault. */
import type { Cloud } from '../settings/environment-settings';

/** The form in which Dataverse takes a secret environment variable (Use environment variables for Azure Key Vault secrets). */
const armPath = /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.KeyVault\/vaults\/([A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9])\/secrets\/([A-Za-z0-9-]{1,127})$/i;
/** Vaults of all clouds, and nobody else: a token is sent there. */
const vaultAddress = /^https:\/\/[a-z][a-z0-9-]{1,22}[a-z0-9]\.(vault\.azure\.net|vault\.usgovcloudapi\.net|vault\.azure\.cn)\/secrets\/[A-Za-z0-9-]{1,127}(\/[0-9a-f]{32})?$/i;

export const isKeyVaultPath = (reference: string): boolean => armPath.test(reference);

/** Where vaults are, by cloud (Azure Key Vault, DNS suffixes). GCC keeps its own in the public cloud. */
const vaultHosts: Readonly<Record<Cloud, string>> = { Public: 'vault.azure.net', UsGov: 'vault.azure.net', UsGovHigh: 'vault.usgovcloudapi.net', UsGovDod: 'vault.usgovcloudapi.net', China: 'vault.azure.cn' };

/** Where the secret is read over HTTP; a path does not say its cloud. Undefined for what is no reference. */
export function keyVaultAddress(reference: string, cloud: Cloud): string | undefined {
  if (vaultAddress.test(reference)) return reference;
  const [, vault, name] = armPath.exec(reference) ?? [];
  return vault === undefined || name === undefined ? undefined : `https://${vault.toLowerCase()}.${vaultHosts[cloud]}/secrets/${name}`;
}

/** Scope of a token for the vaults of the address's cloud. */
export const vaultScope = (address: string): string => `https://${new URL(address).host.split('.').slice(1).join('.')}/.default`;
