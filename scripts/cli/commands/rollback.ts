import { relative } from 'node:path';
import { DeployError } from '../../deploy/deploy-error';
import { releaseToPutBack } from '../../deploy/journal/journal';
import { readJournal } from '../../deploy/journal/journal-file';
import { keptFolder } from '../../deploy/journal/kept-packages';
import { commandAgain } from '../deploying/command-again';
import { thisWorld, type DeployWorld } from '../deploying/deploy-world';
import { connectionsGiven } from '../deploying/open-deployment';
import { howToCall } from '../how-to-call';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { UserError } from '../user-error';
import { carryOut } from './deploy';

/** `konektor rollback`: puts the last good version back, or the one that is named. Ends as `deploy` does. */
export function rollback({ options }: Given<'rollback'>, ports: Ports, world: DeployWorld = thisWorld(ports)): Promise<number> {
  const { environment, to, packages, connection, approve, format } = options;
  if (to !== undefined && packages !== undefined) throw new UserError('--to names a version that was deployed from here, and --packages a folder with another one. Give one of them.');
  const again = commandAgain(howToCall(ports), 'rollback', { environment, to, packages, connection });
  return carryOut({
    environment, format, approve, again, dryRun: options['dry-run'],
    words: name => {
      const common = { purpose: 'rollback', connections: connectionsGiven(connection), secrets: options['dry-run'] ? 'ifThere' : 'all' } as const;
      if (packages !== undefined) return { ...common, packages, parts: 'all' };
      const journal = readJournal(ports.directory, name, world.files);
      const good = releaseToPutBack(journal, to);
      if (!good) throw new DeployError('rollback-none', nothingToPutBack(name, to, journal.good.map(({ version }) => version)));
      return { ...common, parts: good.parts, packages: relative(ports.directory, keptFolder(ports.directory, name, good.version)) };
    },
  }, ports, world);
}

function nothingToPutBack(environment: string, to: string | undefined, good: readonly string[]): string {
  const wanted = to === undefined ? `no version to put back in ${environment}` : `no version ${to} of ${environment}`;
  const known = good.length === 0 ? 'nothing was deployed to it from here' : `${good.join(', ')} ${good.length === 1 ? 'alone was' : 'were'} deployed from here`;
  return `There is ${wanted}: ${known}. Name a folder with the packages to put back: --packages <folder>`;
}
