import { isJsonObject, jsonOf, type JsonObject, objectOr, textOf } from '../json';
import type { ConnectionTokens } from '../store/environment-store';

/** What a provider's token address answered. */
export type TokenAnswer =
  | { readonly kind: 'granted'; readonly tokens: ConnectionTokens; readonly tenant?: string }
  /** `error`: signing in again does not mend it. `unavailable`: the same request may succeed later. */
  | { readonly kind: 'signInNeeded' | 'error' | 'unavailable'; readonly says: string };

/** Errors about who asks and how, not about the person's sign-in (RFC 6749, 5.2; RFC 8707). */
const settingErrors = new Set(['invalid_client', 'unauthorized_client', 'unsupported_grant_type', 'invalid_scope', 'invalid_request', 'invalid_resource', 'invalid_target']);

/** Never: for providers whose tokens don't say when they end. */
const never = Number.MAX_SAFE_INTEGER;

/**
 * Reads a token answer (RFC 6749, 5.1 and 5.2), as JSON or as a form, which some providers send. `kept` are the tokens that
 * were renewed: a provider that gives no new refresh token means the old one to be used on. `now` in milliseconds.
 */
export function tokenAnswer(status: number, body: Uint8Array, now: number, kept?: ConnectionTokens): TokenAnswer {
  const fields = fieldsOf(body);
  const accessToken = textOf(fields['access_token']);
  if (status >= 200 && status < 300 && accessToken !== undefined && accessToken !== '') return granted(fields, accessToken, now, kept);
  const error = textOf(fields['error']);
  const description = textOf(fields['error_description'])?.split(/[\r\n]/, 1)[0]?.slice(0, 400);
  if (status === 408 || status === 429 || status >= 500 || error === 'temporarily_unavailable') return { kind: 'unavailable', says: `it answered ${status}` };
  if (error === undefined) return { kind: status < 400 ? 'error' : 'signInNeeded', says: status < 400 ? `it answered ${status} without an access token` : `it answered ${status}` };
  return { kind: settingErrors.has(error) ? 'error' : 'signInNeeded', says: description === undefined ? error : `${error}: ${description}` };
}

function granted(fields: JsonObject, accessToken: string, now: number, kept: ConnectionTokens | undefined): TokenAnswer {
  const refreshToken = textOf(fields['refresh_token']) ?? kept?.refreshToken;
  const seconds = Number(fields['expires_in'] ?? NaN);
  const claims = { ...claimsOf(accessToken), ...claimsOf(textOf(fields['id_token']) ?? '') };
  const account = ['upn', 'preferred_username', 'email', 'unique_name'].map(name => textOf(claims[name])).find(name => name !== undefined) ?? kept?.account;
  const scope = textOf(fields['scope']) ?? kept?.extra?.['scope'];
  const tenant = textOf(claims['tid']);
  return {
    kind: 'granted',
    tokens: {
      accessToken, expiresAt: Number.isFinite(seconds) ? now + seconds * 1000 : never,
      ...(refreshToken === undefined ? {} : { refreshToken }), ...(account === undefined ? {} : { account }), ...(scope === undefined ? {} : { extra: { scope } }),
    },
    ...(tenant === undefined ? {} : { tenant }),
  };
}

function fieldsOf(body: Uint8Array): JsonObject {
  const json = jsonOf(body);
  if (isJsonObject(json)) return json;
  const text = Buffer.from(body).toString('utf8').trim();
  return /^[^\s<{]+=/.test(text) ? Object.fromEntries(new URLSearchParams(text)) : {};
}

/** The claims of a token in the form of a JWT, only to be shown; whether it is genuine is for the service to check. */
export function claimsOf(token: string): JsonObject {
  const [, payload, signature] = token.split('.');
  return payload === undefined || signature === undefined ? {} : objectOr(jsonOf(Buffer.from(payload, 'base64url')));
}
