import { anyDrift, driftOf, type DriftRow } from '../../deploy/drift';
import { readJournal } from '../../deploy/journal/journal';
import { thisWorld, type DeployWorld } from '../deploying/deploy-world';
import { openDeployment, openEnvironment, withoutSecrets } from '../deploying/open-deployment';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { asJson, lookOf } from '../running/look';
import { table, type Cell } from '../terminal/table';

/** `konektor drift`: the packages here, what was deployed last and what is there now. Ends with 1 where somebody changed it there. */
export async function drift({ options: { environment, packages, only, format } }: Given<'drift'>, ports: Ports, world: DeployWorld = thisWorld(ports)): Promise<number> {
  const opened = openEnvironment(environment, ports, world, () => undefined);
  const { redactor, settings } = opened;
  return withoutSecrets(redactor, async () => {
    const { request, target } = await openDeployment(opened, { packages, parts: only ?? 'all', purpose: 'deploy', connections: [], secrets: 'all' }, world);
    const last = readJournal(ports.directory, settings.name, world.files).good.at(-1);
    const seen = await target.look(request);
    const rows = redactor.redactAll(driftOf(request, last, seen));
    if (format === 'json') ports.console.out(asJson({ environment: settings.name, packages: request.release.version, ...(last ? { lastDeployed: { version: last.version, at: last.at } } : {}), drift: anyDrift(rows), rows, notSeen: redactor.redactAll(seen.notSeen) }));
    else {
      ports.console.out(table([{ heading: 'what', gives: true }, { heading: 'packages' }, { heading: 'deployed' }, { heading: 'there now' }, { heading: '' }], rows.map(cells), lookOf(ports)));
      for (const line of [...(last ? [] : [`Nobody deployed to ${settings.name} from here, so what is there is held against the packages.`]), ...seen.notSeen]) ports.console.error(`${redactor.redact(line)}\n`);
      ports.console.out(anyDrift(rows) ? `${settings.name} has drifted: somebody changed it there. Deploy again to put it right, or take the change into the model.\n` : `Nobody has changed ${settings.name} since it was deployed.\n`);
    }
    return anyDrift(rows) ? 1 : 0;
  });
}

const states: Readonly<Record<DriftRow['state'], Cell>> = {
  same: { text: 'same', colour: 'green' }, ahead: { text: 'to be deployed', colour: 'yellow' }, drifted: { text: 'drifted', colour: 'red' }, both: { text: 'drifted, and changed here', colour: 'red' }, unknown: { text: 'can\'t be told', colour: 'faint' },
};
const cells = ({ what, here, last, now, state }: DriftRow): readonly Cell[] => [what, shown(here), last === null ? '?' : shown(last), state === 'unknown' ? '?' : shown(now), states[state]];
/** A digest says nothing to people; its beginning tells two apart. */
const shown = (value: string | undefined): string => (value === undefined ? '–' : /^[0-9a-f]{64}$/.test(value) ? value.slice(0, 8) : value);
