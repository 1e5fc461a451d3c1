/** The service stand-in takes the sign-ins of the stand-in for identity providers, as the real one takes Microsoft Entra ID's. */
import { headerOf, type BackendHttp } from '../../environment';
import type { LocalSignIn } from '../../environment/sign-in';

/** What a token must be meant for, as in Microsoft's samples of the service; it is not the host of its API. */
const serviceResource = 'https://api.ci.ai.microsoft.com';
/** What the service stand-in knows each role by. */
const tokenOfRole = (role: string): string => `${role.toLowerCase()}-token`;

/**
 * A backend that asks who a bearer token is of, and shows the service the token of that role. One that nobody was granted,
 * or that is meant for another resource, goes through as it is, and the service refuses it.
 */
export function trustingService(inner: BackendHttp, origin: string, standIn: () => Pick<LocalSignIn['standIn'], 'introspect'> | undefined): BackendHttp {
  return {
    send: request => {
      const token = new URL(request.uri).origin === origin ? /^Bearer (\S+)$/i.exec(headerOf(request.headers, 'Authorization') ?? '')?.[1] : undefined;
      const known = token === undefined ? undefined : standIn()?.introspect(token, serviceResource);
      if (!known) return inner.send(request);
      // An application has no role of its own at the stand-in; it is a user of the service like any other.
      const headers = request.headers.map(([name, value]) => [name, name.toLowerCase() === 'authorization' ? `Bearer ${tokenOfRole(known.role ?? 'Administrator')}` : value] as const);
      return inner.send({ ...request, headers });
    },
  };
}

/** Signs in to a connection as a person would in the browser: opens the page, chooses the account, comes back. Rejects as `returned` does. */
export async function signInAs({ signIn, standIn }: LocalSignIn, connectionId: string, account: string): Promise<void> {
  const page = new URL(signIn.signInUrl(connectionId));
  const [, provider = '', path = ''] = /^\/sign-in\/at\/([^/]+)(\/.*)$/.exec(page.pathname) ?? [];
  const chosen = standIn.accounts.find(each => each.account === account);
  if (!chosen) throw new Error(`The stand-in knows no account ${account}.`);
  const back = standIn.consent(standIn.authorization(decodeURIComponent(provider), path, page.searchParams), chosen);
  await signIn.returned(new URL(back).searchParams);
}
