/** Edits of texts: what they say and what they leave alone. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editedValue, type ValueEdit } from '../../scripts/validate/fix/apply-edits';
import { editJson } from '../../scripts/validate/fix/edit-json';
import { settledEdits } from '../../scripts/validate/fix/settle-edits';
import { isArray, isObject, type JsonValue } from '../../scripts/validate/json';
import { readDocument } from '../../scripts/validate/reading/read-document';
import { rootOf, type Spot } from '../../scripts/validate/spot';

const at = (...path: readonly (string | number)[]): Spot => path.reduce<Spot>((spot, key) => spot.at(key), rootOf('definition'));

describe('edits of a JSON text', () => {
  const text = `{
  "swagger": "2.0",
  "info": { "title": "A", "contact": {} },   // kept
  "tags": [],
  "paths": {
    "/a": {
      "get": {
        "parameters": [
          { "name": "one" , "in": "query" },
          { "name": "two" }
        ],
        "tags": ["x", "y"]
      }
    }
  }
}
`;
  const cases: readonly (readonly [what: string, edits: readonly ValueEdit[], from: string, to: string])[] = [
    ['a value', [{ at: at('swagger'), set: '3.0' }], '"2.0"', '"3.0"'],
    ['a value by one with lines', [{ at: at('swagger'), set: { a: [1], b: {} } }], '"2.0"', '{\n    "a": [\n      1\n    ],\n    "b": {}\n  }'],
    ['a missing member on a line', [{ at: at('info', 'version'), set: '1' }], '"contact": {} }', '"contact": {}, "version": "1" }'],
    ['a missing member on lines of its own', [{ at: at('paths', '/a', 'get', 'summary'), set: 'S' }], '"tags": ["x", "y"]', '"tags": ["x", "y"],\n        "summary": "S"'],
    ['a missing object with lines', [{ at: at('paths', '/b'), set: { get: { a: 1 } } }], '    }\n  }\n}', '    },\n    "/b": {\n      "get": {\n        "a": 1\n      }\n    }\n  }\n}'],
    ['members of a missing object', [{ at: at('x', 'a'), set: 1 }, { at: at('x', 'b'), set: true }], '    }\n  }\n}', '    }\n  },\n  "x": {\n    "a": 1,\n    "b": true\n  }\n}'],
    ['an empty object', [{ at: at('info', 'contact', 'email'), set: 'a@b.c' }, { at: at('info', 'contact', 'name'), set: 'N' }], '"contact": {}', '"contact": {\n    "email": "a@b.c",\n    "name": "N"\n  }'],
    ['an empty list', [{ at: at('tags', 0), set: 'x' }], '"tags": []', '"tags": [\n    "x"\n  ]'],
    ['the next item of a list', [{ at: at('paths', '/a', 'get', 'tags', 2), set: 'z' }], '["x", "y"]', '["x", "y", "z"]'],
    ['a name', [{ at: at('paths', '/a'), rename: '/b "c"' }], '"/a"', '"/b \\"c\\""'],
    ['a member away from the beginning', [{ at: at('swagger'), remove: true }], '"swagger": "2.0",\n  ', ''],
    ['a member away from the middle', [{ at: at('tags'), remove: true }], ',   // kept\n  "tags": []', ''],
    ['a member away from the end', [{ at: at('paths'), remove: true }], text.slice(text.indexOf(',\n  "paths"'), -3), ''],
    ['neighbours away', [{ at: at('info', 'title'), remove: true }, { at: at('info', 'contact'), remove: true }], '{ "title": "A", "contact": {} }', '{}'],
    ['all away, and another one in', [{ at: at('info', 'title'), remove: true }, { at: at('info', 'contact'), remove: true }, { at: at('info', 'x'), set: 1 }], '{ "title": "A", "contact": {} }', '{\n    "x": 1\n  }'],
    ['the last away, and another one in', [{ at: at('info', 'contact'), remove: true }, { at: at('info', 'x'), set: 1 }], ', "contact": {}', ', "x": 1'],
    ['an item away', [{ at: at('paths', '/a', 'get', 'parameters', 0), remove: true }], '{ "name": "one" , "in": "query" },\n          ', ''],
    ['several at once', [{ at: at('info', 'title'), set: 'B' }, { at: at('paths', '/a', 'get', 'parameters', 1, 'in'), set: 'query' }], '"title": "A"', '"title": "B"'],
    ['nothing where nothing is', [{ at: at('nowhere', 'x'), remove: true }, { at: at('swagger', 'x'), set: 1 }, { at: at('tags', 5), set: 1 }, { at: at('tags', 0, 'x'), set: 1 }, { at: at('constructor', 'name'), rename: 'x' }], '', ''],
  ];
  for (const [what, edits, from, to] of cases) {
    it(what, () => {
      const expected = text.replace(from, () => to).replace(what === 'several at once' ? '{ "name": "two" }' : '\u0000', '{ "name": "two", "in": "query" }');
      assert.equal(editJson(text, edits), expected);
      assert.deepEqual(readDocument('a.json', Buffer.from(expected)).value, editedValue(readDocument('a.json', Buffer.from(text)).value!, edits));
    });
  }

  it('of one line stays one', () => {
    assert.equal(editJson('{"a":[],"b":{}}', [{ at: at('a', 0), set: { x: [1, 2] } }, { at: at('b', 'c'), set: 'd' }, { at: at('e'), set: null }]), '{"a":[{"x":[1,2]}],"b":{"c":"d"},"e":null}');
    assert.equal(editJson('{ "a": 1 }', [{ at: at('e'), set: { b: [1, { c: 2 }] } }]), '{ "a": 1, "e": { "b": [ 1, { "c": 2 } ] } }');
  });

  it('with tabs and carriage returns keeps both', () => {
    assert.equal(editJson('{\r\n\t"a": {\r\n\t\t"b": 1\r\n\t}\r\n}\r\n', [{ at: at('a', 'c'), set: { d: 1 } }]), '{\r\n\t"a": {\r\n\t\t"b": 1,\r\n\t\t"c": {\r\n\t\t\t"d": 1\r\n\t\t}\r\n\t}\r\n}\r\n');
  });

  it('that is damaged is edited where it is sound', () => {
    assert.equal(editJson('{\n  a: 1,\n  "b": "x\ty",\n}', [{ at: at('a'), set: 2 }, { at: at('c'), set: 3 }]), '{\n  a: 2,\n  "b": "x\ty",\n  "c": 3,\n}');
    assert.equal(editJson('{"a":1,"a":2}', [{ at: at('a'), set: 3 }]), '{"a":1,"a":3}');
    assert.equal(editJson('{"a":1,"b":0,"a":2}', [{ at: at('a'), remove: true }]), '{"b":0}');
    assert.equal(editJson('', [{ at: at('a'), set: 3 }]), '');
  });

  it('that is the whole document', () => assert.equal(editJson(' {"a":1}\n', [{ at: rootOf('definition'), set: [1] }]), ' [1]\n'));

  /** Every place of a value, containers included. */
  function placesOf(value: JsonValue, path: readonly (string | number)[] = []): readonly (readonly (string | number)[])[] {
    const inside = isArray(value) ? value.map((each, key) => [key, each] as const) : isObject(value) ? Object.entries(value) as (readonly [string, JsonValue])[] : []; // a parsed object has no undefined values
    return [path, ...inside.flatMap(([key, each]) => placesOf(each, [...path, key]))];
  }

  /** The value at a place of the document. */
  const valueAt = (root: JsonValue, path: readonly (string | number)[]): JsonValue => path.reduce<JsonValue>((inside, key) => (inside as { readonly [key: string]: JsonValue })[String(key)]!, root); // the place is there

  const names = fc.constantFrom('a', 'b', 'c', 'x/y', '~', '', '__proto__', 'constructor', '0', '1', 'ü"\n');
  const documents = fc.letrec<{ readonly value: JsonValue; readonly object: JsonValue }>(tie => ({
    value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, fc.constantFrom<JsonValue[]>(null, true, 0, -1.5, '', 'text', '}],"{[:', '\\'), fc.array(tie('value'), { maxLength: 4 }), tie('object')),
    object: fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }).map(entries => Object.fromEntries(entries) as JsonValue), // entries of JSON
  })).object;
  const layouts = fc.constantFrom<(value: JsonValue) => string>(
    value => JSON.stringify(value), value => JSON.stringify(value, undefined, 2), value => JSON.stringify(value, undefined, '\t').replaceAll('\n', '\r\n'),
    value => JSON.stringify(value, undefined, 1).replace(/\n\s*/g, ' '), value => `\n  ${JSON.stringify(value, undefined, 4)}  \n`,
  );
  interface Wish { readonly place: number; readonly kind: 'set' | 'remove' | 'rename' | 'add' | 'append'; readonly name: string; readonly value: JsonValue }
  const wishes = fc.array(fc.record<Wish>({ place: fc.nat(), kind: fc.constantFrom('set', 'remove', 'rename', 'add', 'append'), name: names, value: documents }), { maxLength: 6 });

  /** An edit of the document that a wish stands for. */
  function editFor({ place, kind, name, value }: Wish, root: JsonValue): ValueEdit {
    const places = placesOf(root);
    const spot = at(...places[place % places.length]!); // the root at least is there
    switch (kind) {
      case 'set': return { at: spot, set: value };
      case 'remove': return { at: spot, remove: true };
      case 'rename': return { at: spot, rename: name };
      case 'add': return { at: spot.at(name), set: value };
      case 'append': { const inside = valueAt(root, spot.path()); return { at: spot.at(isArray(inside) ? inside.length : name), set: value }; }
    }
  }

  it('makes of the text what it makes of the value, in any layout', () => {
    let changed = 0;
    fc.assert(fc.property(documents, layouts, wishes, (root, layout, wished) => {
      const source = layout(root);
      const { edits, done } = settledEdits(root, wished.map(wish => ({ edits: [editFor(wish, root)], of: wish })));
      const expected = editedValue(root, edits);
      assert.deepEqual(JSON.parse(editJson(source, edits)), expected);
      assert.ok(edits.length <= done.length);
      if (JSON.stringify(expected) !== JSON.stringify(root)) changed += 1;
    }), { seed: 17, numRuns: 3000 });
    assert.ok(changed > 1500, `${changed} documents were changed`);
  });

  it('leaves every byte outside of what it sets as it was', () => {
    fc.assert(fc.property(documents, layouts, fc.nat(), (root, layout, choice) => {
      const source = layout(root);
      const scalars = placesOf(root).filter(path => { const value = valueAt(root, path); return typeof value !== 'object' || value === null; });
      const path = scalars[choice % Math.max(scalars.length, 1)];
      if (!path) return;
      const marked = editJson(source, [{ at: at(...path), set: '\u2603' }]);
      const [before, after, ...more] = marked.split('"\u2603"');
      assert.equal(more.length, 0);
      assert.ok(source.startsWith(before!) && source.endsWith(after!));
      assert.deepEqual(JSON.parse(source.slice(before!.length, source.length - after!.length)), valueAt(root, path));
    }), { seed: 4, numRuns: 1000 });
  });
});

