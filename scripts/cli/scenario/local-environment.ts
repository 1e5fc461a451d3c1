/**
 * The embedded environment: the service stand-in, the gateway on loopback, the flow engine, real custom code, one clock
 * for all of them.
 */
import { EnvironmentError, FlowEngine, Gateway, installedConnector, LiveClock, loadCustomCode, MemoryOutbox, MemoryRunRecorder, networkHttp, startLiveGatewayServer, withBackends,
  assumptionTable, type AssumptionName, type Assumptions, type ConnectorArtifacts, type FlowRunHistory, type InstalledConnector, type PollRecord, type RunRecord } from '../../environment';
import { ScriptHostError, startScriptHost } from '../../script-host';
import { defaultKeys, defaultStart, startService, type AdjustableClock, type Service } from '../../service';
import type { InvokeRequest, StartRequest } from '../environment-seam';
import { UserError } from '../user-error';

/** The id of the connector's one connection, as it stands in gateway addresses. */
export const connectionId = 'stand-in';
const realStorage = 'https://retailstore.blob.core.windows.net';

/** What the commands give; without a connection there is that of the stand-in. */
export type LocalEnvironmentRequest = Pick<StartRequest, 'port' | 'speed' | 'assumptions'> & Pick<InvokeRequest, 'connection'> & { readonly connector: ConnectorArtifacts };

export interface LocalEnvironment {
  readonly address: string;
  readonly service: Service;
  readonly gateway: Gateway;
  readonly engine: FlowEngine;
  readonly recorder: MemoryRunRecorder;
  readonly outbox: MemoryOutbox;
  readonly clock: LiveClock;
  readonly connector: InstalledConnector;
  /** Hears every poll after it was recorded. */
  onPoll: (poll: PollRecord, runs: readonly RunRecord[]) => void;
  /** Hears every run of a flow with steps after it has ended. */
  onRun: (history: FlowRunHistory) => void;
  readonly close: () => Promise<void>;
}

/**
 * Starts everything and installs the connector. The service's clock is the environment's. Throws UserError for what a
 * person can mend: no .NET SDK (only when there is custom code), a port in use, an unknown assumption, code that does
 * not compile.
 */
export async function startLocalEnvironment(request: LocalEnvironmentRequest): Promise<LocalEnvironment> {
  const closers: (() => unknown)[] = [];
  const close = async (): Promise<void> => { for (const closer of closers.reverse().splice(0)) await closer(); };
  try {
    const assumed = chosenAssumptions(request.assumptions);
    const connector = installedConnector(request.connector);
    const clock = new LiveClock(defaultStart, request.speed);
    closers.push(() => clock.close());
    const service = await startService({ clock: serviceClock(clock), behaviour: { storageBase: realStorage } });
    closers.push(() => service.close());
    const network = networkHttp();
    closers.push(() => network.close());
    const backend = withBackends(network, { [connector.origin]: new URL(service.url).origin, [realStorage]: service.storageUrl }, 'refuse');
    const code = connector.script === undefined ? undefined : await compiled(connector.script, closers);
    const recorder = new MemoryRunRecorder();
    const outbox = new MemoryOutbox();
    const gatewayAt = (origin: string): Gateway => new Gateway({
      connectors: [{ connector, ...(code ? { code } : {}) }], backend, clock, publicOrigin: origin, assumed,
      connections: [connectionOf(connector, request.connection)], tokens: { token: () => Promise.resolve('administrator-token') },
    });
    // The server tells of the engine's flows, and the engine needs the server's address.
    const late: { engine?: FlowEngine } = {};
    const server = await startLiveGatewayServer({ port: request.port, gateway: gatewayAt, recorder, outbox, engine: { status: () => late.engine?.status() ?? [] } });
    closers.push(() => server.close());
    const environment: LocalEnvironment = {
      address: server.origin, service, gateway: server.gateway, recorder, outbox, clock, connector, close, onPoll: () => undefined, onRun: () => undefined,
      engine: new FlowEngine({ gateway: server.gateway, clock, recorder, outbox, random: Math.random, onPoll: (poll, runs) => environment.onPoll(poll, runs), onRun: history => environment.onRun(history) }),
    };
    late.engine = environment.engine;
    closers.push(() => environment.engine.close());
    return environment;
  } catch (error) {
    await close();
    if (error instanceof EnvironmentError || error instanceof ScriptHostError) throw new UserError(error.message);
    throw error;
  }
}

async function compiled(script: string, closers: (() => unknown)[]): ReturnType<typeof loadCustomCode> {
  const host = await startScriptHost();
  closers.push(() => host.close());
  return loadCustomCode(host, script, { generated: true });
}

/** The environment's clock as the service sees it. Moving it by the control API moves everything. */
const serviceClock = (clock: LiveClock): AdjustableClock => ({
  now: () => clock.now(),
  advance: milliseconds => void clock.advanceBy(milliseconds),
  set: instant => void clock.advanceTo(instant),
  restart: () => { throw new RangeError('The clock of a running environment is not set back; start a new one.'); },
});

function connectionOf(connector: InstalledConnector, values: Readonly<Record<string, unknown>> | undefined): ConstructorParameters<typeof Gateway>[0]['connections'][number] {
  const sets = (connector.properties['connectionParameterSets'] as { values?: readonly { name?: string }[] } | undefined)?.values; // shape of Microsoft's apiProperties
  const { parameterSet, ...given } = values ?? { subscriptionKey: defaultKeys.production[0] };
  const set = typeof parameterSet === 'string' ? parameterSet : sets?.[0]?.name;
  return { id: connectionId, connector: connector.name, ...(set === undefined ? {} : { parameterSet: set }), values: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])) };
}

function chosenAssumptions(given: Readonly<Record<string, string>>): Partial<Assumptions> {
  const chosen = Object.entries(given).map(([name, text]) => {
    const row = assumptionTable[name as AssumptionName] as (typeof assumptionTable)[AssumptionName] | undefined; // looked up to see whether it is one
    if (!row) throw new UserError(`There is no assumption "${name}". There are: ${Object.keys(assumptionTable).join(', ')}.`);
    const value = row.choices.find(choice => String(choice) === text);
    if (value === undefined) throw new UserError(`The assumption ${name} can be ${row.choices.join(', ')}, not "${text}". ${row.about}`);
    return [name, value];
  });
  return Object.fromEntries(chosen) as Partial<Assumptions>; // each value was found among the choices of its name
}
