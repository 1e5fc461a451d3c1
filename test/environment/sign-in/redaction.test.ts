/**
 * Secrets that carry a mark, in every place that a connection has for them, against a service that repeats all it is sent: no
 * mark may stand in anything that is shown or kept.
 */
import * as assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, type HttpRequest, openEnvironmentStore, startEnvironmentServer, VirtualClock } from '../../../scripts/environment';
import { localSignIn } from '../../../scripts/environment/sign-in';
import { call, flowDocument, steps } from '../flow-run/small-flow';
import { filesOf, sharedCode, smallDefinition } from '../host/opened-environment';
import { answer, fakeBackend, policy, start } from '../small-connector';

const mark = 'xMARKx';
/** Awkward wherever it is written. */
const secret = (name: string): string => `${mark}${name} "q" & ü%<+/='\\{}`;
const values = { 'api_key': secret('key'), 'username': 'somebody', 'password': secret('password'), 'note': secret('note'), 'token:clientSecret': secret('clientSecret'), 'token:orgName': 'the-org' };

const definition = {
  ...smallDefinition,
  securityDefinitions: { key: { type: 'apiKey', in: 'query', name: 'key' }, basic: { type: 'basic' }, oauth: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://auth.test/a', tokenUrl: 'https://auth.test/t', scopes: {} } },
  security: [{ key: [] }, { basic: [] }, { oauth: [] }],
};
const text = (type: string) => ({ type, uiDefinition: { displayName: 'D', description: 'D.', tooltip: 'D.', constraints: { required: 'true' } } });
const properties = {
  properties: {
    iconBrandColor: '#336699', capabilities: [], scriptOperations: ['GetThing'],
    connectionParameters: {
      'token': { type: 'oauthSetting', oAuthSettings: { identityProvider: 'oauth2generic', clientId: 'app', scopes: ['all'], redirectMode: 'Global', redirectUrl: 'https://global.consent.azure-apim.net/redirect', properties: { IsFirstParty: 'False' }, customParameters: {
        authorizationUrlTemplate: { value: 'https://auth.test/a' }, tokenUrlTemplate: { value: 'https://auth.test/t' }, authorizationUrlQueryStringTemplate: { value: '?client_id={ClientId}&response_type=code&redirect_uri={RedirectUrl}&state={State}' },
        tokenBodyTemplate: { value: 'grant_type=authorization_code&code={Code}&client_secret={ClientSecret}&redirect_uri={RedirectUrl}&org={OrgName}' }, refreshUrlTemplate: { value: 'https://auth.test/t' }, refreshBodyTemplate: { value: 'grant_type=refresh_token&refresh_token={RefreshToken}&client_secret={ClientSecret}' },
      } } },
      'api_key': text('securestring'), 'username': text('string'), 'password': text('securestring'), 'note': text('securestring'), 'token:clientSecret': text('securestring'), 'token:orgName': text('string'),
    },
    policyTemplateInstances: [
      policy('setheader', { name: 'X-Note', value: "@connectionParameters('note')", existsAction: 'override' }, { section: 'Request' }),
      policy('setqueryparameter', { name: 'password', value: "@connectionParameters('password')", existsAction: 'override' }, { section: 'Request' }),
      policy('setheader', { name: 'X-Again', value: "@connectionParameters('password')", existsAction: 'override' }, { section: 'Response' }),
    ],
  },
};
/** Logs what it is called with, and tells it in an exception for one thing. */
const script = `public class Script : ScriptBase {
  public override async Task<HttpResponseMessage> ExecuteAsync() {
    this.Context.Logger.LogInformation(this.Context.Request.RequestUri + " " + this.Context.Request.Headers.ToString());
    if (this.Context.Request.RequestUri.ToString().Contains("/things/bad")) throw new Exception(this.Context.Request.Headers.ToString());
    return await this.Context.SendAsync(this.Context.Request, this.CancellationToken);
  }
}`;

/** Repeats what it was sent: as JSON, as text in JSON, as a form, and in headers. */
function repeating({ uri, headers, body }: HttpRequest) {
  const sent = { uri, headers, body: Buffer.from(body ?? '').toString('utf8') };
  const own = [['X-Sent', encodeURIComponent(JSON.stringify(sent))], ['Location', `https://api.test/v1/trigger?said=${encodeURIComponent(uri)}`]] as const;
  if (uri.includes('/colors')) return { status: 418, headers: [['Content-Type', 'text/plain'], ...own] as const, body: Buffer.from(`${JSON.stringify(JSON.stringify(sent))} ${new URLSearchParams(sent.headers.map(([name, value]): [string, string] => [name, value])).toString()}`) };
  return answer(200, { value: [{ id: '1', sent, text: JSON.stringify(sent) }], sent }, own);
}

const document = flowDocument(steps({
  Get: call('small', 'GetThing', { id: '@{triggerOutputs()?[\'body/id\']}' }),
  Say: { after: 'Get', type: 'Compose', inputs: '@{outputs(\'Get\')} and @{triggerBody()}' },
  Post: { after: 'Say', ...call('teams', 'PostMessageToConversation', { 'poster': 'Flow bot', 'location': 'Channel', 'body/recipient/groupId': 'team', 'body/recipient/channelId': 'c', 'body/messageBody': '@{outputs(\'Say\')}' }) },
}));

/** What the stream of events has sent after a moment. */
async function eventsOf(origin: string): Promise<string> {
  const stop = new AbortController();
  const response = await fetch(`${origin}/api/v1/events?after=0`, { headers: { Authorization: 'Bearer the-token' }, signal: stop.signal });
  let said = '';
  setTimeout(() => { stop.abort(); }, 500);
  try {
    for await (const chunk of response.body ?? []) said += Buffer.from(chunk as Uint8Array).toString('utf8'); // a response's chunks are bytes
  } catch (error) {
    if (!stop.signal.aborted) throw error;
  }
  assert.match(said, /"kind":"poll"/);
  return said;
}

describe('marked secrets', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-marked-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  it('stand in nothing that the API answers, nor in what is kept', async () => {
    const clock = new VirtualClock(start);
    const store = openEnvironmentStore({ folder: join(folder, '.konektor') });
    let granted = 0;
    // The identity provider repeats, too: first in a refusal, later beside its tokens.
    const http = { send: (request: HttpRequest) => Promise.resolve(++granted === 3
      ? answer(400, { error: 'invalid_grant', error_description: `${Buffer.from(request.body ?? '').toString('utf8')} ${decodeURIComponent(Buffer.from(request.body ?? '').toString('utf8'))}` })
      : answer(200, { access_token: `${mark}access-${granted}-4f6a`, refresh_token: `${mark}refresh-${granted}-4f6a`, expires_in: 600, scope: 'all' })) };
    const server = await startEnvironmentServer({
      port: 0, token: 'the-token', version: '0.0.0',
      open: origin => Environment.open({ store, clock, backend: fakeBackend(repeating), publicOrigin: origin, startScriptHost: sharedCode, random: () => 0.5, signIn: ports => localSignIn(ports, { contacted: ['https://auth.test'], http }) }),
    });
    const shown: [string, string][] = [];
    const api = async (method: string, path: string, body?: unknown): Promise<unknown> => {
      const response = await fetch(`${server.origin}/api/v1${path}`, { method, headers: { Authorization: 'Bearer the-token', ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      const said = await response.text();
      shown.push([`${method} ${path} ${response.status}`, `${said} ${JSON.stringify([...response.headers])}`]);
      return said === '' ? undefined : JSON.parse(said);
    };
    try {
      await server.environment.installFiles('small', filesOf({ 'apiDefinition.swagger.json': definition, 'apiProperties.json': properties, 'script.csx': script }));
      await api('POST', '/connections', { connector: 'small', id: 'c', values });
      const { url } = await api('POST', '/connections/c/sign-in', {}) as { url: string }; // the contract's answer
      const landed = await fetch(`${server.origin}/sign-in/redirect?code=${mark}code&state=${new URL(url).searchParams.get('state')}`);
      shown.push(['GET /sign-in/redirect', await landed.text()]);
      assert.equal(landed.status, 200);
      await api('POST', '/connections/c/operations/GetThing/invoke', { inputs: { id: 'x' } });
      await api('POST', '/connections/c/operations/GetThing/invoke', { inputs: { id: 'bad' } });
      await api('POST', '/connections/c/operations/ListColors/invoke', {});
      await api('POST', '/connections/c/operations/OnThing/choices', { field: 'color' });
      await api('POST', '/connections/c/test');
      await api('POST', '/flows', { id: 'f', name: 'Marked', document });
      await api('PUT', '/flows/f/bindings', { connections: { ref_small: 'c' } });
      await api('POST', '/flows/f/turn-on');
      await clock.advanceBy(10 * 60_000);
      await clock.advanceBy(20 * 60_000);
      for (const path of ['/environment', '/connections', '/connections/c', '/connectors/small', '/flows', '/flows/f', '/flows/f/trigger-state', '/polls', '/runs', '/outbox', '/outbox/1', '/sign-in']) await api('GET', path);
      const { value: runs } = await api('GET', '/runs') as { value: readonly { key: string }[] }; // the contract's answer
      for (const { key } of runs.slice(0, 2)) await api('GET', `/runs/${encodeURIComponent(key)}`);
      const signIns = await fetch(`${server.origin}/sign-in/sign-ins`);
      shown.push(['GET /sign-in/sign-ins', await signIns.text()]);
      shown.push(['events', await eventsOf(server.origin)]);
      shown.push(['status', JSON.stringify(store.connections.get('c')?.status)]);
      assert.ok(runs.length > 2 && granted > 2, `${runs.length} runs, ${granted} answers of the provider`);
      assert.equal(store.connections.get('c')?.status.kind, 'signInNeeded');
      assert.ok(shown.some(([, said]) => said.includes('***')));
    } finally {
      await server.close();
      await server.environment.close();
      store.close();
    }
    for (const file of readdirSync(join(folder, '.konektor'))) shown.push([`file ${file}`, readFileSync(join(folder, '.konektor', file), 'latin1')]);
    const forms = [mark, Buffer.from(mark).toString('base64').slice(0, 7), Buffer.from(`-${mark}`).toString('base64').slice(2, 9), Buffer.from(`--${mark}`).toString('base64').slice(3, 10)];
    const found = shown.flatMap(([place, said]) => forms.flatMap(form => {
      const at = said.indexOf(form);
      return at < 0 ? [] : [`${place}: …${said.slice(Math.max(0, at - 60), at + 60)}…`];
    }));
    assert.deepEqual(found, []);
  });
});
