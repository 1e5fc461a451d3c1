/** Rules about operations: what their examples do not tell. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inDefinition, inPaths } from '../../scripts/validate/examples/example';
import { smallDefinition } from '../../scripts/validate/examples/small-connector';
import { partialDuplicates } from '../../scripts/validate/rules/operations/partial-duplicates';
import { operationsRules } from '../../scripts/validate/rules/operations';
import { definitionIndex } from '../../scripts/validate/walk/definition-index';
import { validate } from '../../scripts/validate/validate';

const operationsAt = (paths: readonly string[]) =>
  definitionIndex({ paths: Object.fromEntries(paths.map(path => [path, { get: { operationId: path } }])) }).operations;

describe('paths that are cases of others', () => {
  const found = (...paths: readonly string[]) => partialDuplicates(operationsAt(paths)).map(({ fixed, variable }) => `${fixed.path.path} < ${variable.path.path}`);

  it('are found at any part, not between methods, lengths or equal shapes', () => {
    assert.deepEqual(found('/a/{x}', '/a/b'), ['/a/b < /a/{x}']);
    assert.deepEqual(found('/{x}/{y}', '/a/{y}', '/a/b'), ['/a/{y} < /{x}/{y}', '/a/b < /{x}/{y}']);
    assert.deepEqual(found('/a/{x}', '/{y}/b'), []);
    assert.deepEqual(found('/a/{x}', '/a/{y}'), []);
    assert.deepEqual(found('/a/{x}', '/a', '/a/b/c', '/a/'), []);
    assert.deepEqual(found('/a/{x}.json', '/a/b.json'), []);
    const { get } = smallDefinition().paths['/items'];
    assert.deepEqual(partialDuplicates(definitionIndex({ paths: { '/a/{x}': { get }, '/a/b': { post: get } } }).operations), []);
  });

  it('are those whose every part is the same or a variable in the other', () => {
    const part = fc.constantFrom('a', 'b', '{x}', '{y}');
    const path = fc.array(part, { minLength: 1, maxLength: 3 }).map(parts => `/${parts.join('/')}`);
    const variable = /^\{.*\}$/;
    const isCase = (one: string, other: string): boolean => {
      const [parts, general] = [one.split('/'), other.split('/')];
      const shape = (text: string): string => text.replace(/\{.\}/g, '{}');
      return parts.length === general.length && shape(one) !== shape(other) && parts.every((each, at) => variable.test(general[at] ?? '') || each === general[at]);
    };
    fc.assert(fc.property(fc.uniqueArray(path, { maxLength: 8 }), paths => {
      assert.deepEqual(partialDuplicates(operationsAt(paths)).map(({ fixed }) => fixed.path.path).sort(), paths.filter(one => paths.some(other => other !== one && isCase(one, other))).sort());
    }), { seed: 20261122, numRuns: 500 });
  });

  it('are looked for in a bounded number of pairs', () => {
    const paths = Array.from({ length: 5000 }, (_, number) => `/a${number}/{x}`);
    assert.deepEqual(found(...paths), []);
  });
});

describe('rules about operations', () => {
  const codes = (subject: Parameters<typeof validate>[0], profile: 'platform' | 'certification' = 'certification'): readonly string[] =>
    validate(subject, { profile, rules: operationsRules }).findings.map(({ rule, at }) => `${rule.code} ${'pointer' in at ? at.pointer() : ''}`).sort();

  it('name a shared parameter or media type once, not for each operation that has it', () => {
    const { get } = smallDefinition().paths['/items'];
    const operation = { ...get, operationId: 'ListAnimals', summary: 'List animals', parameters: [{ $ref: '#/parameters/kind' }] };
    const { subject } = inPaths({ '/animals': { get: operation }, '/others': { get: { ...operation, operationId: 'ListOthers', summary: 'List others' } } }, {
      parameters: { kind: { name: 'kind', in: 'query', type: 'string', 'x-ms-visibility': 'Advanced', description: '' } }, consumes: ['text/json'],
    });
    assert.deepEqual(codes(subject), ['description-not-empty /parameters/kind/description', 'mime-supported /consumes/0', 'visibility-value /parameters/kind/x-ms-visibility']);
  });

  it('tell of an id\'s characters once', () => {
    const withId = (operationId: string) => inDefinition({ paths: { '/items': { get: { ...smallDefinition().paths['/items'].get, operationId } } } }).subject;
    const at = '/paths/~1items/get/operationId';
    assert.deepEqual(codes(withId('list items_all-now')), [`operation-id-sanitized ${at}`]);
    assert.deepEqual(codes(withId('list-items')), [`operation-id-hyphen ${at}`]);
    assert.deepEqual(codes(withId('list_items')), [`operation-id-pascal-case ${at}`]);
    assert.deepEqual(codes(withId('list_items'), 'platform'), [`operation-id-underscore ${at}`]);
    assert.deepEqual(codes(withId('ListItems_V12')), []);
  });

  it('are not slowed down by long texts', () => {
    const long = [' '.repeat(200_000), '.'.repeat(200_000), '`'.repeat(199_999), '<a '.repeat(60_000), '://'.repeat(60_000), '['.repeat(200_000), `${'{'.repeat(100_000)}x`, '-'.repeat(200_000)];
    for (const text of long) {
      const { get } = smallDefinition().paths['/items'];
      const { subject } = inDefinition({ paths: { [`/${text}`]: { get: { ...get, operationId: `${text}x`, summary: `${text}x`, description: `${text}x,`, consumes: [`${text}x`] } } } });
      const { findings } = validate(subject, { profile: 'certification', rules: operationsRules });
      for (const { rule, data, at } of findings) { assert.ok(rule.says(data).what.length < 600, rule.code); rule.fix?.edits(data, at, subject); }
    }
  });
});
