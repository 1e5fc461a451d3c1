import { createHash, randomUUID } from 'node:crypto';
import type { Clock } from '../../clocks/clock';
import { Apps, sameText, type StandInApp } from './apps';
import { type AuthorizationRequest, authorizationRequest, flavourOf, isSecondVersion, replyAddress, required, resourceIn, tenantIn, verifies } from './authorization-request';
import { digestOf, type Grant, type Grants, type IssuedToken, MemoryGrants } from './grants';
import { entraAccessToken, grantIdOf, idToken, notice, opaqueToken } from './issued-tokens';
import { OAuthRefusal } from './oauth-refusal';

/** Someone who can sign in here. Nobody real: `account` has the look of a user principal name. */
export interface StandInAccount { readonly account: string; readonly name: string; readonly role?: string }

export interface AuthorizationServerOptions {
  /** The environment's: tokens age by it. */
  readonly clock: Pick<Clock, 'now'>;
  /** Where it is reached, `http://127.0.0.1:port`. */
  readonly origin: () => string;
  /** Default: in memory, so that they end with the process. */
  readonly grants?: Grants;
  /** Default: three, named for the roles of Customer Insights. */
  readonly accounts?: readonly StandInAccount[];
  readonly apps?: readonly StandInApp[];
  /** What an app that is not registered gets: default `accept`. */
  readonly otherApps?: 'accept' | 'refuse';
  /** Real milliseconds that only go up, for codes; default: the process's. */
  readonly elapsed?: () => number;
}

/** Who a token is of, for services that ask. */
export interface Introspection { readonly subject: string; readonly role?: string; readonly resource?: string; readonly scope: string; readonly expiresAt: number }

/** The fields of a token answer. */
export type Granted = Readonly<Record<string, unknown>>;
interface Code { readonly request: AuthorizationRequest; readonly account: StandInAccount; readonly at: number; grantId?: string }
interface Client { readonly clientId: string; readonly secret: string | undefined }

const defaultAccounts: readonly StandInAccount[] = ['Administrator', 'Contributor', 'Viewer'].map(role => ({ account: `${role.toLowerCase()}@stand-in.example`, name: `${role} (stand-in)`, role }));
/** One hour. Entra ID varies it between 60 and 90 minutes, which would make runs differ. */
const accessLifetime = 3_600_000;
/** Refresh tokens end after 90 days without use, as with Entra ID. */
const refreshLifetime = 90 * 24 * 3_600_000;
/** Of real time: a browser carries a code, however fast the environment's clock goes. */
const codeLifetime = 600_000;
/** Entra ID leaves former refresh tokens valid when it gives a new one; this many are remembered. */
const formerRefreshTokens = 20;
/** Remembered beyond their end: an environment that was killed goes on a little before, with the token that it has. */
const formerAccessTokens = 20;
const mostCodes = 200;

/**
 * Stands in for Microsoft Entra ID and every other OAuth 2 provider: what it decides, without HTTP. Everyone who can reach it
 * can sign in as anyone it knows; it protects nothing, and nothing outside takes its tokens.
 */
export class AuthorizationServer {
  readonly accounts: readonly StandInAccount[];
  readonly apps: Apps;
  private readonly grants: Grants;
  private readonly codes = new Map<string, Code>();

  constructor(private readonly options: AuthorizationServerOptions) {
    this.accounts = options.accounts ?? defaultAccounts;
    this.apps = new Apps(options.apps ?? [], options.otherApps ?? 'accept');
    this.grants = options.grants ?? new MemoryGrants();
  }

  /** The reply address of the environment, the only one that codes are sent to. */
  get redirectUrl(): string {
    return `${this.options.origin()}/sign-in/redirect`;
  }

  /** Reads a request of the authorization page. Throws OAuthRefusal, which is shown there: no reply address is trusted before it was checked. */
  authorization(provider: string, path: string, query: URLSearchParams): AuthorizationRequest {
    const request = authorizationRequest(provider, path, query, this.redirectUrl);
    this.apps.known(request.clientId);
    return request;
  }

  /** A person consents. The address leads back to the environment with a code. */
  consent(request: AuthorizationRequest, account: StandInAccount): string {
    const code = opaqueToken('code');
    this.codes.set(code, { request, account, at: this.elapsed() });
    for (const oldest of [...this.codes.keys()].slice(0, -mostCodes)) this.codes.delete(oldest);
    return replyAddress(request, { code });
  }

