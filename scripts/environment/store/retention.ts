import type { Database } from './database';
import type { RecordLog } from './record-log';

/** How much is kept; the oldest goes first. Runs that have not ended stay, and do not count. */
export interface Retention {
  /** Polls; as many deliveries and as many subscription calls of webhooks. */
  readonly polls: number;
  readonly runs: number;
  /** Age of a run in milliseconds, by the environment's own clock. */
  readonly runAge: number;
  readonly messages: number;
  /** Bytes of the database in use. Over this, ended runs, polls, deliveries and subscription calls go although their number would let them stay. */
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
  private readonly oldRuns;
  private readonly crowdingRuns;

  constructor(private readonly database: Database, private readonly retention: Retention, private readonly logs: readonly Pick<RecordLog<never>, 'trim' | 'shrink'>[]) {
    const closed = 'SELECT number, at FROM runs WHERE is_open = 0 ORDER BY number LIMIT ?';
    this.oldRuns = database.prepare(`DELETE FROM runs WHERE number IN (SELECT number FROM (${closed}) WHERE number <= (SELECT max(number) FROM runs) - ? OR at < ?)`);
    this.crowdingRuns = database.prepare(`DELETE FROM runs WHERE number IN (SELECT number FROM (${closed}))`);
  }

  /** To be called with the rows that a transaction has written, inside of it. */
  after(rows: number, now: number): void {
    this.written += rows;
    if (this.written < writtenBetween) return;
    const most = this.written * removedForEach;
    this.written = 0;
    for (const log of this.logs) log.trim(most);
    this.oldRuns.run(most, this.retention.runs, now - this.retention.runAge);
    if (bytesInUse(this.database) <= this.retention.bytes) return;
    for (const log of this.logs) log.shrink(most);
    this.crowdingRuns.run(most);
  }
}

/** What the rows take, without pages that are free for new ones. */
function bytesInUse(database: Database): number {
  const value = (name: string): number => Number(database.pragma(name));
  return (value('page_count') - value('freelist_count')) * value('page_size');
}
