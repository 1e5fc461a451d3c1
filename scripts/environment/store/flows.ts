import type { FlowStore, StoredFlow } from './environment-store';
import type { JsonValue } from '../json';
import type { Database } from './database';
import { openedColumns, type SealedColumns, sealedColumns } from './sealed-json';
import type { Sealing } from './sealing';
import { StoreError } from './store-error';

interface Row extends SealedColumns {
  readonly id: string; readonly name: string; readonly solution: string | null; readonly installed_at: number; readonly is_on: number;
  readonly document: string; readonly connections: string; readonly parameters: string; readonly secret_parameters: string;
}

type Parameters = StoredFlow['parameters'];
/** What of a flow is encrypted. */
interface FlowSecrets { readonly parameters: Parameters; readonly secrets: readonly string[] }

/** The flows with their bindings. */
export function flowStore(database: Database, sealing: Sealing): FlowStore {
  const columns = 'SELECT id, name, solution, installed_at, is_on, document, connections, parameters, secret_parameters, key_id, sealed FROM flows';
  const put = database.prepare(`INSERT INTO flows (id, name, solution, installed_at, is_on, document, connections, parameters, secret_parameters, key_id, sealed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, solution = excluded.solution, installed_at = excluded.installed_at, is_on = excluded.is_on, document = excluded.document,
      connections = excluded.connections, parameters = excluded.parameters, secret_parameters = excluded.secret_parameters, key_id = excluded.key_id, sealed = excluded.sealed`);
  const get = database.prepare<Row>(`${columns} WHERE id = ?`);
  const list = database.prepare<Row>(`${columns} ORDER BY name, id`);
  const setOn = database.prepare('UPDATE flows SET is_on = ? WHERE id = ?');
  const remove = database.prepare('DELETE FROM flows WHERE id = ?');
  // A subscription outlives its flow until the service has ended it.
  const leaveSubscriptions = database.prepare('UPDATE subscriptions SET status = \'leaked\' WHERE flow_id = ?');
  // The count of polls stays: were it to start again, keys of runs would come a second time.
  const forgetAddress = database.prepare('UPDATE trigger_states SET next_uri = NULL WHERE flow_id = ?');

  const forgetSchedule = database.prepare('DELETE FROM schedules WHERE flow_id = ?');

  const flowOf = (row: Row): StoredFlow => {
    const opened = openedColumns<FlowSecrets>(sealing, ['flows', row.id], row);
    const kept = 'value' in opened ? opened.value : undefined;
    // Written by `put` below, as everything that is parsed here.
    const parameters = { ...(JSON.parse(row.parameters) as Parameters), ...kept?.parameters };
    return {
      id: row.id, name: row.name, installedAt: row.installed_at, isOn: row.is_on === 1,
      document: JSON.parse(row.document) as StoredFlow['document'], connections: JSON.parse(row.connections) as StoredFlow['connections'], parameters,
      ...(row.solution === null ? {} : { solution: row.solution }), ...(kept ? { secrets: kept.secrets } : {}),
      ...('lost' in opened ? { lostParameters: JSON.parse(row.secret_parameters) as readonly string[] } : {}),
    };
  };

  return {
    put: ({ id, name, solution, installedAt, isOn, document, connections, parameters, secrets, lostParameters = [] }) => {
      // Kept without them it would look complete.
      if (lostParameters.length > 0) throw new StoreError('missing', `The flow "${name}" can't be kept without its secret values: give ${lostParameters.join(', ')} again.`);
      const [open, secret] = parted(parameters, secrets ?? []);
      const sealed: FlowSecrets | undefined = secrets ? { parameters: secret, secrets } : undefined;
      put.run(id, name, solution ?? null, installedAt, isOn ? 1 : 0, JSON.stringify(document), JSON.stringify(connections), JSON.stringify(open),
        JSON.stringify(Object.keys(secret)), ...sealedColumns(sealing, ['flows', id], sealed));
    },
    get: id => {
      const row = get.get(id);
      return row && flowOf(row);
    },
    list: () => list.all().map(flowOf),
    setOn: (id, isOn) => {
      if (setOn.run(isOn ? 1 : 0, id) === 0) throw new StoreError('missing', `There is no flow "${id}".`);
    },
    remove: id => database.transaction(() => {
      remove.run(id);
      leaveSubscriptions.run(id);
      forgetAddress.run(id);
      forgetSchedule.run(id);
    }),
  };
}

/** Parameters without a secret in them, and those with one. */
function parted(parameters: Parameters, secrets: readonly string[]): readonly [Parameters, Parameters] {
  const holdsSecret = (value: JsonValue): boolean => {
    if (typeof value === 'string') return secrets.some(secret => secret !== '' && value.includes(secret));
    return typeof value === 'object' && value !== null ? Object.entries(value).some(([name, inner]) => inner !== undefined && (holdsSecret(name) || holdsSecret(inner as JsonValue))) : holdsSecret(String(value));
  };
  const entries = Object.entries(parameters);
  return [Object.fromEntries(entries.filter(([, value]) => !holdsSecret(value))), Object.fromEntries(entries.filter(([, value]) => holdsSecret(value)))];
}
