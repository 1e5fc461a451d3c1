import type { WebhookStore, WebhookSubscription } from './environment-store';
import type { Database } from './database';
import { openedColumns, type SealedColumns, sealedColumns } from './sealed-json';
import type { Sealing } from './sealing';

interface Row extends SealedColumns {
  readonly id: string; readonly flow_id: string; readonly connection_id: string; readonly operation_id: string; readonly location: string | null;
  readonly status: WebhookSubscription['status']; readonly problem: string | null; readonly at: number;
}

/** The subscriptions of webhook triggers. A callback address lets anyone start runs who knows it, so it is kept encrypted. */
export function webhookStore(database: Database, sealing: Sealing): WebhookStore {
  const columns = 'SELECT id, flow_id, connection_id, operation_id, location, status, problem, at, key_id, sealed FROM subscriptions';
  const put = database.prepare('INSERT OR REPLACE INTO subscriptions (id, flow_id, connection_id, operation_id, location, status, problem, at, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const get = database.prepare<Row>(`${columns} WHERE id = ?`);
  const list = database.prepare<Row>(`${columns} ORDER BY at, id`);
  const listOfFlow = database.prepare<Row>(`${columns} WHERE flow_id = ? ORDER BY at, id`);
  const remove = database.prepare('DELETE FROM subscriptions WHERE id = ?');
  const identity = (id: string, flowId: string): readonly string[] => ['subscriptions', id, flowId];

  const subscriptionOf = (row: Row): WebhookSubscription => {
    const opened = openedColumns<string>(sealing, identity(row.id, row.flow_id), row);
    return {
      id: row.id, flowId: row.flow_id, connectionId: row.connection_id, operationId: row.operation_id, status: row.status, at: row.at,
      ...('value' in opened && opened.value !== undefined ? { callbackUri: opened.value } : {}),
      ...(row.location === null ? {} : { location: row.location }), ...(row.problem === null ? {} : { problem: row.problem }),
    };
  };

  return {
    put: ({ id, flowId, connectionId, operationId, location, status, problem, at, callbackUri }) =>
      void put.run(id, flowId, connectionId, operationId, location ?? null, status, problem ?? null, at, ...sealedColumns(sealing, identity(id, flowId), callbackUri)),
    get: id => {
      const row = get.get(id);
      return row && subscriptionOf(row);
    },
    list: flowId => (flowId === undefined ? list.all() : listOfFlow.all(flowId)).map(subscriptionOf),
    remove: id => void remove.run(id),
  };
}
