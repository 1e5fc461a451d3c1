import * as assert from 'node:assert/strict';
import { EnvironmentError, Gateway, headerOf, type JsonObject, VirtualClock } from '../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, policy, smallConnector, smallGateway, start } from '../small-connector';

const things = { path: '/things', object: { operationId: 'ListThings' } };
const others = { path: '/others', object: { operationId: 'ListOthers' } };

/** What a backend is sent for a call of an operation with these policies, and what the answer becomes. */
async function called(policies: readonly JsonObject[], request: { path?: string; method?: string; body?: unknown } = {}, values: Record<string, string> = {}) {
  const backend = fakeBackend(() => answer(200, { from: 'backend' }));
  const connector = smallConnector({
    operations: [things, others, { method: 'post', path: '/things', object: { operationId: 'AddThing' } }], properties: { policyTemplateInstances: policies },
  });
  const { path = '/things', method = 'GET', body } = request;
  const answered = await smallGateway({ connector, backend, values }).send({ method, uri: base + path, headers: [], ...(body === undefined ? {} : { body: Buffer.from(JSON.stringify(body)) }) });
  return { sent: backend.requests[0], answered };
}

describe('policies as they are documented (facts 2)', () => {
  const mark = (value: string, settings: Parameters<typeof policy>[2] = {}): JsonObject => policy('setheader', { name: 'X-Mark', value, existsAction: 'append' }, settings);

  it('without operation names, or with an empty list of them, a policy is for all operations; else for those named', async () => {
    const policies = [mark('all'), mark('empty', { operations: [] }), mark('things', { operations: ['ListThings'] }), mark('both', { operations: ['ListThings', 'ListOthers'] })];
    const marks = async (path: string): Promise<string | undefined> => headerOf((await called(policies, { path })).sent?.headers ?? [], 'X-Mark');
    assert.deepEqual([await marks('/things'), await marks('/others')], ['all, empty, things, both', 'all, empty, both']);
  });

  it('existsAction is override where it is absent, and ids of templates are read in any case', async () => {
    const { sent } = await called([policy('SetHeader', { name: 'X-Mark', value: 'first' }), policy('setheader', { name: 'x-mark', value: 'second' }), policy('SETQUERYPARAMETER', { name: 'q', value: 'a b' })]);
    assert.deepEqual([sent?.headers.filter(([name]) => /^x-mark$/i.test(name)), sent?.uri], [[['x-mark', 'second']], 'https://api.test/v1/things?q=a%20b']);
  });

  it('with a dynamichosturl the definition\'s host and base path no longer matter', async () => {
    const { sent } = await called([policy('dynamichosturl', { urlTemplate: 'https://@connectionParameters(\'region\',\'eu\').other.test/api/' })], {}, { region: 'us' });
    assert.equal(sent?.uri, 'https://us.other.test/api/things');
  });

  it('several operations on one path of the backend, told apart by routes', async () => {
    const route = (operation: string, newPath: string, httpMethod: string): JsonObject => policy('routerequesttoendpoint', { newPath, httpMethod }, { operations: [operation] });
    const policies = [route('ListThings', '/v1/all', 'POST'), route('ListOthers', '/v1/all', '@Request.OriginalHTTPMethod')];
    const sent = await Promise.all(['/things', '/others'].map(async path => (await called(policies, { path })).sent));
    assert.deepEqual(sent.map(request => `${request?.method} ${request?.uri}`), ['POST https://api.test/v1/all', 'GET https://api.test/v1/all']);
  });

  it('@{…} makes text of what would keep its type', async () => {
    const set = (name: string, value: string): JsonObject => policy('setproperty', { newPropertyParentPathTemplate: '@body()', newPropertySubPathTemplate: name, propertyValuePathTemplate: value });
    const { sent } = await called([set('a', '@body().n'), set('b', '@{body().n}'), set('c', 'n is @{body().n}'), set('d', '{@body().list}'), set('e', '@{body().list}')], { method: 'POST', body: { n: 5, list: [1] } });
    assert.deepEqual(JSON.parse(Buffer.from(sent?.body ?? []).toString()), { n: 5, list: [1], a: 5, b: '5', c: 'n is 5', d: [1], e: '[1]' });
  });

  it('a null on the way of a path makes the expression fail, and with it the call', async () => {
    const { sent, answered } = await called([policy('setheader', { name: 'X-A', value: '@body().a.b' })], { method: 'POST', body: { a: null } });
    assert.deepEqual([sent, answered.status, bodyOf(answered)], [undefined, 500, { error: { code: 'PolicyFailed', message: 'The policy "The setheader" (setheader) failed: "@body().a.b" fails: there is nothing before "b".' } }]);
  });

  it('stringtoarray makes objects, never texts', async () => {
    const { sent } = await called([policy('stringtoarray', { propertyParentPath: '@body()', propertySubPath: 'names', delimiterList: ';', childPropertyName: 'name', newPropertyPath: '@body().names' })], { method: 'POST', body: { names: 'a;b' } });
    assert.deepEqual(JSON.parse(Buffer.from(sent?.body ?? []).toString()), { names: [{ name: 'a' }, { name: 'b' }] });
  });
});

describe('environment variables in a connector (facts 2.3)', () => {
  const connector = smallConnector({
    operations: [things],
    root: { host: '@environmentVariables("new_host")', basePath: '/@{environmentVariables(\'new_stage\')}', securityDefinitions: { key: { type: 'apiKey', in: 'header', name: '@environmentVariables("new_key")' } } },
    properties: { policyTemplateInstances: [policy('setheader', { name: 'X-Stage', value: '@environmentVariables("new_stage")' })] },
  });
  const gatewayWith = (environmentVariables: Readonly<Record<string, string>>, backend = fakeBackend(() => answer(200, {}))): Gateway => new Gateway({
    connectors: [{ connector }], connections: [{ id: 'c1', connector: 'small', values: { api_key: 'k' } }], backend, environmentVariables,
    tokens: { token: () => Promise.reject(new Error('Nobody signs in here.')) }, clock: new VirtualClock(start), publicOrigin: 'https://gateway.test',
  });

  it('stand in host, base path, security and policies, with the value of when it was saved', async () => {
    const backend = fakeBackend(() => answer(200, {}));
    await gatewayWith({ new_host: 'own.test', new_stage: 'v7', new_key: 'X-Own-Key' }, backend).send({ method: 'GET', uri: `${base}/things`, headers: [] });
    const [sent] = backend.requests;
    assert.deepEqual([sent?.uri, headerOf(sent?.headers ?? [], 'X-Own-Key'), headerOf(sent?.headers ?? [], 'X-Stage')], ['https://own.test/v7/things', 'k', 'v7']);
  });

  it('without a value the connector is refused by name', () => {
    assert.throws(() => gatewayWith({ new_stage: 'v7' }), new EnvironmentError('connector', 'The connector "small" can\'t be installed: it reads the environment variables new_host, new_key, and they have no value here. Give one.'));
  });
});
