/** The journal of the service stand-in, kept as lines of JSON: first its start, then a line a change. */
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Change, Journal } from '../../service';
import { UserError } from '../user-error';

export const journalFile = (folder: string): string => join(folder, 'service.jsonl');

/**
 * The journal in the folder of a store; a new one where there is none, that starts at `startedAt`. A line that a kill cut
 * short is the last one, and counts as not written. `begun` hears where there was none. Throws UserError for one that was
 * damaged otherwise.
 */
export function keptJournal(folder: string, startedAt: number, begun: (file: string) => void = () => undefined): Journal {
  const file = journalFile(folder);
  const [start, ...changes] = wholeLines(file);
  const record = (change: Change): void => { appendFileSync(file, `${JSON.stringify(change)}\n`); };
  if (start === undefined) {
    begun(file);
    writeFileSync(file, `${JSON.stringify({ startedAt })}\n`, { mode: 0o600 });
    return { startedAt, changes: [], record };
  }
  return { startedAt: (start as Pick<Journal, 'startedAt'>).startedAt, changes: changes as Change[], record }; // as they were written below and above
}

function wholeLines(file: string): readonly unknown[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []; // what node:fs throws is always of this type
    throw error;
  }
  const end = text.lastIndexOf('\n') + 1;
  if (end < text.length) writeFileSync(file, text.slice(0, end));
  return text.slice(0, end).split('\n').slice(0, -1).map((line, index) => {
    try {
      return JSON.parse(line) as unknown;
    } catch {
      throw new UserError(`${file} is damaged at line ${index + 1}, so the service stand-in can't be brought back to where it stood. Start over with --fresh: what there is is kept aside.`);
    }
  });
}
