/** Loops among definitions, against plain reachability on small random graphs, and chains too long for recursion. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../scripts/validate/json';
import { subjectOf } from '../../scripts/validate/examples/example';
import { smallDefinition } from '../../scripts/validate/examples/small-connector';
import type { Spot } from '../../scripts/validate/spot';
import { validate } from '../../scripts/validate/validate';
import { components } from '../../scripts/validate/walk/schema-components';
import { schemaDepth } from '../../scripts/validate/rules/schemas/depth.rule';
import { schemaRecursion, schemaReferenceAlias, schemaRequiredLoop } from '../../scripts/validate/rules/schemas/loops.rule';

const to = (name: string | number): JsonObject => ({ $ref: `#/definitions/${name}` });
const rules = [schemaReferenceAlias, schemaRequiredLoop, schemaRecursion, schemaDepth];

function found(definitions: JsonObject, schema: JsonObject = {}): readonly string[] {
  const definition = { ...smallDefinition(), definitions, responses: {}, paths: { '/a': { get: { responses: { 200: { description: 'It.', schema } } } } } };
  return validate(subjectOf({ definition }), { profile: 'certification', rules }).findings.map(({ rule, at }) => `${rule.code} ${(at as Spot).pointer()}`); // these rules report spots only
}

describe('components', () => {
  it('are the sets of names that reach each other', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.nat(6), { maxLength: 3 }), { minLength: 7, maxLength: 7 }), edges => {
      const names = edges.map((_, name) => String(name));
      const next = (name: string): readonly string[] => (edges[Number(name)] ?? []).map(String);
      const reached = (from: string): ReadonlySet<string> => {
        const all = new Set<string>();
        const waiting = [...next(from)];
        for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) if (!all.has(name)) { all.add(name); waiting.push(...next(name)); }
        return all;
      };
      const expected = new Set(names.map(name => names.filter(other => other === name || (reached(name).has(other) && reached(other).has(name))).join(' ')));
      const got = components(names, next);
      assert.deepEqual(new Set(got.map(each => [...each.members].sort().join(' '))), expected);
      for (const { members, loops } of got) assert.equal(loops, members.some(name => reached(name).has(name)));
      const position = new Map(got.flatMap(({ members }, at) => members.map(name => [name, at] as const)));
      for (const name of names) for (const other of next(name)) assert.ok((position.get(other) ?? 0) <= (position.get(name) ?? 0), 'what a component leads to comes before it');
    }), { seed: 5, numRuns: 500 });
  });
});

describe('loops of schemas', () => {
  it('are told once each, by the weakest of their links', () => {
    assert.deepEqual(found({
      A: { properties: { b: to('B') } }, B: { type: 'array', items: to('A') },
      C: { required: ['c'], properties: { c: to('C'), a: to('A') } },
      D: { allOf: [to('E')] }, E: { allOf: [to('D')] },
      F: to('G'), G: to('F'),
      H: { required: ['i'], properties: { i: to('I') } }, I: { properties: { h: to('H') } },
    }), [
      'schema-ref-alias /definitions/F/$ref', 'schema-ref-alias /definitions/G/$ref', 'schema-ref-alias /definitions/D/allOf/0/$ref',
      'schema-required-loop /definitions/C/properties/c/$ref',
      'schema-recursion /definitions/A/properties/b/$ref', 'schema-recursion /definitions/H/properties/i/$ref',
    ]);
  });

  it('are found in chains of thousands of definitions', () => {
    const names = Array.from({ length: 3_000 }, (_, position) => position);
    const chain = (last: JsonObject): JsonObject => Object.fromEntries(names.map(name => [String(name), name === names.length - 1 ? last : { required: ['next'], properties: { next: to(name + 1) } }]));
    assert.deepEqual(found(chain({ required: ['next'], properties: { next: to(0) } })), ['schema-required-loop /definitions/0/properties/next/$ref']);
    assert.deepEqual(found(chain({ type: 'string' }), to(0)), ['schema-depth /paths/~1a/get/responses/200/schema']);
    assert.deepEqual(found(chain({ type: 'string' }), to(names.length - 16)), []);
    assert.deepEqual(found(chain({ type: 'string' }), to(names.length - 17)), ['schema-depth /paths/~1a/get/responses/200/schema']);
  });

  it('leave names alone that every object has', () => {
    assert.deepEqual(found({ constructor: { properties: { toString: to('constructor') } } }), ['schema-recursion /definitions/constructor/properties/toString/$ref']);
    assert.deepEqual(found({ A: { properties: { a: to('constructor') } } }), []);
  });
});
