import type { JsonObject, JsonValue } from '../../json';
import type { HandlersOf } from '../handler';
import { flowView, triggerStateView } from '../views/flow-views';
import { pollView, startView } from '../views/run-views';

export const flowHandlers: HandlersOf<
  'listFlows' | 'createFlow' | 'getFlow' | 'changeFlow' | 'deleteFlow' | 'bindFlow' | 'turnFlowOn' | 'turnFlowOff' | 'runFlow' | 'getTriggerState'
> = {
  listFlows: environment => ({ value: environment.flows.list().map(flow => flowView(environment, flow)) }),
  createFlow: async (environment, { body }) => flowView(environment, await environment.flows.create(body)),
  getFlow: (environment, { path }) => {
    const flow = environment.flows.get(path.flow);
    return { flow: flowView(environment, flow), document: flow.document };
  },
  changeFlow: async (environment, { path, body }) => flowView(environment, await environment.flows.change(path.flow, body)),
  deleteFlow: (environment, { path }) => environment.flows.remove(path.flow),
  bindFlow: async (environment, { path, body: { connections, variables } }) => {
    const bindings = { ...(connections ? { connections } : {}), ...(variables ? { variables: variables as Readonly<Record<string, JsonValue>> } : {}) }; // read from JSON
    return flowView(environment, await environment.flows.bind(path.flow, bindings));
  },
  turnFlowOn: async (environment, { path }) => flowView(environment, await environment.flows.turnOn(path.flow)),
  turnFlowOff: async (environment, { path }) => flowView(environment, await environment.flows.turnOff(path.flow)),
  runFlow: async (environment, { path, body: { inputs, body } }) => {
    const made = await environment.flows.runNow(path.flow, { ...(inputs === undefined ? {} : { inputs: inputs as JsonObject }), ...(body === undefined ? {} : { body: body as JsonValue }) }); // read from JSON
    return 'startNumber' in made ? startView(made) : pollView(made);
  },
  getTriggerState: (environment, { path }) => triggerStateView(environment, environment.flows.get(path.flow)),
};
