import { createService, defaultKeys, type ServiceInProcess, type ServiceOptions } from '../../scripts/service/index';

/** What a test sends besides method and path; `null` leaves a header out. */
export interface Sent {
  readonly method?: string;
  readonly token?: string | null;
  readonly key?: string | null;
  readonly body?: unknown;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when there is none or it isn't JSON. */
  readonly json: unknown;
}

/** A service in this process with a caller for its API: paths start behind `/v1`, `{i}` is the first instance. */
export interface Fixture extends ServiceInProcess {
  readonly instanceId: string;
  call(path: string, sent?: Sent): Promise<Answer>;
}

/** Makes a fixture; a fixture per test keeps tests independent. */
export function fixture(options: ServiceOptions = {}): Fixture {
  const service = createService(options);
  const instanceId = service.control.describe().instances[0]?.instanceId ?? '';
  return {
    ...service,
    get requests() {
      return service.requests;
    },
    instanceId,
    call: async (path, sent = {}) => readAnswer(await service.handle(requestFor(`http://service.test/v1${path.replaceAll('{i}', `/instances/${instanceId}`)}`, sent))),
  };
}

/** A request with good credentials unless `sent` says otherwise. */
export function requestFor(url: string, sent: Sent = {}): Request {
  const token = sent.token === undefined ? 'administrator-token' : sent.token;
  const key = sent.key === undefined ? defaultKeys.production[0] : sent.key;
  return new Request(url, {
    method: sent.method ?? 'GET',
    headers: {
      ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
      ...(key === null ? {} : { 'Ocp-Apim-Subscription-Key': key }),
      ...(sent.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(sent.body === undefined ? {} : { body: typeof sent.body === 'string' ? sent.body : JSON.stringify(sent.body) }),
  });
}

/** Reads a response to its end. */
export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true && text !== '';
  return { status: response.status, headers: response.headers, text, json: isJson ? (JSON.parse(text) as unknown) : undefined };
}
