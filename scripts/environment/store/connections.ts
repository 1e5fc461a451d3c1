import type { ConnectionStatus, ConnectionStore, ConnectionTokens, StoredConnection } from './environment-store';
import type { Database } from './database';
import { openedColumns, type SealedColumns, sealedColumns } from './sealed-json';
import type { Sealing } from './sealing';
import { StoreError } from './store-error';

interface Row extends SealedColumns {
  readonly id: string; readonly connector: string; readonly parameter_set: string | null; readonly title: string;
  readonly status: ConnectionStatus['kind']; readonly reason: string | null; readonly created_at: number;
}
interface TokenRow extends SealedColumns { readonly parameter: string }

type Values = StoredConnection['values'];

/** The connections with their sign-ins. Values and tokens are encrypted; a secret of another row, connector or parameter does not open. */
export function connectionStore(database: Database, sealing: Sealing): ConnectionStore {
  const columns = 'SELECT id, connector, parameter_set, title, status, reason, created_at, key_id, sealed FROM connections';
  const put = database.prepare(`INSERT INTO connections (id, connector, parameter_set, title, status, reason, created_at, key_id, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET connector = excluded.connector, parameter_set = excluded.parameter_set, title = excluded.title, status = excluded.status,
      reason = excluded.reason, created_at = excluded.created_at, key_id = excluded.key_id, sealed = excluded.sealed`);
  const get = database.prepare<Row>(`${columns} WHERE id = ?`);
  const list = database.prepare<Row>(`${columns} ORDER BY created_at, id`);
  const setStatus = database.prepare('UPDATE connections SET status = ?, reason = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM connections WHERE id = ?');
  const hasConnector = database.prepare<object>('SELECT 1 FROM connectors WHERE name = ?');
  const hasConnection = database.prepare<object>('SELECT 1 FROM connections WHERE id = ?');
  const putTokens = database.prepare('INSERT OR REPLACE INTO tokens (connection_id, parameter, key_id, sealed) VALUES (?, ?, ?, ?)');
  const tokensOf = database.prepare<TokenRow>('SELECT parameter, key_id, sealed FROM tokens WHERE connection_id = ? ORDER BY parameter');
  const removeTokens = database.prepare('DELETE FROM tokens WHERE connection_id = ? AND parameter = ?');

  const openTokens = (id: string, row: TokenRow): ReturnType<typeof openedColumns<ConnectionTokens>> => openedColumns<ConnectionTokens>(sealing, ['tokens', id, row.parameter], row);
  const connectionOf = (row: Row): StoredConnection => {
    const values = openedColumns<Values>(sealing, ['connections', row.id, row.connector], row);
    const lostToken = tokensOf.all(row.id).map(tokens => openTokens(row.id, tokens)).flatMap(opened => ('lost' in opened ? [opened.lost] : []))[0];
    return {
      id: row.id, connector: row.connector, title: row.title, createdAt: row.created_at,
      values: 'lost' in values ? {} : values.value ?? {},
      status: 'lost' in values ? { kind: 'error', reason: `${values.lost} Fill in its values again${lostToken === undefined ? '' : ', and sign in'}.` }
        : lostToken === undefined ? statusOf(row) : { kind: 'signInNeeded', reason: `${lostToken} Sign in again.` },
      ...(row.parameter_set === null ? {} : { parameterSet: row.parameter_set }),
    };
  };

  let revision = 0;
  const changing = <T>(work: () => T): T => {
    revision++;
    return database.transaction(work);
  };

  return {
    get revision() {
      return revision;
    },
    put: connection => changing(() => {
      const { id, connector, parameterSet, title, status, createdAt, values } = connection;
      if (!hasConnector.get(connector)) throw new StoreError('missing', `The connection "${id}" can't be kept: there is no connector "${connector}". Install it first.`);
      // Without values there is nothing that a lost key could take away.
      const secret = Object.keys(values).length > 0 ? values : undefined;
      put.run(id, connector, parameterSet ?? null, title, status.kind, reasonOf(status), createdAt, ...sealedColumns(sealing, ['connections', id, connector], secret));
    }),
    get: id => {
      const row = get.get(id);
      return row && connectionOf(row);
    },
    list: () => list.all().map(connectionOf),
    setStatus: (id, status) => changing(() => {
      if (setStatus.run(status.kind, reasonOf(status), id) === 0) throw noConnection(id);
    }),
    remove: id => changing(() => void remove.run(id)),
    tokens: (id, parameter) => {
      const row = tokensOf.all(id).find(tokens => tokens.parameter === parameter);
      const opened = row && openTokens(id, row);
      return opened && 'value' in opened ? opened.value : undefined;
    },
    putTokens: (id, parameter, tokens) => changing(() => {
      if (!hasConnection.get(id)) throw noConnection(id);
      putTokens.run(id, parameter, ...sealedColumns(sealing, ['tokens', id, parameter], tokens));
    }),
    removeTokens: (id, parameter) => changing(() => void removeTokens.run(id, parameter)),
  };
}

function statusOf({ status, reason }: Row): ConnectionStatus {
  return status === 'connected' ? { kind: status } : { kind: status, reason: reason ?? '' };
}

const reasonOf = (status: ConnectionStatus): string | null => (status.kind === 'connected' ? null : status.reason);
const noConnection = (id: string): StoreError => new StoreError('missing', `There is no connection "${id}".`);
