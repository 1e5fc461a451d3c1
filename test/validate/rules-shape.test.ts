/** Rules about the shape of a definition: what their examples do not tell. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { asDefinition, inAnswer, inDefinition } from '../../scripts/validate/examples/example';
import { smallDefinition } from '../../scripts/validate/examples/small-connector';
import type { JsonValue } from '../../scripts/validate/json';
import { shapeRules } from '../../scripts/validate/rules/shape';
import { knownExtensions, otherToolsExtensions, placesOf } from '../../scripts/validate/rules/shape/extension-names';
import { fitsKind, wrongEntry } from '../../scripts/validate/walk/kind-fit';
import { misspeltName } from '../../scripts/diagnostics/nearest-name';
import { foreignSchemaKeywords, keysOf, type KeyKind } from '../../scripts/validate/walk/swagger-keys';
import type { Subject } from '../../scripts/validate/subject';
import { validate } from '../../scripts/validate/validate';

const found = (subject: Subject): readonly string[] =>
  validate(subject, { profile: 'platform', rules: shapeRules }).findings.map(({ rule, at }) => `${rule.code} ${'pointer' in at ? at.pointer() : ''}`).sort();

describe('the key that was meant', () => {
  const keys = ['basePath', 'host', 'paths', 'produces', 'consumes', 'parameters', 'x-ms-summary', 'x-ms-visibility', 'minLength', 'maxLength'];
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['basepath', 'basePath'], ['base path', 'basePath'], ['x-ms-summary:', 'x-ms-summary'], ['x-ms  -summary', 'x-ms-summary'],
    ['produce', 'produces'], ['prodcues', 'produces'], ['consume', 'consumes'], ['x-ms-sumamry', 'x-ms-summary'], ['x-ms-visbilty', 'x-ms-visibility'],
    ['hots', 'host'], ['path', 'paths'], ['hst', undefined], ['servers', undefined], ['swagger', undefined], ['', undefined],
    // One slip from both.
    ['mixLength', undefined],
    ['x'.repeat(100_000), undefined],
  ];
  for (const [written, meant] of cases) it(`of "${written.slice(0, 20)}" is ${meant ?? 'nobody\'s guess'}`, () => assert.equal(misspeltName(written, keys), meant));

  it('is found after any one slip in a long name', () => {
    fc.assert(fc.property(fc.constantFrom('x-ms-notification-content', 'additionalProperties', 'securityDefinitions'), fc.nat(), fc.constantFrom('insert', 'take away', 'swap'), (key, seed, slip) => {
      const at = seed % (key.length - 1);
      const written = slip === 'insert' ? `${key.slice(0, at)}q${key.slice(at)}` : slip === 'take away' ? key.slice(0, at) + key.slice(at + 1) : key.slice(0, at) + key.charAt(at + 1) + key.charAt(at) + key.slice(at + 2);
      assert.equal(misspeltName(written, ['x-ms-notification-content', 'additionalProperties', 'securityDefinitions']), key);
    }), { seed: 20261122, numRuns: 300 });
  });
});

describe('the kinds of values', () => {
  const cases: readonly (readonly [KeyKind, JsonValue, JsonValue])[] = [
    ['text', '', 0], ['flag', false, 'false'], ['number', 1.5, '1.5'], ['integer', 2, 1.5], ['list', [], {}], ['object', {}, []], ['flagOrSchema', {}, []], ['flagOrSchema', true, null],
    ['texts', ['a'], ['a', 1]], ['textByName', { a: 'b' }, { a: 1 }], ['requirements', [{ a: ['b'] }, {}], [{ a: [1] }]], ['filled', [{}], []],
  ];
  for (const [kind, good, bad] of cases) it(`${kind}: ${JSON.stringify(good)}, not ${JSON.stringify(bad)}`, () => assert.deepEqual([fitsKind(kind, good), fitsKind(kind, bad)], [true, false]));

  it('tell the entry that is at fault', () => {
    assert.deepEqual(wrongEntry('texts', ['a', 1, 2]), { path: [1], value: 1, kind: 'text' });
    assert.deepEqual(wrongEntry('texts', 'a'), { path: [], value: 'a', kind: 'texts' });
    assert.deepEqual(wrongEntry('textByName', { a: 'b', c: null }), { path: ['c'], value: null, kind: 'text' });
    assert.deepEqual(wrongEntry('requirements', [{}, { a: ['b', 1] }]), { path: [1, 'a', 1], value: 1, kind: 'text' });
    assert.deepEqual(wrongEntry('requirements', [{}, { a: 'b' }]), { path: [1, 'a'], value: 'b', kind: 'texts' });
    assert.deepEqual(wrongEntry('requirements', ['a']), { path: [0], value: 'a', kind: 'object' });
  });

  it('name a fault exactly where a value does not fit', () => {
    const kinds: readonly KeyKind[] = ['text', 'flag', 'number', 'integer', 'list', 'texts', 'object', 'textByName', 'requirements', 'flagOrSchema', 'filled'];
    fc.assert(fc.property(fc.constantFrom(...kinds), fc.jsonValue({ maxDepth: 3 }), (kind, any) => {
      const value = any as JsonValue; // fast-check's own type of the same
      if (fitsKind(kind, value)) return;
      const { path, value: wrong, kind: wanted } = wrongEntry(kind, value);
      assert.deepEqual(path.reduce<unknown>((here, key) => (here as Record<string | number, unknown>)[key], value), wrong); // the path leads through what was just made
      assert.equal(fitsKind(wanted, wrong), false);
    }), { seed: 20261122, numRuns: 1000 });
  });
});

describe('the tables of keys', () => {
  it('have no keyword of other dialects in a schema, and no extension', () => {
    assert.deepEqual([...keysOf('schema')?.keys() ?? []].filter(key => foreignSchemaKeywords.has(key) || key.startsWith('x-')), []);
    assert.deepEqual(keysOf('responses'), undefined);
  });

  it('know each extension once: either the platform\'s or another tool\'s', () => {
    assert.deepEqual(knownExtensions.filter(key => otherToolsExtensions.has(key)), []);
    assert.equal(placesOf('constructor'), undefined);
  });
});

describe('rules about shape', () => {
  it('say one thing of a definition in OpenAPI 3, not one for each of its keys', () => {
    const { swagger: _, host: _host, basePath: _basePath, schemes: _schemes, ...rest } = smallDefinition();
    assert.deepEqual(found(asDefinition({ openapi: '3.0.0', servers: [], components: {}, ...rest }).subject), ['swagger-version /openapi']);
  });

  it('leave keys beside a $ref to another rule', () => {
    assert.deepEqual(found({ ...inDefinition({ definitions: { Item: { type: 'object' } } }).subject, ...inAnswer({ $ref: '#/definitions/Item', requird: 1, maxLength: 'x' }).subject }), []);
  });

  it('find keys that every object inherits', () => {
    assert.deepEqual(found(inAnswer({ type: 'object', constructor: 1, toString: 2 } as unknown as { type: string }).subject), [ // keys that the type of a literal does not allow
      'unknown-property /paths/~1items/get/responses/200/schema/constructor', 'unknown-property /paths/~1items/get/responses/200/schema/toString',
    ]);
  });

  it('say of a value in the wrong container what belongs there', () => {
    const says = (fragment: Parameters<typeof inDefinition>[0]): readonly string[] =>
      validate(inDefinition(fragment).subject, { profile: 'platform', rules: shapeRules }).findings.map(({ rule, data }) => rule.says(data).what);
    assert.deepEqual(says({ tags: {} }), ['"tags" is an object where a list belongs.']);
    assert.deepEqual(says({ tags: [null] }), ['This entry is null where an object belongs.']);
    assert.deepEqual(says({ definitions: { Item: 'text' } }), ['"Item" is the text "text" where an object belongs.']);
    assert.deepEqual(says({ consumes: 'application/json' }), ['"consumes" is the text "application/json" where a list of texts belongs.']);
  });
});
