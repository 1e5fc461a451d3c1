import * as assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { headerOf, type HttpRequest, type JsonObject } from '../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, policy, smallConnector, smallGateway } from '../small-connector';
import { codeNamed, scriptNamed } from './coded-connector';

const body: JsonObject = { name: 'body', in: 'body', schema: { type: 'object' } };
const json = (request: HttpRequest | undefined): unknown => JSON.parse(Buffer.from(request?.body ?? []).toString('utf8'));
const without = (request: HttpRequest | undefined, ...names: string[]): readonly (string | undefined)[] => names.map(name => request && headerOf(request.headers, name));

describe('actions in the shape of published ones', function () {
  this.timeout(120_000);

  describe('Azure Communication Services (facts 8, case 7): two ways to sign in, Location from OriginalRequestUri', () => {
    const sets: JsonObject = {
      connectionParameterSets: { values: [
        { name: 'keyBased', parameters: { api_key: { type: 'securestring', uiDefinition: { displayName: 'Connection string', constraints: { required: 'true' } } } } },
        { name: 'aadOauth', parameters: {
          token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad', scopes: [], customParameters: { resourceUri: { value: 'https://communication.example' } } } },
          'token:TenantId': { type: 'string', metadata: { sourceType: 'AzureActiveDirectoryTenant' } },
        } },
      ] },
    };
    const key = Buffer.from('a key of some length').toString('base64');
    const sent = async (parameterSet: string, values: Record<string, string>) => {
      const backend = fakeBackend(() => answer(201, { name: 's' }));
      const connector = smallConnector({
        operations: [{ method: 'post', path: '/subscriptions', object: { operationId: 'CreateSubscription', parameters: [body] } }],
        root: { securityDefinitions: { connection: { type: 'apiKey', name: 'Connection-String', in: 'header' } }, security: [{ connection: [] }] },
        properties: sets, script: scriptNamed('signed-messages'),
      });
      const gateway = smallGateway({ connector, backend, code: await codeNamed('signed-messages'), parameterSet, values });
      const created = await gateway.invoke({ connectionId: 'c1', operationId: 'CreateSubscription', inputs: { body: { to: '+49', text: 'Größe' } } });
      assert.equal(headerOf(created.headers, 'Location'), `${base}/subscriptions/subscription-1`);
      return { request: backend.requests[0], created };
    };

    it('with a connection string: it does not leave, and the request is signed with its key', async () => {
      const { request, created } = await sent('keyBased', { api_key: `endpoint=https://own.communication.test/;accesskey=${key}` });
      const content = Buffer.from(request?.body ?? []);
      const hash = createHash('sha256').update(content).digest('base64');
      const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(`POST\n/v1/subscriptions\nMon, 02 Mar 2026 07:00:00 GMT;own.communication.test;${hash}`).digest('base64');
      assert.deepEqual([request?.uri, ...without(request, 'Connection-String', 'Authorization', 'x-ms-content-sha256')], [
        'https://own.communication.test/v1/subscriptions', undefined, `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`, hash,
      ]);
      assert.ok(!JSON.stringify([created.backendCalls, created.logs]).includes(key));
    });

    it('signed in: the bearer token passes as it is', async () => {
      const { request } = await sent('aadOauth', { 'token:TenantId': 't' });
      assert.deepEqual([request?.uri, ...without(request, 'Connection-String', 'Authorization')], ['https://api.test/v1/subscriptions', undefined, 'Bearer the-access-token']);
    });
  });

  it('Airmeet and QPP NextGen (facts 8, case 8): policies hand connection parameters to the script in headers', async () => {
    const backend = fakeBackend(({ uri }) => (uri.endsWith('/auth') ? answer(200, { token: 't-1' }) : answer(200, [])));
    const connector = smallConnector({
      operations: [{ path: '/airmeets', object: { operationId: 'ListAirmeets' } }],
      properties: {
        connectionParameters: { access: { type: 'securestring' }, secret: { type: 'securestring' } },
        policyTemplateInstances: [policy('setheader', { name: 'x-access-key', value: '@connectionParameters(\'access\')', existsAction: 'override' }), policy('setheader', { name: 'x-secret-key', value: '@connectionParameters(\'secret\', \'none\')' })],
      },
      script: scriptNamed('header-hand-off'),
    });
    const answered = await smallGateway({ connector, backend, code: await codeNamed('header-hand-off'), values: { access: 'access-1', secret: 'secret-1' } }).send({ method: 'GET', uri: `${base}/airmeets`, headers: [] });
    assert.deepEqual([answered.status, backend.requests.map(request => [request.method, request.uri, ...without(request, 'x-access-key', 'x-secret-key', 'x-token')])], [200, [
      ['POST', 'https://api.test/auth', 'access-1', 'secret-1', undefined], ['GET', 'https://api.test/v1/airmeets', undefined, undefined, 't-1'],
    ]]);
  });

  it('Oneflow (facts 8, case 9): host from the connection, a list out of JSON text, and code that builds on both', async () => {
    const backend = fakeBackend(() => answer(201, {}));
    const connector = smallConnector({
      operations: [{ method: 'post', path: '/contracts', object: { operationId: 'AddParties', parameters: [body] } }],
      properties: {
        connectionParameters: { environment: { type: 'string', uiDefinition: { constraints: { allowedValues: [{ text: 'Production', value: 'api' }, { text: 'Test', value: 'api.test' }] } } } },
        policyTemplateInstances: [
          policy('dynamichosturl', { urlTemplate: 'https://@connectionParameters(\'environment\',\'api\').oneflow.test/api' }),
          policy('setproperty', { newPropertyParentPathTemplate: '@body()', newPropertySubPathTemplate: 'parties', propertyValuePathTemplate: '[{@body().party}]' }, { operations: ['AddParties'], section: 'Request' }),
        ],
      },
      script: scriptNamed('contracts'),
    });
    const answered = await smallGateway({ connector, backend, code: await codeNamed('contracts'), values: { environment: 'api.stage' } }).invoke({ connectionId: 'c1', operationId: 'AddParties', inputs: { body: { contract: 5, party: { name: 'Größe "AG"' } } } });
    assert.deepEqual([bodyOf(answered), backend.requests.map(request => [request.uri, json(request)])], [{ made: [201] }, [['https://api.stage.oneflow.test/api/contracts/5/parties', { name: 'Größe "AG"' }]]]);
  });

  it('Exact Online Premium (facts 8, case 11): C# 9, extension methods in static classes at the top', async () => {
    const backend = fakeBackend(() => answer(200, { kind: 2, rows: [{ name: 'Ada' }] }));
    const connector = smallConnector({ operations: [{ path: '/employees', object: { operationId: 'GetEmployees', parameters: [{ name: 'language', in: 'query', type: 'string' }] } }], script: scriptNamed('newer-csharp') });
    const gateway = smallGateway({ connector, backend, code: await codeNamed('newer-csharp') });
    const asked = async (inputs: JsonObject): Promise<unknown> => bodyOf(await gateway.invoke({ connectionId: 'c1', operationId: 'GetEmployees', inputs }));
    assert.deepEqual([await asked({ language: 'de' }), await asked({})], [{ kind: 'early', label: 'Mitarbeiter Mitarbeiter', first: 'Ada' }, { kind: 'early', label: 'Employee Employee', first: 'Ada' }]);
  });

  it('Snowflake (facts 8, case 12): a namespace of .NET Framework is imported, a class in small letters, no call to the backend', async () => {
    const backend = fakeBackend(() => answer(500));
    const connector = smallConnector({ operations: [{ method: 'post', path: '/convert', object: { operationId: 'Convert', parameters: [body] } }], script: scriptNamed('rows-of-columns') });
    const gateway = smallGateway({ connector, backend, code: await codeNamed('rows-of-columns') });
    const converted = async (value: JsonObject) => {
      const answered = await gateway.invoke({ connectionId: 'c1', operationId: 'Convert', inputs: { body: value } });
      return [answered.status, bodyOf(answered), answered.answeredBy, answered.backendCalls.length];
    };
    assert.deepEqual([await converted({ columns: ['A', 'B'], data: [['1', null], ['2', 'x']] }), await converted({})], [
      [200, [{ A: '1', B: null }, { A: '2', B: 'x' }], 'customCode', 0], [400, { error: 'data and columns are needed' }, 'customCode', 0],
    ]);
    assert.deepEqual(backend.requests, []);
  });

  it('Zoho Mail (facts 8, case 13): the host is a parameter of the sign-in', async () => {
    const backend = fakeBackend(() => answer(200, {}));
    const connector = smallConnector({
      operations: [{ path: '/accounts', object: { operationId: 'GetAccounts' } }],
      root: { securityDefinitions: { oauth: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://accounts.test/auth', tokenUrl: 'https://accounts.test/token', scopes: {} } }, security: [{ oauth: [] }] },
      properties: {
        connectionParameters: { token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'oauth2generic', scopes: [], customParameters: {} } }, 'token:CustomHost': { type: 'string' } },
        policyTemplateInstances: [policy('dynamichosturl', { urlTemplate: 'https://mail.@connectionParameters(\'token:CustomHost\')/api' })],
      },
    });
    await smallGateway({ connector, backend, values: { 'token:CustomHost': 'zoho.eu' } }).invoke({ connectionId: 'c1', operationId: 'GetAccounts', inputs: {} });
    assert.deepEqual(backend.requests.map(request => [request.uri, ...without(request, 'Authorization')]), [['https://mail.zoho.eu/api/accounts', 'Bearer the-access-token']]);
  });
});
