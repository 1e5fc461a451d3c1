import { type AssumptionName, type Assumptions, assumptionTable } from './assumptions';
import type { BackendHttp } from './gateway/backend-http';
import type { AdvanceableClock, PacedClock } from './clocks/clock';
import type { CodeOptions } from './gateway/custom-code-runner';
import { FlowEngine } from './flows/flow-engine';
import { Gateway, type Invocation } from './gateway/gateway';
import type { GatewayAnswer } from './gateway/gateway-answer';
import { EnvironmentError } from './finding';
import type { HttpRequest, HttpResponse } from './gateway/http-message';
import { type ConnectorInstallation, Connectors } from './host/connectors';
import { Connections } from './host/connections';
import type { EnvironmentCore } from './host/environment-core';
import { EventLog } from './host/environment-event';
import { type FlowInstallation, Flows } from './host/flows';
import { packageContents } from './host/package-contents';
import { known, RequestError } from './host/request-error';
import { ScriptLibrary } from './host/script-library';
import { shownRecord, shownRecords } from './host/shown-records';
import type { SignInPorts, SignInWithPages } from './host/sign-in';
import { localSignIn } from './sign-in';
import type { Stage } from './gateway/pipeline-stage';
import type { Random } from './flows/retry-policy';
import type { EnvironmentStore } from './store/environment-store';
import { openZip } from '../package/zip/read-zip';
import type { PackageFile } from '../package/package-file';

export interface EnvironmentOptions {
  readonly store: EnvironmentStore;
  /** Its time goes on from the store's, which whoever makes it has seen to. */
  readonly clock: AdvanceableClock | PacedClock;
  readonly backend: BackendHttp;
  /** `scheme://host[:port]` under which gateway and API are reached. */
  readonly publicOrigin: string | (() => string);
  readonly assumed?: Partial<Assumptions>;
  /** Values that policies read by @environmentVariables, by schema name. */
  readonly environmentVariables?: Readonly<Record<string, string>>;
  /** Default: people and applications sign in at a stand-in for their identity providers, on loopback. */
  readonly signIn?: (ports: SignInPorts) => SignInWithPages;
  /** Starts what compiles and runs custom code; called with the first connector that has some. Default: the .NET host. */
  readonly startScriptHost?: ConstructorParameters<typeof ScriptLibrary>[0];
  /** Default: scripts that read the clock read the environment's. */
  readonly code?: CodeOptions;
  /** For the spread of retries; default Math.random. */
  readonly random?: Random;
}

const longestAdvance = 366 * 86_400_000;

export interface Installation { readonly connectors: readonly ConnectorInstallation[]; readonly flows: readonly FlowInstallation[] }

/** A test call: the answer, the stages of its pipeline, and how long it took in real milliseconds. */
export interface TestCall { readonly answer: GatewayAnswer; readonly stages: readonly Stage[]; readonly durationMs: number }

export interface AssumptionView { readonly name: AssumptionName; readonly value: string | number; readonly default: string | number; readonly choices: readonly (string | number)[]; readonly about: string }

/** A local Power Platform environment: what is installed and connected in it, its flows at work, its time. All that it must remember is in its store. */
export class Environment {
  readonly connectors: Connectors;
  readonly connections: Connections;
  readonly flows: Flows;
  private installing: Promise<unknown> = Promise.resolve();

  private constructor(private readonly core: EnvironmentCore, private readonly timepiece: EnvironmentOptions['clock'], readonly signInPages: SignInWithPages['routes']) {
    this.connectors = new Connectors(core);
    this.connections = new Connections(core);
    this.flows = new Flows(core);
  }

