import { connectionKey } from '../../workflow-language/connection-key';
import type { InstalledConnector } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr, textOf } from '../json';
import { OperationMatcher } from '../gateway/operation-match';
import { resolve } from './expressions';
import { connectorOf, referencesOf } from './flow-references';
import { calledOperation } from './operation-step';
import { type Step, StepFailure, type StepRunner } from './step-runner';

/** What such a step says of its call: as HTTP, with the path below the connector's own address. */
interface HttpCall { readonly method: string; readonly path: string; readonly queries: JsonObject; readonly headers: JsonObject; readonly body?: JsonValue }

/**
 * A step of the older form, `ApiConnection` (workflow definition language, "ApiConnection action"): it names its connection by an
 * expression, and its operation by method and path. It calls the operation of an installed connector that these belong to.
 */
export const apiConnectionStep: StepRunner = {
  kind: 'leaf',
  run: async step => {
    const declared = objectOr(step.action.inputs);
    const key = connectionKey(textOf(objectOr(objectOr(declared['host'])['connection'])['name']) ?? '');
    const reference = referencesOf(step.state.flow.document).find(each => each.key === key);
    if (!reference) throw new StepFailure('InvalidConnection', `The step names no connection reference of the flow: host.connection.name must be @parameters('$connections')['<reference>']['connectionId'].`);
    const call = callOf(step, declared);
    const inputs: JsonObject = { host: { connectionName: reference.key }, ...call };
    const { gateway } = step.state.ports;
    const connection = gateway.connectionIds.find(({ id }) => id === step.state.flow.connections[reference.key]);
    const connector = connection && gateway.connectors.find(({ name }) => name === connection.connector);
    if (!connection || !connector) throw new StepFailure('ConnectorNotRun', `The connector "${connectorOf(reference)}" is not run here: it is not installed.`, { inputs });
    return calledOperation(step, { connectionId: connection.id, inputs, ...operationCalled(connector, call, inputs) });
  },
};

function callOf(step: Step, declared: JsonObject): HttpCall {
  const evaluated = resolve({ method: declared['method'] ?? 'get', path: declared['path'] ?? '/', queries: declared['queries'] ?? {}, headers: declared['headers'] ?? {} }, step);
  const { method, path, queries, headers } = objectOr(evaluated);
  const body = declared['body'] === undefined ? undefined : resolve(declared['body'], step);
  return { method: textOf(method) ?? '', path: textOf(path) ?? '', queries: objectOr(queries), headers: objectOr(headers), ...(body === undefined ? {} : { body }) };
}

function operationCalled(connector: InstalledConnector, { method, path, queries, headers, body }: HttpCall, inputs: JsonObject): { readonly operationId: string; readonly parameters: JsonObject } {
  const match = OperationMatcher.of(connector).match(method.toUpperCase(), path);
  if (!match) throw new StepFailure('BadRequest', `The connector "${connector.title}" has no operation for ${method.toUpperCase()} ${path}.`, { inputs });
  const { operation, pathValues } = match;
  const bodyName = operation.parameters.filter(isJsonObject).find(each => each['in'] === 'body')?.['name'];
  const inPath = Object.fromEntries(Object.entries(pathValues).map(([name, value]) => [name, decoded(value)]));
  return { operationId: operation.operationId, parameters: { ...inPath, ...queries, ...headers, ...(body === undefined ? {} : { [textOf(bodyName) ?? 'body']: body }) } };
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value; // a percent sign that encodes nothing stands for itself
  }
}
