import { createHash } from 'node:crypto';
import { sameText } from './apps';
import { type Flavour, OAuthRefusal } from './oauth-refusal';

/** A request of the authorization page that may be decided on. */
export interface AuthorizationRequest {
  /** Host of the provider that is stood in for. */
  readonly provider: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly resource: string | undefined;
  readonly scope: string;
  readonly tenant: string;
  /** PKCE (RFC 7636), where it was sent. */
  readonly challenge: { readonly value: string; readonly method: 'S256' | 'plain' } | undefined;
}

/** A placeholder, recognisable as one. */
export const standInTenant = '00000000-0000-0000-0000-000000000001';
const entraHosts = new Set(['login.windows.net', 'login.microsoftonline.com', 'login.microsoft.com', 'sts.windows.net', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn', 'login.chinacloudapi.cn']);

export const flavourOf = (provider: string): Flavour => (entraHosts.has(provider.toLowerCase()) ? 'entra' : 'plain');

/** Reads a request of the authorization page. `redirectUrl`: the only reply address there is. Throws OAuthRefusal. */
export function authorizationRequest(provider: string, path: string, query: URLSearchParams, redirectUrl: string): AuthorizationRequest {
  const redirectUri = required(query, 'redirect_uri');
  if (redirectUri !== redirectUrl) throw new OAuthRefusal('foreignRedirect');
  const clientId = required(query, 'client_id');
  if (required(query, 'response_type') !== 'code') throw new OAuthRefusal('unsupportedResponse');
  const challenge = query.get('code_challenge');
  return {
    provider, clientId, redirectUri, state: query.get('state') ?? undefined, resource: resourceIn(provider, path, query), scope: query.get('scope') ?? '', tenant: tenantIn(provider, path),
    challenge: challenge === null ? undefined : { value: challenge, method: query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' },
  };
}

/** The address that leads back with a code or an error, and with the state as it came. */
export function replyAddress({ redirectUri, state }: AuthorizationRequest, parameters: Readonly<Record<string, string>>): string {
  return `${redirectUri}?${new URLSearchParams({ ...parameters, ...(state === undefined ? {} : { state }) }).toString()}`;
}

/** Whether a code verifier fits the challenge that the code was asked for with. */
export function verifies(challenge: AuthorizationRequest['challenge'], verifier: string | null): boolean {
  if (!challenge) return true;
  if (verifier === null) return false;
  return sameText(challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url'), challenge.value);
}

/** Whether a path is one of the second version of Entra ID, which knows scopes and no resources. */
export const isSecondVersion = (provider: string, path: string): boolean => flavourOf(provider) === 'entra' && path.includes('/oauth2/v2.0/');

/**
 * What a token is to be meant for: `resource` (first version of Entra ID, RFC 8707) or, as some call it, `audience`. In the
 * second version of Entra ID it is what stands before the last part of a scope, as in `api://app/.default`.
 */
export function resourceIn(provider: string, path: string, parameters: URLSearchParams): string | undefined {
  if (isSecondVersion(provider, path)) return (parameters.get('scope') ?? '').split(' ').flatMap(scope => /^([a-z][a-z0-9+.-]*:\/\/.+)\/[^/]*$/i.exec(scope)?.[1] ?? [])[0];
  return parameters.get('resource') ?? parameters.get('audience') ?? undefined;
}

/** The tenant of an Entra ID path, an id or a domain. `common` and its like, and other providers, have the stand-in's own. Throws OAuthRefusal 'wrongTenant'. */
export function tenantIn(provider: string, path: string): string {
  if (flavourOf(provider) === 'plain') return standInTenant;
  const tenant = /^\/([^/]+)\/oauth2\//.exec(path)?.[1] ?? '';
  if (/^(?:common|organizations|consumers)$/i.test(tenant)) return standInTenant;
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(tenant) && !/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(tenant)) throw new OAuthRefusal('wrongTenant');
  return tenant;
}

/** A parameter that must be there. Throws OAuthRefusal 'missingParameter'. */
export function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === '') throw new OAuthRefusal('missingParameter', name);
  return value;
}
