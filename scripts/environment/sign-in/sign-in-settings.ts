import { type Connection, declaredParameters } from '../connections/connection';
import type { InstalledConnector } from '../connectors/installed-connector';
import { type JsonObject, objectOr, textOf, textsOf } from '../json';
import { expandTemplate, type TemplateValues } from './sign-in-template';

/** A request to a provider as templates. The address takes values as they are; query and body take them percent-encoded. */
export interface ProviderTemplates { readonly address: string; readonly query: string; readonly body: string }

interface Settings {
  /** Name of the oauthSetting parameter, usually `token`. */
  readonly parameter: string;
  readonly identityProvider: string;
  /** What placeholders stand for that does not change from sign-in to sign-in; the app's secret is not among them. */
  readonly values: TemplateValues;
  /** The audience of a Microsoft Entra ID token. */
  readonly resource: string | undefined;
  readonly scopes: readonly string[];
}

/** A person signs in and comes back with a code. Without `refresh` a sign-in ends with its first access token. */
export interface CodeSettings extends Settings { readonly grant: 'authorizationCode'; readonly authorization: Omit<ProviderTemplates, 'body'>; readonly token: ProviderTemplates; readonly refresh?: ProviderTemplates }
/** An application signs in by itself. */
export interface ClientCredentialsSettings extends Settings { readonly grant: 'clientCredentials'; readonly token: ProviderTemplates }
/** A sign-in that can't be done here. The sentence says why. */
export interface NotRunSettings { readonly grant: 'notRun'; readonly parameter: string; readonly identityProvider: string; readonly why: string }
export type SignInSettings = CodeSettings | ClientCredentialsSettings | NotRunSettings;

/** Published connectors leave the client ID out: it is given with the import. */
const noClientId = 'client-id-not-set';

/** What a request to the authorization page of Microsoft Entra ID says; the form of its first version, which knows resources. */
const entraAuthorization = '?client_id={ClientId}&response_type=code&redirect_uri={RedirectUrl}&resource={ResourceUri}&state={State}&prompt=select_account';
const entraToken = 'grant_type=authorization_code&client_id={ClientId}&client_secret={ClientSecret}&code={Code}&redirect_uri={RedirectUrl}&resource={ResourceUri}';
const entraRefresh = 'grant_type=refresh_token&client_id={ClientId}&client_secret={ClientSecret}&refresh_token={RefreshToken}&resource={ResourceUri}';
const entraOwn = 'grant_type=client_credentials&client_id={ClientId}&client_secret={ClientSecret}&resource={ResourceUri}';
/** RFC 6749, 4.1.1, 4.1.3 and 6, with the client's credentials in the body; also where oauth2generic gives no template (inferred). */
const plainAuthorization = '?client_id={ClientId}&response_type=code&redirect_uri={RedirectUrl}&scope={Scopes}&state={State}';
const plainToken = 'grant_type=authorization_code&client_id={ClientId}&client_secret={ClientSecret}&code={Code}&redirect_uri={RedirectUrl}';
const plainRefresh = 'grant_type=refresh_token&client_id={ClientId}&client_secret={ClientSecret}&refresh_token={RefreshToken}';

/**
 * How a connection signs in, out of its oauthSetting parameter and what was filled in; undefined where it does not. Filled-in
 * `token:<name>` values win over the declared custom parameter of that name, as published connectors rely on (facts 5).
 */
