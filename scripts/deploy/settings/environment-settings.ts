/** An environment as konektor.yaml describes it (schemas/konektor.schema.json), read and checked. */

export const targetKinds = ['local', 'pac', 'wrapper', 'dataverse', 'paconn'] as const;
export type TargetKind = (typeof targetKinds)[number];

/** Where a secret is, never the secret itself. */
export type SecretReference =
  /** A variable of the process that deploys. */
  | { readonly env: string }
  /**
   * A secret in Azure Key Vault: the address of the secret (https://<vault>.vault.azure.net/secrets/<name>), or its full
   * path in Azure Resource Manager (/subscriptions/…/vaults/<vault>/secrets/<name>).
   */
  | { readonly keyVault: string };

/** How the deployer proves who it is. */
export type CredentialReference = { readonly applicationId?: string } & (
  | SecretReference
  /** The job's own OIDC token, which Entra ID trusts by a federated credential of the application. */
  | { readonly workloadIdentity: true }
);

export interface EnvironmentSettings {
  readonly name: string;
  readonly target: TargetKind;
  /** Address of its Dataverse organisation, without a slash at the end. */
  readonly url?: string;
  /** Id of the Power Platform environment. */
  readonly id?: string;
  /** Entra ID tenant: a GUID or a domain. */
  readonly tenant?: string;
  readonly cloud: Cloud;
  /** The app registration that connections of this environment sign in with. */
  readonly clientId?: string;
  /** Its secret, for connectors that sign people in. */
  readonly clientSecret?: SecretReference;
  readonly credentials?: CredentialReference;
  /** Import the managed solutions; in an environment where people develop, the unmanaged ones. */
  readonly managed: boolean;
  /** Connection id by the logical name of the connection reference. */
  readonly connectionReferences: Readonly<Record<string, string>>;
  /** Value by the schema name of the environment variable. A secret one holds a Key Vault path. */
  readonly environmentVariables: Readonly<Record<string, string>>;
  /** Whether somebody must agree to the plan, by its digest. */
  readonly approvalRequired: boolean;
  /** For `local`: the folder in which the local environment keeps itself. */
  readonly store?: string;
}

export type Cloud = 'Public' | 'UsGov' | 'UsGovHigh' | 'UsGovDod' | 'China';
