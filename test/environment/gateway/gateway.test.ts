import * as assert from 'node:assert/strict';
import { EnvironmentError, Gateway, type HttpRequest, installedConnector, type JsonObject, VirtualClock } from '../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, fakeCode, gatewayOrigin, policy, smallConnector, smallGateway, type SmallGateway } from '../small-connector';

const get = (path: string, headers: HttpRequest['headers'] = []): HttpRequest => ({ method: 'GET', uri: base + path, headers });
const operation = { path: '/things', object: { operationId: 'GetThings' } };
const required = { uiDefinition: { displayName: 'API key', constraints: { required: 'true' } } };

/** The request that one GET /things?q=1 leads to at the backend. */
async function authenticated(root: JsonObject, properties: JsonObject, setup: Partial<SmallGateway> = {}, object: JsonObject = {}) {
  const backend = fakeBackend(() => answer(200, {}));
  const gateway = smallGateway({ connector: smallConnector({ operations: [{ ...operation, object: { ...operation.object, ...object } }], root, properties }), backend, ...setup });
  const answered = await gateway.send(get('/things?q=1'));
  const [request] = backend.requests;
  return { answered, uri: request?.uri, headers: request?.headers.filter(([name]) => name !== 'x-ms-client-request-id') };
}

describe('authentication at the gateway (facts 0 step 1, facts 5)', () => {
  const keyInHeader = { securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } };
  const keyInQuery = { securityDefinitions: { key: { type: 'apiKey', name: 'api key', in: 'query' } } };
  const basic = { securityDefinitions: { b: { type: 'basic' } }, security: [{ b: [] }] };
  const keyParameter = { connectionParameters: { api_key: { type: 'securestring', ...required } } };

  it('puts api_key where an apiKey scheme says', async () => {
    assert.deepEqual((await authenticated(keyInHeader, keyParameter, { values: { api_key: 'k-1' } })).headers, [['X-Key', 'k-1']]);
    assert.equal((await authenticated(keyInQuery, keyParameter, { values: { api_key: 'k 1' } })).uri, 'https://api.test/v1/things?q=1&api%20key=k%201');
  });

  it('writes username and password as Basic', async () => {
    const expected = `Basic ${Buffer.from('ann:pässword').toString('base64')}`;
    assert.deepEqual((await authenticated(basic, {}, { values: { username: 'ann', password: 'pässword' } })).headers, [['Authorization', expected]]);
  });

  it('sends nothing for an operation with an empty security list', async () => {
    assert.deepEqual((await authenticated(keyInHeader, keyParameter, { values: { api_key: 'k-1' } }, { security: [] })).headers, []);
  });

  it('applies definitions without any list, unless that is assumed otherwise', async () => {
    assert.deepEqual((await authenticated(keyInHeader, keyParameter, { values: { api_key: 'k-1' }, assumed: { undeclaredSecurity: 'skip' } })).headers, []);
  });

  const aad = (custom: JsonObject): JsonObject => ({ type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad', scopes: ['s'], customParameters: custom, properties: { AzureActiveDirectoryResourceId: 'https://fallback.test' } } });
  it('turns a sign-in into a bearer token', async () => {
    const seen = await authenticated({}, { connectionParameters: { token: aad({ resourceUri: { value: 'https://res.test' } }) } });
    assert.deepEqual(seen.headers, [['Authorization', 'Bearer the-access-token']]);
  });

  it('takes the parameters of the connection\'s set, and client credentials by its grantType', async () => {
    const asked: unknown[] = [];
    const properties = { connectionParameterSets: { values: [
      { name: 'user', parameters: { token: aad({}) } },
      { name: 'app', parameters: { token: aad({ grantType: { value: 'client_credentials' } }), 'token:clientId': { type: 'string', ...required } } },
    ] } };
    const connector = smallConnector({ operations: [operation], properties });
    const backend = fakeBackend(() => answer(200, {}));
    const gateway = new Gateway({
      connectors: [{ connector }], connections: [{ id: 'c1', connector: 'small', parameterSet: 'app', values: { 'token:clientId': 'app-1' } }], backend,
      tokens: { token: request => (asked.push(request), Promise.resolve('t')) }, clock: new VirtualClock(0), publicOrigin: 'https://gateway.test',
    });
    await gateway.send(get('/things'));
    assert.deepEqual(asked, [{ connector: 'small', connectionId: 'c1', parameter: 'token', identityProvider: 'aad', resource: 'https://fallback.test', scopes: ['s'], grant: 'clientCredentials', values: { 'token:clientId': 'app-1' } }]);
    assert.throws(() => smallGateway({ connector }), new EnvironmentError('connection', 'The connection "c1" can\'t be used: "Small" offers several ways to sign in, and this names none. Choose one of: user, app.'));
    assert.throws(() => smallGateway({ connector, parameterSet: 'app' }), new EnvironmentError('connection', 'The connection "c1" can\'t be used: "API key" (token:clientId) must be filled in.'));
  });

  it('answers 401 with the provider\'s sentence where there is no token', async () => {
    const seen = await authenticated({}, { connectionParameters: { token: aad({}) } }, { token: () => Promise.reject(new Error('The sign-in of connection "c1" has expired. Sign in again.')) });
    assert.deepEqual([seen.uri, seen.answered.status, bodyOf(seen.answered)], [undefined, 401, { error: { code: 'SignInFailed', message: 'The sign-in of connection "c1" has expired. Sign in again.' } }]);
  });

  it('shows no secret of the connection in what it recorded', async () => {
    const seen = await authenticated(keyInQuery, keyParameter, { values: { api_key: 'secret k/1' } });
    assert.deepEqual(seen.answered.backendCalls, [{ method: 'GET', uri: 'https://api.test/v1/things?q=1&api%20key=***', status: 200 }]);
  });
});

describe('the pipeline (facts 0)', () => {
  const script = 'class Script : ScriptBase {}';

  it('gives code the request after authentication and policies, and the gateway address before them', async () => {
    const code = fakeCode(() => answer(200, { by: 'code' }));
    const backend = fakeBackend(() => answer(200, { by: 'backend' }));
    const connector = smallConnector({
      operations: [operation], script,
      root: { securityDefinitions: { key: { type: 'apiKey', name: 'X-Key', in: 'header' } } },
      properties: { policyTemplateInstances: [policy('dynamichosturl', { urlTemplate: 'https://mine.test' }), policy('setheader', { name: 'X-Secret', value: '@connectionParameters(\'secret\')' }), policy('setheader', { name: 'X-After', value: '1' }, { section: 'Response' })] },
    });
    const gateway = smallGateway({ connector, code, backend, values: { api_key: 'k', secret: 's' } });
    const answered = await gateway.send({ ...get('/things?q=1&undeclared=2', [['Accept', 'x/y']]), body: Buffer.from('{}') });
    assert.deepEqual(code.calls, [{
      operationId: 'GetThings', method: 'GET', uri: 'https://mine.test/things?q=1&undeclared=2', body: Buffer.from('{}'),
      headers: [['Accept', 'x/y'], ['x-ms-client-request-id', 'call-1'], ['X-Key', 'k'], ['X-Secret', 's']],
      originalRequestUri: `${base}/things?q=1&undeclared=2`, timeLimitMs: 5000, correlationId: 'call-1', base64OperationId: false, notificationBase: `${gatewayOrigin}/notifications/${gateway.signature('notification\nsmall\nc1')}/small/c1`, clock: '2026-03-02T07:00:00.000Z',
    }]);
    assert.deepEqual(backend.requests, []);
    assert.deepEqual([bodyOf(answered), answered.headers, answered.answeredBy, answered.operationId], [{ by: 'code' }, [['X-After', '1']], 'customCode', 'GetThings']);
  });

  it('runs code for the listed operations; an absent or empty list means all (facts 1.1)', async () => {
    const by = async (properties: JsonObject): Promise<string> => {
      const connector = smallConnector({ operations: [operation], script, properties });
      return (await smallGateway({ connector, code: fakeCode(() => answer(200)) }).send(get('/things'))).answeredBy;
    };
    assert.deepEqual([await by({}), await by({ scriptOperations: [] }), await by({ scriptOperations: ['GetThings'] }), await by({ scriptOperations: ['Other'] })], ['customCode', 'customCode', 'customCode', 'backend']);
  });

  it('takes a scriptOperations list without script as harmless (facts 1.1)', async () => {
    const connector = smallConnector({ operations: [operation], properties: { scriptOperations: ['GetThings'] } });
    assert.equal((await smallGateway({ connector }).send(get('/things'))).answeredBy, 'backend');
  });

  it('turns the switches that code sees', async () => {
    const code = fakeCode(() => answer(200));
    const gateway = smallGateway({ connector: smallConnector({ operations: [operation], script }), code, values: { a: '1' }, assumed: { operationIdForm: 'base64', scriptTimeLimitMs: 120_000, connectionParametersInCode: 'present' } });
    await gateway.send(get('/things'));
    const [call] = code.calls;
    assert.deepEqual([call?.base64OperationId, call?.timeLimitMs, call?.connectionParameters], [true, 120_000, { a: '1' }]);
  });

  it('answers for code that threw or ran out of time, without the connection\'s secrets', async () => {
    const connector = smallConnector({ operations: [operation], script });
    const failing = (failure: 'exception' | 'timeout') => smallGateway({
      connector, values: { api_key: 'very-secret' },
      code: { run: () => Promise.resolve({ kind: 'failed', failure, exceptionType: 'System.Exception', message: 'bad very-secret', stack: [], stillRunning: false, sends: [{ send: 1, method: 'GET', uri: 'https://x.test/?k=very-secret', milliseconds: 1, status: 200 }], logs: [{ level: 'error', message: 'very-secret' }] }) },
    }).send(get('/things'));
    const thrown = await failing('exception');
    assert.deepEqual([thrown.status, bodyOf(thrown), thrown.backendCalls, thrown.logs], [500, { error: { code: 'CustomCodeFailed', message: 'The custom code of GetThings failed: System.Exception: bad ***' } }, [{ method: 'GET', uri: 'https://x.test/?k=***', status: 200 }], [{ level: 'error', message: '***' }]]);
    assert.deepEqual(bodyOf(await failing('timeout')), { error: { code: 'CustomCodeFailed', message: 'The custom code of GetThings ran longer than 5 s and was stopped.' } });
  });

  it('answers 502 where the backend does not, and runs Failure policies then', async () => {
    const connector = smallConnector({ operations: [operation], properties: { policyTemplateInstances: [policy('setheader', { name: 'X-Failed', value: 'yes' }, { section: 'Failure' })] } });
    const broken = await smallGateway({ connector, backend: fakeBackend(() => { throw new Error('connection refused'); }) }).send(get('/things'));
    assert.deepEqual([broken.status, bodyOf(broken), broken.headers], [502, { error: { code: 'BackendNotReached', message: 'https://api.test did not answer: connection refused' } }, [['Content-Type', 'application/json; charset=utf-8'], ['X-Failed', 'yes']]]);
    const status = async (failureSection: 'connectionErrors' | 'errorStatus') => (await smallGateway({ connector, backend: fakeBackend(() => answer(404)), assumed: { failureSection } }).send(get('/things'))).headers;
    assert.deepEqual([await status('connectionErrors'), await status('errorStatus')], [[], [['X-Failed', 'yes']]]);
  });

  it('puts a Location on the backend onto the connector (facts 3.3), and resolves a relative one', async () => {
    const located = async (location: string, assumed = {}): Promise<string | undefined> => {
      const gateway = smallGateway({ connector: smallConnector({ operations: [operation] }), backend: fakeBackend(() => answer(202, undefined, [['Location', location]])), assumed });
      return (await gateway.send(get('/things'))).headers.find(([name]) => name === 'Location')?.[1];
    };
    assert.deepEqual([await located('https://api.test/v1/jobs/1?x=2'), await located('jobs/1'), await located('https://api.test/v10/jobs/1'), await located('https://elsewhere.test/'), await located('https://api.test/v1/jobs/1', { backendLocation: 'leave' })],
      [`${base}/jobs/1?x=2`, `${base}/jobs/1`, 'https://api.test/v10/jobs/1', 'https://elsewhere.test/', 'https://api.test/v1/jobs/1']);
  });

  it('follows a Location elsewhere raw, without credentials, and says so', async () => {
    const backend = fakeBackend(() => answer(200, {}));
    const answered = await smallGateway({ connector: smallConnector({ operations: [operation] }), backend }).follow({ method: 'GET', uri: 'https://elsewhere.test/x?sig=s', headers: [['Authorization', 'a'], ['B', 'b']] });
    assert.deepEqual(backend.requests, [{ method: 'GET', uri: 'https://elsewhere.test/x?sig=s', headers: [['B', 'b']] }]);
    assert.deepEqual([answered.findings.map(({ code }) => code), answered.backendCalls], [['foreign-location'], [{ method: 'GET', uri: 'https://elsewhere.test/x', status: 200 }]]);
  });
});

describe('finding the operation', () => {
  const connector = smallConnector({ operations: [
    { path: '/things/{id}', object: { operationId: 'GetThing' } }, { path: '/things/all', object: { operationId: 'GetAll' } }, { path: '/things(\'{id}\')/{part}', object: { operationId: 'GetPart' } },
  ] });
  const found = async (path: string, method = 'GET') => {
    const answered = await smallGateway({ connector }).send({ ...get(path), method });
    return answered.operationId ?? [answered.status, bodyOf(answered)];
  };

  it('prefers literal paths over parameters', async () => {
    assert.deepEqual([await found('/things/all?x=1'), await found('/things/a%2Fb'), await found('/things(\'1\')/x')], ['GetAll', 'GetThing', 'GetPart']);
  });

  it('answers 404 and 405 with what is declared', async () => {
    assert.deepEqual(await found('/none'), [404, { error: { code: 'OperationNotFound', message: 'The definition declares no operation GET /none.' } }]);
    assert.deepEqual(await found('/things/all', 'POST'), [405, { error: { code: 'MethodNotDeclared', message: 'The definition declares GET for this path, not POST.' } }]);
    assert.deepEqual(await found('/things/%2e.'), [400, { error: { code: 'PathRefused', message: 'A path segment may not be "." or "..".' } }]);
  });

  it('names what is installed where connector or connection are unknown', async () => {
    const gateway = smallGateway({ connector });
    const said = async (path: string) => bodyOf(await gateway.send({ method: 'GET', uri: `https://gateway.test/apim/${path}`, headers: [] }));
    assert.deepEqual(await said('big/c1/x'), { error: { code: 'ConnectorNotFound', message: 'No connector "big" is installed here. There are: small.' } });
    assert.deepEqual(await said('small/c2/x'), { error: { code: 'ConnectionNotFound', message: 'The connector "small" has no connection "c2".' } });
  });

  it('invokes by operation id, and names the near ones otherwise', async () => {
    const gateway = smallGateway({ connector });
    assert.equal((await gateway.invoke({ connectionId: 'c1', operationId: 'GetAll', inputs: {} })).operationId, 'GetAll');
    await assert.rejects(gateway.invoke({ connectionId: 'c1', operationId: 'getall', inputs: {} }), new EnvironmentError('operation', 'The connector "Small" has no operation "getall". It has: GetAll.'));
  });
});

describe('what can\'t be installed', () => {
  const install = (definition: unknown) => () => installedConnector({ name: 'odd', definition });
  const whole = { swagger: '2.0', host: 'h.test', paths: { '/a': { get: { operationId: 'A' } }, '/b': { get: { operationId: 'A' } } } };
  const cases: readonly (readonly [definition: unknown, message: string])[] = [
    [{ openapi: '3.0.1' }, 'its definition is not OpenAPI 2.0 ("swagger": "2.0"). Power Platform reads nothing else. Give the apiDefinition.swagger.json of the connector.'],
    [{ swagger: '2.0' }, 'its definition has no "host". Without it no operation has a backend. Add the host name of the service.'],
    [{ ...whole, paths: {} }, 'its definition has no operation. Add at least one under "paths".'],
    [{ ...whole, paths: { '/a': { get: {} } } }, 'GET /a has no "operationId". Flows name an operation by it. Add one.'],
    [whole, 'GET /a and GET /b both have the operationId "A". Flows name an operation by it. Rename one of the two.'],
  ];
  for (const [definition, message] of cases) {
    it(message, () => assert.throws(install(definition), new EnvironmentError('connector', `The connector "odd" can't be installed: ${message}`)));
  }
});
