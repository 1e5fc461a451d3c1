/** What the walk tells rules of the objects of a definition and of their keys. */
import assert from 'node:assert/strict';
import type { JsonObject } from '../../../scripts/validate/json';
import type { Visitors } from '../../../scripts/validate/visitors';
import { definitionIndex } from '../../../scripts/validate/walk/definition-index';
import { visitLists } from '../../../scripts/validate/walk/visit-list';
import { walkDefinition } from '../../../scripts/validate/walk/walk-definition';

const walk = (definition: JsonObject, visitors: Visitors): void => { walkDefinition(definitionIndex(definition), visitLists([visitors])); };

describe('the walk over a definition', () => {
  const definition: JsonObject = {
    swagger: '2.0', 'x-tool': 1, title: 'here?',
    info: { title: 'Animals', version: 2 },
    paths: {
      'x-note': {},
      '/items': {
        parameters: [{ name: 'kind', in: 'query', type: 'array', items: { type: 'string', 'x-ms-dynamic-list': {} } }, { name: 'body', in: 'body', schema: { title: 'Body', type: 'object' } }],
        get: { operationId: 'List', responses: { 200: { description: 'The items.', schema: { type: 'string', summary: 'S', minLength: 'x', 'x-ms-dynamic-values': {} } } } },
        post: { operationId: 'Add', 'x-ms-visibility': 'internal', responses: { default: { description: '' } } },
      },
    },
    definitions: { 'x-ms-summary': { type: 'string' }, Item: { allOf: [{ required: ['a'] }], extra: null, properties: { __proto__: 1 } } },
  };

  it('enters each object once, with its role', () => {
    const entered: string[] = [];
    const enter = (role: string) => (_: JsonObject, spot: { pointer(): string }) => { entered.push(`${role} ${spot.pointer()}`); };
    walk(definition, { partOf: { schema: enter('schema'), parameter: enter('parameter'), bodyParameter: enter('body'), items: enter('items'), operation: enter('operation'), response: enter('response') } });
    assert.deepEqual(entered.sort(), [
      'body /paths/~1items/parameters/1', 'items /paths/~1items/parameters/0/items', 'operation /paths/~1items/get', 'operation /paths/~1items/post',
      'parameter /paths/~1items/parameters/0', 'response /paths/~1items/get/responses/200', 'response /paths/~1items/post/responses/default',
      'schema /definitions/Item', 'schema /definitions/Item/allOf/0', 'schema /definitions/x-ms-summary', 'schema /paths/~1items/get/responses/200/schema', 'schema /paths/~1items/parameters/1/schema',
    ]);
  });

  it('tells known keys, extensions, unknown keys and values of another kind apart', () => {
    const told: string[] = [];
    walk(definition, {
      keys: { title: (value, _, role) => { told.push(`title ${role} ${String(value)}`); }, 'x-tool': (value, _, role) => { told.push(`watched ${role} ${String(value)}`); } },
      extension: (key, _, __, role) => { told.push(`extension ${role} ${key}`); },
      unlisted: (key, value, _, role) => { told.push(`unlisted ${role} ${key} ${String(value)}`); },
      misfit: (value, kind, key, _, role) => { told.push(`misfit ${role} ${key} ${kind} ${String(value)}`); },
      text: ({ text, kind, of }) => { told.push(`text ${of} ${kind} ${text}`); },
    });
    assert.deepEqual(told.sort(), [
      'extension definitions x-ms-summary', 'extension items x-ms-dynamic-list', 'extension operation x-ms-visibility', 'extension paths x-note', 'extension root x-tool', 'extension schema x-ms-dynamic-values',
      'misfit info version text 2', 'misfit schema minLength integer x',
      'text info title Animals', 'text response description ', 'text response description The items.', 'text schema summary S', 'text schema title Body',
      'title info Animals', 'title root here?', 'title schema Body',
      'unlisted root title here?', 'unlisted schema extra null', 'unlisted schema summary S',
      'watched root 1',
    ]);
  });

  it('says in which operations a dynamic extension and a schema take effect', () => {
    const dynamics: string[] = [];
    const schemas: string[] = [];
    walk(definition, {
      dynamic: ({ key, spot, hosts, object, value }) => { dynamics.push(`${key} ${spot.pointer()} ${hosts.map(each => each.operationId).join()} ${object[key] === value}`); },
      schema: ({ spot, hosts, operation }) => { schemas.push(`${spot.pointer()} ${operation?.operationId} ${hosts.map(each => each.operationId).join()}`); },
    });
    assert.deepEqual(dynamics, [
      'x-ms-dynamic-list /paths/~1items/parameters/0/items/x-ms-dynamic-list List true',
      'x-ms-dynamic-values /paths/~1items/get/responses/200/schema/x-ms-dynamic-values List true',
      'x-ms-dynamic-list /paths/~1items/parameters/0/items/x-ms-dynamic-list Add true',
    ]);
    assert.deepEqual(schemas.filter(each => each.startsWith('/paths')), ['/paths/~1items/parameters/1/schema undefined List,Add', '/paths/~1items/get/responses/200/schema List List']);
  });
});
