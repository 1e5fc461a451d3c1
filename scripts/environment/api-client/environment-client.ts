import type { RouteContract } from '../api/contract/route';
import { type OperationName, routes } from '../api/contract/routes';
import { apiBase } from '../api/openapi';
import type { AnswerOf, BodyOf, PathOf, QueryOf, Wire } from '../api/contract/shapes';
import { ApiFailure, EnvironmentNotReached } from './api-failure';
import type { Endpoint } from './endpoint';
import { streamedEvents } from './event-stream';

/** Sends a request; `fetch` itself, or what a test puts in its place. */
export type Send = (address: string, request: RequestInit) => Promise<Response>;

type Needed<Key extends string, Value> = { readonly [Name in Key]: Value };
type Given<Name extends OperationName> =
  & (keyof PathOf<Name> extends never ? object : Needed<'path', PathOf<Name>>)
  & (BodyOf<Name> extends undefined ? object : object extends BodyOf<Name> ? Partial<Needed<'body', BodyOf<Name>>> : Needed<'body', BodyOf<Name>>)
  & { readonly query?: QueryOf<Name> };
/** What an operation is called with; nothing need be said where nothing must be given. */
type Asked<Name extends OperationName> = object extends Given<Name> ? [given?: Given<Name>] : [given: Given<Name>];

/** Calls the API of a running environment. Its operations are those of the contract, with their types. */
export class EnvironmentClient {
  constructor(private readonly endpoint: Endpoint, private readonly send: Send = fetch) {}

  get address(): string {
    return this.endpoint.address;
  }

  /** Rejects with ApiFailure for an answer that says no, with EnvironmentNotReached where none comes. */
  async call<Name extends OperationName>(name: Name, ...[given]: Asked<Name>): Promise<AnswerOf<Name>> {
    const { path = {}, query = {}, body } = (given ?? {}) as { readonly path?: Readonly<Record<string, string>>; readonly query?: Readonly<Record<string, unknown>>; readonly body?: unknown }; // Given without its names
    const answer = await this.asked(name, path, query, body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    // What the server answers is held to the contract by its own tests.
    return (answer.status === 204 ? undefined : await answer.json()) as AnswerOf<Name>;
  }

  /** Installs a zip; `name` is what messages call it. */
  async installZip(zip: Uint8Array, name: string): Promise<Wire<'Installation'>> {
    const answer = await this.asked('installPackage', {}, { name }, { headers: { 'Content-Type': 'application/zip' }, body: Buffer.from(zip) });
    return await answer.json() as Wire<'Installation'>; // as in call
  }

  /** What happens, as it happens; with `after` what happened behind that event first. Ends when the environment does, or `signal` says so. */
  async *events({ after, signal }: { readonly after?: number; readonly signal?: AbortSignal } = {}): AsyncGenerator<Wire<'Event'>> {
    const answer = await this.asked('streamEvents', {}, after === undefined ? {} : { after }, signal ? { signal } : {});
    for await (const { data } of streamedEvents(answer.body ?? new ReadableStream<Uint8Array>())) yield JSON.parse(data) as Wire<'Event'>; // as in call
  }

  private async asked(name: OperationName, path: Readonly<Record<string, string>>, query: Readonly<Record<string, unknown>>, request: RequestInit): Promise<Response> {
    const { method, path: template }: RouteContract = routes[name];
    const words = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(String(value))}`])).join('&');
    const address = `${this.address}${apiBase}${template.replace(/\{(\w+)\}/g, (_, key: string) => encodeURIComponent(path[key] ?? ''))}${words === '' ? '' : `?${words}`}`;
    let answer: Response;
    try {
      answer = await this.send(address, { ...request, method: method.toUpperCase(), headers: { ...request.headers, Authorization: `Bearer ${this.endpoint.token}` }, redirect: 'error' });
    } catch (error) {
      throw new EnvironmentNotReached(`The environment at ${this.address} does not answer.`, { cause: error });
    }
    if (!answer.ok) throw await failureOf(answer);
    return answer;
  }
}

async function failureOf(answer: Response): Promise<ApiFailure> {
  const text = await answer.text();
  const { error } = jsonObject(text) as Partial<Wire<'Error'>>; // the form of every error of the API; another server's answer has none
  return new ApiFailure(answer.status, error?.code ?? 'unknown', error?.message ?? `The environment answered ${answer.status}: ${text.slice(0, 200)}`, error?.details);
}

function jsonObject(text: string): object {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
