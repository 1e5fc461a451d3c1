import * as assert from 'node:assert/strict';
import { EnvironmentError, openEnvironmentStore } from '../../../scripts/environment';
import { localSignIn, SignInProblem } from '../../../scripts/environment/sign-in';
import { AuthorizationServer } from '../../../scripts/environment/sign-in/stand-in/authorization-server';
import { claimsOf } from '../../../scripts/environment/sign-in/token-answer';
import { start } from '../small-connector';
import { day, entra, hour, oauthParameter, origin, plain, servicePrincipal, smallSignIns } from './small-sign-in';

const tokenOf = (id = 'c1') => ({ connectionId: id, parameter: 'token' });
const problem = (kind: SignInProblem['kind'], message: string) => (error: unknown): boolean => {
  assert.ok(error instanceof SignInProblem);
  assert.deepEqual([error.kind, error.message], [kind, message]);
  return true;
};

describe('signing in with Microsoft Entra ID', () => {
  const make = smallSignIns();

  it('leads to a page that says what for, in the form of the first version with its resource', async () => {
    const { signIn, person } = make({ token: entra() });
    const address = new URL(signIn.signInUrl('c1'));
    const state = address.searchParams.get('state') ?? '';
    assert.match(state, /^[A-Za-z0-9_-]{43}$/);
    assert.equal(address.href, `${origin}/sign-in/at/login.windows.net/common/oauth2/authorize?client_id=the-app&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4100%2Fsign-in%2Fredirect&resource=https%3A%2F%2Fapi.test&state=${state}&prompt=select_account`);
    const page = await person.open(address.href);
    assert.deepEqual([page.status, page.text], [200, 'Sign in - konektor stand-in Sign in This page stands in for login.windows.net. Nothing is sent there, and no password is asked for. The accounts are placeholders. '
      + 'Connector Small &#38; &#60;b&#62;bold&#60;/b&#62; Connection Mine Application (client ID) the-app Identity provider login.windows.net For the resource https://api.test Asks for no scopes '
      + 'Sign in as Administrator (stand-in), administrator@stand-in.example Contributor (stand-in), contributor@stand-in.example Viewer (stand-in), viewer@stand-in.example Accept Decline']);
  });

  it('ends with tokens in the store, a connection that can be used, and the tenant for policies', async () => {
    const { person, signIn, store, connection, changed } = make({ 'token': entra(), 'token:TenantId': { type: 'string', metadata: { sourceType: 'AzureActiveDirectoryTenant' }, uiDefinition: { constraints: { required: 'false', hidden: 'true' } } } });
    const landed = await person.signIn('c1', 'viewer@stand-in.example');
    assert.deepEqual([landed.status, landed.text], [200, 'Signed in - konektor stand-in Signed in The connection &#34;Mine&#34; is signed in as viewer@stand-in.example. You can close this page.']);
    assert.deepEqual([connection().status, connection().values, changed], [{ kind: 'connected' }, { 'token:TenantId': '00000000-0000-0000-0000-000000000001' }, ['c1']]);
    const tokens = store.connections.tokens('c1', 'token');
    assert.deepEqual([tokens?.account, tokens?.expiresAt, await signIn.token(tokenOf())], ['viewer@stand-in.example', start + hour, tokens?.accessToken]);
    const { grant, jti, ...claims } = claimsOf(tokens?.accessToken ?? '');
    assert.match(`${String(grant)} ${String(jti)}`, /^[0-9a-f-]{36} [A-Za-z0-9_-]{43}$/);
    assert.deepEqual(claims, {
      aud: 'https://api.test', iss: `${origin}/sign-in/at/login.windows.net/00000000-0000-0000-0000-000000000001/`, iat: start / 1000, nbf: start / 1000, exp: start / 1000 + 3600, appid: 'the-app',
      tid: '00000000-0000-0000-0000-000000000001', sub: 'viewer@stand-in.example', oid: 'viewer@stand-in.example', upn: 'viewer@stand-in.example', unique_name: 'viewer@stand-in.example', scp: '', roles: ['Viewer'], ver: '1.0',
      stand_in: 'Issued by konektor on this machine as a stand-in. No service outside of it accepts this.',
    });
  });

  it('gives services that ask who a token is of, for its resource alone and until it ends', async () => {
    const { person, signIn, standIn, clock } = make({ token: entra() });
    await person.signIn('c1', 'viewer@stand-in.example');
    const token = await signIn.token(tokenOf());
    const known = { subject: 'viewer@stand-in.example', role: 'Viewer', scope: '', resource: 'https://api.test', expiresAt: start + hour };
    assert.deepEqual([standIn.introspect(token), standIn.introspect(token, 'https://API.test/'), standIn.introspect(token, 'https://other.test'), standIn.introspect(`${token}x`), standIn.introspect('wrong')], [known, known, undefined, undefined, undefined]);
    await clock.advanceBy(hour - 1);
    assert.deepEqual(standIn.introspect(token), known);
    await clock.advanceBy(1);
    assert.equal(standIn.introspect(token), undefined);
  });

  it('renews a token five minutes before it ends, once for all who ask meanwhile, and asks nobody', async () => {
    const { person, signIn, store, clock } = make({ token: entra() });
    await person.signIn();
    const first = await signIn.token(tokenOf());
    await clock.advanceBy(55 * 60_000 - 1);
    assert.equal(await signIn.token(tokenOf()), first);
    await clock.advanceBy(1);
    const [second, third] = await Promise.all([signIn.token(tokenOf()), signIn.token(tokenOf())]);
    assert.notEqual(second, first);
    assert.equal(third, second);
    assert.deepEqual([store.connections.tokens('c1', 'token')?.expiresAt, store.connections.tokens('c1', 'token')?.account], [start + 55 * 60_000 + hour, 'administrator@stand-in.example']);
  });

  it('a token that was renewed stays good until its end, also for an environment that was set back by a kill', async () => {
    const { person, signIn, standIn, clock, store } = make({ token: entra() });
    await person.signIn();
    const first = await signIn.token(tokenOf());
    const kept = store.connections.tokens('c1', 'token')!; // somebody has signed in
    await clock.advanceBy(hour);
    const second = await signIn.token(tokenOf());
    assert.deepEqual([standIn.introspect(first), standIn.introspect(second)?.expiresAt], [undefined, start + 2 * hour]);
    // What a kill leaves between the renewal and its keeping, on a clock that stands a little before.
    store.connections.putTokens('c1', 'token', kept);
    const earlier = new AuthorizationServer({ clock: { now: () => start + hour - 600_000 }, origin: () => origin, grants: store.grants });
    assert.equal(earlier.introspect(first)?.expiresAt, start + hour);
  });

  it('outlives a stand-in that can\'t keep what it gives: that is tried again later', async () => {
    const { person, signIn, clock, store, connection } = make({ token: entra() });
    await person.signIn();
    const first = await signIn.token(tokenOf());
    await clock.advanceBy(hour - 60_000);
    const put = store.grants.put;
    Object.assign(store.grants, { put: () => { throw new Error('The disk is full.'); } });
    assert.equal(await signIn.token(tokenOf()), first); // its last minute
    await clock.advanceBy(60_000);
    await assert.rejects(signIn.token(tokenOf()), problem('unavailable', 'login.windows.net did not renew the sign-in: it answered 503. Try again later.'));
    assert.deepEqual(connection().status, { kind: 'connected' });
    const page = await person.open(`${origin}/sign-in/nowhere`);
    assert.deepEqual([page.status, page.text], [404, 'There is no such page - konektor stand-in There is no such page Sign-ins begin at the address that a connection gives. Begin there again.']);
    Object.assign(store.grants, { put });
    assert.notEqual(await signIn.token(tokenOf()), first);
  });

  it('goes on for a year of hourly use, and ends after 90 days without any', async () => {
    const { person, signIn, clock, connection, standIn } = make({ token: entra() });
    await person.signIn();
    for (let month = 0; month < 12; month++) {
      await clock.advanceBy(30 * day);
      assert.notEqual(standIn.introspect(await signIn.token(tokenOf())), undefined);
    }
    await clock.advanceBy(90 * day);
    const reason = 'login.windows.net did not renew the sign-in: invalid_grant: AADSTS700082: The refresh token was not used for too long and has expired. Sign in again.';
    await assert.rejects(signIn.token(tokenOf()), problem('signInNeeded', `The connection "c1" needs a sign-in: ${reason}`));
    assert.deepEqual(connection().status, { kind: 'signInNeeded', reason });
  });

  it('ends where an administrator revokes it: services see it at once, the connection with its next renewal', async () => {
    const { person, signIn, standIn, clock, connection } = make({ token: entra() });
    await person.signIn();
    const token = await signIn.token(tokenOf());
    const page = await person.open(`${origin}/sign-in/sign-ins`);
    assert.equal(page.text, 'Sign-ins - konektor stand-in Sign-ins Who Stands in for Since State administrator@stand-in.example login.windows.net 2026-03-02T07:00:00Z Revoke');
    const revoked = await person.press(page, {});
    assert.deepEqual([revoked.status, revoked.location], [303, '/sign-in/sign-ins']);
    assert.match((await person.open(origin + (revoked.location ?? ''))).text, /administrator@stand-in\.example login\.windows\.net 2026-03-02T07:00:00Z revoked 2026-03-02T07:00:00Z$/);
    assert.deepEqual([standIn.introspect(token), await signIn.token(tokenOf())], [undefined, token]);
    await clock.advanceBy(hour);
    const reason = 'login.windows.net did not renew the sign-in: invalid_grant: AADSTS50173: The sign-in was revoked, so the person must sign in again. Sign in again.';
    await assert.rejects(signIn.token(tokenOf()), problem('signInNeeded', `The connection "c1" needs a sign-in: ${reason}`));
    assert.deepEqual(connection().status, { kind: 'signInNeeded', reason });
    await person.signIn();
    assert.deepEqual(connection().status, { kind: 'connected' });
    assert.notEqual(standIn.introspect(await signIn.token(tokenOf())), undefined);
  });

  it('leaves a connection as it was where a person declines', async () => {
    const { person, signIn, connection, changed } = make({ token: entra() });
    const declined = await person.press(await person.open(signIn.signInUrl('c1')), { account: 'viewer@stand-in.example', decision: 'decline' });
    const landed = await person.open(declined.location ?? '');
    assert.deepEqual([landed.status, landed.text], [400, 'Not signed in - konektor stand-in Not signed in Nobody was signed in to &#34;Mine&#34;: AADSTS65004: The person did not consent.']);
    assert.deepEqual([connection().status, changed], [{ kind: 'signInNeeded', reason: 'Nobody has signed in yet.' }, []]);
  });

  it('takes a way back once, and none that was not begun here', async () => {
    const { person, signIn } = make({ token: entra() });
    const redirect = await person.press(await person.open(signIn.signInUrl('c1')), { account: 'viewer@stand-in.example', decision: 'accept' });
    assert.equal((await person.open(redirect.location ?? '')).status, 200);
    for (const address of [redirect.location ?? '', `${origin}/sign-in/redirect?code=x&state=y`, `${origin}/sign-in/redirect`]) {
      const again = await person.open(address);
      assert.deepEqual([again.status, again.text], [400, 'Not signed in - konektor stand-in Not signed in This sign-in was not begun here, or has ended already. Begin it again.']);
    }
  });

  it('reads what was filled in for the sign-in: tenant, resource, app and grant', async () => {
    const declared = { 'token': entra(), 'token:resourceUri': { type: 'string' }, 'token:TenantId': { type: 'string' }, 'token:clientId': { type: 'string' } };
    const { signIn, person, connection, standIn } = make(declared, { 'token:resourceUri': 'https://own.test', 'token:tenantId': 'contoso.example', 'token:clientId': 'own-app' });
    const address = new URL(signIn.signInUrl('c1'));
    assert.deepEqual([address.pathname, address.searchParams.get('resource'), address.searchParams.get('client_id')], ['/sign-in/at/login.windows.net/contoso.example/oauth2/authorize', 'https://own.test', 'own-app']);
    await person.signIn();
    assert.deepEqual(standIn.introspect(await signIn.token(tokenOf()))?.resource, 'https://own.test');
    assert.deepEqual(connection().values, { 'token:resourceUri': 'https://own.test', 'token:tenantId': 'contoso.example', 'token:clientId': 'own-app' });
  });
});

