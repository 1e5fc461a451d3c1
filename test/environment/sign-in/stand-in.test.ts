import * as assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { start } from '../small-connector';
import { entra, hour, origin, plain, smallSignIns } from './small-sign-in';

const redirectUri = `${origin}/sign-in/redirect`;
const entraPage = `${origin}/sign-in/at/login.windows.net/common/oauth2/authorize`;
const plainPage = `${origin}/sign-in/at/auth.test/authorize`;
const query = (fields: Readonly<Record<string, string>>): string => new URLSearchParams(fields).toString();
const asked = { client_id: 'the-app', response_type: 'code', redirect_uri: redirectUri, resource: 'https://api.test', state: 'the <state>' };
const accept = { account: 'viewer@stand-in.example', decision: 'accept' };

describe('the stand-in for identity providers', () => {
  const make = smallSignIns();

  for (const [title, address, text] of [
    ['without a client', `${entraPage}?${query({ ...asked, client_id: '' })}`, "AADSTS900144: The request lacks a parameter that it must have. It is: &#39;client_id&#39;."],
    ['with a reply address elsewhere', `${entraPage}?${query({ ...asked, redirect_uri: 'https://evil.test/' })}`, 'AADSTS50011: The reply address is not the one of this environment.'],
    ['with a reply address that only starts like ours', `${entraPage}?${query({ ...asked, redirect_uri: `${redirectUri}.evil.test` })}`, 'AADSTS50011: The reply address is not the one of this environment.'],
    ['for a token at once', `${entraPage}?${query({ ...asked, response_type: 'token' })}`, 'AADSTS70005: Only the response type &#34;code&#34; is supported.'],
    ['at a tenant that is none', `${origin}/sign-in/at/login.windows.net/%3Cscript%3E/oauth2/authorize?${query(asked)}`, 'AADSTS90002: There is no such tenant.'],
    ['for a token at once, of another provider', `${plainPage}?${query({ ...asked, response_type: 'token' })}`, 'Only the response type &#34;code&#34; is supported.'],
  ] as const) {
    it(`refuses to ask a person ${title}, on the page and without sending anyone anywhere`, async () => {
      const page = await make({ token: entra() }).person.open(address);
      assert.deepEqual([page.status, page.location, page.text], [400, null, `The sign-in can&#39;t go on - konektor stand-in The sign-in can&#39;t go on ${text} Correct how the connector signs in.`]);
    });
  }

  it('asks on pages that run and load nothing, can\'t be framed and are not kept', async () => {
    const { headers, html } = await make({ token: entra() }).person.open(`${entraPage}?${query(asked)}`);
    assert.deepEqual(Object.fromEntries(headers), {
      'cache-control': 'no-store', 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      'content-type': 'text/html; charset=utf-8', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
    });
    assert.doesNotMatch(html, /<script|<img|<link|\son\w+=|javascript:/i);
  });

  it('shows whatever it was asked with as text', async () => {
    const nasty = '"><script>alert(1)</script><img src=x onerror=alert(1)>\'&';
    const page = await make({ token: entra() }).person.open(`${origin}/sign-in/at/${encodeURIComponent(nasty.replaceAll('/', ''))}/x?${query({ ...asked, client_id: nasty, resource: nasty, scope: nasty })}`);
    assert.equal(page.status, 200);
    assert.deepEqual(page.html.match(/<(?:script|img)/g), null);
    assert.equal(page.html.split('&#34;&#62;&#60;script&#62;').length, 6);
  });

  it('sends back the state as it came', async () => {
    const { person } = make({ token: entra() });
    const { location } = await person.press(await person.open(`${entraPage}?${query(asked)}`), accept);
    const back = new URL(location ?? '');
    assert.deepEqual([back.origin + back.pathname, back.searchParams.get('state'), [...back.searchParams.keys()]], [redirectUri, 'the <state>', ['code', 'state']]);
  });

  it('takes an answer to its question once, and a person that it does not know for a refusal', async () => {
    const { person } = make({ token: entra() });
    const page = await person.open(`${entraPage}?${query(asked)}`);
    const unknown = await person.press(page, { account: 'someone@else.example', decision: 'accept' });
    assert.equal(new URL(unknown.location ?? '').searchParams.get('error'), 'access_denied');
    const again = await person.press(page, accept);
    assert.deepEqual([again.status, again.text], [400, 'The sign-in has ended - konektor stand-in The sign-in has ended It was answered before, or not begun here. Begin it again.']);
  });

  it('exchanges a code in the words of Entra ID', async () => {
    const { person, ask } = make({ token: entra() });
    const { location } = await person.press(await person.open(`${entraPage}?${query({ ...asked, scope: 'read' })}`), accept);
    const { status, json } = await ask('login.windows.net/common/oauth2/token', { grant_type: 'authorization_code', client_id: 'the-app', client_secret: 's', code: new URL(location ?? '').searchParams.get('code') ?? '', redirect_uri: redirectUri });
    const { access_token, refresh_token, id_token, ...rest } = json;
    assert.deepEqual([status, [access_token, refresh_token, id_token].map(token => String(token).split('.').length), rest], [200, [3, 3, 3], {
      token_type: 'Bearer', expires_in: '3600', expires_on: String(start / 1000 + 3600), resource: 'https://api.test', scope: 'read', stand_in: 'Issued by konektor on this machine as a stand-in. No service outside of it accepts this.',
    }]);
  });

  it('words its refusals as Entra ID does, with the time of the environment', async () => {
    const { ask } = make({ token: entra() });
    const { status, json } = await ask('login.windows.net/common/oauth2/token', { grant_type: 'refresh_token', client_id: 'the-app', refresh_token: 'none' });
    const id = String(json['trace_id']);
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.deepEqual([status, json], [400, {
      error: 'invalid_grant', error_description: `AADSTS70000: The refresh token is not valid.\r\nTrace ID: ${id}\r\nCorrelation ID: ${id}\r\nTimestamp: 2026-03-02 07:00:00Z`,
      error_codes: [70000], timestamp: '2026-03-02 07:00:00Z', trace_id: id, correlation_id: id, error_uri: 'https://login.microsoftonline.com/error?code=70000',
    }]);
  });

  for (const [title, changed, status, error] of [
    ['without a grant type', { grant_type: '' }, 400, 'invalid_request AADSTS900144'],
    ['with a grant type that it does not know', { grant_type: 'password' }, 400, 'unsupported_grant_type AADSTS70003'],
    ['with a code that it did not give', { code: 'none' }, 400, 'invalid_grant AADSTS9002313'],
    ['with a code of another app', { client_id: 'other-app' }, 400, 'invalid_grant AADSTS9002313'],
    ['with another reply address', { redirect_uri: `${redirectUri}/` }, 400, 'invalid_grant AADSTS50011'],
    ['without the secret of an app that is known', { client_id: 'known', client_secret: '' }, 401, 'invalid_client AADSTS7000218'],
    ['with a wrong secret of an app that is known', { client_id: 'known', client_secret: 'wrong' }, 401, 'invalid_client AADSTS7000215'],
  ] as const) {
    it(`refuses a request for tokens ${title}`, async () => {
      const { person, ask } = make({ token: entra() }, {}, { apps: [{ clientId: 'known', secret: 'the-secret' }] });
      const { location } = await person.press(await person.open(`${entraPage}?${query({ ...asked, ...('client_id' in changed && changed.client_id === 'known' ? { client_id: 'known' } : {}) })}`), accept);
      const answer = await ask('login.windows.net/common/oauth2/token', { grant_type: 'authorization_code', client_id: 'the-app', code: new URL(location ?? '').searchParams.get('code') ?? '', redirect_uri: redirectUri, ...changed });
      assert.deepEqual([answer.status, `${String(answer.json['error'])} ${String(answer.json['error_description']).split(':')[0]}`], [status, error]);
    });
  }

  it('takes a code once; a second time ends what came of it', async () => {
    const { person, ask, standIn } = make({ token: plain() });
    const { location } = await person.press(await person.open(`${plainPage}?${query(asked)}`), accept);
    const form = { grant_type: 'authorization_code', client_id: 'the-app', code: new URL(location ?? '').searchParams.get('code') ?? '', redirect_uri: redirectUri };
    const first = await ask('auth.test/token', form);
    assert.notEqual(standIn.introspect(String(first.json['access_token'])), undefined);
    assert.deepEqual(await ask('auth.test/token', form), { status: 400, json: { error: 'invalid_grant', error_description: 'The code was redeemed before.' } });
    assert.equal(standIn.introspect(String(first.json['access_token'])), undefined);
  });

  it('lets a code end after ten real minutes, however fast the environment\'s time goes', async () => {
    let elapsed = 0;
    const { person, ask, clock } = make({ token: plain() }, {}, { elapsed: () => elapsed });
    const code = async (): Promise<string> => new URL((await person.press(await person.open(`${plainPage}?${query(asked)}`), accept)).location ?? '').searchParams.get('code') ?? '';
    const form = (given: string) => ({ grant_type: 'authorization_code', client_id: 'the-app', code: given, redirect_uri: redirectUri });
    const first = await code();
    await clock.advanceBy(100 * hour);
    elapsed += 600_000;
    assert.equal((await ask('auth.test/token', form(first))).status, 200);
    const second = await code();
    elapsed += 600_001;
    assert.deepEqual((await ask('auth.test/token', form(second))).json, { error: 'invalid_grant', error_description: 'The code has expired.' });
  });

  it('asks for the code verifier of a challenge, in both methods', async () => {
    const { person, ask } = make({ token: plain() });
    const verifier = 'a-verifier-of-at-least-43-characters-0123456789';
    const attempt = async (challenge: Readonly<Record<string, string>>, given: Readonly<Record<string, string>>) => {
      const { location } = await person.press(await person.open(`${plainPage}?${query({ ...asked, ...challenge })}`), accept);
      return (await ask('auth.test/token', { grant_type: 'authorization_code', client_id: 'the-app', code: new URL(location ?? '').searchParams.get('code') ?? '', redirect_uri: redirectUri, ...given })).status;
    };
    const hashed = { code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256' };
    assert.deepEqual(await Promise.all([
      attempt(hashed, { code_verifier: verifier }), attempt(hashed, { code_verifier: `${verifier}x` }), attempt(hashed, {}), attempt({ code_challenge: verifier }, { code_verifier: verifier }), attempt({}, {}),
    ]), [200, 400, 400, 200, 200]);
  });

  it('knows the second version of Entra ID, whose scopes say what a token is for', async () => {
    const { person, ask, standIn } = make({ token: entra() });
    const { resource: _, ...bare } = asked;
    const { location } = await person.press(await person.open(`${entraPage.replace('oauth2/', 'oauth2/v2.0/')}?${query({ ...bare, scope: 'openid api://own.test/things/read' })}`), accept);
    const { json } = await ask('login.windows.net/common/oauth2/v2.0/token', { grant_type: 'authorization_code', client_id: 'the-app', code: new URL(location ?? '').searchParams.get('code') ?? '', redirect_uri: redirectUri });
    assert.deepEqual([json['expires_in'], json['expires_on'], standIn.introspect(String(json['access_token']))?.resource], [3600, undefined, 'api://own.test/things']);
    const own = { grant_type: 'client_credentials', client_id: 'the-app', client_secret: 's' };
    const path = 'login.windows.net/contoso.example/oauth2/';
    assert.deepEqual([(await ask(`${path}v2.0/token`, { ...own, scope: 'api://own.test/.default' })).status, (await ask(`${path}v2.0/token`, own)).json['error_codes'], (await ask(`${path}token`, own)).json['error_codes']], [200, [900144], [900144]]);
  });

  it('takes a code and a refresh token at another address of the same kind of provider, for these have several', async () => {
    const { person, ask } = make({ token: plain() });
    const code = async (): Promise<string> => new URL((await person.press(await person.open(`${plainPage}?${query(asked)}`), accept)).location ?? '').searchParams.get('code') ?? '';
    const form = async () => ({ grant_type: 'authorization_code', client_id: 'the-app', code: await code(), redirect_uri: redirectUri });
    assert.deepEqual([(await ask('api.test/token', await form())).status, (await ask('login.windows.net/common/oauth2/token', await form())).json['error_codes']], [200, [9002313]]);
  });

  it('takes client and secret from an Authorization header, too', async () => {
    const { ask } = make({ token: plain() }, {}, { apps: [{ clientId: 'an app', secret: 'a:secret%' }] });
    const basic = (client: string, secret: string) => ({ Authorization: `Basic ${Buffer.from(`${encodeURIComponent(client)}:${encodeURIComponent(secret)}`).toString('base64')}` });
    const form = { grant_type: 'client_credentials' };
    assert.deepEqual([(await ask('auth.test/token', form, basic('an app', 'a:secret%'))).status, (await ask('auth.test/token', form, basic('an app', 'wrong'))).status], [200, 401]);
  });

  it('keeps the former refresh tokens of Entra ID valid, as that does', async () => {
    const { person, store, ask } = make({ token: entra() });
    await person.signIn();
    const form = { grant_type: 'refresh_token', client_id: 'the-app', refresh_token: store.connections.tokens('c1', 'token')?.refreshToken ?? '' };
    const statuses = [];
    for (let time = 0; time < 3; time++) statuses.push((await ask('login.windows.net/common/oauth2/token', form)).status);
    assert.deepEqual(statuses, [200, 200, 200]);
  });

  it('keeps no token, only what tells it again', async () => {
    const { person, store, standIn } = make({ token: entra() });
    await person.signIn();
    const tokens = store.connections.tokens('c1', 'token');
    assert.equal(JSON.stringify(standIn.signIns).includes('digest'), false);
    const kept = JSON.stringify(standIn, (_, value: unknown) => (value instanceof Map ? [...value] : value));
    assert.deepEqual([kept.includes(tokens?.accessToken ?? '-'), kept.includes(tokens?.refreshToken ?? '-')], [false, false]);
  });

  it('revokes nothing for a form that it did not make, nor twice by one page', async () => {
    const { person, standIn } = make({ token: entra() });
    await person.signIn();
    const page = await person.open(`${origin}/sign-in/sign-ins`);
    const forged = { ...page, html: page.html.replace(/name="ticket" value="[^"]+"/, 'name="ticket" value="forged"') };
    assert.deepEqual([(await person.press(forged, {})).status, standIn.signIns[0]?.revokedAt], [400, undefined]);
    assert.deepEqual([(await person.press(page, {})).status, (await person.press(page, {})).status, standIn.signIns[0]?.revokedAt], [303, 400, start]);
  });

  it('reads no form beyond 64 kB', async () => {
    const { ask, routes } = make({ token: entra() });
    assert.equal((await ask('auth.test/token', { grant_type: 'client_credentials', client_id: 'a', client_secret: 's', x: 'y'.repeat(60_000) })).status, 200);
    const answer = await routes.fetch(new Request(`${origin}/sign-in/at/auth.test/token`, { method: 'POST', body: `x=${'y'.repeat(70_000)}` }));
    assert.equal(answer.status, 413);
  });
});
