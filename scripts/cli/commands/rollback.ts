import { relative } from 'node:path';
import { DeployError } from '../../deploy/deploy-error';
import { readJournal, releaseToPutBack } from '../../deploy/journal/journal';
import { keptFolder } from '../../deploy/journal/kept-packages';
import { thisWorld, type DeployWorld } from '../deploying/deploy-world';
import { howToCall } from '../how-to-call';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { carryOut } from './deploy';

/** `konektor rollback`: puts the last good version back, or the one that is named. Ends as `deploy` does. */
export function rollback({ options }: Given<'rollback'>, ports: Ports, world: DeployWorld = thisWorld(ports)): Promise<number> {
  const { environment, to, packages, approve, format } = options;
  const again = ['rollback', ...(environment === undefined ? [] : ['--environment', environment]), ...(to === undefined ? [] : ['--to', to]), ...(packages === undefined ? [] : ['--packages', packages])].join(' ');
  return carryOut({
    environment, format, approve, dryRun: options['dry-run'], again: `${howToCall(ports)} ${again}`,
    words: name => {
      const common = { purpose: 'rollback', connections: [], secrets: options['dry-run'] ? 'ifThere' : 'all' } as const;
      if (packages !== undefined) return { ...common, packages, parts: 'all' };
      const journal = readJournal(ports.directory, name, world.files);
      const good = releaseToPutBack(journal, to);
      if (!good) throw new DeployError('rollback-none', `There is no ${to === undefined ? 'earlier good version' : `version ${to}`} of ${name} on this machine. ${journal.good.length === 0 ? 'None' : `Only ${journal.good.map(({ version }) => version).join(', ')}`} was deployed from here. Name the folder with its packages: --packages <folder>`);
      return { ...common, parts: good.parts, packages: relative(ports.directory, keptFolder(ports.directory, name, good.version)) };
    },
  }, ports, world);
}