describe('signing in as an application', () => {
  const make = smallSignIns();
  const values = { 'token:TenantId': 'contoso.example', 'token:clientId': 'own-app', 'token:clientSecret': 'own-secret' };
  const apps = [{ clientId: 'own-app', secret: 'own-secret', role: 'Contributor' }];

  it('needs no person, and shows at once that it works', async () => {
    const { signIn, standIn, connection } = make(servicePrincipal, values, { apps });
    assert.throws(() => signIn.signInUrl('c1'), new EnvironmentError('connection', 'Nobody signs in to the connection "Mine": it signs in by itself as an application.'));
    assert.deepEqual(await signIn.valuesGiven('c1'), { kind: 'connected' });
    const token = await signIn.token(tokenOf());
    const { aud, tid, idtyp, appid, roles } = claimsOf(token);
    assert.deepEqual({ aud, tid, idtyp, appid, roles }, { aud: 'https://api.test', tid: 'contoso.example', idtyp: 'app', appid: 'own-app', roles: ['Contributor'] });
    assert.deepEqual([standIn.introspect(token)?.subject, connection().values], ['own-app', values]);
  });

  it('gets a new token by its secret when the old one ends, under the same sign-in', async () => {
    const { signIn, standIn, clock } = make(servicePrincipal, values, { apps });
    await signIn.valuesGiven('c1');
    const first = await signIn.token(tokenOf());
    await clock.advanceBy(hour);
    assert.notEqual(await signIn.token(tokenOf()), first);
    assert.equal(standIn.signIns.length, 1);
  });

  for (const [title, changed, code] of [
    ['a wrong secret', { 'token:clientSecret': 'wrong-secret' }, 'invalid_client: AADSTS7000215: The client secret is not the one of this application'],
    ['the tenant "common"', { 'token:TenantId': 'common' }, 'invalid_request: AADSTS9001023: An application signs in to a tenant of its own, not to the one that all share'],
    ['a tenant that is none', { 'token:TenantId': 'no tenant' }, 'invalid_request: AADSTS90002: There is no such tenant'],
  ] as const) {
    it(`is in error with ${title}, and says so until the values are corrected`, async () => {
      const { signIn, store, connection } = make(servicePrincipal, { ...values, ...changed }, { apps });
      const reason = `login.windows.net did not sign the application in: ${code}. Correct what was filled in, or how the connector signs in.`;
      assert.deepEqual(await signIn.valuesGiven('c1'), { kind: 'error', reason });
      await assert.rejects(signIn.token(tokenOf()), problem('error', `The connection "c1" is in error: ${reason}`));
      store.connections.put({ ...connection(), values });
      assert.deepEqual(await signIn.valuesGiven('c1'), { kind: 'connected' });
    });
  }

  it('is in error once its secret has expired, and where apps must be registered and it is not', async () => {
    const { signIn, standIn, clock } = make(servicePrincipal, values, { apps });
    await signIn.valuesGiven('c1');
    standIn.apps.register({ clientId: 'own-app', secret: 'own-secret', secretExpired: true });
    await clock.advanceBy(hour);
    await assert.rejects(signIn.token(tokenOf()), /AADSTS7000222: The client secret of this application has expired/);
    const strict = make(servicePrincipal, values, { otherApps: 'refuse' });
    assert.match(JSON.stringify(await strict.signIn.valuesGiven('c1')), /unauthorized_client: AADSTS700016/);
  });
});

