import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import Ajv2020 from 'ajv/dist/2020';
import { Environment, type EnvironmentOptions, type EnvironmentServer, type EnvironmentServerOptions, type EnvironmentStore, openEnvironmentStore, startEnvironmentServer, VirtualClock } from '../../../scripts/environment';
import type { RouteContract } from '../../../scripts/environment/api/contract/route';
import { type OperationName, routes } from '../../../scripts/environment/api/contract/routes';
import { apiBase, openApiDocument } from '../../../scripts/environment/api/openapi';
import { answer, fakeBackend, start } from '../small-connector';
import { sharedCode } from '../host/opened-environment';

export const token = 'the-token-of-this-start';

export interface ApiAnswer { readonly status: number; readonly headers: Headers; readonly text: string; readonly body: unknown }

/** A request: its body as JSON, or bytes with their type. */
export interface ApiCall { readonly path?: Readonly<Record<string, string>>; readonly query?: string; readonly body?: unknown; readonly zip?: Uint8Array; readonly headers?: Readonly<Record<string, string>> }

export interface Served { readonly server: EnvironmentServer; readonly environment: Environment; readonly store: EnvironmentStore; readonly call: (name: OperationName, call?: ApiCall) => Promise<ApiAnswer>; readonly raw: (path: string, request?: RequestInit) => Promise<ApiAnswer> }

/** The answers so far that the contract has, as `operation status`. */
export const answered = new Set<string>();

const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats(ajv);
const document = openApiDocument('0.0.0');
ajv.addSchema({ $id: 'api', ...document });

/** Fails where a value does not fit a schema of the API's document: `#/components/schemas/…` or a place in it. */
export function checkAgainst(pointer: string, value: unknown, what: string): void {
  const validate = ajv.getSchema(`api${pointer}`);
  assert.ok(validate, `There is no schema ${pointer}.`);
  assert.ok(validate(value), `${what} does not fit its schema: ${JSON.stringify(validate.errors?.slice(0, 5), undefined, 1)}\n${JSON.stringify(value).slice(0, 2_000)}`);
}

/** Environments behind the server, each on a store of its own; whatever they answer is held to the API's document. */
export function servedEnvironments(): { readonly serve: (options?: Partial<EnvironmentOptions>, server?: Partial<EnvironmentServerOptions>) => Promise<Served>; readonly end: (served: Served) => Promise<void>; readonly folder: () => string } {
  let folder = '';
  let running: Served[] = [];
  const end = async (served: Served): Promise<void> => {
    running = running.filter(each => each !== served);
    await served.server.close();
    await served.environment.close();
    served.store.close();
  };
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-api-')); });
  afterEach(async () => {
    for (const each of running) await end(each);
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    end, folder: () => folder,
    serve: async (options = {}, serverOptions = {}) => {
      const store = openEnvironmentStore({ folder: join(folder, '.konektor') });
      const clock = options.clock ?? new VirtualClock(store.clock.instant() ?? start);
      try {
        const server = await startEnvironmentServer({
          port: 0, token, version: '0.0.0', ...serverOptions,
          open: origin => Environment.open({ store, clock, backend: fakeBackend(() => answer(202)), publicOrigin: origin, startScriptHost: sharedCode, random: () => 0.5, ...options }),
        });
        const raw = (path: string, request?: RequestInit): Promise<ApiAnswer> => send(server.origin + path, request);
        const served: Served = { server, environment: server.environment, store, raw, call: (name, call) => calledByName(server.origin, name, call) };
        running.push(served);
        return served;
      } catch (error) {
        store.close();
        throw error;
      }
    },
  };
}

async function calledByName(origin: string, name: OperationName, { path = {}, query = '', body, zip, headers = {} }: ApiCall = {}): Promise<ApiAnswer> {
  const route: RouteContract = routes[name];
  const address = origin + apiBase + route.path.replace(/\{(\w+)\}/g, (_, parameter: string) => encodeURIComponent(path[parameter] ?? '')) + query;
  const content = zip ? { type: 'application/zip', bytes: Buffer.from(zip) } : body === undefined ? undefined : { type: 'application/json', bytes: Buffer.from(JSON.stringify(body)) };
  const answer = await send(address, {
    method: route.method.toUpperCase(), headers: { Authorization: `Bearer ${token}`, ...(content ? { 'Content-Type': content.type } : {}), ...headers }, ...(content ? { body: content.bytes } : {}),
  });
  held(name, route, answer);
  return answer;
}

/** An answer must be one that the document has, and fit its schema. */
function held(name: OperationName, route: RouteContract, { status, body, text }: ApiAnswer): void {
  const operation = `/paths/${(apiBase + route.path).replaceAll('~', '~0').replaceAll('/', '~1').replaceAll('{', '%7B').replaceAll('}', '%7D')}/${route.method}`;
  const responses = (document['paths'] as Record<string, Record<string, { readonly responses: Readonly<Record<string, { readonly content?: object }>> }>>)[apiBase + route.path]?.[route.method]?.responses; // OpenAPI's own shape
  const described = responses?.[status];
  assert.ok(described, `${name} answered ${status}, which its document does not have: ${text.slice(0, 500)}`);
  if (described.content) checkAgainst(`#${operation}/responses/${status}/content/application~1json/schema`, body, `${name} ${status}`);
  else assert.equal(text, '', `${name} ${status} has a body`);
  answered.add(`${name} ${status}`);
}

async function send(address: string, request: RequestInit = {}): Promise<ApiAnswer> {
  const response = await fetch(address, { redirect: 'manual', ...request });
  const text = await response.text();
  const isJson = (response.headers.get('Content-Type') ?? '').startsWith('application/json');
  return { status: response.status, headers: response.headers, text, body: isJson && text !== '' ? JSON.parse(text) : undefined };
}
