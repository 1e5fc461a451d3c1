/**
 * What many suites share, such as a host on .NET, is started once by the first that asks. Mocha loads this file before all
 * tests, so that what was started ends after the last test, and not after the tests of the file that happened to ask first.
 */
const ends: (() => void | Promise<void>)[] = [];

/** A parallel run gives each process some of the files and doesn't say which is the last. */
const isParallel = process.env['MOCHA_WORKER_ID'] !== undefined;

/** Calls `end` after all tests; in a parallel run when the process exits, so that only what is done at once counts there. */
export function endsAfterAllTests(end: () => void | Promise<void>): void {
  if (isParallel) process.once('exit', () => { void end(); });
  else ends.push(end);
}

/** Mocha's name for hooks around everything. */
export const mochaHooks = {
  async afterAll(): Promise<void> {
    for (const end of ends.splice(0)) await end();
  },
};
