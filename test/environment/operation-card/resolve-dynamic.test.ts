import assert from 'node:assert/strict';
import { EnvironmentError, type HttpRequest, type HttpResponse, type JsonObject } from '../../../scripts/environment';
import { DynamicFields } from '../../../scripts/environment/operation-card/resolve-dynamic';
import { answer, fakeBackend, smallConnector, smallGateway } from '../small-connector';

const query = (name: string, more: JsonObject = {}): JsonObject => ({ name, in: 'query', type: 'string', 'x-ms-summary': name.toUpperCase(), ...more });
const lists = { operationId: 'Lists', parameters: [query('of'), query('kind'), { name: 'filter', in: 'body', schema: { type: 'object', properties: { deep: { type: 'object', properties: { color: { type: 'string' } } } } } }] };

/** The operation `X` with these parameters, and what `Lists` and `Shapes` answer. */
function fields(parameters: readonly JsonObject[], answering: (request: HttpRequest) => HttpResponse = () => answer(200, { value: [] }), given: JsonObject = {}, responses: JsonObject = { 200: { description: 'ok' } }) {
  const connector = smallConnector({ operations: [
    { path: '/x', method: 'post', object: { operationId: 'X', parameters, responses } },
    { path: '/lists', method: 'post', object: lists },
    { path: '/shapes', object: { operationId: 'Shapes', parameters: [query('of')] } },
  ] });
  const backend = fakeBackend(answering);
  return { backend, dynamic: new DynamicFields(smallGateway({ connector, backend }), 'c1', 'X', given) };
}
const list = (more: JsonObject, parameters: JsonObject = {}): JsonObject => query('c', { 'x-ms-dynamic-list': { operationId: 'Lists', itemValuePath: 'id', itemTitlePath: 'name', parameters, ...more } });
const choicesOf = async (parameter: JsonObject, body: unknown, status = 200): Promise<unknown> => fields([parameter], () => answer(status, body)).dynamic.choices('c');
const resolved = (...choices: readonly { readonly title: string; readonly value: unknown }[]) => ({ state: 'resolved', operationId: 'Lists', choices });

