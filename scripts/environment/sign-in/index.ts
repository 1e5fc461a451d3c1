// The door of sign-ins: a stand-in for identity providers on loopback, and connections that are signed in to.
import type { Hono } from 'hono';
import type { BackendHttp } from '../gateway/backend-http';
import type { SignInPorts } from '../host/sign-in';
import { ConnectionSignIn } from './connection-sign-in';
import { standInBase } from './provider-address';
import { signInRoutes } from './sign-in-routes';
import { AuthorizationServer, type AuthorizationServerOptions } from './stand-in/authorization-server';

export { ConnectionSignIn } from './connection-sign-in';
export { SignInProblem } from './sign-in-problem';
export { signInSettings } from './sign-in-settings';
export { AuthorizationServer, type Introspection, type StandInAccount } from './stand-in/authorization-server';
export type { StandInApp } from './stand-in/apps';
export { type Grants, MemoryGrants } from './stand-in/grants';

export interface LocalSignInOptions extends Omit<AuthorizationServerOptions, 'clock' | 'origin'> {
  /** Origins of identity providers that are really contacted, such as `https://auth.example`; none by default. */
  readonly contacted?: readonly string[];
  /** Secrets of the apps that connectors sign in with, by connector, for contacted providers. */
  readonly clientSecrets?: Readonly<Record<string, string>>;
  /** The network, for contacted providers. */
  readonly http?: Pick<BackendHttp, 'send'>;
}

/** The sign-in of an environment with the stand-in that it signs in at. */
export interface LocalSignIn {
  readonly signIn: ConnectionSignIn;
  readonly standIn: AuthorizationServer;
  /** All pages below `/sign-in`, to be served where the environment listens. */
  readonly routes: Hono;
}

/** Makes both; the stand-in remembers in the store. Requests to the stand-in need no socket, so that flows renew their sign-ins where nothing listens, too. */
export function localSignIn(ports: SignInPorts, options: LocalSignInOptions = {}): LocalSignIn {
  const { contacted = [], clientSecrets = {}, http, ...others } = options;
  const standIn = new AuthorizationServer({ grants: ports.store.grants, ...others, clock: ports.clock, origin: ports.publicOrigin });
  const send: BackendHttp['send'] = async request => {
    if (!request.uri.startsWith(`${ports.publicOrigin()}${standInBase}/`)) {
      if (!http) throw new Error('this environment has no network for it');
      return http.send(request);
    }
    const answer = await routes.fetch(new Request(request.uri, { method: request.method, headers: request.headers.map(([name, value]) => [name, value]), body: request.body ? Buffer.from(request.body) : null }));
    return { status: answer.status, headers: [...answer.headers], body: Buffer.from(await answer.arrayBuffer()) };
  };
  const signIn = new ConnectionSignIn({ ...ports, http: { send }, contacted, clientSecrets });
  const routes = signInRoutes({ connections: signIn, standIn, clock: ports.clock });
  return { signIn, standIn, routes };
}