describe('signing in with other providers', () => {
  const make = smallSignIns();

  it('oauth2 sends client, secret and code to its token address, and renews at its refresh address', async () => {
    const sent: string[] = [];
    const http = { send: async (request: { uri: string; body?: Uint8Array }) => {
      sent.push(`${request.uri} ${Buffer.from(request.body ?? '').toString()}`);
      return { status: 200, headers: [], body: Buffer.from(JSON.stringify({ access_token: `access-${sent.length}`, refresh_token: `refresh-${sent.length}`, expires_in: 600, token_type: 'bearer' })) };
    } };
    const { signIn, person, clock } = make({ token: plain() }, {}, { contacted: ['https://auth.test'], http, clientSecrets: { small: 'the secret&' } });
    const address = new URL(signIn.signInUrl('c1'));
    const state = address.searchParams.get('state') ?? '';
    assert.equal(address.href, `https://auth.test/authorize?client_id=the-app&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4100%2Fsign-in%2Fredirect&scope=read%20write&state=${state}`);
    assert.equal((await person.open(`${origin}/sign-in/redirect?code=the%20code&state=${state}`)).status, 200);
    await clock.advanceBy(600_000);
    assert.equal(await signIn.token(tokenOf()), 'access-2');
    await clock.advanceBy(600_000);
    assert.equal(await signIn.token(tokenOf()), 'access-3');
    assert.deepEqual(sent, [
      'https://auth.test/token grant_type=authorization_code&client_id=the-app&client_secret=the%20secret%26&code=the%20code&redirect_uri=http%3A%2F%2F127.0.0.1%3A4100%2Fsign-in%2Fredirect',
      'https://auth.test/renew grant_type=refresh_token&client_id=the-app&client_secret=the%20secret%26&refresh_token=refresh-1',
      'https://auth.test/renew grant_type=refresh_token&client_id=the-app&client_secret=the%20secret%26&refresh_token=refresh-2',
    ]);
  });

  it('without being contacted, every provider is stood in for, and nothing is sent to it', async () => {
    const http = { send: async () => { throw new Error('the network was used'); } };
    const { person, signIn, standIn } = make({ token: plain() }, {}, { http });
    assert.equal((await person.signIn()).status, 200);
    assert.deepEqual(standIn.introspect(await signIn.token(tokenOf())), { subject: 'administrator@stand-in.example', role: 'Administrator', scope: 'read write', expiresAt: start + hour });
  });

  it('a refresh token is worth nothing once it was used; whoever uses it again ends the sign-in', async () => {
    const { person, signIn, store, clock, ask, standIn } = make({ token: plain() });
    await person.signIn();
    const former = store.connections.tokens('c1', 'token')?.refreshToken ?? '';
    await clock.advanceBy(hour);
    const token = await signIn.token(tokenOf());
    const again = await ask('auth.test/renew', { grant_type: 'refresh_token', client_id: 'the-app', refresh_token: former });
    assert.deepEqual(again, { status: 400, json: { error: 'invalid_grant', error_description: 'The refresh token is not valid.' } });
    assert.equal(standIn.introspect(token), undefined);
  });

  it('a provider that does not answer is no reason to sign in again: a token that still counts is used on, then calls fail for now', async () => {
    let down = false;
    const http = { send: async () => {
      if (down) throw new Error('connect ECONNREFUSED');
      return { status: 200, headers: [], body: Buffer.from('access_token=one&refresh_token=two&expires_in=3600&scope=read') };
    } };
    const { signIn, person, clock, connection } = make({ token: plain() }, {}, { contacted: ['https://auth.test'], http });
    await person.open(`${origin}/sign-in/redirect?code=c&state=${new URL(signIn.signInUrl('c1')).searchParams.get('state')}`);
    down = true;
    await clock.advanceBy(hour - 1);
    assert.equal(await signIn.token(tokenOf()), 'one');
    await clock.advanceBy(1);
    await assert.rejects(signIn.token(tokenOf()), problem('unavailable', 'auth.test did not renew the sign-in: it did not answer: connect ECONNREFUSED. Try again later.'));
    assert.deepEqual(connection().status, { kind: 'connected' });
    down = false;
    assert.equal(await signIn.token(tokenOf()), 'one');
  });

  it('without a refresh token the sign-in ends with its token, and says what may be missing', async () => {
    const http = { send: async () => ({ status: 200, headers: [], body: Buffer.from('{"access_token":"one","expires_in":"60"}') }) };
    const { signIn, person, clock, connection } = make({ token: plain() }, {}, { contacted: ['https://auth.test'], http });
    await person.open(`${origin}/sign-in/redirect?code=c&state=${new URL(signIn.signInUrl('c1')).searchParams.get('state')}`);
    assert.equal(await signIn.token(tokenOf()), 'one');
    await clock.advanceBy(60_000);
    await assert.rejects(signIn.token(tokenOf()), SignInProblem);
    assert.deepEqual(connection().status, { kind: 'signInNeeded', reason: 'The sign-in has ended, and auth.test gave no refresh token to renew it with (many give one only for the scope offline_access). Sign in again.' });
  });

  it('a token without an end is used for ever', async () => {
    const http = { send: async () => ({ status: 200, headers: [], body: Buffer.from('{"access_token":"one"}') }) };
    const { signIn, person, clock } = make({ token: plain() }, {}, { contacted: ['https://auth.test'], http });
    await person.open(`${origin}/sign-in/redirect?code=c&state=${new URL(signIn.signInUrl('c1')).searchParams.get('state')}`);
    await clock.advanceBy(1_000 * day);
    assert.equal(await signIn.token(tokenOf()), 'one');
  });

  for (const identityProvider of ['aadcertificate', 'facebook', 'DocuSign']) {
    it(`${identityProvider} is said not to run here`, async () => {
      const { signIn } = make({ token: oauthParameter(identityProvider, {}) });
      const why = identityProvider === 'aadcertificate' ? 'the identity provider "aadcertificate" is for Microsoft\'s own applications, which sign in with a certificate' : `the identity provider "${identityProvider}" is built into the platform, and how it signs in is not public`;
      assert.throws(() => signIn.signInUrl('c1'), new EnvironmentError('connection', `Nobody signs in to the connection "Mine": ${why}.`));
      assert.deepEqual(await signIn.valuesGiven('c1'), { kind: 'error', reason: `Its sign-in is not run here: ${why}.` });
    });
  }
});

