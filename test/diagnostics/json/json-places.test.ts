import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import ts from 'typescript';
import { lineAndColumn } from '../../../scripts/diagnostics/json/json-lines';
import type { JsonPlace, TextSpan } from '../../../scripts/diagnostics/json/json-place';
import { placesInJson } from '../../../scripts/diagnostics/json/json-places';
import { placesInYaml } from '../../../scripts/diagnostics/json/json-places-yaml';
import { escapedPointerKey, pathOfPointer } from '../../../scripts/diagnostics/json/json-pointer';
import { soundJson } from '../../validate/reading/printed-json';

/** A place as `text @line:column`, for value, name and mark. */
const told = (text: string, place: JsonPlace | undefined): object | undefined => {
  const span = ({ offset, length, line, column }: TextSpan): string => `${text.slice(offset, offset + length)} @${line}:${column}`;
  return place && { ...(place.exact ? {} : { exact: false }), value: span(place.value), ...(place.key ? { key: span(place.key) } : {}), mark: span(place.mark) };
};
const toldOf = (text: string, pointers: readonly string[]): Record<string, object | undefined> => {
  const places = placesInJson(text, pointers);
  assert.deepEqual([...places.keys()], pointers);
  assert.deepEqual(places, placesInJson(`${text}//`, pointers), 'the same when the text is scanned as a damaged one');
  return Object.fromEntries(pointers.map(pointer => [pointer, told(text, places.get(pointer))]));
};

describe('JSON pointers', () => {
  it('are escaped and taken apart', () => {
    assert.deepEqual(['a', 'a/b', '~', '~1'].map(escapedPointerKey), ['a', 'a~1b', '~0', '~01']);
    assert.deepEqual(['', '/', '/a~1b/~0/~01/0'].map(pathOfPointer), [[], [''], ['a/b', '~', '~1', '0']]);
    fc.assert(fc.property(fc.array(fc.string()), keys => assert.deepEqual(pathOfPointer(keys.map(key => `/${escapedPointerKey(key)}`).join('')), keys)), { seed: 3 });
  });
});

describe('lines and columns', () => {
  it('count from 1, in UTF-16 units; lines end with \\n, \\r\\n too, \\r alone not', () => {
    const position = lineAndColumn('a\r\nb\rc\n\n😀d');
    assert.deepEqual([-1, 0, 2, 3, 5, 7, 8, 10, 11, 99].map(offset => Object.values(position(offset))), [[1, 1], [1, 1], [1, 3], [2, 1], [2, 3], [3, 1], [4, 1], [4, 3], [4, 4], [4, 4]]);
    assert.deepEqual(lineAndColumn('')(0), { line: 1, column: 1 });
  });
});

