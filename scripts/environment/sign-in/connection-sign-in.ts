import { randomBytes } from 'node:crypto';
import type { TokenRequest } from '../gateway/authentication';
import { EnvironmentError } from '../finding';
import type { SignIn, SignInPorts } from '../host/sign-in';
import { redacted } from '../connections/redaction';
import type { ConnectionStatus, ConnectionTokens } from '../store/environment-store';
import { KeptConnections, type SignInConnection } from './kept-connections';
import { Pending } from './pending-sign-ins';
import { authorizationAddress, clientCredentialsRequest, codeRequest, refreshRequest } from './provider-requests';
import { providerName, Providers, type ProvidersOptions } from './providers';
import type { SignInSubject } from './sign-in-pages';
import { SignInProblem, type SignInProblemKind } from './sign-in-problem';
import type { CodeSettings } from './sign-in-settings';
import type { TokenAnswer } from './token-answer';

export interface ConnectionSignInOptions extends SignInPorts, Pick<ProvidersOptions, 'http' | 'contacted'> {
  /** Secrets of the apps that connectors sign in with, by connector; no file of a connector holds them. The stand-in takes any. */
  readonly clientSecrets: Readonly<Record<string, string>>;
}

/** What a person went away to sign in for. */
interface Journey { readonly connectionId: string; readonly codeVerifier: string }
type Refused = Exclude<TokenAnswer, { kind: 'granted' }>;

/** A token is renewed this long before it ends, in milliseconds, so that it does not end on its way. */
const renewalMargin = 300_000;
/** What the stand-in gets where no secret was given. */
const noSecret = 'local-stand-in-secret';

/**
 * Signs connections in and keeps them so: tokens stand in the store, are renewed before they end, one renewal at a time a
 * connection, and every connection has a status that says whether it can be used, or why not.
 */
export class ConnectionSignIn implements SignIn {
  private readonly kept: KeptConnections;
  private readonly providers: Providers;
  private readonly journeys = new Pending<Journey>();
  private readonly renewals = new Map<string, Promise<string>>();

  constructor(private readonly options: ConnectionSignInOptions) {
    this.kept = new KeptConnections(options.store, options.changed);
    this.providers = new Providers(options);
  }

  /** Where a person signs in. Throws EnvironmentError 'connection' where nobody can: the sentence says why. */
  signInUrl(connectionId: string): string {
    const { connection, settings } = this.kept.get(connectionId);
    const nobody = (why: string): EnvironmentError => new EnvironmentError('connection', `Nobody signs in to the connection "${connection.title}": ${why}.`);
    if (!settings) throw nobody('it works by what was filled in');
    if (settings.grant === 'clientCredentials') throw nobody('it signs in by itself as an application');
    if (settings.grant === 'notRun') throw nobody(settings.why);
    const codeVerifier = randomBytes(32).toString('base64url');
    const state = this.journeys.keep({ connectionId, codeVerifier });
    const page = this.pageOf(settings, state, codeVerifier);
    if ('address' in page) return page.address;
    this.journeys.take(state);
    throw nobody(page.problem);
  }

  /** What a person is asked about, by the state that came to the provider. */
  subjectOf(state: string | undefined): SignInSubject | undefined {
    const journey = state === undefined ? undefined : this.journeys.get(state);
    if (!journey || !this.kept.find(journey.connectionId)) return undefined;
    const { connector, connection } = this.kept.get(journey.connectionId);
    return { connector: connector.title, connection: connection.title };
  }

