import type { OutboxMessage } from '../flow-run/outbox';
import type { Database, SqlValue } from './database';
import type { NumberedMessage, OutboxStore } from './environment-store';
import type { Retention } from './retention';

interface Row { readonly number: number; readonly record: string }

/** The outbox with its last messages. A number is never given twice, though its message may be gone. */
export function outboxStore(database: Database, retention: Retention): OutboxStore {
  const add = database.prepare('INSERT INTO messages (run_key, record) VALUES (?, ?)');
  const trim = database.prepare('DELETE FROM messages WHERE number IN (SELECT number FROM messages WHERE number <= ? ORDER BY number LIMIT 2)');
  const get = database.prepare<Row>('SELECT number, record FROM messages WHERE number = ?');
  const count = database.prepare<{ readonly n: number }>('SELECT count(*) AS n FROM messages');
  return {
    add: message => database.transaction(() => {
      const number = add.insert(message.runKey, JSON.stringify(message));
      trim.run(number - retention.messages);
      return number;
    }),
    page: ({ before, limit = 50, runKey }) => {
      const conditions: readonly (readonly [string, SqlValue])[] = [
        ...(before === undefined ? [] : [['number < ?', before] as const]),
        ...(runKey === undefined ? [] : [['run_key = ?', runKey] as const]),
      ];
      const where = conditions.length === 0 ? '' : ` WHERE ${conditions.map(([sql]) => sql).join(' AND ')}`;
      return database.prepare<Row>(`SELECT number, record FROM messages${where} ORDER BY number DESC LIMIT ?`).all(...conditions.map(([, value]) => value), limit).map(messageOf);
    },
    get: number => {
      const row = get.get(number);
      return row && messageOf(row);
    },
    count: () => count.get()?.n ?? 0,
  };
}

/** Written as a message by `add`. */
function messageOf({ number, record }: Row): NumberedMessage {
  return { number, message: JSON.parse(record) as OutboxMessage };
}
