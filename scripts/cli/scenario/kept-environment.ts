/**
 * The environment that `konektor start` runs: store, service stand-in, sign-ins, gateway, flows and API over one clock, all of
 * them kept in one folder, so that the next start goes on where this one ended.
 */
import { randomBytes } from 'node:crypto';
import { LiveClock, networkHttp, openEnvironmentStore, realTimers, withBackends, type EnvironmentStore } from '../../environment';
import { startEnvironmentServer } from '../../environment/api/environment-server';
import type { Endpoint } from '../../environment/api-client';
import { Environment } from '../../environment/environment';
import { localSignIn, type LocalSignIn } from '../../environment/sign-in';
import { defaultStart, startService, type Service } from '../../service';
import { keptJournal } from '../keeping/kept-journal';
import { isScenarioPlayed, moveAside } from '../keeping/store-folder';
import { chosenAssumptions } from './chosen-assumptions';
import { forPeople } from './for-people';
import { realStorage, serviceClock } from './service-clock';
import { trustingService } from './service-sign-in';

export interface KeptEnvironmentRequest {
  readonly folder: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly speed: number;
  readonly assumptions: Readonly<Record<string, string>>;
  readonly version: string;
  /** Origin of the service that the stand-in stands in for; absent: none runs, and time is never before the real one, in which real services live. */
  readonly serviceOrigin?: string;
  /** Whether requests for other services leave this machine. */
  readonly otherServices: 'send' | 'refuse';
  /** Hears what people should know: sentences. */
  readonly report: (line: string) => void;
}

export interface OpenedEnvironment {
  readonly environment: Environment;
  /** The stand-in, where one runs. */
  readonly service?: Service;
  readonly signIn: LocalSignIn;
  readonly endpoint: Endpoint;
  /** False where the folder held an environment already. */
  readonly isNew: boolean;
  readonly close: () => Promise<void>;
}

/** One with the service stand-in beside it. */
export interface KeptEnvironment extends OpenedEnvironment {
  readonly service: Service;
}

/** The clock is kept so often, in milliseconds, besides after every poll and before every move: a kill sets time back by no more. */
const clockKeeping = 1_000;

/**
 * Opens or makes the environment. Throws UserError for what a person can mend: a store in use, a port in use, an unknown
 * assumption. A store whose first start was cut short is moved aside, and a new one is made.
 */
export async function openKeptEnvironment(request: KeptEnvironmentRequest): Promise<OpenedEnvironment> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => { for (const closer of closers.reverse().splice(0)) await closer(); };
  try {
    return await opened(request, closers, close);
  } catch (error) {
    await close();
    throw forPeople(error);
  }
}

async function opened({ folder, port, speed, assumptions, version, serviceOrigin, otherServices, report }: KeptEnvironmentRequest, closers: (() => unknown)[], close: () => Promise<void>): Promise<OpenedEnvironment> {
  const assumed = chosenAssumptions(assumptions);
  const { store, isNew } = usableStore(folder, report);
  closers.push(() => store.close());
  const journal = serviceOrigin === undefined ? undefined : keptJournal(folder, defaultStart, file => {
    if (!isNew) report(`${file} is missing or empty, so what had happened in the service stand-in is not known any more. It begins anew; flows, connections and runs are as they were.`);
  });
  const keepTime = timeKeeper(store, report);
  const earliest = journal ? journal.changes.at(-1)?.at ?? 0 : realTimers.now();
  const clock = new LiveClock(Math.max(store.clock.instant() ?? journal?.startedAt ?? 0, earliest), speed, realTimers, keepTime);
  const service = journal && await startService({ clock: serviceClock(clock), behaviour: { storageBase: realStorage }, journal, report });
  closers.push(() => service?.close());
  closers.push(() => clock.close());
  const network = networkHttp();
  closers.push(() => network.close());
  const late: { signIn?: LocalSignIn } = {};
  const backend = service && serviceOrigin !== undefined
    ? trustingService(withBackends(network, { [serviceOrigin]: new URL(service.url).origin, [realStorage]: service.storageUrl }, otherServices), serviceOrigin, () => late.signIn?.standIn)
    : withBackends(network, {}, otherServices);
  const token = randomBytes(32).toString('base64url');
  const open = async (origin: string): Promise<Environment> => {
    const environment = await Environment.open({
      store, clock, backend, publicOrigin: origin, assumed,
      signIn: ports => { late.signIn = localSignIn(ports); return late.signIn; },
    });
    closers.push(() => environment.close());
    return environment;
  };
  const server = await startEnvironmentServer({ port, token, version, open });
  closers.push(() => server.close());
  const keeping = setInterval(() => { keepTime(clock.now()); }, clockKeeping);
  closers.push(() => { clearInterval(keeping); });
  if (!late.signIn) throw new Error('The environment was opened without its sign-in.');
  return {
    environment: server.environment, signIn: late.signIn, isNew, close, ...(service ? { service } : {}),
    endpoint: { address: server.origin, token, ...(service ? { service: { controlUrl: service.controlUrl, controlToken: service.controlToken } } : {}) },
  };
}

/** Keeps the time. A disk that is full must not end the environment: that is said once, until it can be kept again. */
function timeKeeper({ clock }: Pick<EnvironmentStore, 'clock'>, report: (line: string) => void): (instant: number) => void {
  let isLate = false;
  return instant => {
    try {
      clock.keep(instant);
      isLate = false;
    } catch (error) {
      if (!isLate) report(`The environment's time can't be kept, so that it would be set back by a kill: ${error instanceof Error ? error.message : String(error)}`);
      isLate = true;
    }
  };
}

function usableStore(folder: string, report: (line: string) => void): { readonly store: EnvironmentStore; readonly isNew: boolean } {
  const store = openEnvironmentStore({ folder, report });
  const [isEmpty, isPlayed] = [store.connectors.list().length === 0, isScenarioPlayed(folder)];
  if (isEmpty !== isPlayed) return { store, isNew: isEmpty };
  store.close();
  report(isEmpty
    ? `The database in ${folder} is missing or empty, although an environment was kept there. What is left of it is in ${moveAside(folder) ?? folder} now, and a new environment is made. If you have a copy of environment.db, end this one and put everything back there together.`
    : `The first start ended before its scenario did. What it left is in ${moveAside(folder) ?? folder} now, and the scenario is played again.`);
  return { store: openEnvironmentStore({ folder, report }), isNew: true };
}