  /** A person comes back from a provider. Resolves to what was signed in to, and as whom. Rejects with SignInProblem. */
  async returned(query: URLSearchParams): Promise<{ readonly connection: string; readonly account?: string }> {
    const state = query.get('state') ?? '';
    const journey = this.journeys.take(state);
    if (!journey) throw new SignInProblem('signInNeeded', 'This sign-in was not begun here, or has ended already. Begin it again.');
    const subject = this.kept.get(journey.connectionId);
    const { connection, settings } = subject;
    if (settings?.grant !== 'authorizationCode') throw new SignInProblem('error', `The connection "${connection.title}" is not signed in to any more.`);
    const code = query.get('code');
    if (code === null) throw new SignInProblem('signInNeeded', `Nobody was signed in to "${connection.title}": ${query.get('error_description') ?? query.get('error') ?? 'no code came back.'}`);
    const answer = await this.providers.ask(codeRequest(settings, this.secretOf(subject), code, { redirectUrl: this.redirectUrl, state, codeVerifier: journey.codeVerifier }));
    if (answer.kind !== 'granted') {
      const reason = this.sentence(subject, answer, 'did not accept the sign-in');
      throw answer.kind === 'error' ? this.failed(connection.id, { kind: 'error', reason }) : new SignInProblem(answer.kind, reason);
    }
    this.kept.keepTokens(connection.id, settings.parameter, answer.tokens, answer.tenant);
    return { connection: connection.title, ...(answer.tokens.account === undefined ? {} : { account: answer.tokens.account }) };
  }

  /** The connection's access token; one that is about to end is renewed first. Rejects with SignInProblem. */
  async token({ connectionId, parameter }: Pick<TokenRequest, 'connectionId' | 'parameter'>): Promise<string> {
    const blocked = this.blocked(connectionId);
    if (blocked) throw blocked;
    const held = this.kept.tokens(connectionId, parameter);
    if (held && held.expiresAt - this.options.clock.now() > renewalMargin) return held.accessToken;
    const key = JSON.stringify([connectionId, parameter]);
    const running = this.renewals.get(key) ?? this.renewed(connectionId, parameter, held).finally(() => this.renewals.delete(key));
    this.renewals.set(key, running);
    return running;
  }

  /** Why a connection is not to be used now; undefined where nothing is known against it. */
  blocked(connectionId: string): SignInProblem | undefined {
    const connection = this.kept.find(connectionId);
    if (!connection) return new SignInProblem('error', `There is no connection "${connectionId}".`);
    const { status } = connection;
    return status.kind === 'connected' ? undefined : problemOf(connectionId, status.kind, status.reason);
  }

  /** A policy of the connector says that an answer means: sign in again (setconnectionstatustounauthenticated). */
  unauthenticated(connectionId: string, says: string): void {
    const byPerson = this.kept.get(connectionId).settings?.grant === 'authorizationCode';
    this.kept.setStatus(connectionId, byPerson ? { kind: 'signInNeeded', reason: `${says} Sign in again.` } : { kind: 'error', reason: `${says} Correct what was filled in.` });
  }

