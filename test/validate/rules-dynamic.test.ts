/** What the examples of the dynamic rules can't say: how paths are followed, how references find inputs, and that nothing breaks. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { subjectOf } from '../../scripts/validate/examples/example';
import type { JsonObject, JsonValue } from '../../scripts/validate/json';
import { dynamicRules } from '../../scripts/validate/rules/dynamic';
import { securityRules } from '../../scripts/validate/rules/security';
import { triggersRules } from '../../scripts/validate/rules/triggers';
import { versionsRules } from '../../scripts/validate/rules/versions';
import { validate } from '../../scripts/validate/validate';
import { definitionIndex } from '../../scripts/validate/walk/definition-index';
import { inputsOf } from '../../scripts/validate/walk/operation-inputs';
import { follow } from '../../scripts/validate/walk/property-path';

const definitions: JsonObject = {
  Person: { type: 'object', required: ['name'], properties: { name: { type: 'string' }, home: { $ref: '#/definitions/Place' }, friends: { type: 'array', items: { $ref: '#/definitions/Person' } } } },
  Place: { type: 'object', properties: { town: { type: 'string' }, 'a/b': { type: 'integer' } } },
  Keeper: { allOf: [{ $ref: '#/definitions/Person' }, { type: 'object', required: ['since'], properties: { since: { type: 'string' } } }] },
  Loop: { $ref: '#/definitions/Loop' },
  Form: { type: 'object', properties: { fields: { type: 'object', 'x-ms-dynamic-schema': { operationId: 'X' } }, count: { type: 'integer' } } },
  Map: { type: 'object', additionalProperties: { type: 'string' } },
};
const index = definitionIndex({ swagger: '2.0', definitions, paths: {} });

/** Where a path ends, in short: the names that were passed and the type there. */
const ends = (schema: JsonValue, path: string): unknown => {
  const reached = follow(index, schema, path);
  return typeof reached === 'object' ? { passed: reached.steps.map(step => `${step.name}${step.required ? '!' : ''}`).join(' '), type: reached.layers.type } : reached;
};
const person = { $ref: '#/definitions/Person' };
const people = { type: 'object', properties: { value: { type: 'array', items: person } } };

describe('paths through schemas', () => {
  const cases: readonly (readonly [string, JsonValue, string, unknown])[] = [
    ['a property', person, 'name', { passed: 'name!', type: 'string' }],
    ['nothing, which is the whole', person, '', { passed: '', type: 'object' }],
    ['a slash at the beginning', person, '/name', { passed: 'name!', type: 'string' }],
    ['other capitals', person, 'NAME', { passed: 'name!', type: 'string' }],
    ['a property behind a reference', person, 'home/town', { passed: 'home town', type: 'string' }],
    ['a property whose name has a slash', person, 'home/a/b', { passed: 'home a/b', type: 'integer' }],
    ['the same, escaped', person, 'home/a~1b', { passed: 'home a/b', type: 'integer' }],
    ['into a list without saying so', people, 'value/name', { passed: 'value name!', type: 'string' }],
    ['into a list by "items"', people, 'value/items/name', { passed: 'value name!', type: 'string' }],
    ['into a list by a number', people, 'value/0/name', { passed: 'value name!', type: 'string' }],
    ['into a list at the root', { type: 'array', items: person }, 'home/town', { passed: 'home town', type: 'string' }],
    ['through the keys of the schema', person, 'properties/home/properties/town', { passed: 'home town', type: 'string' }],
    ['round a circle of friends', person, 'friends/friends/friends/name', { passed: 'friends friends friends name!', type: 'string' }],
    ['a part of allOf', { $ref: '#/definitions/Keeper' }, 'home/town', { passed: 'home town', type: 'string' }],
    ['what another part of allOf requires', { $ref: '#/definitions/Keeper' }, 'since', { passed: 'since!', type: 'string' }],
    ['a property that is not there', person, 'age', undefined],
    ['below a text', person, 'name/first', undefined],
    ['below a dynamic schema', { $ref: '#/definitions/Form' }, 'fields/anything', 'unknown'],
    ['beside a dynamic schema', { $ref: '#/definitions/Form' }, 'number', undefined],
    ['any key of a map', { $ref: '#/definitions/Map' }, 'anything', 'unknown'],
    ['an object of which nothing is said', { type: 'object' }, 'anything', 'unknown'],
    ['a reference in a circle', { $ref: '#/definitions/Loop' }, 'anything', 'unknown'],
    ['a reference to nothing', { $ref: '#/definitions/Nobody' }, 'anything', 'unknown'],
    ['a name that every object has', person, 'constructor', undefined],
  ];
  for (const [what, schema, path, expected] of cases) it(`follow ${what}`, () => assert.deepEqual(ends(schema, path), expected));
});

