import { createAdaptorServer } from '@hono/node-server';
import { Hono } from 'hono';
import type { Server } from 'node:http';
import type { Environment } from '../environment';
import { gatewayLimits } from '../gateway/gateway-limits';
import type { HttpRequest, HttpResponse } from '../gateway/http-message';
import { closed, listening } from '../loopback-listener';
import { checkPlace } from './access';
import { ApiError, errorAnswer } from './api-error';
import { apiRoutes } from './api-routes';
import { limitedBody } from './request-body';
import type { StaticFiles } from './static-files';

export interface EnvironmentServerOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** What every request to the API must show; made anew at each start. */
  readonly token: string;
  /** Version of the program, for the OpenAPI document. */
  readonly version: string;
  /** Opens the environment once the address is known, because gateway addresses carry it. */
  readonly open: (origin: string) => Promise<Environment>;
  /** Pages to serve besides, such as a portal. */
  readonly files?: StaticFiles;
}

export interface EnvironmentServer {
  /** `http://127.0.0.1:port`. */
  readonly origin: string;
  readonly environment: Environment;
  /** Ends listening; the environment is its owner's to close. */
  close(): Promise<void>;
}

/**
 * Serves an environment on loopback: its API below `/api`, its gateway below `/apim` and `/notifications`, callbacks of
 * services below `/callbacks`, sign-ins below `/sign-in`. Throws EnvironmentError 'port-in-use' or 'port-refused', and what
 * `open` throws; then nothing listens.
 */
export async function startEnvironmentServer(options: EnvironmentServerOptions): Promise<EnvironmentServer> {
  const app = new Hono();
  // The adapter's server is an HTTP/1.1 one unless it is told otherwise.
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  const port = await listening(server, options.port);
  const origin = `http://127.0.0.1:${port}`;
  let opened: Environment | undefined;
  const environment = (): Environment => {
    if (!opened) throw new ApiError(503, 'Starting', 'The environment is still being opened. Ask again.');
    return opened;
  };
  app.use(async (context, next) => {
    checkPlace(context.req.raw.headers, port);
    await next();
    context.res.headers.set('X-Content-Type-Options', 'nosniff');
  });
  app.route('/', apiRoutes({ environment, token: options.token, version: options.version }));
  app.all('/apim/*', async context => fetchResponse(await environment().gateway.send(await passedOn(context.req.raw, origin))));
  app.all('/notifications/*', async context => fetchResponse(await environment().gateway.send(await passedOn(context.req.raw, origin))));
  app.all('/callbacks/*', async context => fetchResponse(await environment().deliver(await passedOn(context.req.raw, origin))));
  app.all('/sign-in/*', context => environment().signInPages?.fetch(context.req.raw) ?? context.notFound());
  app.get('*', async (context, next) => {
    const { pathname } = new URL(context.req.url);
    const file = /^\/api(\/|$)/.test(pathname) ? undefined : await options.files?.(pathname);
    return file ? new Response(Buffer.from(file.bytes), { headers: { 'Content-Type': file.contentType, 'Cache-Control': 'no-cache' } }) : next();
  });
  app.notFound(context => errorResponse(new ApiError(404, 'NotFound', `There is no ${context.req.method} ${new URL(context.req.url).pathname} here. There are /api/v1 (described at /api/v1/openapi.json), /apim/{connector}/{connectionId}/…, /callbacks/… and /sign-in/….`), opened));
  app.onError(error => errorResponse(error, opened));
  try {
    opened = await options.open(origin);
  } catch (error) {
    await closed(server);
    throw error;
  }
  return { origin, environment: opened, close: () => closed(server) };
}

function errorResponse(error: unknown, environment: Environment | undefined): Response {
  const { status, body } = errorAnswer(error);
  const text = JSON.stringify(body);
  const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store', ...(status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {}), ...(status === 413 ? { Connection: 'close' } : {}) };
  return new Response(environment?.withoutSecrets(text) ?? text, { status, headers });
}

/** A request as the gateway takes it, with the address as it was written. */
async function passedOn(request: Request, origin: string): Promise<HttpRequest> {
  const body = await limitedBody(request, gatewayLimits().requestBodyBytes);
  const address = request.url.slice(new URL(request.url).origin.length);
  return { method: request.method, uri: origin + address, headers: [...request.headers].filter(([name]) => name !== 'origin' && name !== 'cookie'), ...(body.length > 0 ? { body } : {}) };
}

/** Statuses that have no body; a Response refuses to carry one. */
const bodiless = new Set([204, 205, 304]);

function fetchResponse(answer: HttpResponse): Response {
  const headers = new Headers();
  for (const [name, value] of answer.headers) headers.append(name, value);
  return new Response(bodiless.has(answer.status) ? null : Buffer.from(answer.body), { status: answer.status, headers });
}