describe('drop-downs (facts 4.3)', () => {
  it('are read by their paths, whose letter case does not count', async () => {
    assert.deepEqual(await choicesOf(list({ itemsPath: 'Data/Rows', itemValuePath: 'Key/Id', itemTitlePath: 'NAME' }), { data: { rows: [{ key: { id: 1 }, Name: 'One' }, { key: { id: true }, name: 'Yes' }] } }), resolved({ title: 'One', value: 1 }, { title: 'Yes', value: true }));
  });

  it('fall back to the answer itself where it is a list, and to its "value"', async () => {
    const rows = [{ id: 'a', name: 'A' }];
    assert.deepEqual([await choicesOf(list({}), rows), await choicesOf(list({}), { value: rows })], [resolved({ title: 'A', value: 'a' }), resolved({ title: 'A', value: 'a' })]);
  });

  it('pass over rows without title or value', async () => {
    assert.deepEqual(await choicesOf(list({}), [{ id: 'a' }, { name: 'B' }, { id: null, name: 'C' }, { id: {}, name: 'D' }, 'text', null, { id: 'e', name: 'E' }]), resolved({ title: 'E', value: 'e' }));
  });

  it('show values where no title is named, and texts where the rows are such', async () => {
    const values = (more: JsonObject) => query('c', { 'x-ms-dynamic-values': { operationId: 'Lists', parameters: {}, ...more } });
    assert.deepEqual([await choicesOf(values({ 'value-path': 'id' }), [{ id: 'a' }]), await choicesOf(values({}), ['a', 2])], [resolved({ title: 'a', value: 'a' }), resolved({ title: 'a', value: 'a' }, { title: '2', value: 2 })]);
  });

  it('say what went wrong: a failed call, no JSON, no list, an operation that is not there', async () => {
    const failed = (message: string, more: object = {}) => ({ state: 'failed', operationId: 'Lists', message, ...more });
    assert.deepEqual([
      await choicesOf(list({}), { error: { message: 'Not you.' } }, 403), await choicesOf(list({}), undefined), await choicesOf(list({}), { rows: 1 }), await choicesOf(list({ itemsPath: 'a/b' }), { a: {} }),
      await fields([list({ operationId: 'Nothing' })]).dynamic.choices('c'),
    ], [
      failed('Lists answered 403: Not you.', { status: 403 }), failed('Lists answered 200 without JSON.', { status: 200 }), failed('The answer of Lists has no list at its root or "value".'), failed('The answer of Lists has no list at "a/b".'),
      { state: 'failed', operationId: 'Nothing', message: 'The connector "Small" has no operation "Nothing". It has: Lists, Shapes, X.' },
    ]);
  });

  it('are called with fixed values and with those of other fields, deep ones too', async () => {
    const parameters = [list({}, { of: { parameterReference: 'a' }, kind: { value: 'k' }, 'filter/deep/color': { parameterReference: 'body/Home/Color' } }), query('a'), { name: 'body', in: 'body', schema: { type: 'object', properties: { home: { type: 'object', properties: { color: { type: 'string' } } } } } }];
    for (const given of [{ a: '1 & 2', body: { home: { color: 'red' } } }, { a: '1 & 2', 'body/home/color': 'red' }] as const) {
      const { dynamic, backend } = fields(parameters, undefined, given);
      assert.deepEqual(await dynamic.choices('c'), resolved());
      assert.deepEqual(backend.requests.map(({ uri, body }) => [uri, Buffer.from(body ?? '').toString()]), [['https://api.test/v1/lists?of=1%20%26%202&kind=k', '{"deep":{"color":"red"}}']]);
    }
  });

  it('take the last segment of an argument that names no parameter', async () => {
    const { dynamic, backend } = fields([list({}, { 'query/of': { value: 'x' } })]);
    await dynamic.choices('c');
    assert.deepEqual(backend.requests.map(({ uri }) => uri), ['https://api.test/v1/lists?of=x']);
  });

  it('wait for the fields that they need, and call nothing until then', async () => {
    const parameters = [list({}, { of: { parameterReference: 'a' }, kind: { parameterReference: 'b' } }), query('a'), query('b')];
    for (const [given, missing] of [[{}, ['a', 'b']], [{ a: '', b: null }, ['a', 'b']], [{ a: 'x' }, ['b']]] as const) {
      const { dynamic, backend } = fields(parameters, undefined, given);
      assert.deepEqual(await dynamic.choices('c'), { state: 'waiting', needs: missing.map(path => ({ path, title: path.toUpperCase() })), message: `Fill ${missing.map(path => `"${path.toUpperCase()}"`).join(' and ')} first.` });
      assert.deepEqual(backend.requests, []);
    }
  });

  it('do without what they need not, take the default of a field that is shown, and never of one that is hidden', async () => {
    const asked = async (parameter: JsonObject, reference: JsonObject = {}) => {
      const { dynamic, backend } = fields([list({}, { of: { parameterReference: 'a', ...reference } }), parameter]);
      const { state } = await dynamic.choices('c');
      return [state, ...backend.requests.map(({ uri }) => uri)];
    };
    assert.deepEqual(await asked(query('a'), { required: 'false' }), ['resolved', 'https://api.test/v1/lists']);
    assert.deepEqual(await asked(query('a', { default: 'd' })), ['resolved', 'https://api.test/v1/lists?of=d']);
    assert.deepEqual(await asked(query('a', { default: 'd', 'x-ms-visibility': 'internal' })), ['waiting']);
  });

  it('stand in items of lists, and in schemas that are fetched themselves', async () => {
    const item = { type: 'object', properties: { color: { type: 'string', 'x-ms-dynamic-values': { operationId: 'Lists', 'value-path': 'id', 'value-title': 'name', parameters: {} } } } };
    const rows = { name: 'body', in: 'body', schema: { type: 'object', properties: { rows: { type: 'array', items: item } } } };
    const answering = ({ uri }: HttpRequest) => (uri.includes('/shapes') ? answer(200, { schema: item }) : answer(200, [{ id: 'r', name: 'Red' }]));
    for (const path of ['body/rows[]/color', 'body/rows/0/color']) assert.deepEqual(await fields([rows], answering).dynamic.choices(path), resolved({ title: 'Red', value: 'r' }));
    const shaped = { name: 'body', in: 'body', schema: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'Shapes', parameters: {}, 'value-path': 'schema' } } };
    assert.deepEqual(await fields([shaped], answering).dynamic.choices('body/color'), resolved({ title: 'Red', value: 'r' }));
  });

  it('are refused for fields that have none', async () => {
    const { dynamic } = fields([query('c', { enum: ['x'] }), query('d', { 'x-ms-dynamic-tree': {} })]);
    await assert.rejects(dynamic.choices('c'), new EnvironmentError('inputs', 'The field "c" of X has no drop-down. Its choices are fixed and stand in its card.'));
    await assert.rejects(dynamic.choices('e'), new EnvironmentError('inputs', 'X has no field "e". It has: c, d.'));
    assert.deepEqual(await dynamic.choices('d'), { state: 'failed', message: 'It is a tree of folders or files (x-ms-dynamic-tree), which only the designer itself shows. Enter the value.' });
  });
});

