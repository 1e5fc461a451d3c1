/** Sign-ins through sockets, as a browser comes to them. */
import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, type EnvironmentServer, type EnvironmentStore, openEnvironmentStore, startEnvironmentServer, VirtualClock } from '../../../scripts/environment';
import { filesOf, sharedCode, smallDefinition, smallProperties } from '../host/opened-environment';
import { answer, fakeBackend, start } from '../small-connector';
import { entra } from './small-sign-in';

const tenant = { type: 'string', metadata: { sourceType: 'AzureActiveDirectoryTenant' }, uiDefinition: { displayName: 'Tenant', description: 'The tenant.', tooltip: 'The tenant.', constraints: { required: 'false', hidden: 'true' } } };
const token = { ...entra(), uiDefinition: { displayName: 'Sign in', description: 'Sign in.', tooltip: 'Sign in.', constraints: { required: 'true' } } };
const definition = { ...smallDefinition, securityDefinitions: { entra: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://login.windows.net/common/oauth2/authorize', tokenUrl: 'https://login.windows.net/common/oauth2/token', scopes: {} } }, security: [{ entra: [] }] };
const properties = { properties: {
  ...smallProperties.properties, connectionParameters: { token, 'token:TenantId': tenant },
  policyTemplateInstances: [{ templateId: 'setheader', title: 'Tenant', parameters: { 'x-ms-apimTemplateParameter.name': 'X-Tenant', 'x-ms-apimTemplateParameter.value': "@connectionParameters('token:tenantId')", 'x-ms-apimTemplate-policySection': 'Request' } }],
} };

describe('a sign-in at a served environment', () => {
  const backend = fakeBackend(() => answer(200, { id: '1' }));
  let folder = '';
  let store: EnvironmentStore;
  let server: EnvironmentServer;
  beforeEach(async () => {
    backend.requests.splice(0);
    folder = mkdtempSync(join(tmpdir(), 'konektor-served-'));
    store = openEnvironmentStore({ folder });
    const clock = new VirtualClock(start);
    server = await startEnvironmentServer({ port: 0, token: 't', version: '0.0.0', open: origin => Environment.open({ store, clock, backend, publicOrigin: origin, startScriptHost: sharedCode, random: () => 0.5 }) });
    await server.environment.installFiles('small', filesOf({ 'apiDefinition.swagger.json': definition, 'apiProperties.json': properties }));
    await server.environment.connections.create({ connector: 'small', id: 'c1' });
  });
  afterEach(async () => {
    await server.close();
    await server.environment.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const consent = async (): Promise<{ readonly form: URLSearchParams }> => {
    const html = await (await fetch(await server.environment.connections.signIn('c1'))).text();
    return { form: new URLSearchParams({ ticket: /name="ticket" value="([^"]+)"/.exec(html)?.[1] ?? '', account: 'contributor@stand-in.example', decision: 'accept' }) };
  };
  const send = (form: URLSearchParams, headers: Readonly<Record<string, string>>): Promise<Response> => fetch(`${server.origin}/sign-in/consent`, { method: 'POST', redirect: 'manual', headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers }, body: form.toString() });

  it('needs no token of the API, and its tenant reaches policies with the next call', async () => {
    assert.equal((await server.environment.testCall({ connectionId: 'c1', operationId: 'GetThing', inputs: { id: '1' } })).answer.status, 401);
    const redirect = await send((await consent()).form, { Origin: server.origin });
    assert.equal(redirect.status, 303);
    const landed = await fetch(redirect.headers.get('Location') ?? '');
    assert.deepEqual([landed.status, server.environment.connections.get('c1').status], [200, { kind: 'connected' }], await landed.text());
    const { answer: answered } = await server.environment.testCall({ connectionId: 'c1', operationId: 'GetThing', inputs: { id: '1' } });
    assert.deepEqual([answered.status, backend.requests[0]?.headers.find(([name]) => name === 'X-Tenant')?.[1], backend.requests[0]?.headers.find(([name]) => name === 'Authorization')?.[1]], [
      200, '00000000-0000-0000-0000-000000000001', `Bearer ${store.connections.tokens('c1', 'token')?.accessToken}`,
    ]);
  });

  it('is not to be had from another site\'s page, nor under another name of this machine', async () => {
    const { form } = await consent();
    assert.equal((await send(form, { Origin: 'https://evil.test' })).status, 403);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: new URL(server.origin).port, path: '/sign-in/sign-ins', headers: { Host: 'evil.test' } }, answered => { answered.resume(); resolve(answered.statusCode); }).on('error', reject).end();
    });
    assert.equal(rebound, 403);
    assert.equal((await send(form, { Origin: server.origin })).status, 303);
  });
});
