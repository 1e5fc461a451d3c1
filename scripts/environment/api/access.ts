import { createHash, timingSafeEqual } from 'node:crypto';
import { ApiError } from './api-error';

/** The cookie by which a page that the environment serves itself shows the token. */
export const tokenCookie = 'konektor_token';

const loopbackNames = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Refuses requests that name another host or come from another site's page: the Host check defeats names that were rebound
 * to loopback, the Origin and Sec-Fetch-Site checks other sites' pages. `same-site` is another port of this machine.
 */
export function checkPlace(headers: Headers, port: number): void {
  const allowed = loopbackNames.map(name => `${name}:${port}`);
  const [host, origin, site] = [headers.get('Host'), headers.get('Origin'), headers.get('Sec-Fetch-Site')];
  if (host === null || !allowed.includes(host.toLowerCase())) throw new ApiError(403, 'HostRefused', `This environment answers to ${allowed.join(', ')} only, not to "${host ?? ''}".`);
  if (origin !== null && !allowed.includes(origin.toLowerCase().replace(/^http:\/\//, ''))) throw new ApiError(403, 'OriginRefused', `This environment takes no calls from pages of "${origin}".`);
  if (origin === null && (site === 'cross-site' || site === 'same-site')) throw new ApiError(403, 'OriginRefused', 'This environment takes no calls from pages of other sites.');
}

/** Refuses requests without the token of this start, in the Authorization header or in the cookie. */
export function checkToken(headers: Headers, token: string): void {
  const given = /^Bearer\s+(\S+)$/i.exec(headers.get('Authorization') ?? '')?.[1] ?? cookieOf(headers.get('Cookie') ?? '');
  if (given === undefined) throw new ApiError(401, 'TokenMissing', 'The request has no token. Send "Authorization: Bearer <token>"; each start makes a new one and writes it into the folder of its store.');
  if (!sameText(given, token)) throw new ApiError(401, 'TokenRefused', 'The token is another one. Each start makes a new one; read it again from the folder of the store.');
}

function cookieOf(header: string): string | undefined {
  return header.split(';').map(each => each.trim()).find(each => each.startsWith(`${tokenCookie}=`))?.slice(tokenCookie.length + 1);
}

/** In a time that says nothing of how much is right. */
function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
