import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EnvironmentStore, type JsonObject, openEnvironmentStore, type StoredConnection, VirtualClock } from '../../../scripts/environment';
import { localSignIn, type LocalSignIn, type LocalSignInOptions } from '../../../scripts/environment/sign-in';
import { start } from '../small-connector';

export const origin = 'http://127.0.0.1:4100';

/** One oauthSetting parameter `token` as apiProperties.json holds it; custom parameters by their values. */
export function oauthParameter(identityProvider: string, custom: Readonly<Record<string, string | null>>, settings: JsonObject = {}): JsonObject {
  return {
    type: 'oauthSetting',
    oAuthSettings: { identityProvider, clientId: 'the-app', scopes: ['read', 'write'], customParameters: Object.fromEntries(Object.entries(custom).map(([name, value]) => [name, { value }])), ...settings },
  };
}

export const entra = (custom: Readonly<Record<string, string>> = {}): JsonObject =>
  oauthParameter('aad', { loginUri: 'https://login.windows.net', tenantId: 'common', resourceUri: 'https://api.test', ...custom });
export const plain = (custom: Readonly<Record<string, string>> = {}): JsonObject =>
  oauthParameter('oauth2', { authorizationUrl: 'https://auth.test/authorize', tokenUrl: 'https://auth.test/token', refreshUrl: 'https://auth.test/renew', ...custom });
export const servicePrincipal: JsonObject = {
  'token': { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad', scopes: [], customParameters: { tenantId: {}, resourceUri: { value: 'https://api.test' }, loginUriAAD: { value: 'https://login.windows.net' }, grantType: { value: 'client_credentials' } } } },
  'token:TenantId': { type: 'string' }, 'token:clientId': { type: 'string' }, 'token:clientSecret': { type: 'securestring' },
};

/** A page, as far as a person without a browser sees it: its status, its headings and sentences, and its forms. */
export interface Page { readonly status: number; readonly headers: Headers; readonly html: string; readonly text: string; readonly location: string | null }

/** A person with a browser that knows nothing but addresses and forms. */
export function person(local: LocalSignIn) {
  const fetched = async (request: Request): Promise<Page> => {
    const answer = await local.routes.fetch(request);
    const html = await answer.text();
    return { status: answer.status, headers: answer.headers, html, text: html.replace(/<style>.*<\/style>/s, '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ').trim(), location: answer.headers.get('Location') };
  };
  const open = (address: string): Promise<Page> => fetched(new Request(address));
  /** Sends the page's form with the button that was pressed. */
  const press = (page: Page, fields: Readonly<Record<string, string>>): Promise<Page> => {
    const action = /<form method="post" action="([^"]+)"/.exec(page.html)?.[1] ?? '';
    const hidden = Object.fromEntries([...page.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [name ?? '', value ?? '']));
    return fetched(new Request(origin + action, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ ...hidden, ...fields }).toString() }));
  };
  /** The whole way: opens the page, consents, and comes back. */
  const signIn = async (connectionId = 'c1', account = 'administrator@stand-in.example'): Promise<Page> => {
    const consent = await open(local.signIn.signInUrl(connectionId));
    const redirect = await press(consent, { account, decision: 'accept' });
    return open(redirect.location ?? '');
  };
  return { open, press, signIn };
}

export interface SmallSignIn extends LocalSignIn {
  readonly store: EnvironmentStore;
  readonly clock: VirtualClock;
  readonly folder: string;
  readonly changed: readonly string[];
  readonly person: ReturnType<typeof person>;
  readonly connection: () => StoredConnection;
  /** Asks the stand-in's token address directly, as a client that is no connection. */
  readonly ask: (address: string, form: Readonly<Record<string, string>>, headers?: Readonly<Record<string, string>>) => Promise<{ readonly status: number; readonly json: Readonly<Record<string, unknown>> }>;
  readonly close: () => void;
}

/** A store in a folder of its own with the connector `small` and its connection `c1`, and the sign-in over it. */
export function smallSignIn(parameters: JsonObject, values: Readonly<Record<string, string>> = {}, options: LocalSignInOptions = {}): SmallSignIn {
  const folder = mkdtempSync(join(tmpdir(), 'konektor-sign-in-'));
  const store = openEnvironmentStore({ folder });
  const clock = new VirtualClock(start);
  store.connectors.put({
    name: 'small', installedAt: start, properties: { properties: { connectionParameters: parameters } },
    definition: { swagger: '2.0', info: { title: 'Small & <b>bold</b>', version: '1' }, host: 'api.test', paths: { '/things': { get: { operationId: 'GetThings', responses: {} } } } },
  });
  store.connections.put({ id: 'c1', connector: 'small', title: 'Mine', values, status: { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' }, createdAt: start });
  const changed: string[] = [];
  const local = localSignIn({ store, clock, publicOrigin: () => origin, changed: id => void changed.push(id) }, options);
  return {
    ...local, store, clock, folder, changed, person: person(local),
    connection: () => store.connections.get('c1')!, // put above, and no test removes it before it asks
    ask: async (address, form, headers = {}) => {
      const answer = await local.routes.fetch(new Request(`${origin}/sign-in/at/${address}`, { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(form).toString() }));
      return { status: answer.status, json: await answer.json() as Readonly<Record<string, unknown>> }; // the token address answers JSON objects only
    },
    close: () => {
      store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Ends what a test has made. */
export function smallSignIns(): typeof smallSignIn {
  let made: SmallSignIn[] = [];
  afterEach(() => {
    for (const each of made) each.close();
    made = [];
  });
  return (...given) => {
    const each = smallSignIn(...given);
    made.push(each);
    return each;
  };
}

export const hour = 3_600_000;
export const day = 24 * hour;
