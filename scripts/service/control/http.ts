import { createHash, timingSafeEqual } from 'node:crypto';
import { RequestRefused } from '../failures';
import { InterventionRefused } from '../jobs/interventions';
import type { Control } from './control';
import { ControlRefused } from './find';

const prefix = '/control/';

/** Whether a path belongs to the control API. */
export function isControlPath(path: string): boolean {
  return path.startsWith(prefix);
}

/**
 * Carries out `POST /control/{call}` with the call's argument as JSON body and the control token in `X-Control-Token`.
 * Answers the call's result as JSON (`null` for none); errors have the one property `message`. Statuses: 401 wrong
 * token, 404 unknown call, 405 other method, 400 a body or an argument that can't be carried out.
 */
export async function answerControl(control: Control, controlToken: string, request: Request): Promise<Response> {
  if (!sameText(request.headers.get('X-Control-Token') ?? '', controlToken)) {
    return refused(401, 'The control API needs the token that was given at the start, in the header X-Control-Token.');
  }
  if (request.method !== 'POST') return refused(405, 'Control calls are sent with POST.');
  const name = new URL(request.url).pathname.slice(prefix.length);
  if (!isCall(control, name)) return refused(404, `There is no control call '${name}'. Calls: ${Object.keys(control).sort().join(', ')}.`);
  const body = await request.text();
  const argument = parse(body.trim() === '' ? '{}' : body);
  if (argument === undefined) return refused(400, `The argument of '${name}' must be one JSON object.`);
  try {
    // The argument comes from another process as JSON; each call documents its shape, and what it can't use it refuses.
    const call = control[name] as (given: object) => unknown;
    return Response.json(call(argument) ?? null);
  } catch (error) {
    if (error instanceof Error && isRefusal(error)) return refused(400, error.message);
    throw error;
  }
}

function isCall(control: Control, name: string): name is keyof Control {
  return Object.hasOwn(control, name);
}

function isRefusal(error: Error): boolean {
  return error instanceof ControlRefused || error instanceof InterventionRefused || error instanceof RequestRefused
    || error instanceof RangeError || error instanceof TypeError;
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function sameText(left: string, right: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function refused(status: number, message: string): Response {
  return Response.json({ message }, { status });
}
