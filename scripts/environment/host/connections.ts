import { messageOf } from '../error-message';
import { type Connection, declaredParameters } from '../connections/connection';
import { connectionForms, type ConnectionParameter } from '../connections/connection-form';
import type { InstalledConnector } from '../connectors/installed-connector';
import { objectOr, textOf } from '../json';
import type { StoredConnection } from '../store/environment-store';
import type { EnvironmentCore } from './environment-core';
import { known, RequestError } from './request-error';

/** What a person gives for a connection. */
export interface NewConnection {
  readonly connector: string;
  readonly id?: string;
  readonly title?: string;
  /** Default: the first way to connect that the connector offers. */
  readonly parameterSet?: string;
  readonly values?: Readonly<Record<string, string | number | boolean>>;
}

export interface ConnectionTest { readonly outcome: 'passed' | 'failed' | 'notDeclared'; readonly operationId?: string; readonly status?: number; readonly message: string }

/** The connections of an environment. */
export class Connections {
  constructor(private readonly core: EnvironmentCore) {}

  list(): readonly StoredConnection[] {
    return this.core.store.connections.list();
  }

  /** Throws RequestError 'missing'. */
  get(id: string): StoredConnection {
    const found = this.core.store.connections.get(id);
    if (!found) throw new RequestError('missing', 'ConnectionNotFound', `There is no connection "${id}". ${known(this.list().map(each => each.id))}`);
    return found;
  }

  /** Ids of the flows that are bound to a connection. */
  usedBy(id: string): readonly string[] {
    return this.core.store.flows.list().filter(flow => Object.values(flow.connections).includes(id)).map(flow => flow.id);
  }

  /** True for a connection that a person signs in to. A service principal signs in by its values alone. */
  needsPerson(connection: Connection): boolean {
    const signIn = this.signInParameter(connection);
    return signIn !== undefined && textOf(objectOr(objectOr(objectOr(signIn['oAuthSettings'])['customParameters'])['grantType'])['value']) !== 'client_credentials';
  }

  /** The name of the connection's sign-in parameter and what it declares. */
  signInName(connection: Connection): string | undefined {
    return Object.entries(declaredParameters(this.connectorOf(connection.connector), connection)).find(([, declared]) => objectOr(declared)['type'] === 'oauthSetting')?.[0];
  }

  /** Makes a connection. Throws RequestError, or EnvironmentError 'connection' with everything that is missing. */
  async create({ connector: name, id, title, parameterSet, values = {} }: NewConnection): Promise<StoredConnection> {
    const { store, clock } = this.core;
    const connector = this.connectorOf(name);
    const shownAs = title ?? connector.title;
    const chosen = id ?? this.freeId(shownAs);
    if (store.connections.get(chosen)) throw new RequestError('conflict', 'ConnectionExists', `There is a connection "${chosen}" already. Choose another id, or change that one.`);
    const set = parameterSet ?? connectionForms(connector)[0]?.name;
    const connection: Connection = { id: chosen, connector: name, ...(set === undefined ? {} : { parameterSet: set }), values: texts(values) };
    checkValues(connector, connection);
    return this.keep({ ...connection, title: shownAs, status: { kind: 'connected' }, createdAt: clock.now() });
  }

  /** Changes title or values; values that are not named stay. Throws as `create` does. */
  async change(id: string, { title, values = {} }: Pick<NewConnection, 'title' | 'values'>): Promise<StoredConnection> {
    const present = this.get(id);
    const changed = { ...present, ...(title === undefined ? {} : { title }), values: { ...present.values, ...texts(values) } };
    checkValues(this.connectorOf(present.connector), changed);
    const kept = await this.keep(changed);
    if (Object.keys(values).length > 0) await this.core.engine.credentialsRenewed(id);
    return kept;
  }

  /** Throws RequestError 'missing', or 'conflict' while a flow that is on uses it. */
  remove(id: string): void {
    const { store, gateway, events } = this.core;
    this.get(id);
    const users = this.usedBy(id).filter(flow => store.flows.get(flow)?.isOn);
    if (users.length > 0) throw new RequestError('conflict', 'ConnectionInUse', `The connection "${id}" is used by flows that are on: ${users.join(', ')}. Turn them off first.`);
    store.connections.remove(id);
    gateway.disconnect(id);
    events.emit({ kind: 'connectionChanged', connectionId: id });
  }

