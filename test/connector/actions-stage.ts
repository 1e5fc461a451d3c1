/**
 * The connector on the real gateway, its custom code on .NET, over the seeded retailer. Storage is published under an
 * Azure host name and answered in this process, so that nothing leaves the machine.
 */
import assert from 'node:assert/strict';
import { actions } from '../../connector/actions';
import { lookups } from '../../connector/lookups';
import type { BackendHttp } from '../../scripts/environment/gateway/backend-http';
import { Gateway } from '../../scripts/environment/gateway/gateway';
import { headerOf, type HttpResponse } from '../../scripts/environment/gateway/http-message';
import type { JsonObject } from '../../scripts/environment/json';
import { VirtualClock } from '../../scripts/environment/clocks/virtual-clock';
import { createService, defaultKeys, type ServiceInProcess } from '../../scripts/service';
import { connectorInstalled } from './artifacts-of-connector';
import { departures } from './actions-conformance';

export const storageBase = 'https://retail.blob.core.windows.net';
export const apiBase = 'https://api.ci.ai.dynamics.com/v1';

/** An answer read to its end. */
export interface Answered {
  readonly status: number;
  readonly body: unknown;
  readonly location: string | undefined;
  readonly retryAfter: string | undefined;
  /** Method, path and query of each call to the service or the storage, in the order of their sending. */
  readonly calls: readonly string[];
}

export interface Stage {
  readonly service: ServiceInProcess;
  readonly gateway: Gateway;
  readonly clock: VirtualClock;
  readonly instanceId: string;
  /** The headers of every request to the storage, names in lower case. */
  readonly storageHeaders: string[][];
  /** Calls an operation. A success is held against the output that the operation declares. */
  call(operationId: string, inputs: JsonObject): Promise<Answered>;
  /** Makes everything fresh: the seeded retailer, no faults, the usual answers. */
  reset(): void;
  /** Answers the next storage requests in the storage's place. */
  storageAnswers: ((request: Request) => Response) | undefined;
  /** Answers service requests in the service's place; undefined leaves a request to the service. */
  serviceAnswers: ((request: Request) => Response | undefined) | undefined;
}

let starting: Promise<Stage> | undefined;
/** One for all suites: the script is compiled once. */
export const stage = (): Promise<Stage> => (starting ??= start());

const operations = new Map([...actions, ...lookups].map(operation => [operation.operationId, operation]));

async function start(): Promise<Stage> {
  const { connector, code } = await connectorInstalled();
  const service = createService({ behaviour: { storageBase } });
  const clock = new VirtualClock(service.clock.now());
  const sent: string[] = [];
  const storageHeaders: string[][] = [];
  const backend: BackendHttp = {
    async send({ method, uri, headers, body }) {
      const address = new URL(uri);
      if (clock.now() > service.clock.now()) service.clock.set(clock.now());
      const request = new Request(uri, { method, headers: headers.map(([name, value]): [string, string] => [name, value]), ...(body && body.length > 0 ? { body: Buffer.from(body) } : {}) });
      const toStorage = address.host !== new URL(apiBase).host;
      sent.push(`${method} ${toStorage ? address.origin : ''}${address.pathname.replace(/^\/v1/, '')}${toStorage ? '' : decodeURIComponent(address.search)}`);
      if (toStorage) storageHeaders.push(headers.map(([name]) => name.toLowerCase()));
      const answer = !toStorage ? stage.serviceAnswers?.(request) ?? await service.handle(request) : stage.storageAnswers ? stage.storageAnswers(request) : await service.handleStorage(request);
      return { status: answer.status, headers: [...answer.headers], body: new Uint8Array(await answer.arrayBuffer()) };
    },
  };
  const gateway = new Gateway({
    connectors: [{ connector, code }],
    connections: [{ id: 'connection', connector: connector.name, parameterSet: 'user', values: { subscriptionKey: defaultKeys.production[0] } }],
    backend, tokens: { token: () => Promise.resolve('administrator-token') }, clock, publicOrigin: 'https://gateway.example',
  });
  const stage: Stage = {
    service, gateway, clock, storageHeaders, storageAnswers: undefined, serviceAnswers: undefined,
    instanceId: service.control.describe().instances[0]!.instanceId,
    async call(operationId, inputs) {
      sent.length = 0;
      const answered = { ...readAnswer(await gateway.invoke({ connectionId: 'connection', operationId, inputs })), calls: [...sent] };
      const operation = operations.get(operationId);
      if (answered.status < 300 && answered.status !== 202) {
        assert.equal(answered.status, operation?.successStatus);
        assert.deepEqual(operation?.output ? departures(operation.output, answered.body) : [], []);
      }
      return answered;
    },
    reset() {
      service.control.reset({ at: clock.now(), behaviour: { storageBase } });
      storageHeaders.length = 0;
      stage.storageAnswers = undefined;
      stage.serviceAnswers = undefined;
    },
  };
  return stage;
}

/** Status, JSON and the two headers that matter to a caller. */
export function readAnswer(answer: HttpResponse): Omit<Answered, 'calls'> {
  const text = Buffer.from(answer.body).toString('utf8');
  return { status: answer.status, body: text === '' ? undefined : JSON.parse(text), location: headerOf(answer.headers, 'Location'), retryAfter: headerOf(answer.headers, 'Retry-After') };
}

/** The list that an answer holds under `value`. */
export function valueOf(answered: Pick<Answered, 'body'>): JsonObject[] {
  const { value } = answered.body as { value?: unknown }; // read by the assertion below
  assert.ok(Array.isArray(value), JSON.stringify(answered.body));
  return value;
}

/** What the service itself says, without the connector: the oracle of these tests. */
export async function direct(on: Stage, path: string): Promise<unknown> {
  const answer = await on.service.handle(new Request(`${apiBase}/instances/${on.instanceId}${path}`, {
    headers: { Authorization: 'Bearer administrator-token', 'Ocp-Apim-Subscription-Key': defaultKeys.production[0] },
  }));
  assert.equal(answer.status, 200, path);
  return answer.json();
}

/** Every row of a table, page by page. */
export async function directRows(on: Stage, table: string): Promise<JsonObject[]> {
  const rows: JsonObject[] = [];
  for (;;) {
    const page = valueOf({ body: await direct(on, `/data/${table}?$skip=${rows.length}`) });
    rows.push(...page);
    if (page.length < 100) return rows;
  }
}

/** The error of an answer that is none of success. */
export function errorOf(answered: Answered): { readonly code: string; readonly message: string } {
  const { error } = answered.body as { error?: { code: string; message: string } }; // read by the assertion below
  assert.ok(error, JSON.stringify(answered.body));
  return { code: error.code, message: error.message };
}
