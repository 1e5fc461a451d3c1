import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { tokenRefused } from './authentication';
import { answerControl, isControlPath } from './control/http';
import type { Control } from './control/control';
import type { Core } from './core';
import { errorBody, RequestRefused } from './failures';
import type { FaultAction } from './faults';
import { dataRoutes } from './routes/data';
import { evaluationRoutes } from './routes/evaluations';
import { instanceRoutes } from './routes/instances';
import type { Router, RouterEnvironment } from './routes/operation';
import { sourceRoutes } from './routes/sources';
import { pathNotFound, workflowRoutes } from './routes/workflows';

/** The service broke the connection on purpose; there is no answer. */
export class ConnectionBroken extends Error {}

/** Answers a request of the API or of the control API. Rejects with ConnectionBroken when a fault wants no answer. */
export type Handle = (request: Request) => Promise<Response>;

/**
 * Makes the door of the service. A call is logged, meets at most one fault, is answered, and gets the `Date` of the
 * service's clock. Paths that no operation has answer 404, whoever asks, as the real front door does. `closing` ends
 * calls that hang. `recorded` sees every request of the API that no fault has answered.
 */
export function createHandle(core: Core, control: Control, controlToken: string, closing: AbortSignal, recorded: (api: Handle) => Handle = api => api): Handle {
  const router = createRouter(core);
  return async (request) => {
    if (isControlPath(new URL(request.url).pathname)) return answerControl(control, controlToken, request);
    const logged = core.log.begin(request, core.clock.now());
    const fault = core.faults.take(request.method, logged.path);
    if (fault !== undefined) logged.fault = fault.kind;
    const answer = await carryOut(fault, request, closing) ?? await recorded(async asked => router.fetch(asked, { logged }))(request);
    logged.status = answer.status;
    if (core.state.behaviour.sendDate) answer.headers.set('Date', new Date(core.clock.now()).toUTCString());
    return answer;
  };
}

function createRouter(core: Core): Router {
  const router: Router = new Hono<RouterEnvironment>();
  instanceRoutes(router, core);
  sourceRoutes(router, core);
  dataRoutes(router, core);
  evaluationRoutes(router, core);
  workflowRoutes(router, core);
  router.notFound(() => pathNotFound());
  router.onError((error) => refusal(500, `The stand-in itself failed: ${error.stack ?? error.message}`));
  return router;
}

/** The answer that a fault makes; nothing when the call goes on. */
async function carryOut(fault: FaultAction | undefined, request: Request, closing: AbortSignal): Promise<Response | undefined> {
  switch (fault?.kind) {
    case undefined: return undefined;
    case 'throttle': return withRetryAfter(new Response(null, { status: 429 }), fault.retryAfterSeconds ?? 10);
    case 'status': return withRetryAfter(statusAnswer(fault.status), fault.retryAfterSeconds);
    case 'html':
      return new Response('<!DOCTYPE html><html><head><title>Service unavailable</title></head><body><h1>We will be back soon</h1></body></html>', {
        status: fault.status ?? 200, headers: { 'Content-Type': 'text/html; charset=utf-8' },
      });
    case 'delay':
      await sleep(fault.milliseconds, undefined, { signal: closing }).catch(() => { throw new ConnectionBroken('The service closed.'); });
      return undefined;
    case 'break': throw new ConnectionBroken('The service broke the connection.');
    case 'hang': {
      await aborted(AbortSignal.any([closing, request.signal]));
      throw new ConnectionBroken('The service never answered.');
    }
  }
}

function statusAnswer(status: number): Response {
  if (status === 401) return tokenRefused('The token is not valid.');
  // The API description gives 429 and 503 no body.
  if (status === 429 || status === 503) return new Response(null, { status });
  return refusal(status, `The service answers ${status} because a fault asks for it.`);
}

function refusal(status: number, message: string): Response {
  return Response.json(errorBody(new RequestRefused(status, 'management', `Status${status}`, message)), { status });
}

function withRetryAfter(answer: Response, seconds: number | undefined): Response {
  if (seconds !== undefined) answer.headers.set('Retry-After', String(seconds));
  return answer;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

