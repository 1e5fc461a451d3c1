import assert from 'node:assert/strict';
import type { HttpRequest, JsonObject, JsonValue } from '../../../../scripts/environment';
import { answer, base, bodyOf, fakeBackend, policy, smallConnector, smallGateway } from '../../small-connector';

/** What the backend gets for this body, and what the caller gets for the backend's answer. */
async function passed(body: unknown, policies: readonly JsonObject[], answered: unknown = { ok: true }, setup: { values?: Record<string, string> } = {}) {
  const backend = fakeBackend(() => answer(200, answered, [['Content-Type', 'application/json']]));
  const connector = smallConnector({ operations: [{ method: 'post', path: '/things', object: { operationId: 'MakeThing' } }], properties: { policyTemplateInstances: policies } });
  const response = await smallGateway({ connector, backend, values: setup.values ?? {} }).send({
    method: 'POST', uri: `${base}/things`, headers: [['Content-Type', 'application/json']], body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
  });
  const sent = (request: HttpRequest | undefined): JsonValue | undefined => (request?.body === undefined ? undefined : JSON.parse(Buffer.from(request.body).toString('utf8')) as JsonValue);
  return { status: response.status, response: bodyOf(response), sent: sent(backend.requests[0]) };
}
const request = { section: 'Request' } as const;
const response = { section: 'Response' } as const;