describe('dynamic schemas (facts 4.3)', () => {
  const shaped = (more: JsonObject, required = true): JsonObject => ({ name: 'body', in: 'body', required, schema: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'Shapes', parameters: {}, ...more } } });

  it('become fields in the order of the designer, and outputs', async () => {
    const schema = { type: 'object', required: ['b'], properties: { a: { type: 'string' }, b: { type: 'object', properties: { c: { type: 'integer' } } }, d: { type: 'string', 'x-ms-visibility': 'important' } } };
    const body = await fields([shaped({ 'value-path': 'Schema' })], () => answer(200, { schema })).dynamic.schema('body');
    assert.deepEqual(body.state === 'resolved' && [body.schema, body.fields.map(({ path }) => path), body.outputs], [schema, ['body/d', 'body/a', 'body/b/c'], []]);
    const outputs = await fields([], () => answer(200, schema), {}, { 200: { description: 'ok', schema: { type: 'object', properties: { row: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'Shapes', parameters: {} } } } } } }).dynamic.schema(undefined);
    assert.deepEqual(outputs.state === 'resolved' && [outputs.fields, outputs.outputs.map(({ path }) => path)], [[], ['body/a', 'body/b', 'body/b/c', 'body/d']]);
  });

  it('that are null are empty; what is no schema fails', async () => {
    assert.deepEqual(await fields([shaped({ 'value-path': 'schema' })], () => answer(200, { schema: null })).dynamic.schema('body'), { state: 'resolved', operationId: 'Shapes', schema: {}, fields: [], outputs: [] });
    assert.deepEqual(await fields([shaped({ 'value-path': 'schema' })], () => answer(200, {})).dynamic.schema('body'), { state: 'failed', operationId: 'Shapes', message: 'The answer of Shapes has no schema at "schema".' });
    assert.deepEqual(await fields([shaped({})], () => answer(200, [1])).dynamic.schema('body'), { state: 'failed', operationId: 'Shapes', message: 'The answer of Shapes has no schema at its root.' });
  });

  it('hold schemas that are fetched in turn', async () => {
    const outer = { type: 'object', properties: { a: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'Shapes', parameters: { of: { value: 'inner' } } } }, b: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'Shapes', parameters: { of: { parameter: 'c' } } } } } };
    const { dynamic, backend } = fields([shaped({}), query('c')], ({ uri }) => answer(200, uri.includes('inner') ? { type: 'object', properties: { z: { type: 'string' } } } : outer));
    const found = await dynamic.schema('body');
    assert.deepEqual(found.state === 'resolved' && found.fields.map(({ path, dynamicSchema }) => [path, dynamicSchema?.needs]), [['body/a/z', undefined], ['body/b', ['c']]], 'what waits for a field is left as it is');
    assert.equal(backend.requests.length, 2);
  });

  it('that ask for themselves end', async () => {
    const { dynamic, backend } = fields([shaped({})], () => answer(200, { type: 'object', properties: { a: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'Shapes', parameters: {} } } } }));
    const found = await dynamic.schema('body');
    assert.deepEqual([found.state, backend.requests.length], ['resolved', 10]);
  });
});
