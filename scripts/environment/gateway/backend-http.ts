import http from 'node:http';
import https from 'node:https';
import type { HeaderLine } from '../../script-host';
import { gatewayLimits } from './gateway-limits';
import { headerOf, type HttpRequest, type HttpResponse, withHeader } from './http-message';

/** Sends one request to a backend. Rejects where no answer came; any status is an answer. Redirects are not followed. */
export interface BackendHttp {
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** An answer that is larger than the gateway passes on. The message is written for people. */
export class AnswerTooLarge extends Error {
  override readonly name = 'AnswerTooLarge';

  constructor(most: number) {
    super(`its answer is larger than the ${most} bytes that are passed on`);
  }
}

/** Headers that belong to one connection and never travel on (RFC 9110, 7.6.1), and those that the client counts itself. */
const connectionHeaders = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade', 'host', 'content-length']);

/** The headers that may be passed on to another server. */
export function travellingHeaders(headers: readonly HeaderLine[]): readonly HeaderLine[] {
  return headers.filter(([name]) => !connectionHeaders.has(name.toLowerCase()));
}

/**
 * The network. `timeLimitMs` defaults to 120 s, the documented limit of a synchronous call (facts 3.4). An answer is read up to
 * `largestAnswer` bytes, by default the gateway's limit; one that is larger rejects with AnswerTooLarge.
 */
export function networkHttp(timeLimitMs = 120_000, largestAnswer = gatewayLimits().answerBytes): BackendHttp & { close(): void } {
  const plain = new http.Agent({ keepAlive: true });
  const secure = new https.Agent({ keepAlive: true });
  return {
    send: request => new Promise((resolve, reject) => {
      const address = new URL(request.uri);
      const options = { method: request.method, headers: nodeHeaders(request) };
      const outgoing = address.protocol === 'https:'
        ? https.request(address, { ...options, agent: secure })
        : http.request(address, { ...options, agent: plain });
      // One timer over the whole exchange: an AbortSignal costs several listeners a call.
      const limit = setTimeout(() => outgoing.destroy(new Error(`No answer within ${timeLimitMs / 1000} s.`)), timeLimitMs);
      const failed = (error: Error): void => {
        clearTimeout(limit);
        reject(error);
      };
      outgoing.on('error', failed);
      outgoing.on('response', incoming => {
        const chunks: Buffer[] = [];
        let size = 0;
        incoming.on('data', (chunk: Buffer) => {
          size += chunk.length;
          if (size <= largestAnswer) return void chunks.push(chunk);
          failed(new AnswerTooLarge(largestAnswer));
          outgoing.destroy();
        });
        incoming.on('error', failed);
        incoming.on('end', () => {
          clearTimeout(limit);
          resolve({ status: incoming.statusCode ?? 0, headers: travellingHeaders(pairs(incoming.rawHeaders)), body: Buffer.concat(chunks) });
        });
      });
      outgoing.end(request.body);
    }),
    close() {
      plain.destroy();
      secure.destroy();
    },
  };
}

/**
 * Sends requests for some origins to others, such as a stand-in on loopback, and shows Location headers of the answer as if
 * the real origin had given them. `unmapped: 'refuse'` lets nothing leave for an origin that is not listed.
 */
export function withBackends(inner: BackendHttp, backends: Readonly<Record<string, string>>, unmapped: 'send' | 'refuse' = 'send'): BackendHttp {
  const targets = new Map(Object.entries(backends).map(([from, to]) => [new URL(from).origin, new URL(to).origin]));
  return {
    async send(request) {
      const address = new URL(request.uri);
      const target = targets.get(address.origin);
      if (target === undefined) {
        if (unmapped === 'refuse') throw new Error(`${address.origin} is not among the backends of this environment, so nothing was sent there. Map it with the option "backends".`);
        return inner.send(request);
      }
      const answer = await inner.send({ ...request, uri: target + request.uri.slice(request.uri.indexOf(address.host) + address.host.length) });
      const location = headerOf(answer.headers, 'Location');
      return location !== undefined && (location === target || location.startsWith(`${target}/`))
        ? { ...answer, headers: withHeader(answer.headers, 'Location', address.origin + location.slice(target.length)) }
        : answer;
    },
  };
}

function nodeHeaders(request: HttpRequest): Record<string, string | string[]> {
  const collected = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of travellingHeaders(request.headers)) {
    const entry = collected.get(name.toLowerCase()) ?? { name, values: [] };
    entry.values.push(value);
    collected.set(name.toLowerCase(), entry);
  }
  const headers: Record<string, string | string[]> = {};
  for (const { name, values } of collected.values()) headers[name] = values.length === 1 ? values[0] ?? '' : values;
  if (request.body !== undefined) headers['Content-Length'] = String(request.body.length);
  return headers;
}

function pairs(raw: readonly string[]): readonly HeaderLine[] {
  const lines: HeaderLine[] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) lines.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return lines;
}
