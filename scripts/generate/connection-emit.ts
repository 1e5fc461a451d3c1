/** Connection parameters as apiProperties.json declares them. One function for each kind; a kind without one does not compile. */
import type { ConnectionParameter, ConnectionParameters, EntraServicePrincipal, EntraUserSignIn, FieldWording, GenericSignIn } from '../model/connection';
import { entraLogin } from './security';

/** Booleans inside constraints travel as text; Microsoft's schema and service refuse real ones. */
type Flag = 'true' | 'false';
export interface Constraints { required: Flag; hidden?: Flag; tabIndex?: number; clearText?: boolean; allowedValues?: { text: string; value: string }[] }
export interface FieldDefinition { displayName: string; description: string; tooltip: string; constraints: Constraints }
export interface OAuthSettings {
  identityProvider: 'aad' | 'oauth2';
  clientId?: string;
  scopes: string[];
  redirectMode: string;
  redirectUrl?: string;
  properties?: { IsFirstParty: 'False'; AzureActiveDirectoryResourceId?: string };
  customParameters: Record<string, { value?: string }>;
}
export interface ConnectionField {
  type: 'string' | 'securestring' | 'int' | 'bool' | 'oauthSetting';
  oAuthSettings?: OAuthSettings;
  metadata?: { sourceType: 'AzureActiveDirectoryTenant' };
  uiDefinition?: FieldDefinition;
  defaultValue?: string;
}
export type ConnectionFields = Record<string, ConnectionField>;

/** Stands where the client id of the app registration goes; deployment replaces it with the one of its environment in konektor.yaml. */
export const clientIdPlaceholder = 'placeholder-client-id-set-per-environment-in-konektor.yaml';
/** Where sign-ins come back to. With GlobalPerConnector the platform appends the connector's own id, which exists only after creation. */
export const consentAddress = 'https://global.consent.azure-apim.net/redirect';

type ParameterOfKind<K, M = ConnectionParameter> = M extends { readonly kind: infer L } ? (K extends L ? M : never) : never; // Extract fails for members with several kinds
type Emitters = { readonly [K in ConnectionParameter['kind']]: (name: string, parameter: ParameterOfKind<K>, position: number) => ConnectionFields };

const emitters: Emitters = {
  text: (name, parameter, position) => ({
    [name]: {
      type: 'string',
      uiDefinition: field(parameter, position, { clearText: true, ...(parameter.choices ? { allowedValues: parameter.choices.map(({ title, value }) => ({ text: title, value })) } : {}) }),
      ...(parameter.default === undefined ? {} : { defaultValue: parameter.default }),
    },
  }),
  secureText: (name, parameter, position) => ({ [name]: { type: 'securestring', uiDefinition: field(parameter, position, { clearText: false }) } }),
  yesNo: (name, parameter, position) => ({ [name]: { type: 'bool', uiDefinition: field(parameter, position, {}) } }),
  wholeNumber: (name, parameter, position) => ({ [name]: { type: 'int', uiDefinition: field(parameter, position, {}) } }),
  entraUser: (name, parameter) => ({ [name]: entraUser(parameter) }),
  entraServicePrincipal: (name, parameter) => servicePrincipal(name, parameter),
  oauth2: (name, parameter) => ({ [name]: genericSignIn(parameter) }),
};

/** The fields of one list of connection parameters, in the author's order, which is the order in the dialog. */
export function emitConnectionFields(parameters: ConnectionParameters): ConnectionFields {
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, parameter], index) => {
    const emit = emitters[parameter.kind] as (name: string, parameter: ConnectionParameter, position: number) => ConnectionFields; // the table pairs each kind with its parameter
    return Object.entries(emit(name, parameter, index + 1));
  }));
}

function field(parameter: FieldWording & { readonly required: boolean }, position: number, more: Partial<Constraints>): FieldDefinition {
  const { title, description, tooltip, required } = parameter;
  return { displayName: title, description, tooltip: tooltip ?? description, constraints: { required: required ? 'true' : 'false', tabIndex: position, ...more } };
}

function signInField(description: string, constraints: Constraints): FieldDefinition {
  return { displayName: 'Sign in', description, tooltip: description, constraints };
}

function entraUser({ resource, scopes, redirectMode }: EntraUserSignIn): ConnectionField {
  return {
    type: 'oauthSetting',
    oAuthSettings: {
      identityProvider: 'aad',
      clientId: clientIdPlaceholder,
      scopes: [...(scopes ?? [])],
      redirectMode,
      redirectUrl: consentAddress,
      properties: { IsFirstParty: 'False', AzureActiveDirectoryResourceId: resource },
      customParameters: {
        loginUri: { value: entraLogin.host }, tenantId: { value: entraLogin.tenant }, resourceUri: { value: resource }, enableOnbehalfOfLogin: { value: 'false' },
      },
    },
    uiDefinition: signInField('Sign in with your Microsoft Entra ID account.', { required: 'true' }),
  };
}

/**
 * Client credentials: a hidden sign-in, and tenant, client id and secret asked for, which the platform finds under the
 * sign-in's name. Shaped as in the certified connector Azure Communication Services SMS Events; the tenant is left
 * without value there too, for the platform takes it from the field.
 */
function servicePrincipal(name: string, { resource }: EntraServicePrincipal): ConnectionFields {
  const asked = (title: string, description: string): FieldDefinition => ({ displayName: title, description, tooltip: description, constraints: { required: 'true', hidden: 'false' } });
  return {
    [name]: {
      type: 'oauthSetting',
      oAuthSettings: {
        identityProvider: 'aad',
        scopes: [],
        redirectMode: 'GlobalPerConnector',
        customParameters: { tenantId: {}, resourceUri: { value: resource }, loginUriAAD: { value: entraLogin.host }, grantType: { value: 'client_credentials' } },
      },
      uiDefinition: signInField('Sign in as an application with Microsoft Entra ID.', { required: 'false', hidden: 'true' }),
    },
    [`${name}:TenantId`]: {
      type: 'string',
      metadata: { sourceType: 'AzureActiveDirectoryTenant' },
      uiDefinition: asked('Tenant ID', 'The ID of the Microsoft Entra tenant that the application belongs to.'),
    },
    [`${name}:clientId`]: { type: 'string', uiDefinition: asked('Client ID', 'The application (client) ID of the app registration.') },
    [`${name}:clientSecret`]: { type: 'securestring', uiDefinition: asked('Client secret', 'A secret of the app registration.') },
  };
}

function genericSignIn({ authorizationUrl, tokenUrl, refreshUrl, scopes, redirectMode }: GenericSignIn): ConnectionField {
  return {
    type: 'oauthSetting',
    oAuthSettings: {
      identityProvider: 'oauth2',
      clientId: clientIdPlaceholder,
      scopes: [...scopes],
      redirectMode,
      redirectUrl: consentAddress,
      properties: { IsFirstParty: 'False' },
      customParameters: { authorizationUrl: { value: authorizationUrl }, tokenUrl: { value: tokenUrl }, refreshUrl: { value: refreshUrl } },
    },
    uiDefinition: signInField('Sign in with your account.', { required: 'true' }),
  };
}