export function signInSettings(connector: InstalledConnector, connection: Connection): SignInSettings | undefined {
  const declared = declaredParameters(connector, connection);
  const found = Object.entries(declared).find(([, each]) => objectOr(each)['type'] === 'oauthSetting');
  if (!found) return undefined;
  const [parameter] = found;
  const settings = objectOr(objectOr(found[1])['oAuthSettings']);
  const identityProvider = textOf(settings['identityProvider']) ?? 'oauth2';
  const custom = new Map(Object.entries(objectOr(settings['customParameters'])).map(([name, entry]) => [name.toLowerCase(), objectOr(entry)['value']]));
  const filled = filledIn(connection, parameter, declared);
  const value = (name: string): string | undefined => filled.get(name.toLowerCase()) ?? textOf(custom.get(name.toLowerCase()));
  const basic = new Map([...[...custom].flatMap(([name, each]) => (typeof each === 'string' ? [[name, each] as const] : [])), ...filled]);
  basic.set('clientid', value('clientId') ?? (textOf(settings['clientId']) || noClientId));
  const scopes = textsOf(settings['scopes']).map(scope => expanded(scope, basic));
  const resource = optional(value('resourceUri') ?? textOf(objectOr(settings['properties'])['AzureActiveDirectoryResourceId']), basic);
  basic.set('scopes', scopes.join(value('scopeListDelimiter') ?? ' '));
  if (resource !== undefined) basic.set('resourceuri', resource);
  const shared = { parameter, identityProvider, values: basic, resource, scopes };
  const notRun = (why: string): NotRunSettings => ({ grant: 'notRun', parameter, identityProvider, why });

  switch (identityProvider.toLowerCase()) {
    case 'aad': {
      if (resource === undefined) return notRun('it declares no resourceUri, so nobody knows what its token would be meant for');
      const base = `${(value('loginUri') ?? value('loginUriAAD') ?? 'https://login.windows.net').replace(/\/+$/, '')}/${value('tenantId') ?? 'common'}/oauth2`;
      const token = (body: string): ProviderTemplates => ({ address: `${base}/token`, query: '', body });
      return value('grantType') === 'client_credentials'
        ? { ...shared, grant: 'clientCredentials', token: token(entraOwn) }
        : { ...shared, grant: 'authorizationCode', authorization: { address: `${base}/authorize`, query: entraAuthorization }, token: token(entraToken), refresh: token(entraRefresh) };
    }
    case 'oauth2': {
      const [authorize, token] = [value('authorizationUrl'), value('tokenUrl')];
      if (authorize === undefined || token === undefined) return notRun(`it declares no ${authorize === undefined ? 'authorizationUrl' : 'tokenUrl'}`);
      return {
        ...shared, grant: 'authorizationCode', authorization: { address: authorize, query: plainAuthorization },
        token: { address: token, query: '', body: plainToken }, refresh: { address: value('refreshUrl') ?? token, query: '', body: plainRefresh },
      };
    }
    case 'oauth2generic': {
      const [authorize, token] = [value('authorizationUrlTemplate'), value('tokenUrlTemplate')];
      if (authorize === undefined || token === undefined) return notRun(`it declares no ${authorize === undefined ? 'authorizationUrlTemplate' : 'tokenUrlTemplate'}`);
      // A refresh template that is there and empty says that there is no renewing; one that is absent says nothing.
      const renews = !custom.has('refreshurltemplate') || value('refreshUrlTemplate');
      return {
        ...shared, grant: 'authorizationCode',
        authorization: { address: authorize, query: value('authorizationUrlQueryStringTemplate') ?? plainAuthorization },
        token: { address: token, query: value('tokenUrlQueryStringTemplate') ?? '', body: value('tokenBodyTemplate') ?? plainToken },
        ...(renews ? { refresh: { address: value('refreshUrlTemplate') ?? token, query: value('refreshUrlQueryStringTemplate') ?? '', body: value('refreshBodyTemplate') ?? plainRefresh } } : {}),
      };
    }
    case 'aadcertificate': return notRun('the identity provider "aadcertificate" is for Microsoft\'s own applications, which sign in with a certificate');
    default: return notRun(`the identity provider "${identityProvider}" is built into the platform, and how it signs in is not public`);
  }
}

/** The filled-in `token:<name>` values by lower-case name. What a sign-in itself filled in (a hidden tenant) does not steer the next one. */
function filledIn(connection: Connection, parameter: string, declared: JsonObject): Map<string, string> {
  const prefix = `${parameter.toLowerCase()}:`;
  const derived = new Set(Object.entries(declared).filter(([, each]) => isDerived(objectOr(each))).map(([name]) => name.toLowerCase()));
  return new Map(Object.entries(connection.values)
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name, value]) => name.startsWith(prefix) && !derived.has(name) && value !== '')
    .map(([name, value]) => [name.slice(prefix.length), value]));
}

/** A hidden parameter whose value is the tenant of whoever signed in (metadata.sourceType, facts 5). */
export function isDerived(declared: JsonObject): boolean {
  const hidden = objectOr(objectOr(declared['uiDefinition'])['constraints'])['hidden'];
  return objectOr(declared['metadata'])['sourceType'] === 'AzureActiveDirectoryTenant' && (hidden === true || hidden === 'true');
}

/** Text whose placeholders are replaced as far as something stands for them. */
function expanded(text: string, values: TemplateValues): string {
  const result = expandTemplate(text, values, value => value);
  return 'text' in result ? result.text : text;
}

const optional = (text: string | undefined, values: TemplateValues): string | undefined => (text === undefined || text === '' ? undefined : expanded(text, values));
