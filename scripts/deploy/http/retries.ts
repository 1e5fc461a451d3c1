/** How long to wait before the same once more: twice as long each time, or what the other side asks for. */
import { DeployError } from '../deploy-error';

export const attempts = 6;
const firstMs = 1_000;
const longestMs = 60_000;
/** Whoever asks for more patience than this is asked again by a person. */
const longestAskedMs = 10 * 60_000;

/** The pause after the attempt with that number, from 1; undefined where it is not worth it. */
export function pauseAfter(attempt: number, asked: number | undefined): number | undefined {
  if (attempt >= attempts || (asked ?? 0) > longestAskedMs) return undefined;
  return Math.max(asked ?? 0, Math.min(longestMs, firstMs * 2 ** (attempt - 1)));
}

/** With one full stop at its end, so that another sentence can follow. */
export const asSentence = (message: string): string => message.replace(/[.\s]*$/, '.');

/** Runs `work` until it succeeds, fails for good, or has failed too often; `between` is told about each pause. */
export async function withRetries<T>(work: (attempt: number) => Promise<T>, sleep: (milliseconds: number) => Promise<void>, between: (failure: DeployError, attempt: number, pauseMs: number) => void): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(attempt);
    } catch (error) {
      if (!(error instanceof DeployError) || error.retry.kind !== 'later' || error.retry.lookFirst) throw error;
      const pause = pauseAfter(attempt, error.retry.afterMs);
      // Whoever called this has no reason to try any longer.
      if (pause === undefined) throw new DeployError(error.code, `${asSentence(error.message)} Tried ${attempt === 1 ? 'once' : `${attempt} times`}.`, { kind: 'never' }, error.cause);
      between(error, attempt, pause);
      await sleep(pause);
    }
  }
}