  /**
   * Opens an environment on a store: connectors, connections and flows are there again, flows that were on go on from their
   * triggers' kept addresses, and runs under which the process ended start again. What can't be restored is an event
   * `problem` and harms nothing else. Throws StoreError.
   */
  static async open(options: EnvironmentOptions): Promise<Environment> {
    const { store, clock, backend, publicOrigin, assumed = {}, environmentVariables = {} } = options;
    const events = new EventLog(() => clock.now());
    const { signIn, routes } = (options.signIn ?? localSignIn)({
      store, clock, publicOrigin: () => (typeof publicOrigin === 'string' ? publicOrigin : publicOrigin()),
      changed: connectionId => {
        // A sign-in may have brought values that policies read, such as the tenant.
        const present = store.connections.get(connectionId);
        if (present && gateway.connectionIds.some(({ id }) => id === connectionId)) gateway.connect(present);
        if (present?.status.kind === 'connected') void engine.credentialsRenewed(connectionId);
        events.emit({ kind: 'connectionChanged', connectionId });
      },
    });
    const gateway = new Gateway({
      connectors: [], connections: [], backend, tokens: signIn, clock, publicOrigin, assumed, environmentVariables, addressSecret: store.addressSecret(),
    });
    const shown = (text: string): string => gateway.withoutSecrets(text);
    const engine = new FlowEngine({
      gateway, clock, recorder: shownRecords(store.runs, shown), webhooks: store.webhooks, random: options.random ?? Math.random,
      outbox: {
        add: sent => {
          const message = shownRecord(sent, shown);
          const number = store.outbox.add(message);
          events.emit({ kind: 'message', number, message });
          return number;
        },
      },
      onPoll: (poll, runs) => {
        store.clock.keep(clock.now());
        events.emit({ kind: 'poll', poll });
        for (const { key } of runs) events.emit({ kind: 'runStarted', runKey: key });
      },
      onDelivery: (delivery, runs) => {
        store.clock.keep(clock.now());
        events.emit({ kind: 'delivery', delivery });
        for (const { key } of runs) events.emit({ kind: 'runStarted', runKey: key });
      },
      onStart: ({ flowId, problem }, runs) => {
        store.clock.keep(clock.now());
        for (const { key } of runs) events.emit({ kind: 'runStarted', runKey: key });
        if (problem !== undefined) events.emit({ kind: 'problem', message: `The flow "${store.flows.get(flowId)?.name ?? flowId}" was to start: ${problem}` });
      },
      onSubscriptionCall: call => events.emit({ kind: 'flowChanged', flowId: call.flowId }),
      onTurnedOff: flowId => { environment.flows.turnedItselfOff(flowId); },
      onRun: ({ runKey }) => events.emit({ kind: 'runEnded', runKey }),
      report: message => events.emit({ kind: 'problem', message }),
    });
    const scripts = new ScriptLibrary(options.startScriptHost ?? dotnetHost, options.code ?? { redirectClock: true });
    const environment = new Environment({ store, gateway, engine, clock, events, scripts, signIn }, clock, routes);
    await environment.connectors.restore();
    environment.connections.restore();
    await environment.flows.restore();
    // A connection that could not be used may be usable now.
    events.listen(event => { if (event.kind === 'connectionChanged') void environment.flows.takeUp(event.connectionId); });
    return environment;
  }

  get store(): EnvironmentStore { return this.core.store; }
  get gateway(): Gateway { return this.core.gateway; }
  get events(): EventLog { return this.core.events; }
  /** `scheme://host[:port]` under which it is reached. */
  get address(): string { return this.core.gateway.publicOrigin; }
  get now(): number { return this.core.clock.now(); }
  /** Undefined for a clock that only moves by hand. */
  get speed(): number | undefined { return 'speed' in this.timepiece ? this.timepiece.speed : undefined; }

  /** Installs a zip: a solution, or a connector folder. Throws as `installFiles` does. */
  async installZip(name: string, bytes: Uint8Array): Promise<Installation> {
    const zip = await openZip({ name, bytes });
    try {
      return await this.installFiles(name, zip.files);
    } finally {
      zip.close();
    }
  }

  /**
   * Installs the files of a solution or connector folder. Everything is read, checked and compiled first; then connectors
   * and flows are added, or updated where they are there already; what is the same stays untouched. Throws PackageError, EnvironmentError 'connector', 'flow'
   * or 'custom-code', ScriptHostError; nothing is installed then.
   */
  installFiles(name: string, files: readonly PackageFile[]): Promise<Installation> {
    const work = this.installing.then(async () => {
      const contents = await packageContents(name, files);
      const ready = await Promise.all(contents.connectors.map(connector => this.connectors.ready(connector)));
      const connectors: ConnectorInstallation[] = [];
      for (const each of ready) connectors.push(await this.connectors.install(each));
      const names = new Set(connectors.filter(({ outcome }) => outcome !== 'unchanged').map(each => each.name));
      await this.flows.renew(flow => Object.values(flow.connections).some(id => names.has(this.store.connections.get(id)?.connector ?? '')));
      const flows: FlowInstallation[] = [];
      for (const flow of contents.flows) flows.push(await this.flows.install(flow, contents));
      return { connectors, flows };
    });
    this.installing = work.catch(() => undefined);
    return work;
  }

