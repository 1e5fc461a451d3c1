import * as assert from 'node:assert/strict';
import { EnvironmentError, type JsonObject } from '../../../scripts/environment';
import { operationById } from '../../../scripts/environment/connectors/installed-connector';
import { operationRequest } from '../../../scripts/environment/gateway/parameters';
import { smallConnector } from '../small-connector';

function written(parameters: readonly JsonObject[], inputs: JsonObject, object: JsonObject = {}, path = '/x') {
  const connector = smallConnector({ operations: [{ method: 'post', path, object: { operationId: 'Do', parameters, ...object } }] });
  const [operation] = connector.operations;
  assert.ok(operation);
  const { body, ...request } = operationRequest(connector, operation, inputs);
  return { ...request, ...(body ? { text: Buffer.from(body).toString('utf8') } : {}) };
}
function writtenBytes(parameters: readonly JsonObject[], inputs: JsonObject, object: JsonObject = {}) {
  const connector = smallConnector({ operations: [{ method: 'post', path: '/x', object: { operationId: 'Do', parameters, ...object } }] });
  const { headers, body } = operationRequest(connector, operationById(connector, 'Do'), inputs);
  return { headers, bytes: body ?? new Uint8Array() };
}
const query = (name: string, more: JsonObject = {}): JsonObject => ({ name, in: 'query', type: 'string', ...more });

