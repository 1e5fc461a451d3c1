import assert from 'node:assert/strict';
import { headerOf, type HttpRequest, networkHttp } from '../../../scripts/environment';
import { smallDefinition, smallProperties } from '../host/opened-environment';
import { answer, bodyOf, fakeBackend } from '../small-connector';
import { type Served, servedEnvironments } from './served-environment';

const addThing = { operationId: 'AddThing', summary: 'Add thing', description: 'Adds a thing.', parameters: [{ name: 'id', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Id', description: 'Its id.', 'x-ms-url-encoding': 'single' }, { name: 'thing', in: 'body', required: true, schema: { type: 'object', properties: { name: { type: 'string' } } } }], responses: { 200: { description: 'Added.' } } };
const definition = { ...smallDefinition, paths: { ...smallDefinition.paths, '/things/{id}': { ...smallDefinition.paths['/things/{id}'], post: addThing } } };

/** A Location or a notification address works from outside the process, and without the API's token. */
describe('the gateway over HTTP', () => {
  const { serve } = servedEnvironments();
  const network = networkHttp(5_000);
  after(() => network.close());

  async function connected(backend = fakeBackend(request => answer(201, { got: Buffer.from(request.body ?? '').toString('utf8') }, [['X-Back', 'b'], ['Location', 'https://api.test/v1/things/9']]))): Promise<Served & { readonly backend: typeof backend; readonly ask: (path: string, request?: Partial<HttpRequest>) => ReturnType<typeof network.send> }> {
    const served = await serve({ backend });
    await served.call('installPackage', { body: { name: 'small', files: [{ path: 'apiDefinition.swagger.json', text: JSON.stringify(definition) }, { path: 'apiProperties.json', text: JSON.stringify(smallProperties) }] } });
    await served.call('createConnection', { body: { connector: 'small', id: 'c1', values: { api_key: 'hidden-value' } } });
    return { ...served, backend, ask: (path, request = {}) => network.send({ method: 'GET', headers: [], ...request, uri: served.server.origin + path }) };
  }

  it('passes calls through and back, with addresses of its own, and neither cookies nor origins', async () => {
    const { ask, backend, server } = await connected();
    const headers = [['Content-Type', 'text/plain'], ['X-Own', 'o'], ['Cookie', 'konektor_token=x'], ['Origin', server.origin]] as const;
    const answered = await ask('/apim/small/c1/things/a%2Fb?x=%20y', { method: 'POST', headers, body: Buffer.from('höi') });
    assert.deepEqual([answered.status, bodyOf(answered), headerOf(answered.headers, 'x-back'), headerOf(answered.headers, 'location')], [201, { got: 'höi' }, 'b', `${server.origin}/apim/small/c1/things/9`]);
    const [request] = backend.requests;
    const sent = (name: string) => request && headerOf(request.headers, name);
    assert.deepEqual([request?.uri, sent('X-Own'), sent('Content-Type'), sent('X-Key'), sent('Cookie'), sent('Origin')], ['https://api.test/v1/things/a%2Fb?x=%20y', 'o', 'text/plain', 'hidden-value', undefined, undefined]);
  });

  it('answers for operations and connections that are not there, and for statuses without a body', async () => {
    const { ask } = await connected(fakeBackend(() => answer(204)));
    const codes = await Promise.all(['/apim/small/c2/colors', '/apim/large/c1/colors', '/apim/small/c1/nothing', '/notifications/x/small/c1/colors', '/callbacks/f/s'].map(async path => {
      const answered = await ask(path);
      return [answered.status, (bodyOf(answered) as { error: { code: string } }).error.code]; // the form of every error
    }));
    assert.deepEqual(codes, [[404, 'ConnectionNotFound'], [404, 'ConnectorNotFound'], [404, 'OperationNotFound'], [401, 'NotificationNotSigned'], [401, 'AuthorizationFailed']]);
    assert.deepEqual([(await ask('/apim/small/c1/colors')).status, (await ask('/apim/small/c1/colors')).body.length], [204, 0]);
  });

  it('refuses bodies above the documented size', async () => {
    const { ask, backend } = await connected();
    const answered = await ask('/apim/small/c1/things/1', { method: 'POST', body: Buffer.alloc(3_182_219) });
    assert.deepEqual([answered.status, bodyOf(answered), backend.requests.length], [413, { error: { code: 'RequestTooLarge', message: 'A body may have 3182218 bytes at most here.' } }, 0]);
  });

  it('says elsewhere what there is', async () => {
    const { ask } = await connected();
    assert.deepEqual(bodyOf(await ask('/other')), { error: { code: 'NotFound', message: 'There is no GET /other here. There are /api/v1 (described at /api/v1/openapi.json), /apim/{connector}/{connectionId}/…, /callbacks/… and /sign-in/….' } });
  });
});
