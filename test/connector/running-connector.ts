/** The connector as it is installed: generated artifacts, real custom code on .NET, the real gateway; the service in this process. */
import { Gateway } from '../../scripts/environment/gateway/gateway';
import type { BackendHttp } from '../../scripts/environment/gateway/backend-http';
import type { RunnableCode } from '../../scripts/environment/gateway/custom-code-runner';
import type { InstalledConnector } from '../../scripts/environment/connectors/installed-connector';
import type { Clock } from '../../scripts/environment/clocks/clock';
import { createService, defaultKeys, type ServiceInProcess } from '../../scripts/service';
import { connectorInstalled } from './artifacts-of-connector';

export interface RunningConnector {
  readonly service: ServiceInProcess;
  /** A gateway with one connection, `connection`, whose backend is the service at the clock's time. */
  gateway(clock: Pick<Clock, 'now'>, assumed?: ConstructorParameters<typeof Gateway>[0]['assumed']): Gateway;
}

let starting: Promise<RunningConnector> | undefined;
/** One for the whole test run: the script is compiled once. */
export const runningConnector = (): Promise<RunningConnector> => (starting ??= start());

async function start(): Promise<RunningConnector> {
  const { connector, code } = await connectorInstalled();
  const service = createService({ seed: 'empty' });
  return { service, gateway: (clock, assumed) => gatewayOver(connector, code, service, clock, assumed) };
}

function gatewayOver(connector: InstalledConnector, code: RunnableCode, service: ServiceInProcess, clock: Pick<Clock, 'now'>, assumed: ConstructorParameters<typeof Gateway>[0]['assumed']): Gateway {
  const backend: BackendHttp = {
    async send({ method, uri, headers, body }) {
      if (clock.now() > service.clock.now()) service.clock.set(clock.now());
      const answer = await service.handle(new Request(uri, { method, headers: headers.map(([name, value]): [string, string] => [name, value]), ...(body && body.length > 0 ? { body: Buffer.from(body) } : {}) }));
      return { status: answer.status, headers: [...answer.headers], body: new Uint8Array(await answer.arrayBuffer()) };
    },
  };
  return new Gateway({
    connectors: [{ connector, code }],
    connections: [{ id: 'connection', connector: connector.name, parameterSet: 'user', values: { subscriptionKey: defaultKeys.production[0] } }],
    backend, tokens: { token: () => Promise.resolve('administrator-token') }, clock, publicOrigin: 'https://gateway.example', ...(assumed ? { assumed } : {}),
  });
}
