import { isDeepStrictEqual } from 'node:util';
import { declaredParameters } from '../connections/connection';
import { type InstalledConnector, installedConnector } from '../connectors/installed-connector';
import { type JsonObject, objectOr } from '../json';
import type { ConnectionStatus, ConnectionTokens, EnvironmentStore, StoredConnection } from '../store/environment-store';
import { SignInProblem } from './sign-in-problem';
import { isDerived, type SignInSettings, signInSettings } from './sign-in-settings';

/** A connection with how it signs in; undefined settings where it does not. */
export interface SignInConnection { readonly connection: StoredConnection; readonly connector: InstalledConnector; readonly settings: SignInSettings | undefined }

/** The connections of the store as a sign-in sees them. Whoever listens hears of every change. */
export class KeptConnections {
  /** What was read since the last change: every call of the gateway asks, and opening secrets takes longer than the rest of it. */
  private readonly connections = new Map<string, StoredConnection | undefined>();
  private readonly granted = new Map<string, ConnectionTokens | undefined>();
  private revision = -1;

  constructor(private readonly store: Pick<EnvironmentStore, 'connections' | 'connectors' | 'together'>, private readonly changed: (connectionId: string) => void) {}

  /** Throws SignInProblem where there is no such connection or connector. */
  get(connectionId: string): SignInConnection {
    const connection = this.find(connectionId);
    if (!connection) throw new SignInProblem('error', `There is no connection "${connectionId}".`);
    const stored = this.store.connectors.get(connection.connector);
    if (!stored) throw new SignInProblem('error', `The connector "${connection.connector}" of the connection "${connectionId}" is not installed.`);
    const connector = installedConnector(stored);
    return { connection, connector, settings: signInSettings(connector, connection) };
  }

  /** The connection alone, which is quick. */
  find(connectionId: string): StoredConnection | undefined {
    return this.remembered(this.connections, connectionId, () => this.store.connections.get(connectionId));
  }

  tokens(connectionId: string, parameter: string): ConnectionTokens | undefined {
    return this.remembered(this.granted, JSON.stringify([connectionId, parameter]), () => this.store.connections.tokens(connectionId, parameter));
  }

  removeTokens(connectionId: string, parameter: string): void {
    this.store.connections.removeTokens(connectionId, parameter);
  }

  setStatus(connectionId: string, status: ConnectionStatus): void {
    const present = this.find(connectionId)?.status;
    if (!present || isDeepStrictEqual(present, status)) return;
    this.store.connections.setStatus(connectionId, status);
    this.changed(connectionId);
  }

  /** Keeps what a sign-in granted: the connection can be used. Throws SignInProblem where it is gone by now. */
  keepTokens(connectionId: string, parameter: string, tokens: ConnectionTokens, tenant: string | undefined): void {
    const { connection, connector } = this.get(connectionId);
    const values = tenant === undefined ? connection.values : withTenant(declaredParameters(connector, connection), connection.values, parameter, tenant);
    this.store.together(() => {
      if (connection.status.kind !== 'connected' || values !== connection.values) this.store.connections.put({ ...connection, values, status: { kind: 'connected' } });
      this.store.connections.putTokens(connectionId, parameter, tokens);
    });
    if (connection.status.kind !== 'connected' || values !== connection.values) this.changed(connectionId);
  }

  private remembered<Value>(known: Map<string, Value>, key: string, read: () => Value): Value {
    const { revision } = this.store.connections;
    if (revision !== this.revision) {
      this.connections.clear();
      this.granted.clear();
      this.revision = revision;
    }
    if (known.has(key)) return known.get(key) as Value; // it is there
    const value = read();
    known.set(key, value);
    return value;
  }
}

/** Who signs in brings the tenant that `@connectionParameters('token:tenantId')` reads. What a person filled in for it stays. */
function withTenant(declared: JsonObject, values: StoredConnection['values'], parameter: string, tenant: string): StoredConnection['values'] {
  const wanted = `${parameter}:tenantid`.toLowerCase();
  const named = (names: object): string | undefined => Object.keys(names).find(each => each.toLowerCase() === wanted);
  const [asked, name] = [named(declared), named(values) ?? named(declared) ?? `${parameter}:TenantId`];
  const isFilledIn = asked !== undefined && !isDerived(objectOr(declared[asked])) && (values[name] ?? '') !== '';
  return isFilledIn || values[name] === tenant ? values : { ...values, [name]: tenant };
}
