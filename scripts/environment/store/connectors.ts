import type { ConnectorStore, StoredConnector } from './environment-store';
import type { Database } from './database';
import { StoreError } from './store-error';

interface Row { readonly name: string; readonly version: string | null; readonly installed_at: number; readonly definition: string; readonly properties: string | null; readonly script: string | null }

/** The installed connectors. */
export function connectorStore(database: Database): ConnectorStore {
  const columns = 'SELECT name, version, installed_at, definition, properties, script FROM connectors';
  const put = database.prepare(`INSERT INTO connectors (name, version, installed_at, definition, properties, script) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET version = excluded.version, installed_at = excluded.installed_at, definition = excluded.definition, properties = excluded.properties, script = excluded.script`);
  const get = database.prepare<Row>(`${columns} WHERE name = ?`);
  const list = database.prepare<Row>(`${columns} ORDER BY name`);
  const users = database.prepare<{ readonly id: string }>('SELECT id FROM connections WHERE connector = ? ORDER BY id');
  const remove = database.prepare('DELETE FROM connectors WHERE name = ?');
  return {
    put: ({ name, version, installedAt, definition, properties, script }) =>
      void put.run(name, version ?? null, installedAt, JSON.stringify(definition), properties === undefined ? null : JSON.stringify(properties), script === undefined ? null : JSON.stringify(script)),
    get: name => {
      const row = get.get(name);
      return row && connectorOf(row);
    },
    list: () => list.all().map(connectorOf),
    remove: name => database.transaction(() => {
      const ids = users.all(name).map(({ id }) => id);
      if (ids.length > 0) throw new StoreError('in-use', `The connector "${name}" can't be removed: it has the connections ${ids.join(', ')}. Remove them first.`);
      remove.run(name);
    }),
  };
}

function connectorOf({ name, version, installed_at: installedAt, definition, properties, script }: Row): StoredConnector {
  return {
    name, installedAt, definition: JSON.parse(definition) as unknown,
    ...(version === null ? {} : { version }), ...(properties === null ? {} : { properties: JSON.parse(properties) as unknown }), ...(script === null ? {} : { script: JSON.parse(script) as string }),
  };
}
