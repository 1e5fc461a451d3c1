import { createHmac, randomBytes } from 'node:crypto';
import { claimsOf } from '../token-answer';
import { textOf } from '../../json';
import type { Grant } from './grants';

/** Stands in every token, so that whoever finds one knows what it is. */
export const notice = 'Issued by konektor on this machine as a stand-in. No service outside of it accepts this.';
const mark = 'local-stand-in';

/** Signs nothing that anyone should trust: it is thrown away with the process. Services ask the stand-in instead. */
const signingKey = randomBytes(32);

/** A refresh token, or the access token of a provider whose tokens say nothing: the grant's id and 256 random bits. */
export const opaqueToken = (grantId: string): string => `${mark}.${grantId}.${randomBytes(32).toString('base64url')}`;

/** An access token with the claims of Entra ID's first version, for code and services that read them. Instants are milliseconds. */
export function entraAccessToken(grant: Grant, issuer: string, now: number, expiresAt: number): string {
  return jwt({
    aud: grant.resource, iss: `${issuer}/${grant.tenant}/`, iat: seconds(now), nbf: seconds(now), exp: seconds(expiresAt), appid: grant.clientId, tid: grant.tenant,
    sub: grant.account ?? grant.clientId, oid: grant.account ?? grant.clientId,
    ...(grant.account === undefined ? { idtyp: 'app' } : { upn: grant.account, unique_name: grant.account, scp: grant.scope }),
    ...(grant.role === undefined ? {} : { roles: [grant.role] }),
    ver: '1.0', stand_in: notice, grant: grant.id, jti: randomBytes(32).toString('base64url'),
  });
}

/** Says who signed in, for the client. */
export const idToken = (grant: Grant, issuer: string, now: number, expiresAt: number): string =>
  jwt({ aud: grant.clientId, iss: issuer, iat: seconds(now), exp: seconds(expiresAt), sub: grant.account, preferred_username: grant.account, tid: grant.tenant, stand_in: notice });

/** The id of the grant that a token says it is of; whether that is true, its digest tells. */
export function grantIdOf(token: string): string | undefined {
  const [first, id, rest] = token.split('.');
  return first === mark && rest !== undefined ? id : textOf(claimsOf(token)['grant']);
}

function jwt(claims: Readonly<Record<string, unknown>>): string {
  const text = `${base64url({ alg: 'HS256', typ: 'JWT', kid: mark })}.${base64url(claims)}`;
  return `${text}.${createHmac('sha256', signingKey).update(text).digest('base64url')}`;
}

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
