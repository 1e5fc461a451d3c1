import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Server } from 'node:http';
import type { FlowEngine } from './flow-engine';
import type { OutboxMessage } from './flow-run/outbox';
import type { Gateway } from './gateway';
import type { HttpResponse } from './http-message';
import { closed, listening } from './loopback-listener';
import type { RunRecorder } from './run-recorder';

export interface LiveGatewayOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Called once the origin is known, because gateway addresses carry it. */
  readonly gateway: (origin: string) => Gateway;
  readonly engine?: Pick<FlowEngine, 'status'>;
  readonly recorder?: Pick<RunRecorder, 'runs' | 'historyOf'>;
  readonly outbox?: { readonly messages: readonly OutboxMessage[] };
}

export interface LiveGatewayServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly gateway: Gateway;
  close(): Promise<void>;
}

/** The documented limit of a request body at the gateway, in bytes (facts 6). */
const largestBody = 3_182_218;
const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Serves a gateway on loopback, so that a Location or a notification address works from outside this process; `/`, `/runs`,
 * `/history?run=<key>` and `/outbox` say what is going on. Requests that name another host or come from another site's page are refused, for the
 * gateway adds credentials. Throws EnvironmentError 'port-in-use' or 'port-refused'.
 */
export async function startLiveGatewayServer(options: LiveGatewayOptions): Promise<LiveGatewayServer> {
  const app = new Hono();
  // The adapter's server is an HTTP/1.1 one unless it is told otherwise.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const port = await listening(server, options.port);
  const origin = `http://127.0.0.1:${port}`;
  const gateway = await gatewayOn(server, () => options.gateway(origin));

  app.use(async (context, next) => {
    const reason = refusalOf(context.req.header('Host'), context.req.header('Origin'), port);
    return reason === undefined ? next() : context.json({ error: { code: 'Refused', message: reason } }, 403);
  });
  app.get('/', context => context.json({
    connectors: gateway.connectors.map(({ name, title, operations }) => ({ name, title, operations: operations.length, address: `${origin}/apim/${name}` })),
    connections: gateway.connectionIds,
    flows: options.engine?.status().map(({ flow, isOn, nextPollAt }) => ({ id: flow.id, ...(flow.name === undefined ? {} : { name: flow.name }), trigger: flow.operationId, recurrenceSeconds: flow.recurrenceSeconds, isOn, ...(nextPollAt === undefined ? {} : { nextPollAt: new Date(nextPollAt).toISOString() }) })) ?? [],
    findings: gateway.findings,
  }));
  app.get('/runs', async context => context.json(await options.recorder?.runs(context.req.query('flow')) ?? []));
  app.get('/history', async context => {
    const run = context.req.query('run');
    const history = run === undefined ? undefined : await options.recorder?.historyOf(run);
    return history ? context.json(history) : context.json({ error: { code: 'NotFound', message: `There is no history of a run "${run ?? ''}": name a run as /runs lists it (?run=<key>); one that is under way has none yet.` } }, 404);
  });
  app.get('/outbox', context => context.json(options.outbox?.messages ?? []));
  app.all('/apim/*', async context => {
    const request = context.req.raw;
    if (Number(request.headers.get('Content-Length') ?? 0) > largestBody) return context.json(tooLarge, 413);
    const body = await limitedBody(request);
    if (body === undefined) return context.json(tooLarge, 413);
    const address = request.url.slice(new URL(request.url).origin.length);
    const answer = await gateway.send({ method: request.method, uri: origin + address, headers: [...request.headers].filter(([name]) => name !== 'origin'), ...(body.length > 0 ? { body } : {}) });
    return fetchResponse(answer);
  });
  app.notFound(context => context.json({ error: { code: 'NotFound', message: 'There are /, /runs, /history, /outbox and /apim/{connector}/{connectionId}/… here.' } }, 404));
  app.onError((error, context) => context.json({ error: { code: 'EnvironmentFailed', message: error.message } }, 500));

  return {
    origin,
    gateway,
    close: () => closed(server),
  };
}

/** A gateway that can't be made must not leave its port taken. */
async function gatewayOn(server: Server, make: () => Gateway): Promise<Gateway> {
  try {
    return make();
  } catch (error) {
    await closed(server);
    throw error;
  }
}

const tooLarge = { error: { code: 'RequestTooLarge', message: `The gateway takes request bodies of up to ${largestBody} bytes.` } };

/** Why a request is refused, or undefined. The Host check defeats names that were rebound to loopback, the Origin check other sites' pages. */
function refusalOf(host: string | undefined, origin: string | undefined, port: number): string | undefined {
  const allowed = loopbackNames.map(name => `${name}:${port}`);
  if (host === undefined || !allowed.includes(host.toLowerCase())) return `This gateway answers to ${allowed.join(', ')} only, not to "${host ?? ''}".`;
  if (origin !== undefined && !allowed.includes(origin.toLowerCase().replace(/^http:\/\//, ''))) return `This gateway takes no calls from pages of "${origin}".`;
  return undefined;
}

/** The body, or undefined where it is larger than the gateway takes; reading ends there, whatever the sender announced. */
async function limitedBody(request: Request): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Statuses that have no body; a Response refuses to carry one. */
const bodiless = new Set([204, 205, 304]);

function fetchResponse(answer: HttpResponse): Response {
  const headers = new Headers();
  for (const [name, value] of answer.headers) headers.append(name, value);
  return new Response(bodiless.has(answer.status) ? null : Buffer.from(answer.body), { status: answer.status, headers });
}