  /**
   * To be called when a connection was made, or its values were changed: an application signs in at once, so that a wrong
   * secret shows at once; a person's sign-in stays where there is one. Resolves to the status that the connection has now.
   */
  async valuesGiven(connectionId: string): Promise<ConnectionStatus> {
    const { connection, settings } = this.kept.get(connectionId);
    if (!settings) this.kept.setStatus(connectionId, { kind: 'connected' });
    else if (settings.grant === 'notRun') this.kept.setStatus(connectionId, { kind: 'error', reason: notRun(settings.why) });
    else if (settings.grant === 'clientCredentials') {
      this.kept.removeTokens(connectionId, settings.parameter);
      this.kept.setStatus(connectionId, { kind: 'connected' });
      // What goes wrong stands in the status.
      await this.token({ connectionId, parameter: settings.parameter }).catch(() => undefined);
    } else {
      const page = this.pageOf(settings, '', '');
      if ('problem' in page) this.kept.setStatus(connectionId, { kind: 'error', reason: notRun(page.problem) });
      else if (!this.kept.tokens(connectionId, settings.parameter)) this.kept.setStatus(connectionId, { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' });
      else if (connection.status.kind === 'error') this.kept.setStatus(connectionId, { kind: 'signInNeeded', reason: 'Its values were changed. Sign in again.' });
    }
    return this.kept.get(connectionId).connection.status;
  }

  /** Where providers send people back to. */
  get redirectUrl(): string {
    return `${this.options.publicOrigin()}/sign-in/redirect`;
  }

  /** The page where a person signs in, as it is reached here, or why there is none. */
  private pageOf(settings: CodeSettings, state: string, codeVerifier: string): { readonly address: string } | { readonly problem: string } {
    const made = authorizationAddress(settings, { redirectUrl: this.redirectUrl, state, codeVerifier });
    const address = 'problem' in made ? undefined : this.providers.reached(made.address);
    return address !== undefined ? { address } : 'problem' in made ? made : { problem: `"${settings.authorization.address}" is no address of the web` };
  }

  private async renewed(connectionId: string, parameter: string, held: ConnectionTokens | undefined): Promise<string> {
    const subject = this.kept.get(connectionId);
    const { settings } = subject;
    if (!settings) throw this.failed(connectionId, { kind: 'error', reason: 'It has nothing to sign in with.' });
    if (settings.grant === 'notRun') throw this.failed(connectionId, { kind: 'error', reason: notRun(settings.why) });
    if (settings.grant === 'clientCredentials') {
      const answer = await this.providers.ask(clientCredentialsRequest(settings, this.secretOf(subject)));
      return this.settled(subject, parameter, held, answer.kind === 'signInNeeded' ? { ...answer, kind: 'error' } : answer, 'did not sign the application in');
    }
    if (!held) throw this.failed(connectionId, { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' });
    if (!settings.refresh || held.refreshToken === undefined) {
      // The last minutes of a token that can't be renewed count, too.
      if (held.expiresAt > this.options.clock.now()) return held.accessToken;
      const why = settings.refresh ? `${providerName(settings)} gave no refresh token to renew it with (many give one only for the scope offline_access)` : 'the connector declares no way to renew it';
      throw this.failed(connectionId, { kind: 'signInNeeded', reason: `The sign-in has ended, and ${why}. Sign in again.` });
    }
    const answer = await this.providers.ask(refreshRequest(settings, settings.refresh, this.secretOf(subject), held.refreshToken, this.redirectUrl), held);
    // Somebody may have signed in anew meanwhile; then what becomes of the old sign-in does not matter.
    const present = this.kept.tokens(connectionId, parameter);
    if (present && present.accessToken !== held.accessToken) return present.accessToken;
    return this.settled(subject, parameter, held, answer, 'did not renew the sign-in');
  }

  private settled(subject: SignInConnection, parameter: string, held: ConnectionTokens | undefined, answer: TokenAnswer, what: string): string {
    const { id } = subject.connection;
    if (answer.kind === 'granted') {
      this.kept.keepTokens(id, parameter, answer.tokens, answer.tenant);
      return answer.tokens.accessToken;
    }
    const reason = this.sentence(subject, answer, what);
    if (answer.kind !== 'unavailable') throw this.failed(id, { kind: answer.kind, reason });
    if (held && held.expiresAt > this.options.clock.now()) return held.accessToken;
    throw new SignInProblem('unavailable', reason);
  }

  /** In words, without secrets: a status is kept in plain text, and a provider may repeat in its error what it was sent. */
  private sentence(subject: SignInConnection, answer: Refused, what: string): string {
    const { connection, settings } = subject;
    const todo = { signInNeeded: 'Sign in again.', error: 'Correct what was filled in, or how the connector signs in.', unavailable: 'Try again later.' }[answer.kind];
    const tokens = settings && this.kept.tokens(connection.id, settings.parameter);
    const secrets = [...Object.values(connection.values), this.secretOf(subject), tokens?.accessToken ?? '', tokens?.refreshToken ?? ''];
    return redacted(`${settings ? providerName(settings) : 'The provider'} ${what}: ${answer.says.replace(/\.$/, '')}. ${todo}`, secrets);
  }

  private failed(connectionId: string, status: Extract<ConnectionStatus, { reason: string }>): SignInProblem {
    this.kept.setStatus(connectionId, status);
    return problemOf(connectionId, status.kind, status.reason);
  }

  private secretOf({ connector }: SignInConnection): string {
    return this.options.clientSecrets[connector.name] ?? noSecret;
  }
}

const notRun = (why: string): string => `Its sign-in is not run here: ${why}.`;
const problemOf = (connectionId: string, kind: Exclude<SignInProblemKind, 'unavailable'>, reason: string): SignInProblem =>
  new SignInProblem(kind, `The connection "${connectionId}" ${kind === 'error' ? 'is in error' : 'needs a sign-in'}: ${reason}`);
