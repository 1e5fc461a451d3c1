/** Where the journal of an environment is kept: .konektor/deploy/<environment>.json below the folder that it was deployed from. */
import { join } from 'node:path';
import type { DeployFiles } from '../ports';
import type { Journal } from './journal';
import { isJournalOf } from './journal-form';

export const deployFolder = (project: string): string => join(project, '.konektor', 'deploy');
export const journalFile = (project: string, environment: string): string => join(deployFolder(project), `${environment}.json`);

/** An empty one where there is none, where it can't be read, and where it is not one that this version writes for that environment. */
export function readJournal(project: string, environment: string, files: Pick<DeployFiles, 'read'>): Journal {
  const empty: Journal = { environment, good: [] };
  let value: unknown;
  try { value = JSON.parse(files.read(journalFile(project, environment)) ?? ''); } catch { return empty; }
  return isJournalOf(environment, value) ? value : empty;
}

export function writeJournal(project: string, journal: Journal, files: Pick<DeployFiles, 'write'>): void {
  files.write(journalFile(project, journal.environment), `${JSON.stringify(journal, undefined, 2)}\n`, 'forOwner');
}
