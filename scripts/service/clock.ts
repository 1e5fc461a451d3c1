/** The only source of time of the stand-in: milliseconds since 1970-01-01T00:00:00Z. */
export interface Clock {
  now(): number;
}

/** A clock that a test or the control API moves. */
export interface AdjustableClock extends Clock {
  /** Moves the clock forward by whole or fractional milliseconds. Throws a RangeError for a negative or non-finite span. */
  advance(milliseconds: number): void;
  /** Sets the clock to an instant; going back is refused, because published timestamps can't be taken back. */
  set(instant: number): void;
  /** Starts anew at any instant, also an earlier one; only for a reset, which forgets everything published. */
  restart(instant: number): void;
}

/** Where a fresh stand-in starts: a Monday morning, after the night's scheduled refresh. */
export const defaultStart = Date.UTC(2026, 2, 2, 7, 0, 0);

/**
 * A clock that starts at `start` (milliseconds since the epoch), runs `speed` times as fast as `realTime` and can be
 * moved by hand. Speed 0 (the default) stands still until it is moved.
 */
export function createClock(start: number = defaultStart, speed = 0, realTime: () => number = Date.now): AdjustableClock {
  const origin = realTime();
  let offset = start;
  const now = (): number => offset + (speed === 0 ? 0 : Math.floor((realTime() - origin) * speed));
  return {
    now,
    advance(milliseconds) {
      if (!Number.isFinite(milliseconds) || milliseconds < 0) {
        throw new RangeError(`The clock can be advanced by 0 or more milliseconds, not by ${milliseconds}.`);
      }
      offset += milliseconds;
    },
    set(instant) {
      const present = now();
      if (!Number.isFinite(instant) || instant < present) {
        throw new RangeError(`The clock stands at ${new Date(present).toISOString()} and can't go back to ${instant}.`);
      }
      offset += instant - present;
    },
    restart(instant) {
      offset += instant - now();
    },
  };
}
