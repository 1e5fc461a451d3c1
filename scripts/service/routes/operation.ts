import { Hono, type Context } from 'hono';
import { authenticate, mayWrite } from '../authentication';
import type { Core } from '../core';
import { errorBody, RequestRefused } from '../failures';
import type { LoggedRequest } from '../request-log';
import type { Instance, Token } from '../state';
import { createWire, type Wire } from '../wire';

/** What travels with a request through the router. */
export interface RouterEnvironment {
  Bindings: { readonly logged: LoggedRequest };
}

export type Router = Hono<RouterEnvironment>;

/** A call that was let in. */
export interface Call {
  readonly core: Core;
  readonly caller: Token;
  readonly wire: Wire;
  readonly request: Request;
  /** A decoded part of the path; empty when the route has no part of that name. */
  part(name: string): string;
  /** The first value of a query parameter. */
  query(name: string): string | undefined;
  queries(name: string): string[];
}

/** A call to one instance. */
export interface InstanceCall extends Call {
  readonly instance: Instance;
}

/** Registers an operation that addresses no instance. `operationId` is the one of the API description. */
export function operation(
  router: Router, core: Core, method: string, path: string, operationId: string, answer: (call: Call) => Promise<Response> | Response,
): void {
  router.on(method, path, (context) => {
    context.env.logged.operation = operationId;
    const caller = authenticate(context.req.raw, core.state, undefined, core.clock.now());
    return caller instanceof Response ? caller : answering(() => answer(callOf(context, core, caller)));
  });
}

/**
 * Registers an operation below `/v1/instances/{instanceId}`. Key and token are checked first, then the instance (404),
 * then, for everything but GET, the role (403).
 */
export function instanceOperation(
  router: Router, core: Core, method: string, path: string, operationId: string, answer: (call: InstanceCall) => Promise<Response> | Response,
): void {
  router.on(method, `/v1/instances/:instanceId${path}`, (context) => {
    context.env.logged.operation = operationId;
    const instanceId = context.req.param('instanceId');
    const instance = core.state.instances.find((candidate) => candidate.instanceId === instanceId?.toLowerCase());
    const caller = authenticate(context.req.raw, core.state, instance, core.clock.now());
    if (caller instanceof Response) return caller;
    return answering(() => {
      if (instance === undefined) throw notFound('InstanceNotFound', `There is no instance '${instanceId ?? ''}'.`);
      if (method !== 'GET' && !mayWrite(caller)) {
        throw new RequestRefused(403, 'management', 'RoleNotSufficient', `The role ${caller.role} may read only. Ask for Contributor or Administrator.`);
      }
      return answer({ ...callOf(context, core, caller), instance });
    });
  });
}

/** A 404 in the management form. */
export function notFound(code: string, message: string): RequestRefused {
  return new RequestRefused(404, 'management', code, message);
}

/** A boolean query parameter; the API's default is false. Throws RequestRefused for another word. */
export function flag(call: Call, name: string, fallback = false): boolean {
  const text = call.query(name)?.toLowerCase();
  if (text === undefined || text === '') return fallback;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new RequestRefused(400, 'management', 'ParameterNotReadable', `'${name}' takes true or false, not '${text}'.`, name);
}

/** A whole-number query parameter of 0 or more. Throws RequestRefused for anything else. */
export function wholeNumber(call: Call, name: string, fallback: number): number {
  const text = call.query(name);
  if (text === undefined || text === '') return fallback;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new RequestRefused(400, 'management', 'ParameterNotReadable', `'${name}' takes a whole number of 0 or more, not '${text}'.`, name);
}

/** The JSON object in the body; `{}` without a body. Throws RequestRefused (400) for anything else. */
export async function bodyObject(call: Call, form: 'management' | 'odata'): Promise<Record<string, unknown>> {
  const text = await call.request.text();
  if (text.trim() === '') return {};
  const value = parsed(text);
  // The API description types item bodies as a string, so an object that was put into a JSON string is accepted too.
  const inner = typeof value === 'string' ? parsed(value) : value;
  if (!isRecord(inner)) throw new RequestRefused(400, form, 'BodyNotReadable', 'The body must be one JSON object.');
  return inner;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function callOf(context: Context<RouterEnvironment>, core: Core, caller: Token): Call {
  const { enumCasing, timestampDigits } = core.state.behaviour;
  return {
    core, caller, request: context.req.raw,
    wire: createWire(core.clock.now(), enumCasing, timestampDigits),
    part: (name) => context.req.param(name) ?? '',
    query: (name) => context.req.query(name),
    queries: (name) => context.req.queries(name) ?? [],
  };
}

async function answering(answer: () => Promise<Response> | Response): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof RequestRefused) return Response.json(errorBody(error), { status: error.status });
    throw error;
  }
}
