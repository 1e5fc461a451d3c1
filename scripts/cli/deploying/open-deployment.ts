/** From konektor.yaml and the words of a command to a deployment that is ready to be planned. */
import { resolve } from 'node:path';
import { prepare, type Deployment, type DeploymentInput } from '../../deploy/deployment';
import type { DeployEvent } from '../../deploy/deploy-event';
import type { DeployPorts } from '../../deploy/ports';
import { Redactor } from '../../deploy/secrets/redactor';
import type { EnvironmentSettings } from '../../deploy/settings/environment-settings';
import { environmentNamed, type EnvironmentYaml } from '../../deploy/settings/read-environment';
import type { Ports } from '../ports';
import { UserError } from '../user-error';
import { deployPorts, type DeployWorld } from './deploy-world';

const settingsName = 'konektor.yaml';

/** The environments of konektor.yaml; none where there is no file. Throws UserError for one with mistakes. */
export function environmentsHere({ files, directory }: Pick<Ports, 'files' | 'directory'>): Readonly<Record<string, EnvironmentYaml>> {
  const text = files.read(resolve(directory, settingsName));
  if (text === undefined) return {};
  const { readKonektorYaml } = require('../konektor-yaml') as typeof import('../konektor-yaml'); // loaded where there is something to read; require gives no type of its own
  const { data, diagnostics } = readKonektorYaml(text, settingsName);
  if (data) return data.environments ?? {};
  const told = diagnostics.map(({ what, todo, where }) => `  ${where.kind === 'file' && where.line !== undefined ? `${settingsName}:${where.line}:${where.column ?? 1}  ` : ''}${what} ${todo}`);
  throw new UserError(`${settingsName} has mistakes. Mend it first:\n${told.join('\n')}`);
}

export interface Opened { readonly settings: EnvironmentSettings; readonly ports: DeployPorts; readonly redactor: Redactor }

/** The environment and the ports of its deployment. Throws UserError and DeployError. */
export function openEnvironment(name: string | undefined, ports: Ports, world: DeployWorld, tell: (event: DeployEvent) => void): Opened {
  const redactor = new Redactor();
  return { settings: environmentNamed(name, environmentsHere(ports)), ports: deployPorts(ports, world, redactor, tell), redactor };
}

export type DeploymentWords = Pick<DeploymentInput, 'parts' | 'purpose' | 'secrets' | 'connections'> & { readonly packages: string };

/** Throws DeployError and PackageError, redacted. */
export function openDeployment({ settings, ports }: Opened, { packages, ...words }: DeploymentWords, world: DeployWorld): Promise<Deployment> {
  return prepare({ ...words, environment: settings, packages: { folder: resolve(ports.directory, packages), shown: packages } }, ports, world.targets);
}

/** What is thrown, with no secret in its words. */
export async function withoutSecrets<T>(redactor: Redactor, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Error) {
      error.message = redactor.redact(error.message);
      if (error.stack !== undefined) error.stack = redactor.redact(error.stack);
    }
    throw error;
  }
}

/** "ref=id", or "id" for the connector's own reference. */
export function connectionsGiven(written: readonly string[]): DeploymentInput['connections'] {
  return written.map(each => {
    const [, reference, id] = /^(?:([A-Za-z][\w]*)=)?([A-Za-z0-9_-]{1,200})$/.exec(each) ?? [];
    if (id === undefined) throw new UserError(`--connection needs the id of a connection, or reference=id, and something else was given.`);
    return { id, ...(reference === undefined ? {} : { reference }) };
  });
}
