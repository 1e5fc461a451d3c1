/** A deployment from settings and packages to a plan: the same for a dry run, for the real thing, for drift and for rollback. */
import { findingsBefore } from './checks';
import { DeployError } from './deploy-error';
import type { Finding, Plan } from './plan';
import { isRefused, makePlan } from './planning/make-plan';
import type { DeployPorts } from './ports';
import { packagesFolder } from './release/packages-folder';
import { releaseOf } from './release/read-release';
import type { Credential, DeploymentRequest } from './request';
import { accessTokens } from './secrets/access-tokens';
import { resolvedSecrets } from './secrets/resolve-secrets';
import type { EnvironmentSettings, TargetKind } from './settings/environment-settings';
import type { Seen, Target, TargetMaker } from './target';

export interface DeploymentInput {
  readonly environment: EnvironmentSettings;
  /** The folder of the packages, and how it is shown. */
  readonly packages: { readonly folder: string; readonly shown: string };
  readonly parts: DeploymentRequest['parts'];
  readonly purpose: DeploymentRequest['purpose'];
  /** Of --connection: by logical name of the reference; one without a name is for the own connector. */
  readonly connections: readonly { readonly reference?: string; readonly id: string }[];
  /** `ifThere`: what can't be resolved is left out, as a dry run may. */
  readonly secrets: 'all' | 'ifThere';
}

export interface Deployment { readonly request: DeploymentRequest; readonly target: Target; readonly findings: readonly Finding[] }

/** Reads packages, resolves secrets and makes the target; asks nobody but those who keep secrets. Throws DeployError and PackageError. */
export async function prepare(input: DeploymentInput, ports: DeployPorts, makers: Readonly<Record<TargetKind, () => TargetMaker>>): Promise<Deployment> {
  const { environment, packages, parts, purpose, secrets } = input;
  const release = await releaseOf(packagesFolder(packages.folder, packages.shown, ports.files), environment.clientId);
  const own = (release.flows?.references ?? []).filter(({ connector }) => connector === 'own');
  const given = input.connections.map(({ reference, id }) => {
    if (reference !== undefined) return [reference, id] as const;
    if (own.length !== 1) throw new DeployError('connection-ambiguous', own.length === 0 ? '--connection is for flows, and these packages have none that use the connector.' : `The flows have several references to the connector: ${own.map(({ logicalName }) => logicalName).join(', ')}. Say which one: --connection <reference>=<id>`);
    return [own[0]!.logicalName, id] as const;
  });
  const plain: DeploymentRequest = { environment, release, purpose, parts, connections: { ...environment.connectionReferences, ...Object.fromEntries(given) } };
  const targetWith = (credential: Credential | undefined): Target => makers[environment.target]()(environment, ports, accessTokens(credential, environment.cloud, ports));
  const before = { request: plain, target: targetWith(undefined) };
  const findings = findingsBefore(plain, before.target);
  // Nobody is handed a secret or a token as long as the settings are wrong: they may name the wrong place.
  if (environment.target === 'local' || isRefused({ findings })) return { ...before, findings };
  const { credential, clientSecret } = await resolvedSecrets(environment, ports, secrets);
  const request = { ...plain, ...(clientSecret ? { clientSecret } : {}), ...(credential ? { credential } : {}) };
  const target = targetWith(credential);
  return { request, target, findings: findingsBefore(request, target) };
}

/** A plan with a look at the target. With `ifThere` a look that fails is said and does no harm. */
export async function planOf({ request, target, findings }: Deployment, look: 'must' | 'ifThere'): Promise<Plan> {
  const { seen, notSeen } = isRefused({ findings }) ? { seen: undefined, notSeen: ['The environment was not looked at: what is refused must be mended first.'] } : await looked(request, target, look);
  return makePlan({ request, target, seen, findings, notSeen });
}

async function looked(request: DeploymentRequest, target: Target, look: 'must' | 'ifThere'): Promise<{ readonly seen: Seen | undefined; readonly notSeen: readonly string[] }> {
  const { environment, credential } = request;
  if (look === 'ifThere' && environment.target !== 'local' && !credential) return { seen: undefined, notSeen: [`The environment was not looked at: ${environment.credentials ? 'its credentials are not here' : 'it has no credentials'}. What would be created, changed or left alone is not known.`] };
  try {
    return { seen: await target.look(request), notSeen: [] };
  } catch (error) {
    if (look === 'must' || !(error instanceof DeployError)) throw error;
    return { seen: undefined, notSeen: [`The environment was not looked at: ${error.message}`] };
  }
}
