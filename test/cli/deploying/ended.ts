import { spawnSync } from 'node:child_process';

/** Resolves once no such process runs; one that has ended and that nobody has asked about yet counts as ended. Gives up after five seconds. */
export async function hasEnded(pid: number): Promise<boolean> {
  if (!Number.isInteger(pid)) throw new Error('That is no process number.');
  for (let tries = 0; tries < 100; tries++) {
    const state = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' });
    if (state.error) throw state.error;
    if (/^\s*(Z.*)?$/.test(state.stdout)) return true;
    await new Promise(resolve => { setTimeout(resolve, 50); });
  }
  return false;
}
