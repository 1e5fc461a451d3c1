/** Whether an environment is ready to be deployed to, and what nobody but a person can do there. Changes nothing. */
import { DeployError } from './deploy-error';
import { prepare, type Deployment, type DeploymentInput } from './deployment';
import type { Finding } from './plan';
import { isRefused } from './planning/make-plan';
import type { DeployPorts } from './ports';
import type { EnvironmentSettings, TargetKind } from './settings/environment-settings';
import type { TargetMaker } from './target';

/** `problem` keeps a deployment from working; `note` is to know; `person` is for a person to do, sooner or later. */
export interface Readiness { readonly name: string; readonly state: 'fine' | 'problem' | 'note' | 'person'; readonly found: string }

type Makers = Readonly<Record<TargetKind, () => TargetMaker>>;

export async function readinessOf(environment: EnvironmentSettings, packages: DeploymentInput['packages'], ports: DeployPorts, makers: Makers): Promise<readonly Readiness[]> {
  // Without Dataverse there is nothing but the connector to deploy.
  const common = { environment, packages, parts: environment.target === 'paconn' ? 'connector' : 'all', purpose: 'deploy', connections: [] } as const;
  let deployment: Deployment;
  try {
    deployment = await prepare({ ...common, secrets: 'ifThere' }, ports, makers);
  } catch (error) {
    return [{ name: 'packages', state: 'problem', found: sentence(error) }];
  }
  const { request: { release }, findings } = deployment;
  const before: readonly Readiness[] = [
    { name: 'packages', state: 'fine', found: `${release.connector.title} ${release.version}, as packages.json lists them` },
    ...(findings.length === 0 ? [{ name: 'settings', state: 'fine', found: 'nothing is missing' } as const] : findings.map(each => asReadiness('settings', each))),
  ];
  if (isRefused(deployment)) return [...before, { name: 'access', state: 'note', found: 'not tried: the settings must be mended first' }, ...forPeople(deployment)];
  return [...before, ...await access(common, ports, makers), ...forPeople(deployment)];
}

async function access(input: Omit<DeploymentInput, 'secrets'>, ports: DeployPorts, makers: Makers): Promise<readonly Readiness[]> {
  try {
    const { request, target } = await prepare({ ...input, secrets: 'all' }, ports, makers);
    const found = await target.access(request);
    return found.length === 0 ? [{ name: 'access', state: 'fine', found: request.environment.target === 'local' ? 'the local environment answers' : 'the deployer gets in' }] : found.map(each => asReadiness('access', each));
  } catch (error) {
    return [{ name: 'access', state: 'problem', found: sentence(error) }];
  }
}

const asReadiness = (name: string, { severity, message }: Finding): Readiness => ({ name, state: severity === 'refused' ? 'problem' : 'note', found: message });

function sentence(error: unknown): string {
  if (error instanceof DeployError || (error instanceof Error && 'code' in error)) return error.message;
  throw error;
}

/** What no tool can do unattended. The local environment has none of it, but for sign-ins. */
function forPeople({ request: { environment: { target }, release: { connector, flows } } }: Deployment): readonly Readiness[] {
  if (target === 'local') return [];
  const person = (name: string, found: string): Readiness => ({ name, state: 'person', found });
  return [
    ...(connector.signsIn ? [
      person('connection', 'Somebody makes the connection and signs in, once: nobody can consent for a user. The deployment stops there, shows the page, and goes on with --connection <id>.'),
      person('redirect URI', 'It is another one in every environment, known after the first import. The deployment shows it; somebody registers it with the app registration (Authentication, Web). Until then sign-ins fail.'),
    ] : []),
    ...(flows?.references.some(({ connector: of }) => of !== 'own') ? [person('other connections', `The flows also use ${flows.references.filter(({ connector: of }) => of !== 'own').map(({ title }) => title).join(', ')}: somebody makes those connections and writes their ids under connectionReferences.`)] : []),
    person('data policy', 'A data loss prevention policy puts a new custom connector into its default group. An administrator moves it into the group of the connectors that the flows use beside it, or the flows are suspended.'),
    person('licences', 'Custom connectors are premium: makers and owners of flows need a Power Automate or Power Apps licence that covers them.'),
  ];
}
