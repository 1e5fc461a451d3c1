/** In which direction schemas are used, by their place: every kind of place where a schema can stand. */
import assert from 'node:assert/strict';
import { rootOf } from '../../scripts/validate/spot';
import { definitionIndex } from '../../scripts/validate/walk/definition-index';
import type { SchemaNode } from '../../scripts/validate/walk/nodes';
import { schemaUse, schemaUseAt } from '../../scripts/validate/walk/schema-use';
import { visitLists } from '../../scripts/validate/walk/visit-list';
import { walkDefinition } from '../../scripts/validate/walk/walk-definition';

const leaf = { type: 'object', properties: { x: { type: 'string' } } };
const index = definitionIndex({
  paths: {
    '/a': {
      parameters: [{ in: 'body', name: 'shared', schema: leaf }],
      'x-ms-notification-content': { schema: leaf },
      get: { 'x-ms-trigger': 'single', responses: { 200: { schema: leaf } } },
      post: { 'x-ms-visibility': 'internal', parameters: [{ in: 'body', name: 'own', schema: leaf }], responses: { 200: { schema: { $ref: '#/definitions/Hidden' } } } },
      put: { parameters: [{ in: 'body', name: 'own', schema: { $ref: '#/definitions/Both' } }], responses: { 200: { schema: { items: { $ref: '#/definitions/Both' } } } } },
    },
  },
  definitions: { Both: leaf, Hidden: leaf, Unused: leaf },
  parameters: { Body: { in: 'body', name: 'body', schema: leaf } },
  responses: { Fine: { schema: leaf } },
});

const input = { input: true, output: false, visible: true };
const output = { input: false, output: true, visible: true };
const expected: Readonly<Record<string, { readonly input: boolean; readonly output: boolean; readonly visible: boolean }>> = {
  '/paths/~1a/parameters/0/schema': input,
  '/paths/~1a/x-ms-notification-content/schema': output,
  '/paths/~1a/get/responses/200/schema': output,
  '/paths/~1a/post/parameters/0/schema': { ...input, visible: false },
  '/definitions/Both': { input: true, output: true, visible: true },
  '/definitions/Hidden': { input: false, output: true, visible: false },
  '/definitions/Unused': { input: false, output: false, visible: false },
  '/parameters/Body/schema': input,
  '/responses/Fine/schema': output,
};

describe('the use of a schema', () => {
  const nodes: SchemaNode[] = [];
  walkDefinition(index, visitLists([{ schema: node => { nodes.push(node); } }]));

  it('follows from its place', () => {
    const found = Object.fromEntries(Object.keys(expected).map(pointer => {
      const node = nodes.find(each => each.spot.pointer() === `${pointer}/properties/x`);
      assert.ok(node, pointer);
      const { input: reads, output: writes, visible } = schemaUseAt(node.spot, index);
      return [pointer, { input: reads, output: writes, visible }];
    }));
    assert.deepEqual(found, expected);
  });

  it('is the same by its node', () => {
    const differing = nodes.filter(node => {
      const a = schemaUse(node, index);
      const b = schemaUseAt(node.spot, index);
      return a.input !== b.input || a.output !== b.output || a.visible !== b.visible;
    });
    assert.deepEqual(differing.map(each => each.spot.pointer()), []);
  });

  it('of a place outside of everything is an answer', () => {
    assert.equal(schemaUseAt(rootOf('definition'), index).input, false);
  });
});
