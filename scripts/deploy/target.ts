/** Where a connector can be deployed to: five kinds behind one interface. The core decides and orders, a target looks and does. */
import type { Finding, StepName } from './plan';
import type { DeployPorts } from './ports';
import type { PartDigests } from './release/release';
import type { DeploymentRequest } from './request';
import type { Secret } from './secrets/secret';
import type { EnvironmentSettings, TargetKind } from './settings/environment-settings';

/** What a target says is there now. Everything that the core decides comes from this, never from what was done before. */
export interface Seen {
  /** Who the target takes the deployer for, and which environment answered. */
  readonly identity?: { readonly who: string; readonly environmentId?: string };
  /** Absent where there is no such connector. */
  readonly connector?: SeenConnector;
  /** Connections of the connector, and those that the references are bound to. */
  readonly connections: readonly SeenConnection[];
  readonly flows: readonly SeenFlow[];
  /** Version of the flows' solution; what tells flows apart that have no digest. */
  readonly flowsVersion?: string;
  /** Connection id by logical name, as bound there now. */
  readonly references: Readonly<Record<string, string>>;
  /** Value by schema name, as set there now; a secret one has its Key Vault path. */
  readonly variables: Readonly<Record<string, string>>;
  /** Sentences on what the target can't tell, or could not be asked. What is missing for such a reason counts as unknown. */
  readonly notSeen: readonly string[];
  /** What stands in the way there, or is to know; known only by looking. */
  readonly findings?: readonly Finding[];
}

export interface SeenConnector {
  /** The target's own id: GUID of the row, or the internal name where there is no Dataverse. */
  readonly id: string;
  /** `shared_…`, given by the platform, different in every environment. */
  readonly internalId?: string;
  readonly title: string;
  /** Version of the solution, or of the definition. */
  readonly version?: string;
  /** Digests of what can be read back; a part that is not in `readable` is unknown. */
  readonly digests: PartDigests;
  readonly readable: readonly (keyof PartDigests)[];
  /** `busy`: it is there, but the runtime does not know it yet. */
  readonly state: 'ready' | { readonly busy: string };
  /** Where Entra ID sends people back to: to be registered with the app registration. */
  readonly redirectUri?: string;
}
/** `error` needs a person: values to correct, or a sign-in. */
export interface SeenConnection { readonly id: string; readonly connector: 'own' | { readonly id: string }; readonly title: string; readonly state: 'connected' | { readonly error: string } }
/** `digest` as release/digests.ts makes it of the document; absent where the target does not give it. */
export interface SeenFlow { readonly id: string; readonly name: string; readonly isOn: boolean; readonly digest?: string }

export type StepOutcome =
  /** `did` is a sentence. `changed` is false where everything was as it should be. */
  | { readonly state: 'done'; readonly did: string; readonly changed: boolean }
  /** The target works on it. The step is called again after so long (core's own patience when absent), with what is seen then. */
  | { readonly state: 'waiting'; readonly reason: string; readonly askAgainInMs?: number }
  /** Nobody but a person can do it; the deployment stops here, and goes on from here when it is started again. */
  | { readonly state: 'person'; readonly what: string; readonly link?: string };

export interface Target {
  readonly kind: TargetKind;
  /** Steps that it can do. The others of the plan are told to be done by hand. `verify` is the core's own, by look and testConnection. */
  readonly can: ReadonlySet<StepName>;

  /** Settings that it needs and known problems that it has, from what is at hand: no network, no process, no secret. */
  check(request: DeploymentRequest): readonly Finding[];

  /**
   * Tools, their versions, and whether the deployer gets in: for doctor and before a deployment. Reads only.
   * Throws nothing that a person can mend: that is a finding.
   */
  access(request: DeploymentRequest): Promise<readonly Finding[]>;

  /** What is there. Reads only. Throws DeployError. */
  look(request: DeploymentRequest): Promise<Seen>;

  /**
   * Does one step, going by `seen`, which was read right before. It is called again after a failure that may be over, after
   * a kill, and by somebody else's machine: doing it twice must be the same as once. Throws DeployError, with `later`
   * where trying again may help.
   */
  apply(step: StepName, request: DeploymentRequest, seen: Seen): Promise<StepOutcome>;

  /**
   * For `verify`: calls the test operation of the own connector through that connection. Undefined where the target gives
   * no way to. The core compares digests itself.
   */
  testConnection?(connection: string, request: DeploymentRequest, seen: Seen): Promise<ConnectionTest>;
}
export interface ConnectionTest { readonly passed: boolean; readonly message: string }

/** Access tokens by scope (`https://contoso.crm.dynamics.com/.default`), kept until shortly before they end. */
export interface AccessTokens {
  /** Throws DeployError where there is no credential, or Entra ID refuses. With `fresh`, one that was kept is not used: it was refused. */
  readonly of: (scope: string, fresh?: 'fresh') => Promise<Secret>;
}

/** Makes a target for an environment. Must not touch network, files or processes yet. */
export type TargetMaker = (environment: EnvironmentSettings, ports: DeployPorts, tokens: AccessTokens) => Target;