describe('places of JSON pointers', () => {
  const text = '{\n  "info": { "title": "T\\"x" },\n  "paths": {\n    "/a/{b}": { "get": {\n      "tags": [ 1, [], {} ], "~": null\n    } }\n  }\n}\n';

  it('of scalars, objects, items and the document: value, name and what an editor marks', () => {
    assert.deepEqual(toldOf(text, ['/info/title', '/paths/~1a~1{b}', '/paths/~1a~1{b}/get/tags', '/paths/~1a~1{b}/get/tags/0', '/paths/~1a~1{b}/get/tags/2', '/paths/~1a~1{b}/get/~0', '']), {
      '/info/title': { value: '"T\\"x" @2:22', key: '"title" @2:13', mark: '"T\\"x" @2:22' },
      '/paths/~1a~1{b}': { value: '{ "get": {\n      "tags": [ 1, [], {} ], "~": null\n    } } @4:15', key: '"/a/{b}" @4:5', mark: '"/a/{b}" @4:5' },
      '/paths/~1a~1{b}/get/tags': { value: '[ 1, [], {} ] @5:15', key: '"tags" @5:7', mark: '"tags" @5:7' },
      '/paths/~1a~1{b}/get/tags/0': { value: '1 @5:17', mark: '1 @5:17' },
      '/paths/~1a~1{b}/get/tags/2': { value: '{} @5:24', mark: '{ @5:24' },
      '/paths/~1a~1{b}/get/~0': { value: 'null @5:35', key: '"~" @5:30', mark: 'null @5:35' },
      '': { value: `${text.trimEnd()} @1:1`, mark: '{ @1:1' },
    });
  });

  it('that are not there: the nearest value above', () => {
    const title = { exact: false, value: '"T\\"x" @2:22', key: '"title" @2:13', mark: '"T\\"x" @2:22' };
    const tags = { exact: false, value: '[ 1, [], {} ] @5:15', key: '"tags" @5:7', mark: '"tags" @5:7' };
    assert.deepEqual(toldOf(text, ['/info/title/deeper/still', '/info/nope', '/paths/~1a~1{b}/get/tags/3', '/paths/~1a~1{b}/get/tags/01', 'info', '/nope']), {
      '/info/title/deeper/still': title,
      '/info/nope': { exact: false, value: '{ "title": "T\\"x" } @2:11', key: '"info" @2:3', mark: '"info" @2:3' },
      '/paths/~1a~1{b}/get/tags/3': tags,
      '/paths/~1a~1{b}/get/tags/01': tags,
      info: { exact: false, value: `${text.trimEnd()} @1:1`, mark: '{ @1:1' },
      '/nope': { exact: false, value: `${text.trimEnd()} @1:1`, mark: '{ @1:1' },
    });
  });

  it('of a name that comes twice: the last one, and nothing of the first', () => {
    assert.deepEqual(toldOf('{"a":{"b":1,"c":2}, "a":{"c":3}}', ['/a', '/a/b', '/a/c']), {
      '/a': { value: '{"c":3} @1:25', key: '"a" @1:21', mark: '"a" @1:21' },
      '/a/b': { exact: false, value: '{"c":3} @1:25', key: '"a" @1:21', mark: '"a" @1:21' },
      '/a/c': { value: '3 @1:30', key: '"c" @1:26', mark: '3 @1:30' },
    });
  });

  it('of a name that is spelt with escapes', () => {
    assert.deepEqual(toldOf('{"\\u0061\\/": 1}', ['/a~1']), { '/a~1': { value: '1 @1:14', key: '"\\u0061\\/" @1:2', mark: '1 @1:14' } });
  });

  it('in damaged texts: those of the values that the reader reads', () => {
    const damaged = `{ // "b": 0\n 'a': [1 2,, 3,]\n "b": {x: "two\nlines"}`;
    const places = placesInJson(damaged, ['/a/2', '/b/x', '/b']);
    assert.deepEqual([...places.values()].map(place => told(damaged, place)), [
      { value: '3 @2:14', mark: '3 @2:14' },
      { value: '"two\nlines" @3:11', key: 'x @3:8', mark: 'x @3:8' },
      { value: '{x: "two\nlines"} @3:7', key: '"b" @3:2', mark: '"b" @3:2' },
    ]);
  });

  it('in a text without a value: none', () => {
    for (const nothing of ['', ' // x', '<xml/>']) assert.deepEqual(placesInJson(nothing, ['', '/a']), new Map());
  });

  it('end in time for a text that was wrongly called sound, and for pointers without bottom', () => {
    for (const broken of ['', '{', '{"a', '{"a"', '{"a":', '[', '[1', '[,,', '{"a":]', '{"a":{"b"}', '"', 'x', '{"\\"']) placesInJson(broken, ['/a/b', '/0/1', ''], 'sound');
    const levels = 100_000;
    const places = placesInJson('['.repeat(levels) + ']'.repeat(levels), ['/0'.repeat(levels)], 'sound');
    assert.deepEqual([...places.values()], [{ exact: false, value: { offset: 500, length: 2 * (levels - 500), line: 1, column: 501 }, mark: { offset: 500, length: 1, line: 1, column: 501 } }]);
  });

  it('for any value in any style: what stands there is the value', () => {
    fc.assert(fc.property(soundJson, ({ text: printed }) => {
      const parts = partsOf(JSON.parse(printed));
      const places = placesInJson(printed, parts.keys(), 'sound');
      assert.deepEqual([...places.keys()], [...parts.keys()]);
      assert.deepEqual(placesInJson(`${printed}//`, parts.keys()), places);
      for (const [pointer, { exact, value, key, mark }] of places) {
        assert.equal(exact, true);
        assert.deepEqual(JSON.parse(printed.slice(value.offset, value.offset + value.length)), parts.get(pointer));
        const name = pathOfPointer(pointer).at(-1);
        if (key) assert.equal(JSON.parse(printed.slice(key.offset, key.offset + key.length)), name);
        for (const span of [value, mark, ...(key ? [key] : [])]) {
          const before = printed.slice(0, span.offset).split('\n');
          assert.deepEqual([span.line, span.column], [before.length, before.at(-1)!.length + 1]);
        }
      }
    }), { seed: 5, numRuns: 400 });
  });

  it('are those that the TypeScript parser finds in published connectors', function () {
    this.timeout(60_000);
    const corpus = resolve(__dirname, '..', '..', '..', '..', 'shared', 'corpus');
    if (!existsSync(corpus)) { console.log('      skipped: ../shared/corpus is not there'); return this.skip(); }
    const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('apiDefinition.swagger.json')).sort().filter((_, index) => index % 12 === 0);
    assert.ok(files.length > 20);
    for (const file of files) {
      const content = readFileSync(join(corpus, file), 'utf8').replace(/^\ufeff/, '');
      const expected = placesByTypeScript(content);
      const found = placesInJson(content, expected.keys(), 'sound');
      assert.deepEqual([...found].map(([pointer, { exact, value, key }]) => [pointer, exact, value.offset, value.offset + value.length, key?.offset]), [...expected].map(([pointer, place]) => [pointer, true, ...place]), file);
    }
  });
});

