/** What the examples of the trigger rules can't say: how the address of a webhook is found through references. */
import assert from 'node:assert/strict';
import { subjectOf, documentOf } from '../../scripts/validate/examples/example';
import type { JsonObject } from '../../scripts/validate/json';
import { triggersRules } from '../../scripts/validate/rules/triggers';
import { validate } from '../../scripts/validate/validate';
import { definitionIndex } from '../../scripts/validate/walk/definition-index';
import { mayMention } from '../../scripts/validate/walk/mentions';
import { notificationUrls } from '../../scripts/validate/walk/notification-urls';

const url: JsonObject = { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' };
const subscribe = (operationId: string, schema: JsonObject): JsonObject => ({ operationId, 'x-ms-trigger': 'single', parameters: [{ name: 'body', in: 'body', schema }], responses: { 201: { description: 'Done.' } } });
const content: JsonObject = { 'x-ms-notification-content': { schema: { type: 'object', properties: { name: { type: 'string' } } } } };
const document = (schema: JsonObject, definitions: JsonObject = {}, more: JsonObject = {}): JsonObject => ({
  swagger: '2.0', definitions,
  paths: { '/a': { ...content, post: subscribe('OnA', schema) }, '/b': { ...content, post: subscribe('OnB', schema) }, '/c/{id}': { delete: { operationId: 'End' } }, ...more },
});
const found = (definition: JsonObject) => [...notificationUrls(definitionIndex(definition))].map(([{ operationId }, urls]) =>
  `${String(operationId)}: ${urls.map(each => `${each.spot.pointer()} ${each.type ?? '?'}${each.required ? ' required' : ''}${each.internal ? ' internal' : ''} ${each.position}`).join(', ')}`);
const told = (definition: JsonObject) => validate(subjectOf({ definition }), { profile: 'platform', rules: triggersRules }).findings
  .filter(each => each.severity !== 'information').map(({ rule, at }) => `${rule.code} ${'pointer' in at ? at.pointer() : ''}`);

describe('addresses of webhooks', () => {
  it('are found in a definition, for every operation that takes it', () => {
    const definition = document({ $ref: '#/definitions/Hook' }, { Hook: { type: 'object', required: ['url'], properties: { url } } });
    assert.deepEqual(found(definition), ['OnA: /definitions/Hook/properties/url string required internal body', 'OnB: /definitions/Hook/properties/url string required internal body']);
    assert.deepEqual(told(definition), []);
  });
  it('are reported once when operations share them', () => {
    const definition = document({ $ref: '#/definitions/Hook' }, { Hook: { type: 'object', properties: { url: { type: 'string', 'x-ms-notification-url': true } } } });
    assert.deepEqual(told(definition), ['webhook-url-internal /definitions/Hook/properties/url', 'webhook-url-required /definitions/Hook/properties/url']);
  });
  it('are required by another part of allOf', () => {
    const hook = { allOf: [{ type: 'object', properties: { config: { type: 'object', required: ['url'], properties: { url } } } }, { required: ['config'] }] };
    assert.deepEqual(found(document(hook)).map(each => each.split(' ').slice(2).join(' ')), ['string required internal body', 'string required internal body']);
  });
  it('are optional as soon as one object around them is', () => {
    const hook = { type: 'object', properties: { config: { type: 'object', required: ['url'], properties: { url } } } };
    assert.deepEqual(found(document(hook)).map(each => each.split(' ').slice(2).join(' ')), ['string internal body', 'string internal body']);
  });
  it('are internal through a reference that stands in something internal', () => {
    const hook = { type: 'object', required: ['config'], properties: { config: { allOf: [{ $ref: '#/definitions/Config' }], 'x-ms-visibility': 'internal' } } };
    const definition = document(hook, { Config: { type: 'object', required: ['url'], properties: { url: { type: 'string', 'x-ms-notification-url': true } } } });
    assert.deepEqual(told(definition), []);
  });
  it('are found in definitions that contain themselves', () => {
    const definition = document({ $ref: '#/definitions/Hook' }, { Hook: { type: 'object', required: ['url'], properties: { more: { $ref: '#/definitions/Hook' }, url } } });
    assert.deepEqual(found(definition).length, 2);
  });
  it('are no mistake in an answer when the definition serves a request too, and one when they stand in the answer itself', () => {
    const Hook = { type: 'object', required: ['url'], properties: { url } };
    const answer = (schema: JsonObject): JsonObject => ({ '/d': { get: { operationId: 'Get', responses: { 200: { description: 'A hook.', schema } } } } });
    assert.deepEqual(told(document({ $ref: '#/definitions/Hook' }, { Hook }, answer({ $ref: '#/definitions/Hook' }))), []);
    assert.deepEqual(told(document({ $ref: '#/definitions/Hook' }, { Hook }, answer(Hook))), ['webhook-url-in-body /paths/~1d/get/responses/200/schema/properties/url']);
  });
  it('of many operations in a document made to hurt come to an end', () => {
    const many = Object.fromEntries(Array.from({ length: 120 }, (_, number) => [`N${number}`, { type: 'object', properties: Object.fromEntries(Array.from({ length: 120 }, (__, other) => [`p${other}`, { $ref: `#/definitions/N${other}` }])) }]));
    const definition = document({ $ref: '#/definitions/N0' }, { ...many, N119: { type: 'object', properties: { url } } }, Object.fromEntries(Array.from({ length: 100 }, (_, number) => [`/m${number}`, { ...content, post: subscribe(`On${number}`, { $ref: `#/definitions/N${number}` }) }])));
    assert.ok(notificationUrls(definitionIndex(definition)).size > 0);
  });
});

describe('a text that is searched in place of its value', () => {
  const text = (written: string) => ({ ...documentOf('apiDefinition.swagger.json', {}), text: written });
  it('is believed when it does not mention a key', () => assert.equal(mayMention(text('{"a": 1}'), 'x-ms-notification-'), false));
  it('is believed when it does', () => assert.equal(mayMention(text('{"x-ms-notification-url": true}'), 'x-ms-notification-'), true));
  it('is not believed when it may hide the key in escapes', () => assert.equal(mayMention(text('{"x\\u002dms-notification-url": true}'), 'x-ms-notification-'), true));
  it('is believed when only letters are escaped that no key has', () => assert.equal(mayMention(text('{"name": "Stra\\u00dfe"}'), 'x-ms-notification-'), false));
  it('is not believed in YAML, nor when there is none', () => assert.deepEqual([mayMention({ ...text('a: 1'), syntax: 'yaml' }, 'x-ms-'), mayMention({ ...text(''), text: undefined }, 'x-ms-'), mayMention(undefined, 'x-ms-')], [true, true, true]));
});