describe('the status of a connection', () => {
  const make = smallSignIns();

  it('is changed by a policy that calls an answer unauthenticated, until a person signs in or the values are corrected', async () => {
    const signedIn = make({ token: entra() });
    await signedIn.person.signIn();
    signedIn.signIn.unauthenticated('c1', 'GetThings answered 401.');
    assert.deepEqual(signedIn.connection().status, { kind: 'signInNeeded', reason: 'GetThings answered 401. Sign in again.' });
    await assert.rejects(signedIn.signIn.token(tokenOf()), problem('signInNeeded', 'The connection "c1" needs a sign-in: GetThings answered 401. Sign in again.'));
    await signedIn.person.signIn();
    assert.deepEqual(signedIn.connection().status, { kind: 'connected' });

    const filledIn = make({ api_key: { type: 'securestring' } }, { api_key: 'a-key' });
    assert.throws(() => filledIn.signIn.signInUrl('c1'), new EnvironmentError('connection', 'Nobody signs in to the connection "Mine": it works by what was filled in.'));
    assert.deepEqual(await filledIn.signIn.valuesGiven('c1'), { kind: 'connected' });
    filledIn.signIn.unauthenticated('c1', 'GetThings answered 401.');
    assert.deepEqual([filledIn.connection().status, filledIn.signIn.blocked('c1')?.message], [{ kind: 'error', reason: 'GetThings answered 401. Correct what was filled in.' }, 'The connection "c1" is in error: GetThings answered 401. Correct what was filled in.']);
    assert.deepEqual([await filledIn.signIn.valuesGiven('c1'), filledIn.signIn.blocked('c1')], [{ kind: 'connected' }, undefined]);
  });

  it('a sign-in, and that it was revoked, outlast a restart of environment and stand-in', async () => {
    const { person, signIn, standIn, store, clock, folder, close } = make({ token: entra() });
    await person.signIn('c1', 'viewer@stand-in.example');
    const token = await signIn.token(tokenOf());
    const { signIns } = standIn;
    store.close();
    const reopened = openEnvironmentStore({ folder });
    try {
      const again = localSignIn({ store: reopened, clock, publicOrigin: () => origin, changed: () => undefined });
      assert.deepEqual([await again.signIn.token(tokenOf()), again.standIn.introspect(token)?.subject, again.standIn.signIns], [token, 'viewer@stand-in.example', signIns]);
      await clock.advanceBy(hour);
      assert.equal(again.standIn.introspect(await again.signIn.token(tokenOf()))?.subject, 'viewer@stand-in.example');
      again.standIn.revoke(again.standIn.signIns[0]?.id ?? '');
      await clock.advanceBy(hour);
      await assert.rejects(localSignIn({ store: reopened, clock, publicOrigin: () => origin, changed: () => undefined }).signIn.token(tokenOf()), /AADSTS50173/);
    } finally {
      reopened.close();
      close();
    }
  });

  it('holds nothing of what a provider repeats of the secrets that it was sent', async () => {
    const http = { send: async (request: { body?: Uint8Array }) => ({ status: 400, headers: [], body: Buffer.from(JSON.stringify({ error: 'invalid_client', error_description: `Bad request: ${Buffer.from(request.body ?? '').toString()}` })) }) };
    const { signIn, person, connection } = make({ token: plain() }, { other: 'filled-in-secret' }, { contacted: ['https://auth.test'], http, clientSecrets: { small: 'the-apps-secret' } });
    const landed = await person.open(`${origin}/sign-in/redirect?code=c&state=${new URL(signIn.signInUrl('c1')).searchParams.get('state')}`);
    const reason = 'auth.test did not accept the sign-in: invalid_client: Bad request: grant_type=authorization_code&client_id=the-app&client_secret=***&code=c&redirect_uri=http%3A%2F%2F127.0.0.1%3A4100%2Fsign-in%2Fredirect. Correct what was filled in, or how the connector signs in.';
    assert.deepEqual([landed.status, connection().status], [400, { kind: 'error', reason }]);
  });
});
