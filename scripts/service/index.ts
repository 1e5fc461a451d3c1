import { randomBytes } from 'node:crypto';
import { createHandle, type Handle } from './application';
import { createClock, type AdjustableClock } from './clock';
import { createControl, type Control } from './control/control';
import type { Core } from './core';
import { createFaults } from './faults';
import { answerStorage } from './partitions';
import { type Journal, recordedApi, recordedControl, replay } from './journal';
import { createRequestLog, type LoggedRequest } from './request-log';
import { defaultSeed, defaultTokens, emptyState, seedState, type SeedOptions } from './seed/seed';
import { listen } from './server';
import { defaultBehaviour, type Behaviour } from './state';

/** How to start; everything may be left out. */
export interface ServiceOptions {
  /** 0 (the default) picks a free port. */
  readonly port?: number;
  readonly storagePort?: number;
  /** A standing clock by default. */
  readonly clock?: AdjustableClock;
  /** The retailer with these sizes, or `empty` for one instance with nothing in it. */
  readonly seed?: Partial<SeedOptions> | 'empty';
  readonly behaviour?: Partial<Behaviour>;
  /** Protects the control API; a random one by default. */
  readonly controlToken?: string;
  /** Brings the service to where a former one stood, and keeps what happens from now on. Its start is that of the seed. */
  readonly journal?: Journal;
  /** Hears what of the journal could not be made again. */
  readonly report?: (line: string) => void;
}

/** A service without sockets: the same state machine, for tests that make thousands of calls. */
export interface ServiceInProcess {
  /** Answers a request to the API or the control API; the host of its address doesn't matter. */
  handle(request: Request): Promise<Response>;
  /** Answers a request to the storage account. */
  handleStorage(request: Request): Promise<Response>;
  readonly control: Control;
  readonly clock: AdjustableClock;
  readonly controlToken: string;
  /** The calls so far, oldest first, without secrets. */
  readonly requests: readonly LoggedRequest[];
}

/** A service that listens. */
export interface Service extends ServiceInProcess {
  /** Base of the API without slash at the end, for example `http://127.0.0.1:40001/v1`. */
  readonly url: string;
  /** Base of the control API, for example `http://127.0.0.1:40001/control`. */
  readonly controlUrl: string;
  readonly storageUrl: string;
  close(): Promise<void>;
}

interface Assembled extends ServiceInProcess {
  readonly core: Core;
  /** Makes what the journal holds happen again, after which time is that of the given clock. */
  readonly restore: () => Promise<void>;
}

/** Makes a service that answers in this process only. Its storage files are published under `http://127.0.0.1:0`. */
export function createService(options: Omit<ServiceOptions, 'journal'> = {}): ServiceInProcess {
  return assemble(options, new AbortController().signal);
}

/**
 * Starts the stand-in: the API with the control API on one port, the storage account on another, both on 127.0.0.1.
 * Rejects with PortUnavailable when a port is taken.
 */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const closing = new AbortController();
  const service = assemble(options, closing.signal);
  await service.restore();
  const api = await listen(service.handle, options.port ?? 0, 'Customer Insights stand-in');
  const storage = await listen(service.handleStorage, options.storagePort ?? 0, 'storage account of the stand-in').catch(async (error: unknown) => {
    await api.close();
    throw error;
  });
  service.core.storageAddress = storage.url;
  return {
    handle: service.handle, handleStorage: service.handleStorage, control: service.control, clock: service.clock, controlToken: service.controlToken,
    get requests() {
      return service.requests;
    },
    url: `${api.url}/v1`, controlUrl: `${api.url}/control`, storageUrl: storage.url,
    async close() {
      closing.abort();
      await Promise.all([api.close(), storage.close()]);
    },
  };
}

function assemble(options: ServiceOptions, closing: AbortSignal): Assembled {
  const { journal } = options;
  const clock = options.clock ?? createClock();
  // Time stands still at the first start until everything has happened again.
  const replayed = journal && createClock(journal.startedAt);
  let present = replayed ?? clock;
  const now = present.now();
  const behaviour = { ...defaultBehaviour(), ...options.behaviour };
  const state = options.seed === 'empty'
    ? emptyState(behaviour, now, defaultTokens(now))
    : seedState({ ...defaultSeed, ...options.seed }, behaviour, now, defaultTokens(now));
  const core: Core = { state, clock: journal ? switchingClock(() => present) : clock, faults: createFaults(), log: createRequestLog(), leaks: [], storageAddress: 'http://127.0.0.1:0' };
  const plainControl = createControl(core);
  const record: Journal['record'] = change => { if (present === clock) journal?.record(change); };
  const control = journal ? recordedControl(plainControl, core, record) : plainControl;
  const controlToken = options.controlToken ?? randomBytes(24).toString('base64url');
  const handle: Handle = createHandle(core, control, controlToken, closing, api => (journal ? recordedApi(api, core, record) : api));
  return {
    core, control, clock, controlToken, handle,
    restore: async () => {
      if (journal && replayed) await replay(journal.changes, core, control, handle, replayed, options.report ?? (() => undefined));
      present = clock;
    },
    handleStorage: async (request) => answerStorage(core, request),
    get requests() {
      return core.log.list();
    },
  };
}

/** The clock that counts at the moment. */
const switchingClock = (present: () => AdjustableClock): AdjustableClock => ({
  now: () => present().now(), advance: milliseconds => { present().advance(milliseconds); }, set: instant => { present().set(instant); }, restart: instant => { present().restart(instant); },
});

export type { Change, Journal } from './journal';
export { createClock, defaultStart, type AdjustableClock, type Clock } from './clock';
export type { Control } from './control/control';
export type { RawJob, RawTask } from './control/job-controls';
export type { ResetRequest } from './control/service-controls';
export type { Fault } from './faults';
export type { RefreshRequest, ScriptedOutcome } from './jobs/refresh-request';
export type { Job, Run, Task } from './jobs/job';
export type { LoggedRequest } from './request-log';
export { defaultKeys, type SeedOptions } from './seed/seed';
export { PortUnavailable } from './server';
export { ConnectionBroken } from './application';
export type { Behaviour, PathForm } from './state';
