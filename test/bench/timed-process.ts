/** A program run to its end, with the time it took. */
import { spawnSync } from 'node:child_process';

/** Long enough for an installation over a slow network; whatever else takes that long hangs. */
const patienceMs = 180_000;

/**
 * Seconds from the start of the process to its end. Throws with the program's own words where it ends with a code that
 * means failure (all but 0, unless told otherwise), or not at all: the time of a failure is none.
 */
export function secondsOf(program: string, words: readonly string[], directory: string, succeeds: readonly number[] = [0]): number {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr, error } = spawnSync(program, words, { cwd: directory, encoding: 'utf8', timeout: patienceMs });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  if (error) throw new Error(`${program} did not start, or did not end within ${patienceMs / 1_000} s: ${error.message}`);
  if (status === null || !succeeds.includes(status)) throw new Error(`${[program, ...words].join(' ')} ended with ${String(status)} and can't be measured. It said:\n${stdout}${stderr}`);
  return seconds;
}
