import type { BoundFlow } from '../flows/bind-flows';
import type { Connection } from '../connections/connection';
import type { FlowRunHistory, RunStatus } from '../flow-run/run-history';
import type { Outbox, OutboxMessage } from '../flow-run/outbox';
import type { ConnectorArtifacts } from '../connectors/installed-connector';
import type { PollRecord, RunRecord, RunRecorder } from '../flows/run-recorder';
import type { Grants } from '../sign-in/stand-in/grants';

/**
 * Everything that a local environment keeps between starts. All of it is synchronous and each method is one transaction,
 * except the recorder's, which are promises by its older port but done when they return. Instants are milliseconds since
 * 1970 UTC. Methods throw StoreError where the store can't be read or written; nothing is then changed.
 */
export interface EnvironmentStore {
  readonly connectors: ConnectorStore;
  readonly connections: ConnectionStore;
  readonly flows: FlowStore;
  readonly webhooks: WebhookStore;
  /** What the stand-in for identity providers has granted. */
  readonly grants: Grants;
  readonly runs: RunStore;
  readonly outbox: OutboxStore;
  readonly clock: ClockStore;
  /** What addresses are signed with that services may call, the same at every start. Makes the key of secrets where there is none yet. */
  addressSecret(): Uint8Array;
  /** Work of several methods as one transaction: all of it is kept, or, where it throws, nothing. It must not wait for anything. */
  together<T>(work: () => T): T;
  /** Ends all use; another process can open the store then. A second close does nothing. */
  close(): void;
}

/** A connector as it was installed. Installing again under its name puts a new version in its place. */
export interface StoredConnector extends ConnectorArtifacts {
  /** The version of the solution or folder it came from, as written there; absent where there was none. */
  readonly version?: string;
  readonly installedAt: number;
}

export interface ConnectorStore {
  /** Adds a connector, or puts it in the place of the one of its name. */
  put(connector: StoredConnector): void;
  get(name: string): StoredConnector | undefined;
  /** By name. */
  list(): readonly StoredConnector[];
  /** Removes a connector, if it is there. Throws StoreError 'in-use' while connections are of it. */
  remove(name: string): void;
}

/**
 * Whether a connection can be used. `error`: what was filled in, or what the connector declares, must be corrected, and a sign-in alone
 * does not mend it. So it is with a connection whose values can't be read, because their key is lost; where that takes its sign-in alone, it needs one.
 */
export type ConnectionStatus = { readonly kind: 'connected' } | { readonly kind: 'signInNeeded' | 'error'; readonly reason: string };

export interface StoredConnection extends Connection {
  /** As people know it. */
  readonly title: string;
  readonly status: ConnectionStatus;
  readonly createdAt: number;
}

/** What a sign-in has granted to one connection parameter of the type oauthSetting. */
export interface ConnectionTokens {
  readonly accessToken: string;
  readonly expiresAt: number;
  readonly refreshToken?: string;
  /** Who signed in, to show; not secret. */
  readonly account?: string;
  /** What else the sign-in needs to remember, e.g. scopes granted. Kept encrypted, like the tokens. */
  readonly extra?: Readonly<Record<string, string>>;
}

export interface ConnectionStore {
  /** Adds a connection, or changes the one of its id; its tokens stay. Throws StoreError 'missing' without its connector. */
  put(connection: StoredConnection): void;
  /** With a lost key: `values` is empty and the status says so. */
  get(id: string): StoredConnection | undefined;
  /** Oldest first. */
  list(): readonly StoredConnection[];
  /** Throws StoreError 'missing' where there is no such connection. */
  setStatus(id: string, status: ConnectionStatus): void;
  /** Removes a connection with its tokens, if it is there. Flows that are bound to it keep their binding. */
  remove(id: string): void;
  /** The tokens of an oauthSetting parameter; undefined without a sign-in, and with a lost key. */
  tokens(id: string, parameter: string): ConnectionTokens | undefined;
  /** Keeps tokens in the place of former ones. Throws StoreError 'missing' where there is no such connection. */
  putTokens(id: string, parameter: string, tokens: ConnectionTokens): void;
  removeTokens(id: string, parameter: string): void;
  /** Goes up with every change, so that whoever remembers what it read knows when to read again. */
  readonly revision: number;
}

