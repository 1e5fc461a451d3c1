import { DeployError } from '../../deploy/deploy-error';
import { anyDrift, driftOf } from '../../deploy/drift';
import { readJournal } from '../../deploy/journal/journal-file';
import type { Finding } from '../../deploy/plan';
import { driftText } from '../deploying/drift-text';
import { thisWorld, type DeployWorld } from '../deploying/deploy-world';
import { openDeployment, openEnvironment, withoutSecrets } from '../deploying/open-deployment';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { asJson, lookOf } from '../running/look';

/** `konektor drift`: the packages here, what was deployed last and what is there now. Ends with 1 where somebody changed it there. */
export async function drift({ options: { environment, packages, only, format } }: Given<'drift'>, ports: Ports, world: DeployWorld = thisWorld(ports)): Promise<number> {
  const opened = openEnvironment(environment, ports, world, () => undefined);
  const { redactor, settings } = opened;
  return withoutSecrets(redactor, async () => {
    const { request, target, findings } = await openDeployment(opened, { packages, parts: only ?? 'all', purpose: 'deploy', connections: [], secrets: 'all' }, world);
    refuseWrongSettings(settings.name, findings);
    const journal = readJournal(ports.directory, settings.name, world.files);
    const last = journal.good.at(-1);
    const seen = await target.look(request);
    const rows = redactor.redactAll(driftOf(request, last, seen));
    if (format === 'json') ports.console.out(asJson({ environment: settings.name, packages: request.release.version, ...(last ? { lastDeployed: { version: last.version, at: last.at } } : {}), drift: anyDrift(rows), rows, notSeen: redactor.redactAll(seen.notSeen) }));
    else {
      ports.console.out(redactor.redact(driftText(journal, rows, packages, lookOf(ports))));
      for (const line of seen.notSeen) ports.console.error(`${redactor.redact(line)}\n`);
    }
    return anyDrift(rows) ? 1 : 0;
  });
}

/** Nobody signs in anywhere with settings that are wrong, so that there is nothing to compare. */
function refuseWrongSettings(environment: string, findings: readonly Finding[]): void {
  const refused = findings.filter(({ severity }) => severity === 'refused');
  if (refused.length > 0) throw new DeployError('drift-refused', `${environment} can't be looked at before this is mended:\n${refused.map(({ message, code }) => `  ${message} (${code})`).join('\n')}`);
}
