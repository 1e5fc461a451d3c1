/** How calls are authenticated, as the definition says it. The platform itself reads apiProperties.json. */
import type { OpenAPIV2 } from 'openapi-types';
import type { Authentication, ConnectionParameter, ConnectionParameters } from '../model/connection';
import type { SwaggerDocument } from './swagger-extensions';

/** Microsoft Entra ID's sign-in host and the tenant that stands for "any" (facts: values of published connectors). */
export const entraLogin = { host: 'https://login.windows.net', tenant: 'common' } as const;

type Definitions = Record<string, OpenAPIV2.SecuritySchemeObject>;

/** `securityDefinitions` and `security` of a connector; with parameter sets each kind of sign-in once, as alternatives. */
export function emitSecurity(authentication: Authentication): Required<Pick<SwaggerDocument, 'securityDefinitions' | 'security'>> {
  const definitions = definitionsOf(authentication);
  return {
    securityDefinitions: definitions,
    security: Object.entries(definitions).map(([name, definition]) => ({ [name]: definition.type === 'oauth2' ? Object.keys(definition.scopes) : [] })),
  };
}

function definitionsOf(authentication: Authentication): Definitions {
  switch (authentication.kind) {
    case 'none': return {};
    case 'parameters': return {
      ...signIn(authentication.parameters),
      ...(authentication.apiKey ? { api_key: { type: 'apiKey', in: authentication.apiKey.in, name: authentication.apiKey.name } } : {}),
      ...(authentication.basic ? { basic_auth: { type: 'basic' } } : {}),
    };
    // Later sets do not replace the first one's sign-in: the set that is listed first is the usual one.
    case 'sets': return authentication.sets.reduceRight<Definitions>((all, set) => ({ ...all, ...signIn(set.parameters) }), {});
  }
}

function signIn(parameters: ConnectionParameters): Definitions {
  const found = Object.values(parameters).map(scheme).find(each => each !== undefined);
  return found ? { oauth2_auth: found } : {};
}

function scheme(parameter: ConnectionParameter): OpenAPIV2.SecuritySchemeOauth2AccessCode | undefined {
  const scopes = (names: readonly string[]): Record<string, string> => Object.fromEntries(names.map(name => [name, name]));
  switch (parameter.kind) {
    case 'oauth2':
      return { type: 'oauth2', flow: 'accessCode', authorizationUrl: parameter.authorizationUrl, tokenUrl: parameter.tokenUrl, scopes: scopes(parameter.scopes) };
    case 'entraUser': case 'entraServicePrincipal': {
      const address = `${entraLogin.host}/${entraLogin.tenant}/oauth2`;
      return { type: 'oauth2', flow: 'accessCode', authorizationUrl: `${address}/authorize`, tokenUrl: `${address}/token`, scopes: scopes(parameter.kind === 'entraUser' ? parameter.scopes ?? [] : []) };
    }
    default: return undefined;
  }
}
