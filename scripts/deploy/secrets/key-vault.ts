/** References to secrets in Azure Key Vault. */

/** The form in which Dataverse takes a secret environment variable (Use environment variables for Azure Key Vault secrets). */
const armPath = /^\/subscriptions\/[0-9a-f-]{36}\/resourceGroups\/[\w.()-]{1,90}\/providers\/Microsoft\.KeyVault\/vaults\/([A-Za-z][A-Za-z0-9-]{1,22}[A-Za-z0-9])\/secrets\/([A-Za-z0-9-]{1,127})$/i;
/** Vaults of all clouds, and nobody else: a token is sent there. */
const vaultAddress = /^https:\/\/[a-z][a-z0-9-]{1,22}[a-z0-9]\.(vault\.azure\.net|vault\.usgovcloudapi\.net|vault\.azure\.cn)\/secrets\/[A-Za-z0-9-]{1,127}(\/[0-9a-f]{32})?$/i;

export const isKeyVaultPath = (reference: string): boolean => armPath.test(reference);

/** Where the secret is read over HTTP; undefined for what is no reference. */
export function keyVaultAddress(reference: string): string | undefined {
  if (vaultAddress.test(reference)) return reference;
  const [, vault, name] = armPath.exec(reference) ?? [];
  return vault === undefined || name === undefined ? undefined : `https://${vault.toLowerCase()}.vault.azure.net/secrets/${name}`;
}

/** Scope of a token for the vaults of the address's cloud. */
export const vaultScope = (address: string): string => `https://${new URL(address).host.split('.').slice(1).join('.')}/.default`;
