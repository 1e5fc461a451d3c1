import { contains } from './faults';

/** One call as the service saw it, without secrets. */
export interface LoggedRequest {
  readonly number: number;
  /** The service's clock, milliseconds since the epoch. */
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** With the leading `?`, or empty. */
  readonly query: string;
  /** Lower-case names; credentials read `(given)`. */
  readonly headers: Readonly<Record<string, string>>;
  /** The operation id of the API description; absent when no operation has this path. */
  operation?: string;
  /** Absent while the call runs and when it got no answer. */
  status?: number;
  /** The kind of fault that the call met. */
  fault?: string;
}

/** The calls that reached the service. Keeps the newest ones only; the counters count all. */
export interface RequestLog {
  begin(request: Request, at: number): LoggedRequest;
  /** The kept calls, oldest first, whose path contains the pattern (`*` stands for any text). */
  list(pathPattern?: string): readonly LoggedRequest[];
  /** How many calls came, by method and path, since the start or the last `clear`. */
  counts(): Readonly<Record<string, number>>;
  /** How many calls came to paths that contain the pattern. */
  count(pathPattern?: string): number;
  clear(): void;
}

const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'ocp-apim-subscription-key', 'cookie', 'x-control-token']);

/** Makes an empty log that keeps at least the newest `kept` calls. */
export function createRequestLog(kept = 5_000): RequestLog {
  let entries: LoggedRequest[] = [];
  let counters = new Map<string, number>();
  let numbered = 0;
  return {
    begin(request, at) {
      const { pathname, search } = new URL(request.url);
      numbered += 1;
      const entry: LoggedRequest = { number: numbered, at, method: request.method, path: pathname, query: search, headers: redact(request.headers) };
      entries.push(entry);
      // Halving instead of shifting keeps the cost of a call constant.
      if (entries.length > kept * 2) entries = entries.slice(-kept);
      const key = `${request.method} ${pathname}`;
      counters.set(key, (counters.get(key) ?? 0) + 1);
      return entry;
    },
    list: (pathPattern = '') => entries.filter((entry) => contains(entry.path, pathPattern)),
    counts: () => Object.fromEntries(counters),
    count: (pathPattern = '') => [...counters].reduce((sum, [key, count]) => (contains(key, pathPattern) ? sum + count : sum), 0),
    clear() {
      entries = [];
      counters = new Map();
    },
  };
}

function redact(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].map(([name, value]) => [name, secretHeaders.has(name) ? '(given)' : value]));
}
