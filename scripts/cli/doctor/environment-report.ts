/** Whether an environment is ready to be deployed to, for people. */
import { resolve } from 'node:path';
import { readinessOf, type Readiness } from '../../deploy/readiness';
import { thisWorld, type DeployWorld } from '../deploying/deploy-world';
import { openEnvironment, withoutSecrets } from '../deploying/open-deployment';
import type { Ports } from '../ports';
import { oneLine } from '../terminal/table';

/** Throws UserError and DeployError for an environment that is not in konektor.yaml. */
export function environmentReadiness(name: string, packages: string, ports: Ports, world: DeployWorld = thisWorld(ports)): Promise<readonly Readiness[]> {
  const { settings, ports: own, redactor } = openEnvironment(name, ports, world, () => undefined);
  return withoutSecrets(redactor, async () => redactor.redactAll(await readinessOf(settings, { folder: resolve(ports.directory, packages), shown: packages }, own, world.targets)));
}

const titles: Readonly<Record<Readiness['state'], string>> = { problem: 'In the way', note: 'To know', fine: 'Fine', person: 'For a person to do; no tool can' };

export function readinessText(name: string, all: readonly Readiness[]): string {
  const groups = (['fine', 'problem', 'note', 'person'] as const).flatMap(state => {
    const told = all.filter(each => each.state === state);
    return told.length === 0 ? [] : [`\n${titles[state]}\n`, ...told.map(each => `  ${each.name}: ${oneLine(each.found)}\n`)];
  });
  return [`Environment ${name}\n`, ...groups].join('');
}