  /** Calls an operation and tells every stage. A call that goes wrong is an answer. Throws EnvironmentError 'connection', 'operation' or 'inputs'. */
  async testCall(invocation: Invocation): Promise<TestCall> {
    const unusable = this.connections.unusable(invocation.connectionId);
    if (unusable !== undefined) throw new EnvironmentError('connection', unusable);
    const stages: Stage[] = [];
    const began = performance.now();
    const answer = await this.core.gateway.invoke(invocation, stage => stages.push(stage));
    return { answer, stages, durationMs: Math.round((performance.now() - began) * 1000) / 1000 };
  }

  /** Answers a call of a service to an address below `/callbacks`. Does not reject. */
  deliver(request: HttpRequest): Promise<HttpResponse> {
    return this.core.engine.deliver(request);
  }

  /** A text as a person may see it: secrets of connections and what they were last granted as `***`. */
  withoutSecrets(text: string): string {
    return this.core.gateway.withoutSecrets(text);
  }

  /** Moves time forward; what falls due on the way has happened when it resolves. Throws RequestError for an instant that has passed, or that is more than 366 days away. */
  async advance(by: { readonly milliseconds: number } | { readonly to: number }): Promise<void> {
    const instant = 'to' in by ? by.to : this.now + by.milliseconds;
    if (!(instant >= this.now)) throw new RequestError('unusable', 'TimeHasPassed', `The clock goes forward only. It is ${new Date(this.now).toISOString()} now.`);
    if (instant - this.now > longestAdvance) throw new RequestError('unusable', 'TooFar', 'The clock goes forward by 366 days at most at a time: everything that falls due on the way happens, which nobody could wait for. Advance in several steps.');
    await this.timepiece.advanceTo(instant);
    this.store.clock.keep(this.now);
    this.events.emit({ kind: 'clockChanged' });
  }

  /** Throws RequestError 'conflict' for a clock that only moves by hand. */
  setSpeed(speed: number): void {
    if (!('setSpeed' in this.timepiece)) throw new RequestError('conflict', 'ClockMovesByHand', 'This environment\'s clock moves by hand only. Advance it.');
    this.timepiece.setSpeed(speed);
    this.events.emit({ kind: 'clockChanged' });
  }

  get assumptions(): readonly AssumptionView[] {
    const { assumed } = this.core.gateway;
    // Keys of the table are its names.
    return (Object.keys(assumptionTable) as AssumptionName[]).sort().map(name => ({ name, value: assumed[name], ...assumptionTable[name] }));
  }

  /** Turns an assumption; flows that are on are turned off and on, so that it counts for them. `value` may be a choice or its text. Throws RequestError. */
  async assume(name: string, value: unknown): Promise<AssumptionView> {
    const row = this.assumptions.find(each => each.name === name);
    if (!row) throw new RequestError('missing', 'AssumptionNotFound', `There is no assumption "${name}". ${known(this.assumptions.map(each => each.name))}`);
    const choice = row.choices.find(each => String(each) === String(value));
    if (choice === undefined) throw new RequestError('unusable', 'NoSuchChoice', `The assumption ${name} can be ${row.choices.join(', ')}, not ${JSON.stringify(value)}. ${row.about}`);
    this.core.gateway.assume({ [name]: choice });
    await this.flows.renew(() => true);
    return { ...row, value: choice };
  }

  /** Resolves when no run is under way; what waits on the clock needs it to move meanwhile. */
  idle(): Promise<void> {
    return this.core.engine.idle();
  }

  /** Ends all work. Flows that are on stay on in the store, for the next start. The clock and the store are their owners' to close, in this order. */
  async close(): Promise<void> {
    await this.core.engine.close();
    this.store.clock.keep(this.now);
    await this.core.scripts.close();
  }
}

async function dotnetHost(): ReturnType<NonNullable<EnvironmentOptions['startScriptHost']>> {
  const { startScriptHost } = require('../script-host') as typeof import('../script-host'); // require gives no type of its own; loaded with the first connector that has code
  return startScriptHost();
}
