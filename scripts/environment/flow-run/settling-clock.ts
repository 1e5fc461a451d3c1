import type { Clock } from '../clocks/clock';

/**
 * A clock whose jobs end only when all that they set going has ended or waits on the clock again. Whoever moves time then
 * never moves it past a run that has just been given its answer and is about to ask for more.
 */
export function settlingClock(clock: Clock): Clock {
  return {
    now: () => clock.now(),
    at: (instant, job) => clock.at(instant, async () => {
      await job();
      await settled();
    }),
  };
}

/** Promises that wait for one another settle before the next turn of the event loop. */
export const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));