describe('references to inputs', () => {
  const operation = (parameters: readonly JsonValue[]) => {
    const here = definitionIndex({ swagger: '2.0', definitions, paths: { '/x': { post: { operationId: 'Host', parameters } } } });
    const [host] = here.operations;
    assert.ok(host);
    return inputsOf(here, host);
  };
  const body = (schema: JsonValue, more: JsonObject = {}): JsonValue => ({ name: 'order', in: 'body', required: true, ...more, schema });
  const found = (parameters: readonly JsonValue[], reference: string) => {
    const { parameters: named, properties, elsewhere, unknown } = operation(parameters).find(reference);
    const told = (inputs: typeof named): readonly string[] => inputs.map(input => `${input.layers.type ?? '?'}${input.required ? ' required' : ''}${input.internal ? ' internal' : ''}`);
    return { named: told(named), properties: told(properties), elsewhere: told(elsewhere), unknown };
  };
  const nothing = { named: [], properties: [], elsewhere: [], unknown: false };

  it('find a parameter by its name', () => assert.deepEqual(found([{ name: 'id', in: 'query', type: 'integer', required: true }], 'id'), { ...nothing, named: ['integer required'] }));
  it('find an internal parameter, and say so', () => assert.deepEqual(found([{ name: 'id', in: 'query', type: 'integer', 'x-ms-visibility': 'internal' }], 'id'), { ...nothing, named: ['integer internal'] }));
  it('find a property by the path from its parameter', () => assert.deepEqual(found([body(person)], 'order/name'), { ...nothing, properties: ['string required'] }));
  it('find a property by the path from "body"', () => assert.deepEqual(found([body(person)], 'body/home/town'), { ...nothing, properties: ['string'] }));
  it('find a property by its own name', () => assert.deepEqual(found([body(person)], 'name'), { ...nothing, properties: ['string required'] }));
  it('find the body itself', () => assert.deepEqual(found([body(person)], 'body'), { ...nothing, named: ['object required'] }));
  it('find a property deep in the body by its bare name', () => assert.deepEqual(found([body(person)], 'town'), { ...nothing, elsewhere: ['string'] }));
  it('find both where a name fits a parameter and a property', () => assert.deepEqual(found([{ name: 'name', in: 'path', type: 'string', required: true }, body(person)], 'name'), { ...nothing, named: ['string required'], properties: ['string required'] }));
  it('call a property optional when something above it is', () => assert.deepEqual(found([body({ type: 'object', properties: { who: person } })], 'order/who/name'), { ...nothing, properties: ['string'] }));
  it('call a property internal when something above it is', () => assert.deepEqual(found([body({ type: 'object', properties: { who: { type: 'object', 'x-ms-visibility': 'internal', properties: { name: { type: 'string' } } } } })], 'name'), { ...nothing, elsewhere: ['string internal'] }));
  it('do not know what a dynamic schema holds', () => assert.deepEqual(found([body({ type: 'object', 'x-ms-dynamic-properties': { operationId: 'X' } })], 'anything').unknown, true));
  it('find nothing else', () => assert.deepEqual(['nobody', 'order/nobody', 'body/name/first', 'other/name'].map(each => found([body(person)], each)), [nothing, nothing, nothing, nothing]));
  it('come to an end in definitions that contain themselves', () => assert.deepEqual(found([body(person)], 'nobody'), nothing));
});

