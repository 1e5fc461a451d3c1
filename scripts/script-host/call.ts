import type { HostConnection } from './connection';
import { ScriptHostError } from './errors';
import type { CallFailureKind, HeaderLine, LogEntry, RedirectRule, SendRequestMessage, SendTrace } from './messages';

/**
 * Time limits of custom code: 5 s stand in all of Microsoft's pages that were read; 2 minutes are reported second-hand.
 */
export const TIME_LIMITS = { documentedMs: 5_000, reportedMs: 120_000 } as const;

/** One call of one operation, after authentication and Request policies. */
export interface ScriptCall {
  readonly operationId: string;
  readonly method: string;
  /** Absolute address of the backend: Context.Request.RequestUri. */
  readonly uri: string;
  /** Without Host: .NET takes it from the address, also where the script changes that. */
  readonly headers?: readonly HeaderLine[];
  /** Absent or empty: the request has a content all the same, an empty one. */
  readonly body?: Uint8Array;
  /** The address that was called on the gateway, with its query; default: `uri`. */
  readonly originalRequestUri?: string;
  /** Real time; default 5,000. */
  readonly timeLimitMs?: number;
  readonly correlationId?: string;
  /** Turns Context.ConnectionParameters on, which is not documented and off by default. */
  readonly connectionParameters?: Readonly<Record<string, string>>;
  /** Gives the script its operation id in base64, as some scripts expect it. */
  readonly base64OperationId?: boolean;
  /** What CreateNotificationUri puts in front of its argument. */
  readonly notificationBase?: string;
  /** CurrentCulture of the call, e.g. `id-ID`; default: the invariant culture. */
  readonly culture?: string;
  /** ISO 8601 instant for a script that was loaded with `redirectClock`. */
  readonly clock?: string;
  /** Default `same-host`. */
  readonly redirects?: RedirectRule;
}

/** A request of a script to a backend that the caller plays. */
export interface BackendRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** The caller's answer: a response, possibly late (`delayMs` runs in the host and ends with the call), or a broken connection. */
export type BackendAnswer =
  | { readonly status: number; readonly reason?: string; readonly headers?: readonly HeaderLine[]; readonly body?: Uint8Array | string; readonly delayMs?: number }
  | { readonly broken: string; readonly delayMs?: number };

/** What a caller may watch and play during a call. */
export interface CallWatch {
  readonly onSend?: (trace: SendTrace) => void;
  readonly onLog?: (entry: LogEntry) => void;
  /** Answers the script's requests in this process; without it they go to the network. */
  readonly backend?: (request: BackendRequest) => BackendAnswer | Promise<BackendAnswer>;
  readonly signal?: AbortSignal;
}

/** What a call left behind besides its result, in the order it happened. */
interface CallRecord {
  readonly sends: readonly SendTrace[];
  readonly logs: readonly LogEntry[];
}

/** The script's response. */
export interface CallResponse extends CallRecord {
  readonly kind: 'response';
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly HeaderLine[];
  readonly body: Buffer;
}

/** The script gave none. */
export interface CallFailure extends CallRecord {
  readonly kind: 'failed';
  readonly failure: CallFailureKind;
  readonly exceptionType: string;
  readonly message: string;
  /** Stack lines of the script and the libraries below it, without the host's own. */
  readonly stack: readonly string[];
  /** True where the script ignored its cancellation token and goes on in the background. */
  readonly stillRunning: boolean;
}

export type CallOutcome = CallResponse | CallFailure;

/** Runs one call over a connection. Rejects with ScriptHostError only where the host itself failed. */
export async function invokeOver(connection: HostConnection, scriptId: string, call: ScriptCall, watch: CallWatch): Promise<CallOutcome> {
  const sends: SendTrace[] = [];
  const logs: LogEntry[] = [];
  if (watch.signal?.aborted) return cancelledBefore();
  const id = connection.newId();
  let outcome: CallOutcome | undefined;
  let refusal: string | undefined;
  const cancel = (): void => connection.send({ type: 'cancel', id });
  watch.signal?.addEventListener('abort', cancel, { once: true });
  try {
    await connection.request({ type: 'invoke', id, scriptId, ...headerOf(call, watch) }, call.body, (header, body) => {
      switch (header.type) {
        case 'send': {
          const { type: _type, id: _id, ...trace } = header;
          sends.push(trace);
          watch.onSend?.(trace);
          return false;
        }
        case 'log': {
          const { type: _type, id: _id, ...entry } = header;
          logs.push(entry);
          watch.onLog?.(entry);
          return false;
        }
        case 'sendRequest':
          void answer(connection, header, body, watch);
          return false;
        case 'response':
          outcome = { kind: 'response', status: header.status, reason: header.reason, headers: header.headers, body, sends, logs };
          return true;
        case 'failed':
          outcome = { kind: 'failed', failure: header.failure, exceptionType: header.exceptionType, message: header.message, stack: header.stack, stillRunning: header.stillRunning, sends, logs };
          return true;
        case 'error':
          refusal = header.message;
          return true;
        default:
          refusal = `The script host answered a call with '${header.type}'.`;
          return true;
      }
    });
  } finally {
    watch.signal?.removeEventListener('abort', cancel);
  }
  if (outcome === undefined) throw new ScriptHostError('refused', refusal ?? 'The script host gave no answer.');
  return outcome;
}

function headerOf(call: ScriptCall, watch: CallWatch) {
  const { body: _body, connectionParameters, headers, originalRequestUri, timeLimitMs, ...rest } = call;
  return {
    ...rest,
    headers: headers ?? [],
    originalRequestUri: originalRequestUri ?? call.uri,
    timeLimitMs: timeLimitMs ?? TIME_LIMITS.documentedMs,
    ...(connectionParameters && { connectionParameters: Object.entries(connectionParameters) }),
    ...(watch.backend && { backend: 'frames' as const }),
  };
}

/** Lets the caller's backend answer one request; an exception of the backend reaches the script as a broken connection. */
async function answer(connection: HostConnection, request: SendRequestMessage, body: Buffer, watch: CallWatch): Promise<void> {
  const { id, send, method, uri, headers } = request;
  let given: BackendAnswer;
  try {
    given = (await watch.backend?.({ method, uri, headers, body })) ?? { broken: 'The call has no backend.' };
  } catch (error) {
    given = { broken: error instanceof Error ? error.message : String(error) };
  }
  if (!connection.isAlive) return;
  if ('broken' in given) {
    connection.send({ type: 'sendResponse', id, send, ...given });
    return;
  }
  const { body: answerBody, ...head } = given;
  connection.send({ type: 'sendResponse', id, send, ...head }, typeof answerBody === 'string' ? Buffer.from(answerBody, 'utf8') : answerBody);
}

function cancelledBefore(): CallFailure {
  return { kind: 'failed', failure: 'cancelled', exceptionType: 'System.OperationCanceledException', message: 'The caller cancelled the call.', stack: [], stillRunning: false, sends: [], logs: [] };
}
