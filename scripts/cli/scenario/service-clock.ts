import type { LiveClock } from '../../environment';
import type { AdjustableClock } from '../../service';

/** The environment's clock as the service stand-in sees it. Moving it by the control API moves everything. */
export const serviceClock = (clock: LiveClock): AdjustableClock => ({
  now: () => clock.now(),
  advance: milliseconds => void clock.advanceBy(milliseconds),
  set: instant => void clock.advanceTo(instant),
  restart: () => { throw new RangeError('The clock of a running environment is not set back; start a new one.'); },
});

/** Where the service says that its storage account is; calls to it go to the stand-in's. */
export const realStorage = 'https://retailstore.blob.core.windows.net';
