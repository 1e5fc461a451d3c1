import type { AdjustableClock } from './clock';
import type { Faults } from './faults';
import type { RequestLog } from './request-log';
import type { State } from './state';

/** A request that carried an API credential to the storage account. */
export interface Leak {
  readonly at: number;
  readonly path: string;
  /** Lower-case names of the credential headers. */
  readonly headers: readonly string[];
}

/** What the routes, the storage account and the control share. */
export interface Core {
  /** Replaced as a whole by a reset. */
  state: State;
  readonly clock: AdjustableClock;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly leaks: Leak[];
  /** Where the storage listener really is. */
  storageAddress: string;
}
