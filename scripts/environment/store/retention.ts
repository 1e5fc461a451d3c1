import type { Database } from './database';

/** How much is kept; the oldest goes first. Runs that have not ended stay, and do not count. */
export interface Retention {
  readonly polls: number;
  readonly runs: number;
  /** Age of a run in milliseconds, by the environment's own clock. */
  readonly runAge: number;
  readonly messages: number;
  /** Bytes of the database in use. Over this, ended runs and polls go although their number would let them stay. */
  readonly bytes: number;
}

const day = 86_400_000;

export const usualRetention: Retention = {
  // A week of one flow that polls every minute, or the last ten polls of a thousand flows: enough to see why a trigger is silent.
  polls: 10_000,
  // A run with payload and history takes some 10 KB, so all of them some 200 MB.
  runs: 20_000,
  // Power Automate keeps the history of runs for 30 days (limits and configuration).
  runAge: 30 * day,
  // As many as the outbox in memory keeps.
  messages: 10_000,
  // Runs with large payloads must not fill a disk.
  bytes: 1024 ** 3,
};

/** Rows written between two clean-ups. One by one would cost a search at every poll. */
const writtenBetween = 16;
/** Rows removed at most for each row written since: more than 1, so that what piled up shrinks, and few, so that no poll waits for long. */
const removedForEach = 4;

/** Removes what retention does not keep, in small steps inside the transactions that write. */
export class RunTrimmer {
  private written = 0;
  private readonly oldPolls;
  private readonly oldRuns;
  private readonly crowdingPolls;
  private readonly crowdingRuns;

  constructor(private readonly database: Database, private readonly retention: Retention) {
    const closed = 'SELECT number, at FROM runs WHERE is_open = 0 ORDER BY number LIMIT ?';
    this.oldPolls = database.prepare('DELETE FROM polls WHERE number IN (SELECT number FROM polls WHERE number <= (SELECT max(number) FROM polls) - ? ORDER BY number LIMIT ?)');
    this.oldRuns = database.prepare(`DELETE FROM runs WHERE number IN (SELECT number FROM (${closed}) WHERE number <= (SELECT max(number) FROM runs) - ? OR at < ?)`);
    this.crowdingPolls = database.prepare('DELETE FROM polls WHERE number IN (SELECT number FROM polls ORDER BY number LIMIT ?)');
    this.crowdingRuns = database.prepare(`DELETE FROM runs WHERE number IN (SELECT number FROM (${closed}))`);
  }

  /** To be called with the rows that a transaction has written, inside of it. */
  after(rows: number, now: number): void {
    this.written += rows;
    if (this.written < writtenBetween) return;
    const most = this.written * removedForEach;
    this.written = 0;
    this.oldPolls.run(this.retention.polls, most);
    this.oldRuns.run(most, this.retention.runs, now - this.retention.runAge);
    if (bytesInUse(this.database) <= this.retention.bytes) return;
    this.crowdingPolls.run(most);
    this.crowdingRuns.run(most);
  }
}

/** What the rows take, without pages that are free for new ones. */
function bytesInUse(database: Database): number {
  const value = (name: string): number => Number(database.pragma(name));
  return (value('page_count') - value('freelist_count')) * value('page_size');
}
