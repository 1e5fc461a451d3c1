import type { TokenProvider, TokenRequest } from '../gateway/authentication';
import type { Clock } from '../clocks/clock';
import type { ConnectionStatus, EnvironmentStore } from '../store/environment-store';
import { RequestError } from './request-error';

/** Sign-ins of connections: tokens for the gateway, and the page where a person signs in. */
export interface SignIn extends TokenProvider {
  /** Where a person signs in. Throws where the connection is not signed in to. */
  signInUrl(connectionId: string): string | Promise<string>;
  /** To be called when a connection was made, or its values were changed. Absent: every connection is connected. */
  valuesGiven?(connectionId: string): Promise<ConnectionStatus>;
  /** A policy of the connector says that an answer means: sign in again. */
  unauthenticated?(connectionId: string, says: string): void;
}

/** A sign-in with the pages that it wants to be served below `/sign-in`. */
export interface SignInWithPages {
  readonly signIn: SignIn;
  readonly routes?: { readonly fetch: (request: Request) => Response | Promise<Response> };
}

/** The simplest sign-in: everyone is signed in from the start. For tests, and for services that take any token. */
export function everybodySignedIn(token: (request: TokenRequest) => string = ({ connectionId }) => `token-of-${connectionId}`): SignInWithPages {
  return { signIn: { token: request => Promise.resolve(token(request)), signInUrl: () => { throw new RequestError('conflict', 'NoSignIn', 'Every connection is signed in already.'); } } };
}

/** What a sign-in needs of its environment. */
export interface SignInPorts {
  readonly store: EnvironmentStore;
  readonly clock: Pick<Clock, 'now'>;
  /** Where the environment is reached, once it listens. */
  readonly publicOrigin: () => string;
  /** To be called when the status of a connection has changed. */
  readonly changed: (connectionId: string) => void;
}
