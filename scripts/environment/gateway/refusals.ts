/** Why the gateway does not carry out a call. */
import { type GatewayAnswer, refusal } from './gateway-answer';
import type { OperationMatcher } from './operation-match';

/** Retry-After is in whole seconds, so that it never ends before the wait does. */
export function rateRefusal(most: number, waitMs: number): GatewayAnswer {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000));
  const answer = refusal(429, 'TooManyRequests', `A connection may make ${most} calls a minute, and this one has made them. The next may come in ${seconds} s.`);
  return { ...answer, headers: [...answer.headers, ['Retry-After', String(seconds)]] };
}

/** For a path, or a method of a path, that the definition does not declare. */
export function undeclared(matcher: OperationMatcher, method: string, path: string): GatewayAnswer {
  const methods = matcher.methodsOf(path);
  return methods.length > 0
    ? refusal(405, 'MethodNotDeclared', `The definition declares ${methods.join(', ')} for this path, not ${method}.`)
    : refusal(404, 'OperationNotFound', `The definition declares no operation ${method} ${path}.`);
}
