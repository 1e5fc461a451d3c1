/** The environment's only source of time, and its only way to do something later. Instants are milliseconds since 1970 UTC. */
export interface Clock {
  now(): number;
  /** Runs a job at an instant, or as soon as possible where that has passed. A job must not reject. */
  at(instant: number, job: () => Promise<void>): Scheduled;
}

export interface Scheduled { cancel(): void }

/** A clock that can be moved forward by hand. */
export interface AdvanceableClock extends Clock {
  /** Moves time forward and runs every job that falls due on the way, in order of time; ends when they have ended. */
  advanceBy(milliseconds: number): Promise<void>;
  /** The same to an instant; one that has passed is refused with a RangeError. */
  advanceTo(instant: number): Promise<void>;
}

/** A clock that goes by itself, some times as fast as real time. */
export interface PacedClock extends AdvanceableClock {
  readonly speed: number;
  /** From now on; refuses 0 and less with a RangeError. */
  setSpeed(speed: number): void;
}

/** Refuses spans that are not 0 or more milliseconds. */
export function forwardSpan(milliseconds: number): number {
  if (!Number.isFinite(milliseconds) || milliseconds < 0) {
    throw new RangeError(`A clock goes forward by 0 or more milliseconds, not by ${milliseconds}.`);
  }
  return milliseconds;
}
