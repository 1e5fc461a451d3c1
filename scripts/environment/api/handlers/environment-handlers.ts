import type { Environment } from '../../environment';
import { RequestError } from '../../host/request-error';
import type { Wire } from '../contract/shapes';
import type { HandlersOf } from '../handler';

export const clockView = (environment: Environment): Wire<'Clock'> => ({ now: new Date(environment.now).toISOString(), ...(environment.speed === undefined ? {} : { speed: environment.speed }) });

export const environmentHandlers: HandlersOf<'getEnvironment' | 'getClock' | 'setClock' | 'advanceClock' | 'listAssumptions' | 'setAssumption'> = {
  getEnvironment: environment => {
    const flows = environment.flows.list();
    return {
      address: environment.address, clock: clockView(environment), connectors: environment.connectors.list().length, connections: environment.connections.list().length,
      flows: flows.length, flowsOn: flows.filter(({ isOn }) => isOn).length, messages: environment.store.outbox.count(),
    };
  },
  getClock: clockView,
  setClock: (environment, { body }) => {
    environment.setSpeed(body.speed);
    return clockView(environment);
  },
  advanceClock: async (environment, { body }) => {
    const to = 'to' in body ? Date.parse(body.to) : undefined;
    if (to !== undefined && Number.isNaN(to)) throw new RequestError('unusable', 'NoInstant', `"${'to' in body ? body.to : ''}" is no instant. Write it as 2026-03-02T07:00:00Z.`);
    await environment.advance(to === undefined ? { milliseconds: 'milliseconds' in body ? body.milliseconds : 0 } : { to });
    return clockView(environment);
  },
  listAssumptions: environment => ({ value: environment.assumptions }),
  setAssumption: (environment, { path, body }) => environment.assume(path.assumption, body.value),
};
