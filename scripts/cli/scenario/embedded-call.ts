/** One call of a model's operation where no environment runs: gateway and custom code in this process, with a fresh service stand-in where there is one of the service. */
import { Gateway, installedConnector, LiveClock, loadCustomCode, networkHttp, realTimers, withBackends, type InstalledConnector, type JsonObject } from '../../environment';
import { startScriptHost } from '../../script-host';
import { defaultKeys, defaultStart, startService } from '../../service';
import type { EnvironmentSeam, InvokeRequest } from '../environment-seam';
import { chosenAssumptions } from './chosen-assumptions';
import { forPeople } from './for-people';
import { connectionId } from './prepared-flows';
import { realStorage, serviceClock } from './service-clock';
import { stoodIn } from './stood-in';

/** Makes the call and forgets everything. Throws UserError for what a person can mend: no .NET SDK, an unknown assumption. */
export const invokeOperation: EnvironmentSeam['invokeOperation'] = async request => {
  const closers: (() => unknown)[] = [];
  try {
    return await called(request, closers);
  } catch (error) {
    throw forPeople(error);
  } finally {
    for (const closer of closers.reverse()) await closer();
  }
};

async function called({ connector: model, artifacts, operationId, input, connection, assumptions }: InvokeRequest, closers: (() => unknown)[]): ReturnType<EnvironmentSeam['invokeOperation']> {
  const { 'apiDefinition.swagger.json': definition, 'apiProperties.json': properties, 'script.csx': script } = artifacts;
  const assumed = chosenAssumptions(assumptions);
  const connector = installedConnector({ name: 'connector', definition: JSON.parse(definition) as unknown, properties: JSON.parse(properties) as unknown, ...(script === undefined ? {} : { script }) });
  const isStoodIn = stoodIn(model) !== undefined;
  const clock = new LiveClock(isStoodIn ? defaultStart : realTimers.now());
  closers.push(() => clock.close());
  const service = isStoodIn ? await startService({ clock: serviceClock(clock), behaviour: { storageBase: realStorage } }) : undefined;
  closers.push(() => service?.close());
  const network = networkHttp();
  closers.push(() => network.close());
  const host = script === undefined ? undefined : await startScriptHost();
  if (host) closers.push(() => host.close());
  const code = host && script !== undefined ? await loadCustomCode(host, script, { generated: true }) : undefined;
  const gateway = new Gateway({
    connectors: [{ connector, ...(code ? { code } : {}) }], connections: [connectionOf(connector, connection ?? (isStoodIn ? { subscriptionKey: defaultKeys.production[0] } : {}))], clock, assumed, publicOrigin: 'http://127.0.0.1',
    backend: service ? withBackends(network, { [connector.origin]: new URL(service.url).origin, [realStorage]: service.storageUrl }, 'refuse') : network, tokens: { token: () => Promise.resolve('administrator-token') },
  });
  const stages: Parameters<NonNullable<Parameters<Gateway['invoke']>[1]>>[0][] = [];
  const { status, headers, body } = await gateway.invoke({ connectionId, operationId, inputs: input as JsonObject }, stage => stages.push(stage)); // read from JSON
  return { status, headers, body: Buffer.from(body).toString('utf8'), stages };
}

function connectionOf({ name: connector, properties }: InstalledConnector, values: NonNullable<InvokeRequest['connection']>): ConstructorParameters<typeof Gateway>[0]['connections'][number] {
  const sets = (properties['connectionParameterSets'] as { values?: readonly { name?: string }[] } | undefined)?.values; // shape of Microsoft's apiProperties
  const { parameterSet, ...given } = values;
  const set = typeof parameterSet === 'string' ? parameterSet : sets?.[0]?.name;
  return { id: connectionId, connector, ...(set === undefined ? {} : { parameterSet: set }), values: Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)])) };
}
