import type { Database, Statement } from './database';

/** A row that is read as the JSON it holds. */
export interface RecordRow { readonly record: string }

/** A table of records of which the last so many are kept: `number INTEGER PRIMARY KEY, flow_id TEXT, record TEXT`. */
export class RecordLog<T extends { readonly flowId: string }> {
  private readonly insert: Statement<never>;
  private readonly all: Statement<RecordRow>;
  private readonly ofFlow: Statement<RecordRow>;
  private readonly removeOld: Statement<never>;
  private readonly removeOldest: Statement<never>;

  constructor(database: Database, table: 'polls' | 'deliveries' | 'subscription_calls', private readonly kept: number) {
    // Only the oldest rows are ever removed, so numbers have no gaps and say how many rows are newer.
    const last = `(SELECT max(number) FROM ${table}) - ?`;
    this.insert = database.prepare(`INSERT INTO ${table} (flow_id, record) VALUES (?, ?)`);
    this.all = database.prepare(`SELECT record FROM ${table} WHERE number > ${last} ORDER BY number`);
    this.ofFlow = database.prepare(`SELECT record FROM ${table} WHERE number > ${last} AND flow_id = ? ORDER BY number`);
    this.removeOld = database.prepare(`DELETE FROM ${table} WHERE number IN (SELECT number FROM ${table} WHERE number <= ${last} ORDER BY number LIMIT ?)`);
    this.removeOldest = database.prepare(`DELETE FROM ${table} WHERE number IN (SELECT number FROM ${table} ORDER BY number LIMIT ?)`);
  }

  add(record: T): void {
    this.insert.run(record.flowId, JSON.stringify(record));
  }

  /** Oldest first; of all flows where none is named. */
  of(flowId: string | undefined): readonly T[] {
    const rows = flowId === undefined ? this.all.all(this.kept) : this.ofFlow.all(this.kept, flowId);
    return rows.map(({ record }) => JSON.parse(record) as T); // written by `add`
  }

  /** Removes what is not kept any more, so many rows at most. */
  trim(most: number): void {
    this.removeOld.run(this.kept, most);
  }

  /** Removes the oldest, kept or not. */
  shrink(most: number): void {
    this.removeOldest.run(most);
  }
}
