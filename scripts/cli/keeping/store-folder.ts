/** The folder of a local environment's store as a whole: whether its first start came to its end, and moving it aside. */
import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEnvironmentStore, StoreError } from '../../environment';

const playedFile = (folder: string): string => join(folder, 'scenario-played');

/** Whether the scenario was played to its end; a start that ended in the midst of it leaves flows as no start would. */
export const isScenarioPlayed = (folder: string): boolean => existsSync(playedFile(folder));
export const scenarioPlayed = (folder: string): void => { writeFileSync(playedFile(folder), ''); };

/** Files of a local environment; whatever else is in the folder stays there. */
const own = /^(environment\.|service\.jsonl$|scenario-played$)/;

/**
 * Moves everything that a local environment keeps into a folder `former-<n>` inside, and returns its path; undefined where
 * there is nothing. Throws StoreError 'in-use' while an environment runs on it; a damaged store can be moved.
 */
export function moveAside(folder: string): string | undefined {
  const names = existsSync(folder) ? readdirSync(folder).filter(name => own.test(name)).sort() : [];
  if (names.length === 0) return undefined;
  refuseInUse(folder);
  const number = Math.max(0, ...readdirSync(folder).map(name => Number(/^former-(\d+)$/.exec(name)?.[1] ?? 0))) + 1;
  const aside = join(folder, `former-${number}`);
  mkdirSync(aside, { mode: 0o700 });
  // The database goes last: as long as it is there, the rest is not taken for a new environment's.
  for (const name of [...names.filter(each => each !== 'environment.db'), ...names.filter(each => each === 'environment.db')]) if (existsSync(join(folder, name))) renameSync(join(folder, name), join(aside, name));
  return aside;
}

function refuseInUse(folder: string): void {
  if (!existsSync(join(folder, 'environment.db'))) return;
  try {
    openEnvironmentStore({ folder }).close();
  } catch (error) {
    if (error instanceof StoreError && error.code !== 'in-use') return;
    throw error;
  }
}
