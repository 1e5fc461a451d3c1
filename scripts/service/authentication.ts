import type { Instance, State, Token } from './state';

const keyHeader = 'Ocp-Apim-Subscription-Key';

/**
 * Who calls. A request is refused in the order of the real front door: first the subscription key (API Management,
 * with its own body), then the bearer token (401 without body). `instance` is the addressed one; without it any
 * environment's key opens the door.
 */
export function authenticate(request: Request, state: State, instance: Instance | undefined, now: number): Token | Response {
  const key = request.headers.get(keyHeader);
  const keys = instance?.subscriptionKeys ?? state.instances.flatMap((candidate) => candidate.subscriptionKeys);
  if (key === null || !keys.includes(key)) return keyRefused(key === null);
  const given = /^Bearer (\S+)$/i.exec(request.headers.get('Authorization') ?? '')?.[1];
  if (given === undefined) return tokenRefused();
  const token = state.tokens.find((candidate) => candidate.token === given);
  if (token === undefined) return tokenRefused('The token is not valid.');
  if (token.expiresAt !== undefined && token.expiresAt <= now) return tokenRefused('The token has expired.');
  return token;
}

/** Whether a role may change things: Contributor and Administrator (product documentation, user-roles.md). */
export function mayWrite(token: Token): boolean {
  return token.role !== 'Viewer';
}

/** The 401 of API Management for a missing or rejected subscription key. */
export function keyRefused(missing: boolean): Response {
  const message = missing
    ? 'Access denied due to missing subscription key. Send the subscription key of this environment with the request.'
    : 'Access denied due to invalid subscription key. Send an active subscription key of this environment.';
  return Response.json({ statusCode: 401, message }, {
    status: 401,
    headers: { 'WWW-Authenticate': `AzureApiManagementKey realm="customer-insights",name="${keyHeader}",type="header"` },
  });
}

/** The API's 401 for a missing or rejected token: no body, the reason in the header (API description). */
export function tokenRefused(reason?: string): Response {
  const detail = reason === undefined ? '' : `, error="invalid_token", error_description="${reason}"`;
  return new Response(null, { status: 401, headers: { 'WWW-Authenticate': `Bearer realm="customer-insights"${detail}` } });
}
