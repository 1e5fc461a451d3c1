import assert from 'node:assert/strict';
import type { AnswerOf, Wire } from '../../scripts/environment/api-client';
import { main } from '../../scripts/cli/main';
import { recordedPorts } from './recorded-ports';
import { fakeApi, type AskedOfApi } from './fake-api';
import { runAgainst } from './running-environment';

const operation = (operationId: string): AnswerOf<'getConnector'>['operations'][number] => ({ operationId, title: '', description: '', kind: 'action', visibility: 'none', deprecated: false, method: 'get', path: '/' });
const connector: Wire<'Connector'> = { name: 'ci', title: 'Customer Insights', description: '', installedAt: '2026-03-02T07:00:00.000Z', operations: 2, triggers: 0, customCode: true, address: 'http://127.0.0.1:4280/apim/ci', findings: [] };
const connection = (id: string, kind: 'connected' | 'signInNeeded' = 'connected'): Wire<'Connection'> => ({ id, title: `The ${id}`, connector: 'ci', status: { kind }, createdAt: '2026-03-02T07:00:00.000Z', signIn: true, filledIn: [], usedBy: [] });
const call: AnswerOf<'invokeOperation'> = {
  operationId: 'GetThing', status: 200, succeeded: true, headers: [], body: { kind: 'json', value: { a: 1 } }, answeredBy: 'backend', durationMs: 3, findings: [],
  stages: [{ kind: 'request', message: { method: 'GET', uri: 'http://x/', headers: [] } }, { kind: 'answer', answer: { status: 200, headers: [], body: { kind: 'json', value: { a: 1 } } } }],
};
const installed = (...connections: readonly Wire<'Connection'>[]): Parameters<typeof fakeApi>[0] => ({
  listConnections: { value: connections }, listConnectors: { value: [connector] }, invokeOperation: call,
  getConnector: { connector, connectionForms: [], operations: [operation('GetThing'), operation('GetOther')] },
});
const calls = (asked: readonly AskedOfApi[]): readonly unknown[] => asked.filter(each => each.operation === 'invokeOperation').map(({ path, body }) => ({ path, body }));

describe('konektor invoke in the running environment', () => {
  it('calls the operation with the connection that there is, and prints the body', async () => {
    const api = fakeApi(installed(connection('old', 'signInNeeded'), connection('mine')));
    assert.deepEqual(await runAgainst(api, ['invoke', 'GetThing', '--input', 'in.json', '--value', 'count=3', '--value', 'name=VIP', '--value', 'list=["a"]'], { files: { '/project/in.json': '{"id":"7","count":1}' } }), { code: 0, out: '{\n  "a": 1\n}\n', error: 'GetThing: 200 (http://127.0.0.1:4280)\n' });
    assert.deepEqual(calls(api.asked), [{ path: { connection: 'mine', operation: 'GetThing' }, body: { inputs: { id: '7', count: 3, name: 'VIP', list: ['a'] } } }]);
  });

  it('--trace prints the stages', async () => {
    const api = fakeApi(installed(connection('mine')));
    assert.equal((await runAgainst(api, ['invoke', 'GetThing', '--trace'])).out, 'stage    what           ms  result\nrequest  GET http://x/\nanswer   200                {"a":1}\n');
    assert.deepEqual(JSON.parse((await runAgainst(api, ['invoke', 'GetThing', '--trace', '--format', 'json'])).out), call.stages);
  });

  it('--trace prints the answer where the gateway refused the call before any stage', async () => {
    const api = fakeApi({ ...installed(connection('mine')), invokeOperation: { ...call, status: 401, succeeded: false, answeredBy: 'gateway', body: { kind: 'text', value: 'Sign in.' }, stages: [] } });
    const error = 'GetThing: 401 (http://127.0.0.1:4280)\nThe gateway answered by itself, before the first stage of the pipeline.\n';
    assert.deepEqual(await runAgainst(api, ['invoke', 'GetThing', '--trace']), { code: 1, out: 'Sign in.\n', error });
    assert.deepEqual(await runAgainst(api, ['invoke', 'GetThing', '--trace', '--format', 'json']), { code: 1, out: '[]\n', error });
  });

  it('ends with 1 for an answer that is an error', async () => {
    const api = fakeApi({ ...installed(connection('mine')), invokeOperation: { ...call, status: 404, succeeded: false, body: { kind: 'text', value: 'Not here.' } } });
    assert.deepEqual(await runAgainst(api, ['invoke', 'GetThing']), { code: 1, out: 'Not here.\n', error: 'GetThing: 404 (http://127.0.0.1:4280)\n' });
  });

  it('takes the connection that is named, by id or title', async () => {
    const api = fakeApi(installed(connection('one'), connection('two')));
    await runAgainst(api, ['invoke', 'GetThing', '--connection', 'the two']);
    assert.deepEqual(calls(api.asked), [{ path: { connection: 'two', operation: 'GetThing' }, body: { inputs: {} } }]);
  });

  const refused: readonly (readonly [words: readonly string[], connections: readonly Wire<'Connection'>[], message: string])[] = [
    [['GetTing'], [connection('mine')], 'No installed connector has an operation "GetTing". Did you mean "GetThing"? There are: GetThing, GetOther'],
    [['GetThing'], [], 'GetThing needs a connection, and there is none. Make one: konektor connection create'],
    [['GetThing'], [connection('one'), connection('two')], 'GetThing can be called with 2 connections. Choose one with --connection: one, two.'],
    [['GetThing', '--connection', 'three'], [connection('one')], 'There is no connection "three". There is:\n  The one'],
  ];
  for (const [words, connections, message] of refused) it(`refuses "${words.join(' ')}" with ${connections.length} connections`, async () => {
    assert.deepEqual(await runAgainst(fakeApi(installed(...connections)), ['invoke', ...words]), { code: 2, out: '', error: `konektor: ${message}\n` });
  });

  it('a named connection needs a running environment', async () => {
    const { ports, printed } = recordedPorts();
    assert.equal(await main(['invoke', 'GetThing', '--connection', 'mine'], ports), 2);
    assert.deepEqual(printed(), { out: '', error: 'konektor: There is no running environment with a connection "mine". Start one, or give a JSON file with the values of the connection parameters.\n' });
  });
});