describe('policies on the body (facts 2.1; examples of Microsoft\'s pages on the templates)', () => {
  const people = { XYZ: { Age: '30' }, ABC: { Age: '23' } };
  const listed = [{ Name: 'XYZ', Details: { Age: '30' } }, { Name: 'ABC', Details: { Age: '23' } }];

  it('convertobjecttoarray: the object stays where the list is written elsewhere', async () => {
    const { sent } = await passed({ peopleObject: people }, [policy('convertobjecttoarray', { propertyParentPath: '@body()', propertySubPath: 'peopleObject', newPropertyPath: '@body().peopleArray', keyName: 'Name', valueName: 'Details' }, request)]);
    assert.deepEqual(sent, { peopleObject: people, peopleArray: listed });
  });

  it('convertobjecttoarray: in each element of a list, over itself', async () => {
    const { sent } = await passed({ sets: [{ people }, { other: 1 }] }, [policy('convertobjecttoarray', { propertyParentPath: '@body().sets', propertySubPath: 'people', newPropertyPath: '@item().people' }, request)]);
    assert.deepEqual(sent, { sets: [{ people: [{ key: 'XYZ', value: { Age: '30' } }, { key: 'ABC', value: { Age: '23' } }] }, { other: 1 }] });
  });

  it('convertobjecttoarray: the body itself, on the answer, as a published connector has it', async () => {
    const { response: got } = await passed({}, [policy('convertobjecttoarray', { propertyParentPath: '@body()', propertySubPath: 'null', newPropertyPath: '@body().Zones', keyName: 'Name', valueName: 'Details' }, response)], people);
    assert.deepEqual(got, { ...people, Zones: listed });
  });

  it('convertarraytoobject: with the key retained, and without', async () => {
    const body = { peopleArray: [{ Name: 'XYZ', Age: '30' }, { Name: 'ABC', Age: '23' }] };
    const convert = (more: JsonObject): JsonObject => policy('ConvertArrayToObject', { propertyParentPath: '@body()', propertySubPath: 'peopleArray', keyWithinCollectionPath: 'Name', newPropertyPath: '@body().peopleArray', ...more }, request);
    assert.deepEqual((await passed(body, [convert({})])).sent, { peopleArray: { XYZ: { Name: 'XYZ', Age: '30' }, ABC: { Name: 'ABC', Age: '23' } } });
    assert.deepEqual((await passed(body, [convert({ retainKey: 'false' })])).sent, { peopleArray: people });
  });

  it('convertarraytoobject: an element without the key fails by name', async () => {
    const { status, response: got } = await passed({ list: [{ a: 1 }] }, [policy('convertarraytoobject', { propertyParentPath: '@body().list', propertySubPath: '', keyWithinCollectionPath: 'id', newPropertyPath: '@body().list' }, request)]);
    assert.deepEqual([status, got], [500, { error: { code: 'PolicyFailed', message: 'The policy "The convertarraytoobject" (convertarraytoobject) failed: an element has nothing at "id" that could name it: {"a":1}' } }]);
  });

  it('stringtoarray: the text at a path, over itself, written without parentheses as on the page', async () => {
    const { sent } = await passed({ peopleObject: { XYZ: { Age: '3;0' }, ABC: { Age: '23;45' } } }, [
      policy('stringtoarray', { propertyParentPath: '@body()', propertySubPath: 'peopleObject.XYZ.Age', delimiterList: ';', childPropertyName: 'AgeW', newPropertyPath: '@body.peopleObject.XYZ.Age' }, request),
    ]);
    assert.deepEqual(sent, { peopleObject: { XYZ: { Age: [{ AgeW: '3' }, { AgeW: '0' }] }, ABC: { Age: '23;45' } } });
  });

  it('setproperty: new, nested, over each element, by an expression', async () => {
    const set = (parent: string, sub: string, value: string): JsonObject => policy('SetProperty', { newPropertyParentPathTemplate: parent, newPropertySubPathTemplate: sub, propertyValuePathTemplate: value }, request);
    const { sent } = await passed({ name: 'a', count: 2, list: [{ x: 1 }, { x: 2 }] }, [
      set('@body()', 'version', 'v1'), set('@body()', 'deep.inside', '@body().count'), set('@body().list', '[\'@odata.type\']', 'T'), set('@body().list', 'twice', '@item().x'),
      set('@body()', 'said', 'It is {@body().name} of @{body().count}'), set('@body()', 'key', '@connectionParameters(\'key\')'), set('@body().absent', 'a', 'b'),
    ], {}, { values: { key: 'k1' } });
    assert.deepEqual(sent, {
      name: 'a', count: 2, list: [{ x: 1, '@odata.type': 'T', twice: 1 }, { x: 2, '@odata.type': 'T', twice: 2 }], version: 'v1', deep: { inside: 2 }, said: 'It is a of 2', key: 'k1',
    });
  });

  it('setproperty: JSON text with an expression in braces becomes a list, as published connectors write it', async () => {
    const { sent } = await passed({ filters: ['A', 'B'], payments: { a: 1 } }, [
      policy('setproperty', { newPropertyParentPathTemplate: '@body()', newPropertySubPathTemplate: 'filters', propertyValuePathTemplate: '[{"filter_rules": [{"type": "EVENT_TYPE", "values": {@body().filters} }] }]' }, request),
      policy('setproperty', { newPropertyParentPathTemplate: '@body()', newPropertySubPathTemplate: 'payments', propertyValuePathTemplate: '[{@body().payments}]' }, request),
    ]);
    assert.deepEqual(sent, { filters: [{ filter_rules: [{ type: 'EVENT_TYPE', values: ['A', 'B'] }] }], payments: [{ a: 1 }] });
  });

  it('stringreplace and encodepropertyvalue change texts only', async () => {
    const { sent } = await passed({ list: [{ link: 'a.b%c' }, { link: 5 }], one: 'ä b/c' }, [
      policy('stringreplace', { propertyParentPath: '@body().list', propertySubPath: 'link', sourceString: '.', replacementString: '%2E', newPropertyPath: '@item().link' }, request),
      policy('encodepropertyvalue', { propertyParentPath: '@body()', propertySubPath: 'one', newPropertyPath: '@body().coded' }, request),
    ]);
    assert.deepEqual(sent, { list: [{ link: 'a%2Eb%c' }, { link: 5 }], one: 'ä b/c', coded: '%C3%A4%20b%2Fc' });
  });

  it('moveproperties: properties of an object go into the body', async () => {
    const { sent } = await passed({ custom: { a: 1, b: 2 }, c: 3 }, [policy('moveproperties', { srcParentPath: '@body()', srcSubPath: 'custom', dstParentPath: '@body()', dstSubPath: '', copyOnlySubProperties: 'true' }, request)]);
    assert.deepEqual(sent, { c: 3, a: 1, b: 2 });
    assert.deepEqual((await passed({ custom: 1 }, [policy('moveproperties', { srcParentPath: '@body()', srcSubPath: 'custom', dstParentPath: '@body()', dstSubPath: 'x.y' }, request)])).sent, { x: { y: 1 } });
  });

  it('a chain as Planner has it (facts 8, case 1): list to object on the way there, object to list on the way back', async () => {
    const there = [
      policy('stringtoarray', { propertyParentPath: '@body()', propertySubPath: 'assignments', delimiterList: ';', childPropertyName: 'userId', newPropertyPath: '@body().assignments' }, request),
      policy('setproperty', { newPropertyParentPathTemplate: '@body().assignments', newPropertySubPathTemplate: 'orderHint', propertyValuePathTemplate: ' !' }, request),
      policy('setproperty', { newPropertyParentPathTemplate: '@body().assignments', newPropertySubPathTemplate: '[\'@odata.type\']', propertyValuePathTemplate: 'example.assignment' }, request),
      policy('encodepropertyvalue', { propertyParentPath: '@body().assignments', propertySubPath: 'userId', newPropertyPath: '@item().userId' }, request),
      policy('stringreplace', { propertyParentPath: '@body().assignments', propertySubPath: 'userId', sourceString: '.', replacementString: '%2E', newPropertyPath: '@item().userId' }, request),
      policy('convertarraytoobject', { propertyParentPath: '@body()', propertySubPath: 'assignments', keyWithinCollectionPath: 'userId', newPropertyPath: '@body().assignments', retainKey: 'false' }, request),
    ];
    const back = [policy('convertobjecttoarray', { propertyParentPath: '@body()', propertySubPath: 'assignments', newPropertyPath: '@body().assignments', keyName: 'userId', valueName: 'value' }, response)];
    const inside = { orderHint: ' !', '@odata.type': 'example.assignment' };
    const { sent, response: got } = await passed({ title: 'T', assignments: 'a.b@x.test;c d;' }, [...there, ...back], { assignments: { u1: inside } });
    assert.deepEqual(sent, { title: 'T', assignments: { 'a%2Eb%40x%2Etest': inside, 'c%20d': inside } });
    assert.deepEqual(got, { assignments: [{ userId: 'u1', value: inside }] });
    assert.deepEqual((await passed({ title: 'T' }, there)).sent, { title: 'T' });
  });

  it('a body that is no JSON passes as it is', async () => {
    const { status } = await passed('a;b', [policy('setproperty', { newPropertyParentPathTemplate: '@body()', newPropertySubPathTemplate: 'a', propertyValuePathTemplate: 'b' }, request)]).catch((error: unknown) => { assert.ok(error instanceof SyntaxError); return { status: 200 }; });
    assert.equal(status, 200);
  });
});
