/** Requests to Microsoft's APIs: with a token, answered in time, once more where that may help. */
import { retryAfterMs } from '../../environment/gateway/retry-after';
import { DeployError } from '../deploy-error';
import type { DeployPorts } from '../ports';
import type { AccessTokens } from '../target';
import { withRetries } from './retries';

export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  readonly address: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is; `headers` says what it is. */
  readonly body?: string | Uint8Array;
  /** Scope of the token that is sent; without it none is. */
  readonly scope?: string;
  /** `json`: an answer with a body in another form comes from a gateway in between, and counts as a failure of it. */
  readonly answer: 'json' | 'text' | 'bytes';
  /**
   * What to do when it is not known whether the request was carried out (no answer, 5xx, a gateway's page): `again` where
   * twice is the same as once; `lookFirst` where it is not: then it fails with `later`, and the step begins with a look.
   */
  readonly ifUnsure: 'again' | 'lookFirst';
  /** Statuses besides 2xx that are answers and no failures, such as 404. */
  readonly expect?: readonly number[];
  readonly timeoutMs?: number;
  /** What it does, for messages: "asking for the connector". */
  readonly what: string;
}

export interface Incoming {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The value of a JSON body; undefined where there is no body. */
  readonly json: unknown;
  readonly bytes: Uint8Array;
}

export type Send = (request: Outgoing) => Promise<Incoming>;

const timeoutMs = 120_000;

/**
 * Makes the sender. It retries 408, 429, 5xx, answers of gateways and silence, with growing pauses and what Retry-After
 * asks for; a 401 once, with a fresh token; no other 4xx. Throws DeployError, whose `code` is `http-<status>`, `http-not-json`
 * or `http-no-answer`.
 */
export function sender(ports: Pick<DeployPorts, 'http' | 'clock' | 'tell'>, tokens: AccessTokens): Send {
  const { clock } = ports;
  return async request => {
    let fresh = false;
    return withRetries(async () => {
      const answer = await once(request, fresh, ports, tokens);
      if (answer.status === 401 && request.scope !== undefined && !fresh && !request.expect?.includes(401)) {
        fresh = true;
        return checked(request, await once(request, fresh, ports, tokens), clock.now());
      }
      return checked(request, answer, clock.now());
    }, clock.sleep, (failure, attempt, afterMs) => ports.tell({ kind: 'retrying', reason: failure.message, attempt, afterMs }));
  };
}

async function once({ method, address, headers, json, body, scope, ifUnsure, what, timeoutMs: ms = timeoutMs, answer: form }: Outgoing, fresh: boolean, { http }: Pick<DeployPorts, 'http'>, tokens: AccessTokens): Promise<Incoming> {
  const token = scope === undefined ? undefined : await (fresh ? tokens.of(scope, 'fresh') : tokens.of(scope));
  const content = json === undefined ? body : JSON.stringify(json);
  try {
    const answer = await http(address, {
      method, redirect: 'error', signal: AbortSignal.timeout(ms),
      headers: { Accept: form === 'json' ? 'application/json' : '*/*', ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers, ...(token ? { Authorization: `Bearer ${token.reveal()}` } : {}) },
      ...(content === undefined ? {} : { body: typeof content === 'string' ? content : Buffer.from(content) }),
    });
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const text = form === 'bytes' && answer.ok ? '' : Buffer.from(bytes).toString('utf8');
    return { status: answer.status, headers: answer.headers, text, bytes, json: jsonOf(text) };
  } catch (error) {
    throw unsure(new DeployError('http-no-answer', `No answer while ${what} (${hostOf(address)}): ${reasonOf(error)}.`, { kind: 'later' }, error), ifUnsure);
  }
}

function checked(request: Outgoing, answer: Incoming, now: number): Incoming {
  const { status, text, json } = answer;
  const { what, answer: form, ifUnsure, expect = [], address } = request;
  const afterMs = retryAfterMs(answer.headers.get('retry-after') ?? undefined, now);
  const later = { kind: 'later', ...(afterMs === undefined ? {} : { afterMs }) } as const;
  const isSuccess = status >= 200 && status < 300;
  // A page of a gateway has no place in an API of JSON, whatever its status says.
  const foreign = form === 'json' && json === undefined && text.trim() !== '';
  if ((isSuccess && !foreign) || expect.includes(status)) return answer;
  if (isSuccess) throw unsure(new DeployError('http-not-json', `The answer of ${hostOf(address)} while ${what} is no JSON: a gateway in between answered (${clip(text)}).`, later), ifUnsure);
  const message = `${hostOf(address)} answered ${status} while ${what}: ${reasonIn(json) ?? clip(text)}`;
  // Throttled requests were not carried out; they may be sent again whatever they do.
  if (status === 429) throw new DeployError('http-429', message, later);
  if (status === 408 || status >= 500) throw unsure(new DeployError(`http-${status}`, message, later), ifUnsure);
  throw new DeployError(`http-${status}`, message);
}

const unsure = (error: DeployError, ifUnsure: Outgoing['ifUnsure']): DeployError =>
  (ifUnsure === 'again' || error.retry.kind === 'never' ? error : new DeployError(error.code, error.message, { ...error.retry, lookFirst: true }, error.cause));

function jsonOf(text: string): unknown {
  if (text.trim() === '') return undefined;
  try { return JSON.parse(text) as unknown; } catch { return undefined; }
}

/** The sentence in the errors of Microsoft's APIs: `{error: {code, message}}`, `{error, error_description}`, `{Message}`. */
function reasonIn(json: unknown): string | undefined {
  if (typeof json !== 'object' || json === null) return undefined;
  const { error, error_description: described, message, Message } = json as Readonly<Record<string, unknown>>; // looked at below
  if (typeof error === 'object' && error !== null) {
    const { code, message: inner } = error as Readonly<Record<string, unknown>>; // as above
    return [code, inner].filter(each => typeof each === 'string' && each !== '').join(': ') || undefined;
  }
  const found = [described, message, Message].find(each => typeof each === 'string');
  return typeof found === 'string' ? found : undefined;
}

const SHOWN = 300;
const clip = (text: string): string => { const line = text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim(); return line === '' ? 'no body' : line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line; };
/** Addresses may hold signatures: only the host is told. */
const hostOf = (address: string): string => new URL(address).host;
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  if (error.name === 'TimeoutError') return 'it took too long';
  const cause = error.cause instanceof Error ? (('code' in error.cause ? String(error.cause.code) : undefined) ?? error.cause.message) : undefined;
  return cause ?? error.message;
};
