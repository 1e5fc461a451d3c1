import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import fc from 'fast-check';
import { pathOfPointer } from '../../../scripts/diagnostics/json/json-pointer';
import { isArray, isObject, member, type JsonValue } from '../../../scripts/validate/json';
import { documentPlaces } from '../../../scripts/validate/reading/document-places';
import { readDocument } from '../../../scripts/validate/reading/read-document';
import { readJson } from '../../../scripts/validate/reading/read-json';
import { repaired } from '../../../scripts/validate/reading/repaired';
import type { SubjectDocument } from '../../../scripts/validate/subject';

const corpus = resolve(__dirname, '..', '..', '..', '..', 'shared', 'corpus');

const filesOfCorpus = (): readonly string[] => readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json')).sort();

const small = JSON.stringify({
  swagger: '2.0', info: { title: 'Täst', version: '1.0' }, paths: { '/a/{b}': { get: { operationId: 'A~b', parameters: [{ name: 'b', in: 'path', required: true, type: 'string' }], responses: { 200: { description: 'It "works"' } } } } },
}, undefined, 2);

describe('reading published connectors', function () {
  before(function () {
    if (!existsSync(corpus)) { console.log('      skipped: ../shared/corpus is not there'); this.skip(); }
  });

  it('finds the damaged ones and reads the rest of them', () => {
    const damaged: Record<string, readonly string[]> = {};
    for (const file of filesOfCorpus()) {
      const read = readDocument(file, readFileSync(join(corpus, file)));
      assert.ok(isObject(read.value), file);
      if (read.damage.length === 0) continue;
      damaged[file.split(sep).slice(1).join('/')] = read.damage.map(({ kind, offset, detail }) => `${kind} ${offset} ${detail}`);
      assert.ok(['swagger', 'info', 'host', 'schemes', 'paths', 'securityDefinitions'].every(key => isObject(read.value) && read.value[key] !== undefined), file);
      assert.deepEqual(JSON.parse(repaired(read.text!, read.damage)), read.value, file);
    }
    assert.deepEqual(damaged, {
      'Microsoft Bookings/apiDefinition.swagger.json': ['byte-order-mark 0 UTF-8'],
      'StabilityAI/apiDefinition.swagger.json': ['unreadable 746 ] is missing before the next }'],
      'Yelp/apiDefinition.swagger.json': ['wrong-encoding 32829 windows-1252'],
    });
  });
});

/** Changes that happen to files: bytes lost, doubled, replaced, moved. The text of the first comes back with all of them done. */
function mutated(text: string, changes: readonly (readonly [kind: number, place: number, length: number, insert: string])[]): string {
  return changes.reduce((each, [kind, place, length, insert]) => {
    const at = place % (each.length + 1);
    const piece = each.slice(at, at + length);
    const rest = each.slice(at + length);
    return each.slice(0, at) + [rest, piece + piece + rest, insert + rest, insert + piece + rest, [...piece].reverse().join('') + rest][kind % 5]!; // five kinds
  }, text);
}

const inserted = fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', "'", '/', '//', '/*', '\n', '\0', '\ufeff', '\\u', 'x', '1', '-', '}{', '""', ',,', '<<: *a', '- ', '&a', '\ud800');
const changes = fc.array(fc.tuple(fc.nat(4), fc.nat(1_000_000), fc.nat(12), inserted), { minLength: 1, maxLength: 6 });

/** The value that a pointer addresses. */
const valueAt = (value: JsonValue | undefined, pointer: string): JsonValue | undefined =>
  pathOfPointer(pointer).reduce<JsonValue | undefined>((each, key) => (isArray(each) ? each[Number(key)] : isObject(each) ? member(each, key) : undefined), value);

/** The pointers of a value's parts, the first few hundred. */
function pointersOf(value: JsonValue | undefined): readonly string[] {
  const pointers: string[] = [];
  const waiting: [string, JsonValue | undefined][] = [['', value]];
  for (let next = waiting.shift(); next && pointers.length < 300; next = waiting.shift()) {
    const [pointer, part] = next;
    pointers.push(pointer);
    if (isArray(part)) part.forEach((item, index) => waiting.push([`${pointer}/${index}`, item]));
    else if (isObject(part)) for (const [key, item] of Object.entries(part)) waiting.push([`${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`, item]);
  }
  return pointers;
}

function assertConsistent(read: SubjectDocument): void {
  const text = read.text!; // it came from bytes
  for (const { offset, length } of read.damage) assert.ok(offset >= 0 && length >= 0 && offset + length <= text.length, `${offset}+${length} of ${text.length}`);
  const pointers = pointersOf(read.value);
  const places = documentPlaces(read, pointers);
  if (read.value === undefined) return;
  assert.deepEqual([...places.keys()], pointers);
  if (read.syntax === 'yaml') return;
  assert.deepEqual([...places].filter(([, place]) => !place.exact).map(([pointer]) => pointer), []);
  if (!read.damage.every(({ kind, repair }) => kind === 'duplicate-key' || repair !== undefined)) return;
  assert.deepEqual(JSON.parse(repaired(text, read.damage)), read.value);
  for (const [pointer, { value: { offset, length } }] of places) {
    const part = valueAt(read.value, pointer);
    if (typeof part === 'object' && part !== null) assert.equal(text.charAt(offset), isArray(part) ? '[' : '{');
    else assert.deepEqual(readJson(text.slice(offset, offset + length)).value, part);
  }
}

describe('reading broken files', () => {
  for (const file of ['a.json', 'a.yaml']) {
    it(`never fails, and reads the same twice: ${file}`, () => {
      fc.assert(fc.property(changes, each => {
        const bytes = Buffer.from(mutated(small, each));
        const read = readDocument(file, bytes);
        assert.deepEqual(readDocument(file, bytes), read);
        assertConsistent(read);
      }), { seed: 7, numRuns: file === 'a.json' ? 1000 : 100 });
    });
  }

  it('nor for published connectors that were broken', function () {
    if (!existsSync(corpus)) { console.log('      skipped: ../shared/corpus is not there'); return this.skip(); }
    const texts = filesOfCorpus().filter((_, index) => index % 10 === 0).map(file => readFileSync(join(corpus, file), 'utf8')).filter(text => text.length < 60_000);
    fc.assert(fc.property(fc.constantFrom(...texts), changes, (text, each) => {
      const bytes = Buffer.from(mutated(text, each));
      const read = readDocument('a.json', bytes);
      assert.deepEqual(readDocument('a.json', bytes), read);
      assertConsistent(read);
    }), { seed: 11, numRuns: 300 });
  });
});
