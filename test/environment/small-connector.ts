import type { CallOutcome, HeaderLine, ScriptCall } from '../../scripts/script-host';
import {
  type Assumptions, type BackendHttp, type Connection, Gateway, type HttpRequest, type HttpResponse, installedConnector, type InstalledConnector,
  type JsonObject, type RunnableCode, VirtualClock,
} from '../../scripts/environment';

export const gatewayOrigin = 'https://gateway.test';
export const start = Date.UTC(2026, 2, 2, 7, 0, 0);

/** An operation as it stands in a definition, under its method and path. */
export interface SmallOperation { readonly method?: string; readonly path: string; readonly object: JsonObject }

export interface SmallConnector {
  readonly operations: readonly SmallOperation[];
  readonly root?: JsonObject;
  readonly properties?: JsonObject;
  readonly script?: string;
}

/** A connector `small` on https://api.test/v1 with these operations. */
export function smallConnector({ operations, root = {}, properties = {}, script }: SmallConnector): InstalledConnector {
  const paths: Record<string, Record<string, JsonObject>> = {};
  for (const { method = 'get', path, object } of operations) (paths[path] ??= {})[method] = { responses: { 200: { description: 'ok' } }, ...object };
  return installedConnector({
    name: 'small',
    definition: { swagger: '2.0', info: { title: 'Small', version: '1' }, host: 'api.test', basePath: '/v1', schemes: ['https'], paths, ...root },
    properties: { properties },
    ...(script === undefined ? {} : { script }),
  });
}

/** A policy as apiProperties.json holds it. */
export function policy(templateId: string, parameters: JsonObject, settings: { section?: string; operations?: readonly string[] } = {}): JsonObject {
  return {
    templateId,
    title: `The ${templateId}`,
    parameters: {
      ...Object.fromEntries(Object.entries(parameters).map(([name, value]) => [`x-ms-apimTemplateParameter.${name}`, value])),
      ...(settings.section === undefined ? {} : { 'x-ms-apimTemplate-policySection': settings.section }),
      ...(settings.operations === undefined ? {} : { 'x-ms-apimTemplate-operationName': settings.operations }),
    },
  };
}

/** A polling trigger `OnThing` with a `value` array, on /trigger. */
export const onThing: SmallOperation = {
  path: '/trigger',
  object: {
    operationId: 'OnThing',
    'x-ms-trigger': 'batch',
    parameters: [{ name: 'color', in: 'query', type: 'string' }],
    responses: { 200: { description: 'ok', schema: { type: 'object', properties: { value: { type: 'array', items: { type: 'object' } } } } } },
  },
};

/** A backend that answers from a function and remembers what it was asked. */
export function fakeBackend(answer: (request: HttpRequest) => HttpResponse): BackendHttp & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  return {
    requests,
    send(request) {
      requests.push(request);
      // As with the network, what the backend throws is a broken connection.
      return new Promise(resolve => resolve(answer(request)));
    },
  };
}

export function answer(status: number, body?: unknown, headers: readonly HeaderLine[] = []): HttpResponse {
  return { status, headers, body: Buffer.from(body === undefined ? '' : JSON.stringify(body)) };
}

/** Custom code as a function of the call. */
export function fakeCode(run: (call: ScriptCall, backend: BackendHttp) => HttpResponse | Promise<HttpResponse>): RunnableCode & { readonly calls: ScriptCall[] } {
  const calls: ScriptCall[] = [];
  return {
    calls,
    async run(call, { backend }): Promise<CallOutcome> {
      calls.push(call);
      const { status, headers, body } = await run(call, backend);
      return { kind: 'response', status, reason: '', headers, body: Buffer.from(body), sends: [], logs: [] };
    },
  };
}

export interface SmallGateway {
  readonly connector: InstalledConnector;
  readonly backend?: BackendHttp;
  readonly code?: RunnableCode;
  readonly values?: Readonly<Record<string, string>>;
  readonly parameterSet?: string;
  readonly assumed?: Partial<Assumptions>;
  readonly clock?: VirtualClock;
  readonly unrunPolicies?: 'refuse' | 'leaveOut';
  readonly token?: () => Promise<string>;
}

/** A gateway with the connector and its one connection `c1`. */
export function smallGateway(setup: SmallGateway): Gateway {
  const connection: Connection = { id: 'c1', connector: 'small', values: setup.values ?? {}, ...(setup.parameterSet === undefined ? {} : { parameterSet: setup.parameterSet }) };
  return new Gateway({
    connectors: [{ connector: setup.connector, ...(setup.code ? { code: setup.code } : {}) }],
    connections: [connection],
    backend: setup.backend ?? fakeBackend(() => answer(200, {})),
    tokens: { token: setup.token ?? (() => Promise.resolve('the-access-token')) },
    clock: setup.clock ?? new VirtualClock(start),
    publicOrigin: gatewayOrigin,
    newCallId: () => 'call-1',
    addressSecret: Buffer.from('the secret of these tests'),
    ...(setup.assumed ? { assumed: setup.assumed } : {}),
    ...(setup.unrunPolicies ? { unrunPolicies: setup.unrunPolicies } : {}),
  });
}

export const base = `${gatewayOrigin}/apim/small/c1`;

/** The parsed body of an answer. */
export function bodyOf(response: HttpResponse): unknown {
  return JSON.parse(Buffer.from(response.body).toString('utf8'));
}
