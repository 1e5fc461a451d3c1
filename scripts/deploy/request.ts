import type { Release } from './release/release';
import type { EnvironmentSettings } from './settings/environment-settings';
import type { Secret } from './secrets/secret';

/** Everything a target is told. It is the same for a dry run, which may lack secrets. */
export interface DeploymentRequest {
  readonly environment: EnvironmentSettings;
  readonly release: Release;
  /** `rollback` puts an older version back: targets must not skip it for being lower. */
  readonly purpose: 'deploy' | 'rollback';
  /** What of the release is deployed. */
  readonly parts: 'all' | 'connector' | 'flows';
  /** Connection id by logical name of the reference: konektor.yaml's, and over them those of --connection. */
  readonly connections: Readonly<Record<string, string>>;
  /** The secret of the app registration that people sign in with; absent where there is none, or in a dry run without it. */
  readonly clientSecret?: Secret;
  /** How the deployer signs in; absent for the local environment, and in a dry run without credentials. */
  readonly credential?: Credential;
}

export type Credential =
  | { readonly kind: 'clientSecret'; readonly tenant: string; readonly applicationId: string; readonly secret: Secret }
  /** `assertion` asks the job for a fresh OIDC token each time; such tokens live for minutes. */
  | { readonly kind: 'workloadIdentity'; readonly tenant: string; readonly applicationId: string; readonly assertion: () => Promise<Secret> };
