import type { TokenProvider, TokenRequest } from '../authentication';
import type { Clock } from '../clock';
import type { EnvironmentStore } from '../store/environment-store';

/** Sign-ins of connections: tokens for the gateway, and the page where a person signs in. */
export interface SignIn extends TokenProvider {
  /** Where a person signs in to a connection. Throws where the connection is not signed in to. */
  signInUrl(connectionId: string): string | Promise<string>;
}

/**
 * The simplest sign-in: everyone is signed in from the start, and tokens say for which connection. For tests, and for
 * services that take any token.
 */
export function everybodySignedIn(token: (request: TokenRequest) => string = ({ connectionId }) => `token-of-${connectionId}`): SignIn {
  return { token: request => Promise.resolve(token(request)), signInUrl: () => { throw new Error('Every connection is signed in already.'); } };
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
