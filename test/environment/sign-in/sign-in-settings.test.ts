import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type JsonObject } from '../../../scripts/environment';
import { signInSettings } from '../../../scripts/environment/sign-in';
import { authorizationAddress, codeRequest, refreshRequest } from '../../../scripts/environment/sign-in/provider-requests';
import type { CodeSettings } from '../../../scripts/environment/sign-in/sign-in-settings';
import { expandTemplate, namesPlaceholder } from '../../../scripts/environment/sign-in/sign-in-template';
import { tokenAnswer } from '../../../scripts/environment/sign-in/token-answer';
import { smallConnector } from '../small-connector';
import { oauthParameter, plain } from './small-sign-in';

const operations = [{ path: '/a', object: { operationId: 'A' } }];
const settingsOf = (token: JsonObject, values: Readonly<Record<string, string>> = {}, more: JsonObject = {}) =>
  signInSettings(smallConnector({ operations, properties: { connectionParameters: { token, ...more } } }), { id: 'c1', connector: 'small', values });
const codeSettings = (token: JsonObject, values: Readonly<Record<string, string>> = {}): CodeSettings => {
  const settings = settingsOf(token, values);
  assert.equal(settings?.grant, 'authorizationCode');
  return settings as CodeSettings; // its grant was checked
};
/** The verifier and challenge of RFC 7636, appendix B. */
const journey = { redirectUrl: 'http://127.0.0.1:1/sign-in/redirect', state: 'the state', codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' };
const at = (made: { readonly address: string } | { readonly problem: string }): string => ('address' in made ? made.address : made.problem);

describe('templates of a sign-in', () => {
  const values = new Map([['clientid', 'a b'], ['customhost', 'eu.test']]);

  it('have their placeholders replaced, whatever their case', () => {
    assert.deepEqual(expandTemplate('client={ClientId}&again={clientID}', values), { text: 'client=a%20b&again=a%20b' });
    assert.deepEqual(expandTemplate('https://{CustomHost}/token', values, value => value), { text: 'https://eu.test/token' });
  });

  it('name what nothing stands for, once each', () => {
    assert.deepEqual(expandTemplate('{ClientId} {State} {Other} {State}', values), { unknown: ['State', 'Other'] });
  });

  it('leave braces that are no placeholder, and never read a value as a template', () => {
    assert.deepEqual(expandTemplate('{"a": {}} {{ clientId }} { clientId }', values), { text: '{"a": {}} {{ clientId }} { clientId }' });
    fc.assert(fc.property(fc.string(), value => {
      assert.deepEqual(expandTemplate('<{x}>', new Map([['x', `{ClientId}${value}`]]), text => text), { text: `<{ClientId}${value}>` });
    }));
  });

  it('say whether they name a placeholder', () => {
    assert.deepEqual([namesPlaceholder('?state={State}', 'state'), namesPlaceholder('?state=State', 'state'), namesPlaceholder('{stateful}', 'state')], [true, false, false]);
  });
});

describe('how a connection signs in', () => {
  it('oauth2generic follows its templates, with custom parameters and token values as placeholders', () => {
    const token = oauthParameter('oauth2generic', {
      base: 'https://id.test', AuthorizationUrlTemplate: 'https://{CustomHost}/authorize', AuthorizationUrlQueryStringTemplate: '?client_id={ClientId}&redirect_uri={RedirectUrl}&state={State}&scope={Scopes}&code_challenge={CodeChallenge}&env={env}',
      tokenUrlTemplate: '{base}/token', tokenBodyTemplate: 'code={code}&verifier={CodeVerifier}&secret={clientSecret}&tenant={OrgName}', refreshUrlTemplate: '{base}/renew?x=1', refreshUrlQueryStringTemplate: 'again={env}', refreshBodyTemplate: 'refresh={RefreshToken}', scopeListDelimiter: ',',
    });
    const settings = codeSettings(token, { 'token:customHost': 'eu.test', 'token:Env': 'e v', 'token:orgName': 'mine', 'other': 'not for sign-ins' });
    assert.equal(at(authorizationAddress(settings, journey)), 'https://eu.test/authorize?client_id=the-app&redirect_uri=http%3A%2F%2F127.0.0.1%3A1%2Fsign-in%2Fredirect&state=the%20state&scope=read%2Cwrite&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&env=e%20v');
    assert.deepEqual(codeRequest(settings, 's&', 'c=', journey), { address: 'https://id.test/token', body: 'code=c%3D&verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk&secret=s%26&tenant=mine' });
    assert.deepEqual(settings.refresh && refreshRequest(settings, settings.refresh, 's', 'r', ''), { address: 'https://id.test/renew?x=1&again=e%20v', body: 'refresh=r' });
  });

  it('oauth2generic without query and body templates asks as RFC 6749 does', () => {
    const settings = codeSettings(oauthParameter('oauth2generic', { authorizationUrlTemplate: 'https://id.test/a', tokenUrlTemplate: 'https://id.test/t' }));
    assert.deepEqual([settings.authorization.query, settings.token.body, settings.refresh], [
      '?client_id={ClientId}&response_type=code&redirect_uri={RedirectUrl}&scope={Scopes}&state={State}', 'grant_type=authorization_code&client_id={ClientId}&client_secret={ClientSecret}&code={Code}&redirect_uri={RedirectUrl}',
      { address: 'https://id.test/t', query: '', body: 'grant_type=refresh_token&client_id={ClientId}&client_secret={ClientSecret}&refresh_token={RefreshToken}' },
    ]);
  });

  it('an empty refresh template means that there is no renewing', () => {
    assert.equal(codeSettings(oauthParameter('oauth2generic', { authorizationUrlTemplate: 'https://id.test/a', tokenUrlTemplate: 'https://id.test/t', RefreshUrlTemplate: null })).refresh, undefined);
  });

  it('what can\'t be asked is a problem with its reason', () => {
    const generic = (custom: Readonly<Record<string, string>>) => oauthParameter('oauth2generic', { authorizationUrlTemplate: 'https://id.test/a', tokenUrlTemplate: 'https://id.test/t', ...custom });
    assert.deepEqual([
      at(authorizationAddress(codeSettings(generic({ authorizationUrlQueryStringTemplate: '?client_id={ClientId}' })), journey)),
      at(authorizationAddress(codeSettings(generic({ authorizationUrlTemplate: 'https://{customHost}/a' })), journey)),
      at(authorizationAddress(codeSettings(plain({ authorizationUrl: 'the address' })), journey)),
    ], [
      'its authorization address has no {State}, so it can\'t be told whose sign-in comes back',
      'its templates name {customHost}, which nothing stands for: neither a custom parameter nor a connection parameter "token:<name>"',
      '"the address" is no address',
    ]);
  });

  for (const [title, token, why] of [
    ['aad without a resource', oauthParameter('aad', {}), 'it declares no resourceUri, so nobody knows what its token would be meant for'],
    ['oauth2 without a token address', oauthParameter('oauth2', { authorizationUrl: 'https://id.test/a' }), 'it declares no tokenUrl'],
    ['oauth2generic without an authorization address', oauthParameter('oauth2generic', { tokenUrlTemplate: 'https://id.test/t' }), 'it declares no authorizationUrlTemplate'],
  ] as const) {
    it(`${title} is not run, and why`, () => {
      const settings = settingsOf(token);
      assert.deepEqual(settings?.grant === 'notRun' ? settings.why : settings, why);
    });
  }

  it('scopes and resource may name what is filled in', () => {
    const token = oauthParameter('aad', {}, { scopes: ['{Scope}', 'offline'], properties: { AzureActiveDirectoryResourceId: '{ResourceUri}' } });
    const { resource, scopes } = codeSettings(token, { 'token:Scope': 'api://x/.default', 'token:ResourceUri': 'api://x' });
    assert.deepEqual({ resource, scopes }, { resource: 'api://x', scopes: ['api://x/.default', 'offline'] });
  });

  it('the grant may be chosen, and a hidden tenant of an earlier sign-in does not choose the next one\'s', () => {
    const declared = { 'token:grantType': { type: 'string' }, 'token:TenantId': { type: 'string', metadata: { sourceType: 'AzureActiveDirectoryTenant' }, uiDefinition: { constraints: { hidden: 'true' } } } };
    const token = oauthParameter('aad', { resourceUri: 'https://api.test' });
    assert.equal(settingsOf(token, { 'token:grantType': 'client_credentials' }, declared)?.grant, 'clientCredentials');
    const byPerson = settingsOf(token, { 'token:TenantId': 'contoso.example' }, declared);
    assert.equal(byPerson?.grant === 'authorizationCode' && byPerson.token.address, 'https://login.windows.net/common/oauth2/token');
  });

  it('without an oauthSetting there is none', () => {
    assert.equal(signInSettings(smallConnector({ operations, properties: { connectionParameters: { api_key: { type: 'securestring' } } } }), { id: 'c1', connector: 'small', values: {} }), undefined);
  });
});

describe('a token answer', () => {
  const read = (status: number, body: unknown) => tokenAnswer(status, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), 1_000, { accessToken: 'old', expiresAt: 0, refreshToken: 'kept', account: 'who' });

  it('is read as JSON or as a form, with numbers as numbers or text', () => {
    const tokens = { accessToken: 'a', expiresAt: 61_000, refreshToken: 'kept', account: 'who', extra: { scope: 's' } };
    assert.deepEqual(read(200, { access_token: 'a', expires_in: 60, scope: 's' }), { kind: 'granted', tokens });
    assert.deepEqual(read(200, { access_token: 'a', expires_in: '60', scope: 's' }), { kind: 'granted', tokens });
    assert.deepEqual(read(200, 'access_token=a&expires_in=60&scope=s'), { kind: 'granted', tokens });
    assert.deepEqual(read(200, { access_token: 'a', refresh_token: 'new' }), { kind: 'granted', tokens: { accessToken: 'a', expiresAt: Number.MAX_SAFE_INTEGER, refreshToken: 'new', account: 'who' } });
  });

  it('tells what a person, a setting or time has to mend', () => {
    assert.deepEqual([
      read(400, { error: 'invalid_grant', error_description: 'AADSTS50173: revoked.\r\nTrace ID: 1' }), read(401, { error: 'invalid_client' }), read(400, { error: 'interaction_required' }), read(200, { error: 'bad_verification_code' }),
      read(500, ''), read(429, { error: 'slow_down' }), read(400, { error: 'temporarily_unavailable' }), read(403, '<html>no</html>'), read(200, '<html>yes</html>'), read(200, { access_token: '' }),
    ], [
      { kind: 'signInNeeded', says: 'invalid_grant: AADSTS50173: revoked.' }, { kind: 'error', says: 'invalid_client' }, { kind: 'signInNeeded', says: 'interaction_required' }, { kind: 'signInNeeded', says: 'bad_verification_code' },
      { kind: 'unavailable', says: 'it answered 500' }, { kind: 'unavailable', says: 'it answered 429' }, { kind: 'unavailable', says: 'it answered 400' }, { kind: 'signInNeeded', says: 'it answered 403' },
      { kind: 'error', says: 'it answered 200 without an access token' }, { kind: 'error', says: 'it answered 200 without an access token' },
    ]);
  });

  it('of any bytes is read without failing', () => {
    fc.assert(fc.property(fc.integer({ min: 100, max: 599 }), fc.oneof(fc.uint8Array(), fc.string().map(text => Buffer.from(text)), fc.json().map(text => Buffer.from(text))), (status, body) => {
      assert.match(tokenAnswer(status, body, 0).kind, /^(granted|signInNeeded|error|unavailable)$/);
    }));
  });
});
