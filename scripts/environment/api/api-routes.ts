import { Hono } from 'hono';
import type { Environment } from '../environment';
import { withoutSecrets } from '../connections/redaction';
import type { JsonValue } from '../json';
import { checkToken } from './access';
import { ApiError } from './api-error';
import type { RouteContract } from './contract/route';
import { type OperationName, routes } from './contract/routes';
import { eventStream } from './event-stream';
import { handlers } from './handlers';
import { apiBase, openApiDocument } from './openapi';
import { jsonBody, largestJson, largestZip, limitedBody } from './request-body';
import { RequestCheck } from './request-check';

export interface ApiRoutesOptions {
  /** Throws ApiError 503 while it is still being opened. */
  readonly environment: () => Environment;
  readonly token: string;
  /** Version of the program, for the OpenAPI document. */
  readonly version: string;
}

const zipTypes = new Set(['application/zip', 'application/x-zip-compressed', 'application/octet-stream']);

/** The API below `/api/v1`, as the contract has it. Errors are thrown; whoever serves it words them (api-error.ts). */
export function apiRoutes({ environment, token, version }: ApiRoutesOptions): Hono {
  const app = new Hono();
  const check = new RequestCheck();
  app.use('/api/*', async (context, next) => {
    checkToken(context.req.raw.headers, token);
    await next();
    context.res.headers.set('Cache-Control', 'no-store');
  });
  for (const [name, route] of Object.entries(routes) as readonly (readonly [OperationName, RouteContract])[]) { // keys of the table are its names
    app.on(route.method.toUpperCase(), apiBase + route.path.replace(/\{(\w+)\}/g, ':$1'), async context => {
      const query = check.query(name, new URL(context.req.url).searchParams);
      if (name === 'getOpenApi') return answered(200, openApiDocument(version) as JsonValue, text => text); // a document is JSON
      const served = environment();
      const shown = (text: string): string => served.withoutSecrets(text);
      if (name === 'streamEvents') return eventStream(served, lastEvent(query['after'], context.req.header('Last-Event-ID')), shown);
      const given = await bodyOf(context.req.raw, route, value => check.body(name, value));
      // Path by the route's pattern, query and body by its schemas: what the handler of that name takes.
      const handle = handlers[name] as (environment: Environment, request: unknown) => unknown;
      const value = await handle(served, { path: context.req.param(), query, ...given });
      return answered(route.answer.status, value as JsonValue | undefined, shown); // views are JSON
    });
  }
  return app;
}

interface GivenBody { readonly body?: unknown; readonly zip?: Uint8Array }

async function bodyOf(request: Request, route: RouteContract, check: (value: unknown) => void): Promise<GivenBody> {
  const { body } = route;
  if (!body) return {};
  const type = (request.headers.get('Content-Type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (body.zip && zipTypes.has(type)) return { zip: await limitedBody(request, largestZip) };
  if (type !== 'application/json' && !(body.optional && type === '')) throw new ApiError(415, 'ContentType', `The body is of the type "${type}". Send ${body.zip ? 'application/zip or ' : ''}application/json.`);
  const bytes = await limitedBody(request, largestJson);
  const value = bytes.length === 0 && body.optional ? {} : jsonBody(bytes);
  check(value);
  return { body: value };
}

function answered(status: number, value: JsonValue | undefined, shown: (text: string) => string): Response {
  if (status === 204 || value === undefined) return new Response(null, { status: 204 });
  return new Response(JSON.stringify(withoutSecrets(value, shown)), { status, headers: { 'Content-Type': 'application/json; charset=utf-8' } });
}

function lastEvent(after: string | number | undefined, header: string | undefined): number | undefined {
  if (typeof after === 'number') return after;
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : undefined;
}
