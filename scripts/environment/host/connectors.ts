import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../error-message';
import { EnvironmentError, type Finding } from '../finding';
import { type InstalledConnector, installedConnector } from '../connectors/installed-connector';
import type { StoredConnector } from '../store/environment-store';
import { checkConnector } from './connector-check';
import type { EnvironmentCore } from './environment-core';
import type { PackagedConnector } from './package-contents';
import { known, RequestError } from './request-error';

/** `unchanged`: what is there already is the same, and nothing was touched. */
export type InstallOutcome = 'installed' | 'updated' | 'unchanged';
export interface ConnectorInstallation { readonly name: string; readonly title: string; readonly outcome: InstallOutcome; readonly findings: readonly Finding[] }

/** A connector that has been checked and compiled, so that nothing but a full disk can stop its installation. */
export interface ReadyConnector { readonly stored: StoredConnector; readonly connector: InstalledConnector; readonly findings: readonly Finding[] }

/** What is kept of a connector besides its artifacts. */
export type ConnectorFacts = Pick<StoredConnector, 'name' | 'version' | 'installedAt'>;

/** The installed connectors of an environment. */
export class Connectors {
  /** Of those behind the gateway, by name; the store would read every definition for them. */
  private readonly facts = new Map<string, ConnectorFacts>();

  constructor(private readonly core: EnvironmentCore) {}

  /** Those that can be used, by name. */
  list(): readonly ConnectorFacts[] {
    return [...this.facts.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
  }

  /** Throws RequestError 'missing'. */
  get(name: string): { readonly facts: ConnectorFacts; readonly connector: InstalledConnector } {
    const facts = this.facts.get(name);
    const connector = this.core.gateway.connectors.find(each => each.name === name);
    if (!facts || !connector) throw new RequestError('missing', 'ConnectorNotFound', `No connector "${name}" is installed. ${known(this.list().map(each => each.name))}`);
    return { facts, connector };
  }

  /** Checks a connector by the platform's profile and compiles its code. Throws EnvironmentError 'connector' or 'custom-code', ScriptHostError. */
  async ready({ artifacts, files, version }: PackagedConnector): Promise<ReadyConnector> {
    if (!/^[A-Za-z0-9_.-]+$/.test(artifacts.name)) throw new EnvironmentError('connector', `The connector's name "${artifacts.name}" can't stand in addresses: it may hold letters, digits, "-", "_" and "." only.`);
    const findings = checkConnector(artifacts, files);
    const connector = installedConnector(artifacts);
    if (artifacts.script !== undefined) await this.core.scripts.load(artifacts.script);
    return { stored: { ...artifacts, ...(version === undefined ? {} : { version }), installedAt: this.core.clock.now() }, connector, findings };
  }

  /** Installs what is ready. One that is there already is updated: its connections stay, and flows that are on go on with the new one. The same one again changes nothing. */
  async install({ stored, connector, findings }: ReadyConnector): Promise<ConnectorInstallation> {
    const { store, gateway, events } = this.core;
    const present = store.connectors.get(stored.name);
    if (present && this.facts.has(stored.name) && isSame(present, stored)) return { name: stored.name, title: connector.title, outcome: 'unchanged', findings };
    const code = stored.script === undefined ? undefined : await this.core.scripts.load(stored.script);
    const outcome = present ? 'updated' : 'installed';
    store.connectors.put(stored);
    this.added(stored, () => gateway.install(connector, code));
    events.emit({ kind: 'connectorChanged', connector: stored.name });
    return { name: stored.name, title: connector.title, outcome, findings };
  }

  /** Throws RequestError 'missing', or 'conflict' while there are connections of it. */
  remove(name: string): void {
    const { store, gateway, events } = this.core;
    this.get(name);
    const connections = store.connections.list().filter(({ connector }) => connector === name);
    if (connections.length > 0) throw new RequestError('conflict', 'ConnectorInUse', `The connector "${name}" has connections (${connections.map(({ id }) => id).join(', ')}). Delete them first.`);
    store.connectors.remove(name);
    gateway.uninstall(name);
    this.facts.delete(name);
    events.emit({ kind: 'connectorChanged', connector: name });
  }

  /** Puts the kept connectors behind the gateway. One whose code can't be compiled now is left out, and said. */
  async restore(): Promise<void> {
    const { store, gateway, scripts, events } = this.core;
    for (const stored of store.connectors.list()) {
      try {
        const code = stored.script === undefined ? undefined : await scripts.load(stored.script);
        this.added(stored, () => gateway.install(installedConnector(stored), code));
      } catch (error) {
        events.emit({ kind: 'problem', message: `The connector "${stored.name}" is installed and can't be run: ${messageOf(error)}` });
      }
    }
  }

  private added({ name, version, installedAt }: StoredConnector, install: () => void): void {
    install();
    this.facts.set(name, { name, installedAt, ...(version === undefined ? {} : { version }) });
  }
}

/** Whether two have the same artifacts; as JSON, because that is how they are kept. */
function isSame({ installedAt: _one, ...one }: StoredConnector, { installedAt: _other, ...other }: StoredConnector): boolean {
  return isDeepStrictEqual(one, JSON.parse(JSON.stringify(other)));
}