describe('parameters (facts 4.1)', () => {
  it('encode path values once, or twice where x-ms-url-encoding says double', () => {
    const parameters = [{ name: 'a', in: 'path', required: true }, { name: 'b', in: 'path', required: true, 'x-ms-url-encoding': 'double' }, { name: 'c', in: 'path', required: true, 'x-ms-url-encoding': 'single' }];
    assert.equal(written(parameters, { a: 'ü/ %', b: 'a/b', c: '(1)\'!*' }, {}, '/{a}/{b}/{c}').path, '/%C3%BC%2F%20%25/a%252Fb/%281%29%27%21%2A');
  });

  it('leave out query values that are null, absent or empty, and send the others encoded', () => {
    const parameters = [query('$filter'), query('n', { type: 'integer' }), query('none'), query('null'), query('empty'), query('kept', { allowEmptyValue: true }), query('yes', { type: 'boolean' })];
    assert.equal(written(parameters, { $filter: 'a eq \'b&c\'', n: 5, null: null, empty: '', kept: '', yes: false }).path, '/x?%24filter=a%20eq%20%27b%26c%27&n=5&kept=&yes=false');
  });

  it('write arrays by collection format, csv by default', () => {
    const parameters = [query('a', { type: 'array' }), query('b', { type: 'array', collectionFormat: 'multi' }), query('c', { type: 'array', collectionFormat: 'pipes' }), query('d', { type: 'array' })];
    assert.equal(written(parameters, { a: ['1,2', '3'], b: ['x', 'y'], c: ['p', 'q'], d: [] }).path, '/x?a=1%2C2,3&b=x&b=y&c=p%7Cq');
  });

  it('take schema defaults, hidden or not, and let the user\'s value win', () => {
    const parameters = [query('version', { required: true, default: '2', 'x-ms-visibility': 'internal' }), query('top', { default: 10 }), query('skip', { default: 1 })];
    assert.equal(written(parameters, { skip: 0 }).path, '/x?version=2&top=10&skip=0');
  });

  it('add the hidden required defaults to a body, at every depth', () => {
    const schema = {
      type: 'object', required: ['kind', 'inner'], properties: {
        kind: { type: 'string', default: 'K', 'x-ms-visibility': 'internal' },
        shown: { type: 'string', default: 'S' },
        inner: { type: 'object', required: ['deep'], properties: { deep: { type: 'integer', default: 3, 'x-ms-visibility': 'internal' }, optional: { default: 1, 'x-ms-visibility': 'internal' } } },
      },
    };
    const parameters = [{ name: 'body', in: 'body', required: true, schema }];
    assert.deepEqual(written(parameters, { body: { name: 'n' } }), { method: 'POST', path: '/x', headers: [['Content-Type', 'application/json']], text: '{"name":"n","kind":"K","inner":{"deep":3}}' });
    assert.equal(written(parameters, { body: { kind: 'mine', inner: { deep: null } } }).text, '{"kind":"mine","inner":{"deep":null}}');
    assert.equal(written(parameters, {}).text, '{"kind":"K","inner":{"deep":3}}');
  });

  it('send headers as they are, and a Content-Type parameter as the body\'s type', () => {
    const parameters = [{ name: 'X-Mode', in: 'header' }, { name: 'Content-Type', in: 'header' }, { name: 'b', in: 'body', schema: { type: 'string' } }];
    assert.deepEqual(written(parameters, { 'X-Mode': 'ä b', 'Content-Type': 'text/plain', b: 'hello' }), { method: 'POST', path: '/x', headers: [['X-Mode', 'ä b'], ['Content-Type', 'text/plain']], text: 'hello' });
  });

  it('write forms', () => {
    const parameters = [{ name: 'a', in: 'formData' }, { name: 'b c', in: 'formData' }, { name: 'list', in: 'formData', type: 'array' }, { name: 'each', in: 'formData', type: 'array', collectionFormat: 'multi' }];
    assert.deepEqual(written(parameters, { a: '1&2', 'b c': 'x', list: ['p', 'q'], each: [1, 2] }), { method: 'POST', path: '/x', headers: [['Content-Type', 'application/x-www-form-urlencoded']], text: 'a=1%262&b%20c=x&list=p%2Cq&each=1&each=2' });
    assert.throws(() => written(parameters, { a: '1' }, { consumes: ['text/csv', 'application/json'] }), new EnvironmentError('inputs', 'Do takes a form as text/csv or application/json, and that is no type of a form. Declare application/x-www-form-urlencoded or multipart/form-data.'));
  });

  it('write forms of several parts, files among them, as another reader of RFC 7578 reads them', async () => {
    const parameters = [{ name: 'note "1"', in: 'formData' }, { name: 'list', in: 'formData', type: 'array' }, { name: 'file', in: 'formData', type: 'file' }, { name: 'text', in: 'formData', type: 'file' }];
    const content = { '$content-type': 'image/png', $content: Buffer.from([0, 13, 10, 45, 45, 255]).toString('base64') };
    const { headers, bytes } = writtenBytes(parameters, { 'note "1"': 'ü\r\n--x', list: ['p', 'q'], file: content, text: 'plain' });
    const form = await new Response(Buffer.from(bytes), { headers: headers.map(([name, value]): [string, string] => [name, value]) }).formData();
    const files = await Promise.all(['file', 'text'].map(async name => {
      const file = form.get(name);
      return file instanceof File ? [file.name, file.type, [...Buffer.from(await file.arrayBuffer())]] : file;
    }));
    assert.deepEqual([form.get('note "1"'), form.get('list'), ...files], ['ü\r\n--x', 'p,q', ['file', 'image/png', [0, 13, 10, 45, 45, 255]], ['text', 'application/octet-stream', [...Buffer.from('plain')]]]);
  });

  it('send content of other types as its bytes', () => {
    const parameters = [{ name: 'b', in: 'body', schema: { type: 'string', format: 'binary' } }];
    const { headers, bytes } = writtenBytes(parameters, { b: { '$content-type': 'application/pdf', $content: 'AAEC/w==' } }, { consumes: ['application/octet-stream'] });
    assert.deepEqual([headers, [...bytes]], [[['Content-Type', 'application/octet-stream']], [0, 1, 2, 255]]);
  });

  it('write instants in UTC, dates without time, and date-no-tz unchanged', () => {
    const parameters = [query('at', { format: 'date-time' }), query('on', { format: 'date' }), query('local', { format: 'date-no-tz' }), query('odd', { format: 'date-time' })];
    assert.equal(written(parameters, { at: '2026-03-02T08:00:00+02:00', on: '2026-03-02T08:00:00Z', local: '2026-03-02T08:00:00', odd: 'tomorrow' }).path, '/x?at=2026-03-02T06%3A00%3A00.000Z&on=2026-03-02&local=2026-03-02T08%3A00%3A00&odd=tomorrow');
  });

  it('refuse with everything that is missing, by its title, and every unknown input', () => {
    const parameters = [{ name: 'instanceId', in: 'path', required: true, 'x-ms-summary': 'Instance' }, query('segment', { required: true, 'x-ms-summary': 'Segment' })];
    assert.throws(() => written(parameters, { instanceId: '', segmnt: 'VIP' }, {}, '/{instanceId}'), new EnvironmentError('inputs',
      'Do can\'t be called: It has no input "segmnt"; it has instanceId, segment. "Instance" (instanceId) is required and not given. "Segment" (segment) is required and not given.'));
  });
});
