/** The environment behind `konektor start` and `konektor invoke` (see environment-seam.ts). */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EnvironmentClient, removeEndpoint, writeEndpoint } from '../../environment/api-client';
import type { Installation } from '../../environment/environment';
import type { EnvironmentSeam, PackagedZips } from '../environment-seam';
import { moveAside, scenarioPlayed } from '../keeping/store-folder';
import { LiveLog } from '../running/live-log';
import { counted } from '../../diagnostics/counted';
import { instantInWords } from '../terminal/time-words';
import { UserError } from '../user-error';
import { forPeople } from './for-people';
import { openKeptEnvironment, type OpenedEnvironment } from './kept-environment';
import { playScenes } from './play';
import { stoodIn } from './stood-in';

export { invokeOperation } from './embedded-call';

export const startEnvironment: EnvironmentSeam['startEnvironment'] = async ({ connector, packages, port, speed, assumptions, console, folder, fresh, verbose, version }) => {
  const movedTo = fresh && folder !== undefined ? moved(folder) : undefined;
  const passing = folder === undefined ? mkdtempSync(join(tmpdir(), 'konektor-environment-')) : undefined;
  const home = folder ?? passing!; // one of them is there
  const forget = (): void => { if (passing !== undefined) rmSync(passing, { recursive: true, force: true }); };
  const ended = new AbortController();
  let kept: OpenedEnvironment | undefined;
  const serviceOrigin = stoodIn(connector);
  const close = async (): Promise<void> => {
    ended.abort();
    if (folder !== undefined && kept) removeEndpoint(home);
    await kept?.close();
    forget();
  };
  try {
    const opened = kept = await openKeptEnvironment({
      folder: home, port, speed, assumptions, version, ...(serviceOrigin === undefined ? {} : { serviceOrigin }), otherServices: folder === undefined ? 'refuse' : 'send', report: line => { console.error(`${line}\n`); },
    });
    const installation = await installed(opened, packages);
    const [name] = installation.connectors.map(each => each.name);
    if (name === undefined) throw new UserError(`${packages.connector.name} brings no connector.`);
    return {
      address: opened.endpoint.address, installed: installedInWords(installation), close,
      ...(movedTo === undefined ? {} : { movedTo }), ...(opened.isNew ? {} : { resumed: resumedInWords(opened) }),
      playScenario: async () => {
        const { service } = opened;
        if (!service) console.error(`  scenario    none for this connector: the stand-in plays Customer Insights only. ${folder === undefined ? 'Nothing is called' : `Calls go to https://${connector.host}`}\n`);
        const passed = !service || await playScenes({ ...opened, service }, name, console, () => ended.signal.aborted);
        if (!ended.signal.aborted) scenarioPlayed(home);
        return passed;
      },
      serve: () => {
        if (folder !== undefined) writeEndpoint(home, opened.endpoint);
        const log = new LiveLog(new EnvironmentClient(opened.endpoint), { verbose, print: line => { console.out(`${line}\n`); } });
        void log.follow(opened.isNew ? opened.environment.events.after(0).at(-1)?.id ?? 0 : 0, ended.signal);
      },
      interrupted: Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => undefined),
    };
  } catch (error) {
    await close();
    throw forPeople(error);
  }
};

function moved(folder: string): string | undefined {
  try {
    return moveAside(folder);
  } catch (error) {
    throw forPeople(error);
  }
}

async function installed({ environment }: OpenedEnvironment, { connector, flows }: PackagedZips): Promise<Installation> {
  const first = await environment.installZip(connector.name, connector.bytes);
  const second = flows && await environment.installZip(flows.name, flows.bytes);
  return { connectors: first.connectors, flows: [...first.flows, ...second?.flows ?? []] };
}

/** "Customer Insights Automation and 8 flows". */
function installedInWords({ connectors, flows }: Installation): string {
  return `${connectors.map(({ title }) => title).join(', ')}${flows.length === 0 ? '' : ` and ${counted(flows.length, 'flow')}`}`;
}

/** "1 connection · 8 flows, 8 on · 9 messages · it is 2026-03-03 08:30:00 UTC". */
function resumedInWords({ environment }: OpenedEnvironment): string {
  const flows = environment.flows.list();
  return [
    counted(environment.connections.list().length, 'connection'), `${counted(flows.length, 'flow')}, ${flows.filter(({ isOn }) => isOn).length} on`,
    counted(environment.store.outbox.count(), 'message'), `it is ${instantInWords(new Date(environment.now).toISOString())} UTC`,
  ].join(' · ');
}
