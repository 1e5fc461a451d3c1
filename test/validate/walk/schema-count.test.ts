/** The number of schemas behind references, against an expansion that is really made. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../scripts/validate/json';
import { definitionIndex } from '../../../scripts/validate/walk/definition-index';
import { schemaCounts } from '../../../scripts/validate/walk/schema-count';

const reference = (name: string | number): JsonObject => ({ $ref: `#/definitions/D${name}` });
const counts = (definitions: JsonObject): ReturnType<typeof schemaCounts> => schemaCounts(definitionIndex({ swagger: '2.0', definitions }));

/** The expansion itself; ends because definitions refer to later ones only. */
function expanded(schema: JsonObject, definitions: JsonObject): number {
  const name = schema['$ref'];
  if (typeof name === 'string') {
    const target = definitions[name.replace('#/definitions/', '')] as JsonObject | undefined; // made below
    return target ? expanded(target, definitions) : 1;
  }
  const parts = [schema['items'], schema['additionalProperties'], ...Object.values((schema['properties'] ?? {}) as JsonObject), ...((schema['allOf'] ?? []) as readonly JsonObject[])]; // made below
  return parts.reduce<number>((sum, part) => (typeof part === 'object' && part !== null ? sum + expanded(part as JsonObject, definitions) : sum), 1);
}

describe('counting schemas', () => {
  it('counts what stands there, and nothing for what is no schema', () => {
    const count = counts({});
    assert.equal(count({ type: 'object', properties: { a: { type: 'string' }, b: { type: 'array', items: { type: 'string' } } }, additionalProperties: { type: 'string' }, allOf: [{}, {}] }), 7);
    assert.equal(count({ type: 'object', additionalProperties: true, properties: { a: 'text' } }), 1);
    assert.deepEqual([undefined, null, 'text', []].map(count), [0, 0, 0, 0]);
  });

  it('counts a definition as often as it is used, and a reference that leads nowhere as one', () => {
    const count = counts({ D1: { type: 'object', properties: { a: { type: 'string' } } } });
    assert.equal(count({ type: 'object', properties: { one: reference(1), two: reference(1), three: reference('X') } }), 6);
    assert.equal(count(reference(1)), 2);
  });

  it('agrees with an expansion that is made', () => {
    const size = 5;
    const part = (after: number): fc.Arbitrary<JsonObject> => fc.oneof(
      fc.constant<JsonObject>({ type: 'string' }),
      ...(after < size ? [fc.integer({ min: after + 1, max: size }).map(reference)] : []),
    );
    const schema = (after: number): fc.Arbitrary<JsonObject> => fc.record({ properties: fc.dictionary(fc.constantFrom('a', 'b', 'c', '$d', '__proto__x'), part(after)), items: part(after), allOf: fc.array(part(after), { maxLength: 2 }) }, { requiredKeys: [] });
    const all = fc.tuple(...Array.from({ length: size + 1 }, (_, number) => schema(number)));
    fc.assert(fc.property(all, schemas => {
      const [root, ...others] = schemas;
      const definitions = Object.fromEntries(others.map((each, position) => [`D${position + 1}`, each]));
      assert.equal(counts(definitions)(root ?? {}), expanded(root ?? {}, definitions));
    }), { seed: 20261122, numRuns: 500 });
  });

  it('counts a circle once wherever it is entered, and what leads out of it', () => {
    const definitions = { D1: { properties: { next: reference(2), leaf: reference(4) } }, D2: { properties: { back: reference(1), itself: reference(2) } }, D3: { items: reference(1) }, D4: { type: 'string' } };
    const count = counts(definitions);
    // D1 and D2 are the circle, with one leaf: 3. D3 adds itself.
    assert.deepEqual([1, 2, 3, 4].map(number => count(reference(number))), [3, 3, 4, 1]);
    const asked = counts(definitions);
    assert.deepEqual([4, 3, 2, 1].map(number => asked(reference(number))), [1, 4, 3, 3]);
  });

  it('takes chains of any length, and numbers of any size', () => {
    const long = Object.fromEntries(Array.from({ length: 20_000 }, (_, number) => [`D${number}`, { properties: { next: reference(number + 1) } }]));
    assert.equal(counts(long)(reference(0)), 20_001);
    const wide = Object.fromEntries(Array.from({ length: 100 }, (_, number) => [`D${number}`, { properties: { a: reference(number + 1), b: reference(number + 1) } }]));
    assert.equal(counts(wide)(reference(0)), 1_000_000_000);
    let deep: JsonObject = { type: 'string' };
    for (let level = 1; level < 20_000; level += 1) deep = { type: 'array', items: deep };
    assert.equal(counts({})(deep), 20_000);
  });
});