  /** A person declines. */
  decline(request: AuthorizationRequest): string {
    const refusal = new OAuthRefusal('declined');
    return replyAddress(request, { error: refusal.error, error_description: refusal.description(flavourOf(request.provider)) });
  }

  /** Answers a request of the token address. Throws OAuthRefusal. `basic`: client and secret of the Authorization header. */
  token(provider: string, path: string, form: URLSearchParams, basic?: Client): Granted {
    const client = basic ?? { clientId: required(form, 'client_id'), secret: form.get('client_secret') ?? undefined };
    switch (required(form, 'grant_type')) {
      case 'authorization_code': return this.redeem(provider, path, form, client);
      case 'refresh_token': return this.renew(provider, path, form, client);
      case 'client_credentials': return this.signInApp(provider, path, form, client);
      default: throw new OAuthRefusal('unsupportedGrant');
    }
  }

  /** Who an access token is of; undefined for one that is unknown, expired, revoked, or meant for another resource. */
  introspect(token: string, resource?: string): Introspection | undefined {
    const grant = this.grantOf(token);
    const found = grant && issuedAs(grant.access, token);
    if (!grant || !found || grant.revokedAt !== undefined || found.expiresAt <= this.now()) return undefined;
    if (resource !== undefined && bare(grant.resource ?? '') !== bare(resource)) return undefined;
    const { account, clientId, role, scope } = grant;
    return { subject: account ?? clientId, scope, expiresAt: found.expiresAt, ...(role === undefined ? {} : { role }), ...(grant.resource === undefined ? {} : { resource: grant.resource }) };
  }

  /** Everyone who is or was signed in, oldest first, without tokens. */
  get signIns(): readonly Omit<Grant, 'access' | 'refresh'>[] {
    return this.grants.list().map(({ access: _access, refresh: _refresh, ...rest }) => rest);
  }

  /** What an administrator does: the sign-in's tokens are worth nothing from now on. False where there is no such sign-in. */
  revoke(grantId: string): boolean {
    const grant = this.grants.get(grantId);
    if (grant) this.grants.put({ ...grant, revokedAt: grant.revokedAt ?? this.now(), access: [] });
    return grant !== undefined;
  }

  private redeem(provider: string, path: string, form: URLSearchParams, { clientId, secret }: Client): Granted {
    const code = this.codes.get(required(form, 'code'));
    this.apps.checkSecret(clientId, secret);
    if (!code || code.request.clientId !== clientId || !isSameProvider(code.request.provider, provider)) throw new OAuthRefusal('unreadableCode');
    if (code.grantId !== undefined) {
      // Whoever redeems a code a second time may have stolen it, so what came of it ends too (RFC 6749, 4.1.2).
      this.revoke(code.grantId);
      throw new OAuthRefusal('usedCode');
    }
    if (this.elapsed() - code.at > codeLifetime) throw new OAuthRefusal('expiredCode');
    if (required(form, 'redirect_uri') !== code.request.redirectUri) throw new OAuthRefusal('otherRedirect');
    if (!verifies(code.request.challenge, form.get('code_verifier'))) throw new OAuthRefusal('wrongVerifier');
    const { request: { tenant, scope, resource }, account: { account, role } } = code;
    code.grantId = randomUUID();
    this.forgetEnded();
    return this.issue({
      id: code.grantId, provider, clientId, account, tenant, scope, createdAt: this.now(), access: [], refresh: [],
      ...(role === undefined ? {} : { role }), ...(resource === undefined ? {} : { resource }),
    }, true, path);
  }

  private renew(provider: string, path: string, form: URLSearchParams, { clientId, secret }: Client): Granted {
    const token = required(form, 'refresh_token');
    this.apps.checkSecret(clientId, secret);
    const grant = this.grantOf(token);
    if (!grant || grant.clientId !== clientId || !isSameProvider(grant.provider, provider)) throw new OAuthRefusal('invalidRefreshToken');
    if (grant.revokedAt !== undefined) throw new OAuthRefusal('revoked');
    const found = issuedAs(grant.refresh, token);
    if (!found) {
      // A former refresh token, where they end with their use: somebody else may have it (RFC 9700, 4.14.2).
      if (flavourOf(provider) === 'plain') this.revoke(grant.id);
      throw new OAuthRefusal('invalidRefreshToken');
    }
    if (found.expiresAt <= this.now()) throw new OAuthRefusal('expiredRefreshToken');
    return this.issue(grant, true, path);
  }