describe('edits that are settled', () => {
  const root: JsonValue = { a: { b: 1, c: 2 }, list: [1, 2, 3] };
  const settled = (...groups: readonly (readonly ValueEdit[])[]): readonly number[] => settledEdits(root, groups.map((edits, of) => ({ edits, of }))).done.map(each => each.of);

  it('go together where they do not meet', () => assert.deepEqual(settled([{ at: at('a', 'b'), set: 3 }], [{ at: at('a', 'c'), rename: 'd' }], [{ at: at('list', 0), remove: true }]), [2, 0, 1]));
  it('are done once where two ask for the same', () => {
    const both = settledEdits(root, [{ edits: [{ at: at('a', 'b'), set: 3 }], of: 1 }, { edits: [{ at: at('a', 'b'), set: 3 }], of: 2 }]);
    assert.deepEqual([both.edits.length, both.done.map(each => each.of)], [1, [1, 2]]);
  });
  it('wait for one that was first at the same place', () => assert.deepEqual(settled([{ at: at('a', 'b'), set: 3 }], [{ at: at('a', 'b'), set: 4 }]), [0]));
  it('wait for one that takes away what is around them', () => assert.deepEqual(settled([{ at: at('a', 'b'), set: 3 }], [{ at: at('a'), remove: true }]), [1]));
  it('wait with all of their group', () => assert.deepEqual(settled([{ at: at('a', 'b'), set: 3 }], [{ at: at('x'), set: 1 }, { at: at('a', 'b'), set: 4 }]), [0]));
  it('never give a name that is taken', () => assert.deepEqual(settled([{ at: at('a', 'b'), rename: 'c' }], [{ at: at('list'), rename: 'n' }], [{ at: at('a'), rename: 'n' }]), [1]));
});
