import { inConnectionParameter } from '../../examples/example';
import { inConnectionParameters, inSignIn } from '../../examples/sign-in';
import { member, objectAt } from '../../json';
import { always, platformThen, whenCertifying, whenIndependent } from '../../profile';
import { rule } from '../../rule';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';
import { eachSignIn, hasCustomParameter, isSignIn, signInOf } from './sign-in-settings';

export const oauthIdp = rule<{ readonly settings: boolean }>({
  code: 'oauth-idp',
  title: 'A sign-in names its identity provider',
  severity: always('error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 99.5, recent: 100, independent: 100, applicable: 205 },
  why: 'The identity provider decides how the platform signs in; without one nobody can make a connection.',
  says: ({ settings }) => ({
    what: settings ? 'The sign-in has no identityProvider.' : 'The sign-in has no oAuthSettings.',
    todo: settings ? 'Add "identityProvider": "oauth2" for a service of your own, "aad" for Microsoft Entra ID.' : 'Add "oAuthSettings" with identityProvider, clientId, scopes and customParameters.',
  }),
  examples: () => ({
    good: [inSignIn({}), inSignIn({ identityProvider: 'DocuSign' })],
    bad: [{ example: inSignIn({ identityProvider: undefined }), at: [''] }, { example: inConnectionParameter({ type: 'oauthSetting' }, 'token'), at: [''] }],
  }),
  check: ({ report }) => ({
    connectionParameter(parameter) {
      if (!isSignIn(parameter)) return;
      const found = signInOf(parameter);
      if (!found) report(parameter.spot, { settings: false });
      else if (found.provider === undefined) report(member(found.settings, 'identityProvider') === undefined ? found.spot : found.spot.at('identityProvider'), { settings: true });
    },
  }),
});

/** The addresses that each identity provider is given. */
const addresses: Readonly<Record<string, readonly string[]>> = {
  oauth2: ['authorizationUrl', 'tokenUrl', 'refreshUrl'],
  oauth2generic: ['authorizationUrlTemplate', 'tokenUrlTemplate', 'refreshUrlTemplate'],
};

export const oauthUrls = rule<{ readonly provider: string; readonly missing: readonly string[]; readonly plain: boolean }>({
  code: 'oauth-urls',
  title: 'A sign-in has the addresses of its identity provider',
  severity: always('error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 100, recent: 100, independent: 96.7, applicable: 118 },
  why: 'The platform sends makers to these addresses and fetches tokens there. If one is missing, the sign-in ends in an error.',
  page: '`oauth2` takes the addresses as they are, under authorizationUrl, tokenUrl and refreshUrl. `oauth2generic` takes templates, under the same names with "Template" behind them, and ignores the plain names. The refresh address is often the same as the token address.',
  says: ({ provider, missing, plain }) => ({
    what: `The customParameters of the sign-in (${provider}) have no ${listed(missing, 'or')}${plain ? ', only names without "Template", which this provider ignores' : ''}.`,
    todo: `Add ${listed(missing)} to customParameters, each as an object with a "value".`,
  }),
  examples: () => ({
    good: [
      inSignIn({}),
      inSignIn({ customParameters: { AuthorizationUrl: { value: 'https://shelter.example.com/a' }, TokenUrl: { value: 'https://shelter.example.com/t' }, RefreshUrl: { value: 'https://shelter.example.com/t' } } }),
      inSignIn({ identityProvider: 'aad', customParameters: {} }),
    ],
    bad: [
      { example: inSignIn({ customParameters: { tokenUrl: { value: 'https://shelter.example.com/token' } } }), at: ['/customParameters'] },
      { example: inSignIn({ customParameters: undefined }), at: [''] },
      { example: inSignIn({ identityProvider: 'oauth2generic' }), at: ['/customParameters'] },
    ],
  }),
  check: ({ report }) => eachSignIn(({ settings, spot, provider }) => {
    const wanted = provider !== undefined && Object.hasOwn(addresses, provider) ? addresses[provider] : undefined;
    const missing = wanted?.filter(name => !hasCustomParameter(settings, name)) ?? [];
    if (provider === undefined || missing.length === 0) return;
    const plain = provider === 'oauth2generic' && missing.some(name => hasCustomParameter(settings, name.slice(0, -'Template'.length)));
    report(objectAt(settings, 'customParameters') ? spot.at('customParameters') : spot, { provider, missing, plain });
  }),
});

export const oauthResource = rule<null>({
  code: 'oauth-resource',
  title: 'A sign-in with Microsoft Entra ID names the API that it is for',
  severity: platformThen('warning', 'error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 96.6, recent: 83.3, independent: 100, applicable: 58 },
  why: 'Microsoft Entra ID makes each token for one API, the resource. Without resourceUri the token is for none, and the service refuses it.',
  page: 'Where makers enter the resource themselves, a connection parameter such as `token:ResourceUri` takes its place.',
  says: () => ({ what: 'The sign-in with Microsoft Entra ID has no resourceUri.', todo: 'Add resourceUri to customParameters, with the address or id of the API that the token is for.' }),
  examples: () => ({
    good: [
      inSignIn({ identityProvider: 'aad', customParameters: { resourceUri: { value: 'https://shelter.example.com' } } }),
      inConnectionParameters({
        token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad', customParameters: {} } },
        'token:ResourceUri': { type: 'string' },
      }),
    ],
    bad: [{ example: inSignIn({ identityProvider: 'aad', customParameters: { tenantId: { value: 'common' } } }), at: ['/customParameters'] }],
  }),
  check: ({ report, properties }) => eachSignIn(({ parameter, settings, spot, provider }) => {
    if ((provider !== 'aad' && provider !== 'aadcertificate') || hasCustomParameter(settings, 'resourceUri')) return;
    const own = `${parameter.name}:resourceuri`.toLowerCase();
    if (properties?.connectionParameters.some(({ name, set }) => set === parameter.set && name.toLowerCase() === own) === true) return;
    report(objectAt(settings, 'customParameters') ? spot.at('customParameters') : spot, null);
  }),
});

/** What the field for the tenant is in every connector that the platform fills it in for. */
const tenantField = { type: 'string', metadata: { sourceType: 'AzureActiveDirectoryTenant' }, uiDefinition: { constraints: { required: 'false', hidden: 'true' } } };

export const tenantIdFixed = rule<{ readonly what: string }>({
  code: 'tenant-id-fixed',
  title: 'The tenant of a sign-in is a hidden field that the platform fills in',
  severity: whenCertifying('error'),
  source: 'schema of apiProperties.json, pull requests',
  why: 'The platform enters the maker\'s tenant into a field of exactly this form; the check of the properties refuses any other.',
  page: 'Where an application signs in without a person (client credentials), makers enter the tenant themselves, so there the field may be visible.',
  says: ({ what }) => ({ what: `The field for the tenant ${what}.`, todo: `Write it as ${JSON.stringify(tenantField)}.` }),
  examples: () => ({
    good: [
      inConnectionParameters({ 'token:TenantId': tenantField }),
      inConnectionParameters({ 'token:TenantId': { ...tenantField, uiDefinition: { displayName: 'Tenant', description: 'The tenant.', constraints: { required: 'false', hidden: 'true' } } } }),
      inConnectionParameters({
        token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad', customParameters: { grantType: { value: 'client_credentials' } } } },
        'token:TenantId': { ...tenantField, uiDefinition: { constraints: { required: 'true', hidden: 'false' } } },
      }),
      inConnectionParameters({ tenantId: { type: 'string' } }),
    ],
    bad: [
      { example: inConnectionParameters({ 'token:TenantId': { ...tenantField, metadata: {} } }), at: ['/token:TenantId'] },
      { example: inConnectionParameters({ 'token:TenantId': { ...tenantField, type: 'securestring' } }), at: ['/token:TenantId'] },
      { example: inConnectionParameters({ 'token:TenantId': { ...tenantField, uiDefinition: { constraints: { required: 'true', hidden: 'true' } } } }), at: ['/token:TenantId'] },
    ],
  }),
  check: ({ report, properties }) => ({
    connectionParameter({ name, set, type, parameter, spot }) {
      const owner = /^(.+):TenantId$/.exec(name)?.[1];
      if (owner === undefined) return;
      const signIn = properties?.connectionParameters.find(each => each.name === owner && each.set === set);
      if (signIn && signInOf(signIn)?.withoutPerson === true) return;
      const constraints = objectAt(objectAt(parameter, 'uiDefinition'), 'constraints') ?? {};
      const source = member(objectAt(parameter, 'metadata') ?? {}, 'sourceType');
      const isSaid = (key: string, wanted: string): boolean => String(member(constraints, key)) === wanted;
      const what = type !== 'string' ? `has the type ${quoted(type ?? null)}`
        : source !== 'AzureActiveDirectoryTenant' ? 'does not say in metadata that its source is AzureActiveDirectoryTenant'
          : !isSaid('hidden', 'true') ? 'is not hidden' : !isSaid('required', 'false') ? 'is required' : undefined;
      if (what !== undefined) report(spot, { what });
    },
  }),
});

export const oauthIndependent = rule<null>({
  code: 'oauth-ip',
  title: 'An independent publisher\'s connector does not sign in with OAuth',
  severity: whenIndependent('information'),
  source: 'reports of publishers',
  why: 'Publishers report that connectors with OAuth are not accepted from independent publishers at present, because only Microsoft could keep their client secret.',
  says: () => ({ what: 'The connector signs in with OAuth.', todo: 'Ask in the connector repository whether such connectors are accepted again before you submit it, or let makers enter a key instead.' }),
  examples: () => ({
    good: [inConnectionParameter({ type: 'securestring' })],
    bad: [{ example: inSignIn({}), at: ['#/properties/connectionParameters/token'] }],
  }),
  check: ({ report }) => ({
    connectionParameter(parameter) { if (isSignIn(parameter)) report(parameter.spot, null); },
  }),
});