/** A flow of a solution with its bindings. */
export interface StoredFlow extends BoundFlow {
  /** Unique name of the solution it came with; absent for a flow that came alone. */
  readonly solution?: string;
  readonly installedAt: number;
  /** Parameters whose secret values can't be read, because their key is lost: they must be given again before it can run. */
  readonly lostParameters?: readonly string[];
}

export interface FlowStore {
  /** Adds a flow, or changes the one of its id. Values that hold one of `secrets` are kept encrypted. */
  put(flow: StoredFlow): void;
  get(id: string): StoredFlow | undefined;
  /** By name, then id. */
  list(): readonly StoredFlow[];
  /** Throws StoreError 'missing' where there is no such flow. */
  setOn(id: string, isOn: boolean): void;
  /** Removes a flow with its trigger's kept address, if it is there; subscriptions that it still has become leaked. Its polls and runs stay; its numbers are never used again. */
  remove(id: string): void;
}

/** One subscription of a webhook trigger. Written before the call to subscribe, so that a kill in between leaves a trace. */
export interface WebhookSubscription {
  /** What names it in the callback address. */
  readonly id: string;
  readonly flowId: string;
  readonly connectionId: string;
  readonly operationId: string;
  /** The whole callback address with its signature, which is a secret. Absent with a lost key: subscribe again. */
  readonly callbackUri?: string;
  /** The Location of the subscribe answer, asked with DELETE to unsubscribe. Absent before it came, or where none came. */
  readonly location?: string;
  /** `leaked`: it could not be ended, and the service may go on calling. */
  readonly status: 'subscribing' | 'active' | 'leaked';
  readonly problem?: string;
  readonly at: number;
}

export interface WebhookStore {
  /** Adds a subscription, or changes the one of its id. */
  put(subscription: WebhookSubscription): void;
  get(id: string): WebhookSubscription | undefined;
  /** Oldest first; of all flows where none is named. */
  list(flowId?: string): readonly WebhookSubscription[];
  remove(id: string): void;
}

/** One line of a run list. */
export interface RunSummary {
  readonly key: string;
  readonly flowId: string;
  readonly at: number;
  /** `Running` until its history is there; `Triggered` for a flow without steps. */
  readonly status: RunStatus | 'Running' | 'Triggered';
  readonly endedAt?: number;
  /** Times that it was started: 2 and more after the process ended under it. */
  readonly attempts: number;
}

export interface RunQuery {
  readonly flowId?: string;
  readonly status?: RunSummary['status'];
  /** Only runs that were started at this instant or later. */
  readonly since?: number;
  /** Only runs older than this one, for the next page. */
  readonly before?: string;
  /** Default 50. */
  readonly limit?: number;
}

/** What was done with runs that had started and not ended when the process did. */
export interface Recovery {
  /** To be started again from their trigger, under their own key. Their messages are out of the outbox. Oldest first. */
  readonly again: readonly RunRecord[];
  /** Ended as failed after `mostAttempts` starts, or as cancelled because their flow is gone. */
  readonly ended: readonly FlowRunHistory[];
}

/**
 * The engine's recorder over the store. A run of a stored flow is open until its history comes. Retention is bounded, oldest
 * first (retention.ts); open runs stay. Rejects with StoreError where the store can't be written: the poll counts as not made.
 */
export interface RunStore extends RunRecorder {
  run(key: string): RunRecord | undefined;
  /** Newest first. */
  page(query: RunQuery): readonly RunSummary[];
  summary(key: string): RunSummary | undefined;
  /** Newest first; of all flows where none is named. */
  lastPolls(limit: number, flowId?: string): readonly PollRecord[];
  /**
   * The one rule for runs that had started and not ended: such a run starts again from its trigger, up to three starts in
   * all. Call it once after opening, before flows are turned on. `now` is the instant of what it ends.
   */
  recover(now: number): Recovery;
}

export interface OutboxStore extends Outbox {
  /** Newest first, with their numbers. */
  page(query: { readonly before?: number; readonly limit?: number; readonly runKey?: string }): readonly NumberedMessage[];
  get(number: number): NumberedMessage | undefined;
  count(): number;
}

export interface NumberedMessage { readonly number: number; readonly message: OutboxMessage }

/** Where the environment's time stood; virtual time goes on from there. */
export interface ClockStore {
  instant(): number | undefined;
  keep(instant: number): void;
}