  private signInApp(provider: string, path: string, form: URLSearchParams, { clientId, secret }: Client): Granted {
    if (flavourOf(provider) === 'entra' && /^\/(?:common|organizations|consumers)\//i.test(path)) throw new OAuthRefusal('commonTenant');
    const tenant = tenantIn(provider, path);
    const resource = resourceIn(provider, path, form);
    if (resource === undefined && flavourOf(provider) === 'entra') throw new OAuthRefusal('missingParameter', isSecondVersion(provider, path) ? 'scope' : 'resource');
    if (secret === undefined || secret === '') throw new OAuthRefusal('missingSecret');
    this.apps.checkSecret(clientId, secret);
    const role = this.apps.known(clientId)?.role ?? this.accounts[0]?.role;
    // An application has one grant a provider and resource, so that its hourly tokens do not pile up.
    const id = createHash('sha256').update(JSON.stringify([provider, tenant, clientId, resource])).digest('hex').slice(0, 32);
    const present = this.grants.get(id);
    return this.issue({
      id, provider, clientId, tenant, scope: form.get('scope') ?? '', createdAt: present?.createdAt ?? this.now(), access: present?.access ?? [], refresh: [],
      ...(role === undefined ? {} : { role }), ...(resource === undefined ? {} : { resource }),
    }, false, path);
  }

  private issue(grant: Grant, renewable: boolean, path: string): Granted {
    const now = this.now();
    const entra = flavourOf(grant.provider) === 'entra';
    const issuer = `${this.options.origin()}/sign-in/at/${grant.provider}`;
    const expiresAt = now + accessLifetime;
    const access = entra ? entraAccessToken(grant, issuer, now, expiresAt) : opaqueToken(grant.id);
    const refresh = renewable ? opaqueToken(grant.id) : undefined;
    this.grants.put({
      ...grant,
      access: [...grant.access.slice(-formerAccessTokens), issuedToken(access, expiresAt)],
      refresh: refresh === undefined ? [] : [...(entra ? grant.refresh.slice(-formerRefreshTokens) : []), issuedToken(refresh, now + refreshLifetime)],
    });
    return {
      token_type: 'Bearer', access_token: access,
      // The first version of Entra ID writes numbers as text, and says when and for what.
      ...(isSecondVersion(grant.provider, path) || !entra ? { expires_in: accessLifetime / 1000 } : {
        expires_in: String(accessLifetime / 1000), expires_on: String(Math.floor(expiresAt / 1000)), ...(grant.resource === undefined ? {} : { resource: grant.resource }),
      }),
      ...(grant.scope === '' ? {} : { scope: grant.scope }), ...(refresh === undefined ? {} : { refresh_token: refresh }),
      ...(grant.account === undefined ? {} : { id_token: idToken(grant, issuer, now, expiresAt) }), stand_in: notice,
    };
  }

  private forgetEnded(): void {
    for (const { id, access, refresh } of this.grants.list()) if ([...access, ...refresh].every(token => token.expiresAt <= this.now())) this.grants.remove(id);
  }

  private grantOf(token: string): Grant | undefined {
    const id = grantIdOf(token);
    return id === undefined ? undefined : this.grants.get(id);
  }

  private now(): number {
    return this.options.clock.now();
  }

  private elapsed(): number {
    return (this.options.elapsed ?? (() => performance.now()))();
  }
}

/** Addresses of one provider may have different hosts, such as auth.example and api.example. */
const isSameProvider = (one: string, other: string): boolean => flavourOf(one) === flavourOf(other);

const issuedToken = (token: string, expiresAt: number): IssuedToken => ({ digest: digestOf(token), expiresAt });

function issuedAs(tokens: readonly IssuedToken[], token: string): IssuedToken | undefined {
  const digest = digestOf(token);
  return tokens.find(candidate => sameText(candidate.digest, digest));
}

/** Resources with and without a slash at their end are the same. */
const bare = (resource: string): string => resource.replace(/\/+$/, '').toLowerCase();
