import assert from 'node:assert/strict';
import type { JsonObject } from '../../../scripts/environment';
import { operationCard } from '../../../scripts/environment/operation-card/operation-card';
import { published, skipWithoutPublished } from '../published-connectors';
import { smallConnector } from '../small-connector';

function card(object: JsonObject, root: JsonObject = {}, method = 'get'): ReturnType<typeof operationCard> {
  const connector = smallConnector({ operations: [{ path: '/x', method, object: { operationId: 'X', ...object } }], root });
  return operationCard(connector, connector.operations[0]!);
}
const parameters = (...list: readonly JsonObject[]): JsonObject => ({ parameters: list });
const query = (name: string, more: JsonObject = {}): JsonObject => ({ name, in: 'query', type: 'string', ...more });
const body = (schema: JsonObject, more: JsonObject = {}): JsonObject => ({ name: 'body', in: 'body', schema, ...more });
const paths = (object: JsonObject, root?: JsonObject): readonly string[] => card(object, root).fields.map(({ path }) => path);

describe('the card of an operation', () => {
  it('has important fields first, then required ones, the rest, advanced ones and hidden ones, each in their order', () => {
    const { fields } = card(parameters(
      query('hidden', { 'x-ms-visibility': 'internal' }), query('advanced', { 'x-ms-visibility': 'Advanced' }), query('plain'), query('needed', { required: true }), query('important', { 'x-ms-visibility': 'important' }),
      query('advanced, needed', { 'x-ms-visibility': 'advanced', required: true }), query('plain, too'), query('important, too', { 'x-ms-visibility': 'important' }), query('hidden, needed', { 'x-ms-visibility': 'internal', required: true, default: 'd' }),
    ));
    assert.deepEqual(fields.map(({ path, shown }) => `${path}: ${shown}`), [
      'important: main', 'important, too: main', 'needed: main', 'advanced, needed: main', 'plain: main', 'plain, too: main', 'advanced: advanced', 'hidden: hidden', 'hidden, needed: hidden',
    ]);
  });

  it('has everything that a field says of itself', () => {
    const [field] = card(parameters({ name: 'at', in: 'header', type: 'string', format: 'date-time', required: true, default: '2026-01-01T00:00:00Z', 'x-ms-summary': 'At', description: 'When.' })).fields;
    assert.deepEqual(field, { path: 'at', name: 'at', title: 'At', description: 'When.', in: 'header', type: 'string', format: 'date-time', required: true, visibility: 'none', shown: 'main', default: '2026-01-01T00:00:00Z' });
  });

  it('offers fixed choices with their display names, or as they are', () => {
    const choices = (more: JsonObject) => card(parameters(query('c', more))).fields[0]?.choices;
    assert.deepEqual(choices({ enum: ['a', 'b'], 'x-ms-enum-values': [{ displayName: 'First', value: 'a' }, { value: 'b' }] }), [{ title: 'First', value: 'a' }, { title: 'b', value: 'b' }]);
    assert.deepEqual([choices({ enum: ['a', 'b'] }), choices({ type: 'integer', enum: [1, 2] }), choices({})], [[{ title: 'a', value: 'a' }, { title: 'b', value: 'b' }], [{ title: '1', value: 1 }, { title: '2', value: 2 }], undefined]);
  });

  it('has the fields of a body flat, required only where everything around them is', () => {
    const address = { type: 'object', required: ['city'], properties: { city: { type: 'string' }, zip: { type: 'string' } } };
    const schema = { type: 'object', required: ['home', 'name'], properties: { name: { type: 'string', 'x-ms-summary': 'Name' }, home: address, work: address, 'a/b~c': { type: 'boolean' } } };
    assert.deepEqual(card(parameters(body(schema, { required: true })), {}, 'post').fields.map(({ path, required, type }) => `${path} ${type}${required ? ' required' : ''}`), [
      'body/name string required', 'body/home/city string required', 'body/home/zip string', 'body/work/city string', 'body/work/zip string', 'body/a~1b~0c boolean',
    ]);
    assert.deepEqual(card(parameters(body(schema)), {}, 'post').fields.filter(({ required }) => required), []);
  });

  it('lets what is inside be hidden with what is around it, unless it says otherwise', () => {
    const schema = { type: 'object', properties: { inner: { type: 'object', 'x-ms-visibility': 'internal', properties: { a: { type: 'string' }, b: { type: 'string', 'x-ms-visibility': 'important' } } } } };
    assert.deepEqual(card(parameters(body(schema)), {}, 'post').fields.map(({ path, shown }) => [path, shown]), [['body/inner/b', 'main'], ['body/inner/a', 'hidden']]);
  });

  it('follows references, with what stands beside them', () => {
    const root = { definitions: { Pet: { type: 'object', properties: { name: { $ref: '#/definitions/Name' } } }, Name: { type: 'string', title: 'Its name' } }, parameters: { Page: query('page', { 'x-ms-summary': 'Page' }) } };
    const { fields } = card(parameters({ $ref: '#/parameters/Page' }, body({ $ref: '#/definitions/Pet' })), root, 'post');
    assert.deepEqual(fields.map(({ path, title }) => [path, title]), [['page', 'Page'], ['body/name', 'Its name']]);
  });

  it('ends where schemas contain themselves', () => {
    const root = { definitions: { Node: { type: 'object', properties: { value: { type: 'string' }, next: { $ref: '#/definitions/Node' } } } } };
    const found = paths(parameters(body({ $ref: '#/definitions/Node' })), root);
    assert.deepEqual([found.length, found.at(-1)], [11, `body/${Array(10).fill('next').join('/')}`]);
  });

  it('ends where schemas hold one another many times over', () => {
    const levels = Object.fromEntries(Array.from({ length: 9 }, (_, level) => [`L${level}`, { type: 'object', properties: Object.fromEntries(Array.from({ length: 20 }, (__, index) => [`p${index}`, level === 8 ? { type: 'string' } : { $ref: `#/definitions/L${level + 1}` }])) }]));
    const made = card({ ...parameters(body({ $ref: '#/definitions/L0' })), responses: { 200: { description: 'ok', schema: { $ref: '#/definitions/L0' } } } }, { definitions: levels }, 'post');
    assert.deepEqual([made.fields.length < 20_000, made.outputs.length < 20_000], [true, true]);
  });

  it('has the items of lists, with fields of their own', () => {
    const [scalar, objects] = card(parameters(body({ type: 'object', properties: {
      tags: { type: 'array', items: { type: 'string', enum: ['x'] } },
      rows: { type: 'array', items: { type: 'object', required: ['id'], properties: { note: { type: 'string' }, id: { type: 'integer' } } } },
    } })), {}, 'post').fields;
    assert.deepEqual(scalar?.items, { type: 'string', fields: [], choices: [{ title: 'x', value: 'x' }] });
    assert.deepEqual([objects?.items?.type, objects?.items?.fields.map(({ path, type, required }) => [path, type, required])], ['object', [['id', 'integer', true], ['note', 'string', false]]]);
  });

  it('knows files, and values of any type', () => {
    const { fields } = card(parameters({ name: 'file', in: 'formData', type: 'file' }, { name: 'note', in: 'formData', type: 'string' }), {}, 'post');
    assert.deepEqual(fields.map(({ path, type }) => [path, type]), [['file', 'file'], ['note', 'string']]);
    assert.deepEqual(card(parameters(body({ type: 'string', format: 'binary' })), {}, 'put').fields.map(({ path, type, format }) => [path, type, format]), [['body', 'file', 'binary']]);
    assert.deepEqual(card(parameters(body({})), {}, 'put').fields.map(({ path, type }) => [path, type]), [['body', 'any']]);
  });

  it('says what stands behind a drop-down: the newer extension before the older one, and what is not run here', () => {
    const dropDown = (more: JsonObject) => card(parameters(query('a'), query('c', more))).fields[1]?.dropDown;
    assert.deepEqual(dropDown({
      'x-ms-dynamic-values': { operationId: 'Old', 'value-path': 'id', parameters: { p: { parameter: 'b' } } },
      'x-ms-dynamic-list': { operationId: 'New', itemValuePath: 'id', parameters: { p: { parameterReference: 'a' }, q: { value: 1 }, r: 2, s: { parameterReference: 'a/b', required: 'false' } } },
    }), { operationId: 'New', needs: ['a'] });
    assert.deepEqual(dropDown({ 'x-ms-dynamic-values': { operationId: 'Old', 'value-path': 'id', parameters: { p: { parameter: 'a' } } } }), { operationId: 'Old', needs: ['a'] });
    assert.match(dropDown({ 'x-ms-dynamic-values': { capability: 'file-picker', parameters: {}, 'value-path': 'Path' } })?.notRun ?? '', /built into the designer/);
    assert.match(dropDown({ 'x-ms-dynamic-tree': { settings: {} } })?.notRun ?? '', /tree/);
  });

  it('has outputs with their paths, of a webhook those of its notification', () => {
    const schema = { type: 'object', properties: { id: { type: 'string', 'x-ms-summary': 'Id' }, rows: { type: 'array', title: 'Rows', items: { type: 'object', properties: { at: { type: 'string', format: 'date-time' } } } }, tags: { type: 'array', items: { type: 'string' } }, who: { type: 'object', properties: { name: { type: 'string', 'x-ms-visibility': 'internal' } } } } };
    const { outputs } = card({ responses: { 204: { description: 'nothing' }, 200: { description: 'ok', schema } } });
    assert.deepEqual(outputs.map(({ path, title, type, visibility }) => `${path} ${title} ${type} ${visibility}`), [
      'body/id Id string none', 'body/rows Rows array none', 'body/rows[]/at at string none', 'body/tags tags array none', 'body/tags[] tags[] string none', 'body/who who object none', 'body/who/name name string internal',
    ]);
    const connector = smallConnector({ operations: [{ path: '/hooks', method: 'post', object: { operationId: 'OnHook', 'x-ms-trigger': 'single', parameters: [body({ type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' } } })] } }] });
    const item = (connector.definition['paths'] as Record<string, Record<string, unknown>>)['/hooks']!; // made just above
    item['x-ms-notification-content'] = { schema: { type: 'object', properties: { told: { type: 'string' } } } };
    const hook = operationCard(connector, connector.operations[0]!);
    assert.deepEqual([hook.kind, hook.batch, hook.outputs.map(({ path }) => path)], ['webhookTrigger', false, ['body/told']]);
  });

  it('tells triggers, actions and those that wait for a call apart', () => {
    const kind = (object: JsonObject, method: string) => card(object, {}, method).kind;
    const callback = parameters(body({ type: 'object', properties: { deep: { type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true } } } } }));
    assert.deepEqual([kind({}, 'get'), kind({ 'x-ms-trigger': 'batch' }, 'get'), kind({ 'x-ms-trigger': 'batch', 'x-ms-trigger-metadata': { mode: 'polling', kind: 'query' } }, 'post'), kind({ 'x-ms-trigger': 'single', ...callback }, 'post'), kind(callback, 'post')],
      ['action', 'pollingTrigger', 'pollingTrigger', 'webhookTrigger', 'webhookAction']);
  });

  it('can be made of every operation of the published connectors', function () {
    skipWithoutPublished.call(this);
    const connectors = published().installed;
    let [operations, fields, dropDowns, schemas] = [0, 0, 0, 0];
    for (const connector of connectors) for (const operation of connector.operations) {
      const made = operationCard(connector, operation);
      operations += 1;
      fields += made.fields.length;
      dropDowns += made.fields.filter(field => field.dropDown).length;
      schemas += made.fields.filter(field => field.dynamicSchema).length + (made.dynamicOutputs ? 1 : 0);
      assert.equal(new Set(made.fields.map(({ path }) => path)).size, made.fields.length, `${connector.title} ${operation.operationId}: two fields of one path`);
    }
    assert.deepEqual([operations > 3_000, fields > 10_000, dropDowns > 100, schemas > 10], [true, true, true, true], JSON.stringify([operations, fields, dropDowns, schemas]));
  });
});