describe('rules on documents of any shape', () => {
  const rules = [...dynamicRules, ...triggersRules, ...versionsRules, ...securityRules];
  const extensions = ['x-ms-dynamic-values', 'x-ms-dynamic-list', 'x-ms-dynamic-schema', 'x-ms-dynamic-properties', 'x-ms-dynamic-tree'];
  const keys = [
    ...extensions, 'x-ms-trigger', 'x-ms-notification-content', 'x-ms-notification-url', 'x-ms-notification', 'x-ms-operation-context', 'x-ms-trigger-value', 'x-ms-api-annotation', 'x-ms-pageable',
    'x-ms-capabilities', 'x-ms-visibility', 'operationId', 'parameters', 'parameter', 'parameterReference', 'value', 'value-path', 'itemsPath', 'schema', '$ref', 'allOf', 'items', 'properties', 'required', 'type',
    'responses', '200', 'name', 'in', 'security', 'family', 'revision', 'replacement', 'testConnection', 'file-picker', 'open', 'browse', 'filterFunctions', 'default', 'additionalProperties', '__proto__',
  ];
  const texts = ['', 'A', 'B', 'body', 'name', 'body/name', '/', 'single', 'batch', 'internal', 'object', 'array', 'string', '#/definitions/A', '#/definitions/B', 'path', 'query', 'oauth2'];
  const value = fc.letrec<{ any: JsonValue }>(tie => ({
    any: fc.oneof({ maxDepth: 6 }, fc.constantFrom<JsonValue>(...texts), fc.constantFrom<JsonValue>(null, true, false, 0, 1.5), fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(fc.constantFrom(...keys), tie('any'), { maxKeys: 5 })),
  })).any;
  const object = fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 7 });
  const parameters = fc.array(fc.record({ name: fc.constantFrom('A', 'name', 'body'), in: fc.constantFrom('body', 'query', 'path'), required: fc.boolean(), schema: object, 'x-ms-dynamic-values': object, 'x-ms-trigger-value': value }, { requiredKeys: [] }), { maxLength: 3 });
  const operation = fc.record({ operationId: fc.constantFrom('A', 'B'), parameters, responses: fc.dictionary(fc.constantFrom('200', '201', 'default'), fc.record({ schema: value })), 'x-ms-trigger': value, 'x-ms-notification': value, 'x-ms-operation-context': value, 'x-ms-api-annotation': value, 'x-ms-pageable': value, security: value }, { requiredKeys: [] });
  const path = fc.record({ get: operation, post: operation, 'x-ms-notification-content': value }, { requiredKeys: [] });
  const document = fc.record({ paths: fc.dictionary(fc.constantFrom('/a', '/b'), path), definitions: fc.dictionary(fc.constantFrom('A', 'B'), object), securityDefinitions: value, security: value, 'x-ms-capabilities': value, 'x-ms-openai-data': value, 'x-ms-docs': value, info: value }, { requiredKeys: [] });

  it('throw nothing, word every finding, and say the same again', function () {
    this.timeout(60_000);
    let findings = 0;
    fc.assert(fc.property(document, definition => {
      const told = () => validate(subjectOf({ definition: definition as JsonValue }), { profile: 'certification', rules }).findings.map(({ rule, data, at }) => { // records of the generators above are plain JSON
        const { what, todo } = rule.says(data);
        assert.match(what, /^[^a-z\s].*[.!?]$/s, `${rule.code} says what is wrong as a sentence`);
        assert.match(todo, /^[^a-z\s].*[.!?]$/s, `${rule.code} says what to do as a sentence`);
        return `${rule.code} ${'pointer' in at ? at.pointer() : ''} ${what} ${todo}`;
      });
      const first = told();
      findings += first.length;
      assert.deepEqual(told(), first);
    }), { seed: 4, numRuns: 400 });
    assert.ok(findings > 400, `only ${findings} findings: the documents do not reach the rules`);
  });
});