  /** Calls the operation that the definition names for it (facts 4.4): any 2xx passes. Throws RequestError 'missing'. */
  async test(id: string): Promise<ConnectionTest> {
    const { gateway } = this.core;
    const connector = this.connectorOf(this.get(id).connector);
    const declared = objectOr(objectOr(connector.definition['x-ms-capabilities'])['testConnection']);
    const operationId = textOf(declared['operationId']);
    if (operationId === undefined) return { outcome: 'notDeclared', message: `"${connector.title}" names no operation that tests a connection, so it is not tested, as on the platform.` };
    const unusable = this.unusable(id);
    if (unusable !== undefined) return { outcome: 'failed', message: unusable };
    const { status, body } = await gateway.invoke({ connectionId: id, operationId, inputs: objectOr(declared['parameters']) });
    if (status >= 200 && status < 300) return { outcome: 'passed', operationId, status, message: `${operationId} answered ${status}.` };
    return { outcome: 'failed', operationId, status, message: `${operationId} answered ${status}: ${gateway.redacted(Buffer.from(body).toString('utf8').slice(0, 500))}` };
  }

  /** Why a connection that is kept can't be used for any call; undefined for one that the gateway has, and for one that is not there. */
  unusable(id: string): string | undefined {
    const kept = this.core.gateway.connectionIds.some(each => each.id === id) ? undefined : this.core.store.connections.get(id);
    return kept && `The connection "${id}" can't be used. ${kept.status.kind === 'connected' ? 'It does not fit its connector any more.' : kept.status.reason}`;
  }

  /** Where a person signs in. Throws RequestError 'missing', or 'conflict' where nobody does. */
  async signIn(id: string): Promise<string> {
    const connection = this.get(id);
    if (!this.needsPerson(connection)) throw new RequestError('conflict', 'NoSignIn', `Nobody signs in to the connection "${id}": ${this.signInName(connection) === undefined ? 'it works by what was filled in' : 'it signs in by itself as an application'}.`);
    return this.core.signIn.signInUrl(id);
  }

  /** Puts the kept connections behind the gateway. One that does not fit its connector any more is left out, and said. */
  restore(): void {
    for (const connection of this.list()) {
      try {
        this.core.gateway.connect(connection);
      } catch (error) {
        this.core.events.emit({ kind: 'problem', message: `The connection "${connection.id}" can't be used: ${connection.status.kind === 'connected' ? messageOf(error) : connection.status.reason}` });
      }
    }
  }

  private async keep(connection: StoredConnection): Promise<StoredConnection> {
    const { store, gateway, events, signIn } = this.core;
    gateway.connect(connection);
    store.connections.put(connection);
    await signIn.valuesGiven?.(connection.id);
    events.emit({ kind: 'connectionChanged', connectionId: connection.id });
    return this.get(connection.id);
  }

  private signInParameter(connection: Connection): ReturnType<typeof objectOr> | undefined {
    const name = this.signInName(connection);
    return name === undefined ? undefined : objectOr(declaredParameters(this.connectorOf(connection.connector), connection)[name]);
  }

  private connectorOf(name: string): InstalledConnector {
    const found = this.core.gateway.connectors.find(each => each.name === name);
    if (!found) throw new RequestError('missing', 'ConnectorNotFound', `No connector "${name}" is installed. ${known(this.core.gateway.connectors.map(each => each.name))}`);
    return found;
  }

  private freeId(title: string): string {
    const base = title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'connection';
    for (let number = 1; ; number++) {
      const id = number === 1 ? base : `${base}-${number}`;
      if (!this.core.store.connections.get(id)) return id;
    }
  }
}

const texts = (values: Readonly<Record<string, string | number | boolean>>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

/** Names that the form does not have, and values that it does not offer. Throws RequestError 'unusable'. */
function checkValues(connector: InstalledConnector, connection: Connection): void {
  const forms = connectionForms(connector);
  const form = forms.find(each => each.name === connection.parameterSet) ?? forms[0];
  const fields = new Map((form?.parameters ?? []).map(parameter => [parameter.name, parameter]));
  // What is signed in to has further parameters of its own, such as `token:customHost`, which need not be declared.
  const problems = Object.entries(connection.values).flatMap(([name, value]) => {
    const parameter = fields.get(name);
    if (!parameter) return name.includes(':') ? [] : [`It asks for nothing named "${name}"; it asks for ${[...fields.keys()].join(', ') || 'nothing'}.`];
    return problemOf(parameter, value);
  });
  if (problems.length > 0) throw new RequestError('unusable', 'ConnectionValues', `The connection "${connection.id}" of "${connector.title}" can't be used: ${problems.join(' ')}`);
}

function problemOf({ name, title, kind, choices }: ConnectionParameter, value: string): readonly string[] {
  if (kind === 'signIn') return [`"${title}" (${name}) is not filled in: a person signs in.`];
  if (kind === 'number' && !/^-?\d+$/.test(value)) return [`"${title}" (${name}) is a number.`];
  if (kind === 'boolean' && !/^(true|false)$/i.test(value)) return [`"${title}" (${name}) is true or false.`];
  if (choices && !choices.some(choice => String(choice.value) === value)) return [`"${title}" (${name}) is one of ${choices.map(choice => String(choice.value)).join(', ')}.`];
  return [];
}
