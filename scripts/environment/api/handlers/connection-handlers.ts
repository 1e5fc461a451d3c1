import type { Environment } from '../../environment';
import { unflattened } from '../../flow-run/operation-inputs';
import type { JsonObject } from '../../json';
import { textOf } from '../../json';
import { DynamicFields } from '../../operation-card/resolve-dynamic';
import type { HandlersOf } from '../handler';
import { connectionView, testCallView } from '../views/connection-views';

type Inputs = Readonly<Record<string, unknown>> | undefined;

export const connectionHandlers: HandlersOf<
  'listConnections' | 'createConnection' | 'getConnection' | 'changeConnection' | 'deleteConnection' | 'testConnection' | 'signIn' | 'invokeOperation' | 'getChoices' | 'getDynamicSchema'
> = {
  listConnections: (environment, { query }) => ({ value: environment.connections.list().filter(({ connector }) => query.connector === undefined || connector === query.connector).map(each => connectionView(environment, each)) }),
  createConnection: async (environment, { body }) => connectionView(environment, await environment.connections.create(body)),
  getConnection: (environment, { path }) => connectionView(environment, environment.connections.get(path.connection)),
  changeConnection: async (environment, { path, body }) => connectionView(environment, await environment.connections.change(path.connection, body)),
  deleteConnection: (environment, { path }) => environment.connections.remove(path.connection),
  testConnection: (environment, { path }) => environment.connections.test(path.connection),
  signIn: async (environment, { path }) => ({ url: await environment.connections.signIn(path.connection) }),
  invokeOperation: async (environment, { path, body }) => {
    const inputs = operationInputs(environment, path.connection, path.operation, body.inputs);
    return testCallView(path.operation, await environment.testCall({ connectionId: path.connection, operationId: path.operation, inputs }));
  },
  getChoices: (environment, { path, body }) => fields(environment, path, body.inputs).choices(body.field),
  getDynamicSchema: (environment, { path, body }) => fields(environment, path, body.inputs).schema(body.field),
};

/** Inputs by parameter name, also where they came by path. Throws RequestError 'missing', EnvironmentError 'operation'. */
function operationInputs(environment: Environment, connectionId: string, operationId: string, inputs: Inputs): JsonObject {
  environment.connections.get(connectionId);
  const { operation } = environment.gateway.operation(connectionId, operationId);
  return unflattened((inputs ?? {}) as JsonObject, operation.parameters.map(parameter => textOf(parameter['name']) ?? '')); // read from JSON
}

function fields(environment: Environment, path: { readonly connection: string; readonly operation: string }, inputs: Inputs): DynamicFields {
  environment.connections.get(path.connection);
  return new DynamicFields(environment.gateway, path.connection, path.operation, (inputs ?? {}) as JsonObject); // as above
}