/** All parts of a value by their pointers. */
function partsOf(value: unknown, pointer = '', parts = new Map<string, unknown>()): Map<string, unknown> {
  parts.set(pointer, value);
  if (typeof value === 'object' && value !== null) for (const [key, part] of Object.entries(value)) partsOf(part, `${pointer}/${escapedPointerKey(key)}`, parts);
  return parts;
}

/** Begin and end of every value, and the begin of its name, by pointer. */
function placesByTypeScript(text: string): Map<string, readonly [number, number, number | undefined]> {
  const file = ts.parseJsonText('x.json', text);
  const places = new Map<string, readonly [number, number, number | undefined]>();
  const visit = (node: ts.Node, pointer: string, name: ts.Node | undefined): void => {
    places.set(pointer, [node.getStart(file), node.getEnd(), name?.getStart(file)]);
    if (ts.isArrayLiteralExpression(node)) node.elements.forEach((element, index) => visit(element, `${pointer}/${index}`, undefined));
    if (!ts.isObjectLiteralExpression(node)) return;
    for (const property of node.properties) {
      if (ts.isPropertyAssignment(property) && ts.isStringLiteral(property.name)) visit(property.initializer, `${pointer}/${escapedPointerKey(property.name.text)}`, property.name);
    }
  };
  visit(file.statements[0]!.expression, '', undefined);
  return places;
}

describe('places in YAML', () => {
  const yaml = 'swagger: "2.0"\ninfo:\n  title: T\n  description: |\n    two\n    lines\nlist:\n  - 1\n  - &x {a: b}\n  - *x\n200: ok\nempty:\n';
  const toldIn = (pointers: readonly string[]): readonly (object | undefined)[] => { const places = placesInYaml(yaml, pointers); return pointers.map(pointer => told(yaml, places.get(pointer))); };

  it('of scalars, blocks, items, aliases and numbers as names', () => {
    assert.deepEqual(toldIn(['/swagger', '/info', '/info/description', '/list/1/a', '/list/2', '/list/2/a', '/200', '/empty']), [
      { value: '"2.0" @1:10', key: 'swagger @1:1', mark: '"2.0" @1:10' },
      { value: 'title: T\n  description: |\n    two\n    lines\n @3:3', key: 'info @2:1', mark: 'info @2:1' },
      { value: '|\n    two\n    lines\n @4:16', key: 'description @4:3', mark: 'description @4:3' },
      { value: 'b @9:12', key: 'a @9:9', mark: 'b @9:12' },
      { value: '*x @10:5', mark: '*x @10:5' },
      { value: 'b @9:12', key: 'a @9:9', mark: 'b @9:12' },
      { value: 'ok @11:6', key: '200 @11:1', mark: 'ok @11:6' },
      { value: ' @12:7', key: 'empty @12:1', mark: 'empty @12:1' },
    ]);
  });

  it('that are not there: the nearest value above', () => {
    assert.deepEqual(toldIn(['/swagger/x', '/list/7']), [
      { exact: false, value: '"2.0" @1:10', key: 'swagger @1:1', mark: '"2.0" @1:10' },
      { exact: false, value: '- 1\n  - &x {a: b}\n  - *x\n @8:3', key: 'list @7:1', mark: 'list @7:1' },
    ]);
  });

  it('in a text without a value, or nested without end: none', () => {
    assert.deepEqual(placesInYaml('', ['/a']), new Map());
    placesInYaml('['.repeat(100_000), ['/0']);
    assert.equal(placesInYaml('&a [*a]', ['/0'.repeat(1000)]).size, 1);
  });
});
