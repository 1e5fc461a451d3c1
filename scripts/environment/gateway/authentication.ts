import type { Assumptions } from '../assumptions';
import { type Connection, connectionValue, declaredParameters } from '../connections/connection';
import type { ConnectorOperation, InstalledConnector } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, objectOr, textOf, textsOf } from '../json';

/** What a token provider is asked for. `values` are the connection's own, among them the secrets of a client-credentials sign-in. */
export interface TokenRequest {
  readonly connector: string;
  readonly connectionId: string;
  /** Name of the oauthSetting parameter, usually `token`. */
  readonly parameter: string;
  readonly identityProvider: string;
  /** The audience of a Microsoft Entra ID token; undefined for other providers. */
  readonly resource: string | undefined;
  readonly scopes: readonly string[];
  readonly grant: 'authorizationCode' | 'clientCredentials';
  readonly values: Readonly<Record<string, string>>;
}

/** Gives access tokens of connections. Rejects with a sentence for people where a sign-in is missing, expired or refused. */
export interface TokenProvider {
  token(request: TokenRequest): Promise<string>;
  /** Why a connection is not to be used now, whatever it signs in with. Absent: nothing is ever known against one. */
  blocked?(connectionId: string): Error | undefined;
  /** Hears that a policy of the connector calls an answer unauthenticated. */
  unauthenticated?(connectionId: string, says: string): void;
}

/** A credential that the platform puts into a request. */
export interface Credential {
  readonly in: 'header' | 'query';
  readonly name: string;
  readonly value: string;
}

/**
 * The credentials of one call (facts 5). A sign-in becomes a bearer token; security definitions decide where `api_key` and
 * `username` with `password` go; other connection parameters reach the wire only through policies. An empty security list
 * on the operation means none. A connection that is known to be unauthenticated gives none, unless it is assumed to be
 * called all the same. Rejects as the token provider does.
 */
export async function credentialsOf(connector: InstalledConnector, operation: ConnectorOperation, connection: Connection, tokens: TokenProvider, assumed: Assumptions): Promise<readonly Credential[]> {
  const security = operation.object['security'] ?? connector.definition['security'];
  if (Array.isArray(security) ? security.length === 0 : assumed.undeclaredSecurity === 'skip') return [];
  const blocked = assumed.unauthenticatedConnection === 'refuse' ? tokens.blocked?.(connection.id) : undefined;
  if (blocked) throw blocked;
  const signIn = Object.entries(declaredParameters(connector, connection)).find(([, declared]) => objectOr(declared)['type'] === 'oauthSetting');
  const credentials: Credential[] = [];
  if (signIn) credentials.push({ in: 'header', name: 'Authorization', value: `Bearer ${await tokens.token(tokenRequest(connector, connection, signIn[0], objectOr(signIn[1])))}` });
  for (const scheme of schemesOf(connector.definition, security)) {
    const credential = staticCredential(scheme, name => connectionValue(connector, connection, name));
    if (credential && !credentials.some(present => present.name.toLowerCase() === credential.name.toLowerCase())) credentials.push(credential);
  }
  return credentials;
}

/** All schemes of the list, not the first alternative: which of them a connection can fill depends on its parameter set. */
function schemesOf(definition: JsonObject, security: unknown): readonly JsonObject[] {
  const definitions = objectOr(definition['securityDefinitions']);
  if (!Array.isArray(security)) return Object.values(definitions).map(objectOr);
  const names = new Set(security.filter(isJsonObject).flatMap(requirement => Object.keys(requirement)));
  return [...names].map(name => objectOr(definitions[name]));
}

function staticCredential(scheme: JsonObject, value: (parameter: string) => string | undefined): Credential | undefined {
  if (scheme['type'] === 'apiKey') {
    const key = value('api_key');
    const name = textOf(scheme['name']);
    return key === undefined || name === undefined ? undefined : { in: scheme['in'] === 'query' ? 'query' : 'header', name, value: key };
  }
  if (scheme['type'] === 'basic') {
    const user = value('username');
    return user === undefined ? undefined : { in: 'header', name: 'Authorization', value: `Basic ${Buffer.from(`${user}:${value('password') ?? ''}`, 'utf8').toString('base64')}` };
  }
  return undefined;
}

function tokenRequest(connector: InstalledConnector, connection: Connection, parameter: string, declared: JsonObject): TokenRequest {
  const settings = objectOr(declared['oAuthSettings']);
  const custom = objectOr(settings['customParameters']);
  const customValue = (name: string): string | undefined => textOf(objectOr(Object.entries(custom).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1])['value']);
  return {
    connector: connector.name,
    connectionId: connection.id,
    parameter,
    identityProvider: textOf(settings['identityProvider']) ?? 'oauth2',
    resource: customValue('resourceUri') ?? textOf(objectOr(settings['properties'])['AzureActiveDirectoryResourceId']),
    scopes: textsOf(settings['scopes']),
    grant: customValue('grantType') === 'client_credentials' ? 'clientCredentials' : 'authorizationCode',
    values: connection.values,
  };
}
