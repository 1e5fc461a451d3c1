/** The JSON Schemas against our own output, and against output that was spoilt in one place. */
import assert from 'node:assert/strict';
import { artifactTexts } from '../../scripts/generate/artifacts';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import * as connectors from './connectors';
import { schemaCheck, type SchemaName } from './schema-check';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** A copy with the value at a path replaced, or removed when it is undefined. */
function spoilt(document: Json, path: readonly (string | number)[], value: Json | undefined): Json {
  const copy = structuredClone(document);
  let holder = copy as Record<string | number, Json>; // the paths below lead through objects and arrays only
  for (const key of path.slice(0, -1)) holder = holder[key] as Record<string | number, Json>; // likewise
  const last = path.at(-1)!; // no path is empty
  if (value === undefined) delete holder[last]; else holder[last] = value;
  return copy;
}

const texts = (name: keyof typeof connectors.all) => artifactTexts(connectors.all[name]!, connectors.publisher, undefined); // the names below are keys
const definition = (name: string): Json => JSON.parse(texts(name)['apiDefinition.swagger.json']) as Json; // what JSON.parse gives
const properties = (name: string): Json => JSON.parse(texts(name)['apiProperties.json']) as Json; // likewise

describe('JSON Schemas', () => {
  for (const name of Object.keys(connectors.all)) {
    it(`take what is generated for "${name}"`, () => {
      assert.deepEqual(schemaCheck('apiDefinition')(definition(name)), []);
      assert.deepEqual(schemaCheck('apiProperties')(properties(name)), []);
      assert.deepEqual(schemaCheck('settings')(JSON.parse(texts(name)['settings.json'])), []);
    });
  }

  const trigger = ['paths', '/trigger/shops/{shop}/orderPlaced', 'get'];
  const parameter = [...trigger, 'parameters', 0];
  const subscription = ['paths', '/subscriptions'];
  const user = ['properties', 'connectionParameterSets', 'values', 0, 'parameters', 'token'];
  const policies = ['properties', 'policyTemplateInstances'];
  const mistakes: readonly [what: string, schema: SchemaName, of: Json, path: readonly (string | number)[], value: Json | undefined][] = [
    ['no title', 'apiDefinition', definition('polling'), ['info', 'title'], undefined],
    ['an empty title', 'apiDefinition', definition('polling'), ['info', 'title'], ''],
    ['OpenAPI 3', 'apiDefinition', definition('polling'), ['swagger'], '3.0.1'],
    ['a version that is a number', 'apiDefinition', definition('polling'), ['swagger'], 2],
    ['a host with a scheme', 'apiDefinition', definition('polling'), ['host'], 'https://orders.contoso.com'],
    ['a base path without slash', 'apiDefinition', definition('polling'), ['basePath'], 'v1'],
    ['a web socket', 'apiDefinition', definition('polling'), ['schemes'], ['wss']],
    ['an unknown key at the root', 'apiDefinition', definition('polling'), ['scriptOperations'], []],
    ['a path without slash', 'apiDefinition', definition('polling'), ['paths', 'orders'], {}],
    ['a path with a query', 'apiDefinition', definition('polling'), ['paths', '/orders?x=1'], {}],
    ['an operation without id', 'apiDefinition', definition('polling'), [...trigger, 'operationId'], undefined],
    ['an operation without responses', 'apiDefinition', definition('polling'), [...trigger, 'responses'], undefined],
    ['x-ms-trigger: many', 'apiDefinition', definition('polling'), [...trigger, 'x-ms-trigger'], 'many'],
    ['trigger metadata with a typo', 'apiDefinition', definition('polling'), [...trigger, 'x-ms-trigger-metadata', 'mode'], 'pooling'],
    ['a visibility that does not exist', 'apiDefinition', definition('polling'), [...trigger, 'x-ms-visibility'], 'hidden'],
    ['a response code that is none', 'apiDefinition', definition('polling'), [...trigger, 'responses', '2xx'], { description: 'OK' }],
    ['a response without description', 'apiDefinition', definition('polling'), [...trigger, 'responses', '202', 'description'], undefined],
    ['a parameter without type', 'apiDefinition', definition('polling'), [...parameter, 'type'], undefined],
    ['a parameter of type object', 'apiDefinition', definition('polling'), [...parameter, 'type'], 'object'],
    ['a path parameter that is optional', 'apiDefinition', definition('polling'), [...parameter, 'required'], false],
    ['a parameter in a cookie', 'apiDefinition', definition('polling'), [...parameter, 'in'], 'cookie'],
    ['an encoding that does not exist', 'apiDefinition', definition('polling'), [...parameter, 'x-ms-url-encoding'], 'triple'],
    ['a file outside form data', 'apiDefinition', definition('polling'), [...parameter, 'type'], 'file'],
    ['multi as collection format', 'apiDefinition', definition('kinds'), ['paths', '/things/{id}/{mode}', 'put', 'parameters', 2, 'collectionFormat'], 'multi'],
    ['a list parameter without items', 'apiDefinition', definition('kinds'), ['paths', '/things/{id}/{mode}', 'put', 'parameters', 2, 'items'], undefined],
    ['a body without schema', 'apiDefinition', definition('webhook'), [...subscription, 'post', 'parameters', 0, 'schema'], undefined],
    ['a list of types', 'apiDefinition', definition('webhook'), ['definitions', 'Shipment', 'type'], ['object', 'null']],
    ['oneOf', 'apiDefinition', definition('webhook'), ['definitions', 'Shipment', 'oneOf'], [{}]],
    ['required as a boolean', 'apiDefinition', definition('webhook'), ['definitions', 'Shipment', 'required'], true],
    ['a reference into nowhere', 'apiDefinition', definition('webhook'), [...subscription, 'x-ms-notification-content', 'schema', '$ref'], 'Shipment'],
    ['a notification that is a text', 'apiDefinition', definition('webhook'), [...subscription, 'x-ms-notification-content'], 'Shipment'],
    ['a notification url that is false', 'apiDefinition', definition('webhook'), [...subscription, 'post', 'parameters', 0, 'schema', 'properties', 'target', 'properties', 'url', 'x-ms-notification-url'], false],
    ['a drop-down without operation', 'apiDefinition', definition('dynamic'), ['paths', '/orders', 'post', 'parameters', 0, 'x-ms-dynamic-values', 'operationId'], undefined],
    ['a bare constant in the newer form', 'apiDefinition', definition('dynamic'), ['paths', '/orders', 'post', 'parameters', 1, 'x-ms-dynamic-list', 'parameters', 'size'], 50],
    ['the old reference in the newer form', 'apiDefinition', definition('dynamic'), ['paths', '/orders', 'post', 'parameters', 1, 'x-ms-dynamic-list', 'parameters', 'region'], { parameter: 'branchRegion' }],
    ['a replacement without operation', 'apiDefinition', definition('dynamic'), ['paths', '/orders', 'post', 'x-ms-api-annotation', 'replacement', 'operationId'], undefined],
    ['a revision that is a text', 'apiDefinition', definition('dynamic'), ['paths', '/orders', 'post', 'x-ms-api-annotation', 'revision'], 'one'],
    ['metadata as an object', 'apiDefinition', definition('polling'), ['x-ms-connector-metadata'], { Website: 'https://contoso.com' }],
    ['security definitions as a list', 'apiDefinition', definition('polling'), ['securityDefinitions'], []],
    ['an API key in the body', 'apiDefinition', definition('staticKey'), ['securityDefinitions', 'api_key', 'in'], 'body'],
    ['scriptOperations as an object', 'apiProperties', properties('parameterSets'), ['properties', 'scriptOperations'], { Ping: true }],
    ['no brand colour', 'apiProperties', properties('parameterSets'), ['properties', 'iconBrandColor'], undefined],
    ['a brand colour by name', 'apiProperties', properties('parameterSets'), ['properties', 'iconBrandColor'], 'blue'],
    ['an unknown key of the properties', 'apiProperties', properties('parameterSets'), ['properties', 'owner'], 'Contoso'],
    ['oauth as type', 'apiProperties', properties('parameterSets'), [...user, 'type'], 'oauth'],
    ['a sign-in without settings', 'apiProperties', properties('parameterSets'), [...user, 'oAuthSettings'], undefined],
    ['a redirect mode that does not exist', 'apiProperties', properties('parameterSets'), [...user, 'oAuthSettings', 'redirectMode'], 'PerConnector'],
    ['a provider that is a list', 'apiProperties', properties('parameterSets'), [...user, 'oAuthSettings', 'identityProvider'], ['oauth2']],
    ['a sign-in with oauth2 without an address', 'apiProperties', properties('parameterSets'), [...user, 'oAuthSettings'], { identityProvider: 'oauth2', customParameters: { tokenUrl: { value: 'https://contoso.com' } } }],
    ['scopes as a text', 'apiProperties', properties('parameterSets'), [...user, 'oAuthSettings', 'scopes'], 'Orders.Read'],
    ['a set without name', 'apiProperties', properties('parameterSets'), ['properties', 'connectionParameterSets', 'values', 0, 'name'], undefined],
    ['sets as a list', 'apiProperties', properties('parameterSets'), ['properties', 'connectionParameterSets'], []],
    ['a parameter name with a space', 'apiProperties', properties('staticKey'), ['properties', 'connectionParameters', 'api key'], { type: 'string' }],
    ['required as "yes"', 'apiProperties', properties('staticKey'), ['properties', 'connectionParameters', 'region', 'uiDefinition', 'constraints', 'required'], 'yes'],
    ['an unknown policy template', 'apiProperties', properties('parameterSets'), [...policies, 0, 'templateId'], 'setheaders'],
    ['a policy without a required parameter', 'apiProperties', properties('parameterSets'), [...policies, 0, 'parameters', 'x-ms-apimTemplateParameter.value'], undefined],
    ['a policy with an unknown parameter', 'apiProperties', properties('parameterSets'), [...policies, 0, 'parameters', 'x-ms-apimTemplateParameter.existAction'], 'override'],
    ['a policy section that does not exist', 'apiProperties', properties('parameterSets'), [...policies, 2, 'parameters', 'x-ms-apimTemplate-policySection'], 'Answer'],
    ['operation names as a text', 'apiProperties', properties('parameterSets'), [...policies, 1, 'parameters', 'x-ms-apimTemplate-operationName'], 'Ping'],
    ['an absolute file name', 'settings', { apiDefinition: 'apiDefinition.swagger.json' }, ['apiDefinition'], '/home/me/apiDefinition.swagger.json'],
    ['a secret in the settings', 'settings', { apiDefinition: 'apiDefinition.swagger.json' }, ['clientSecret'], 'x'],
  ];
  for (const [what, schema, document, path, value] of mistakes) {
    it(`refuse ${what}`, () => {
      assert.deepEqual(schemaCheck(schema)(document), []);
      const pointers = schemaCheck(schema)(spoilt(document, path, value));
      const places = path.map((_, index) => `/${path.slice(0, index).map(key => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`.replace(/\/$/, ''));
      const exact = `/${path.map(key => String(key).replaceAll('~', '~0').replaceAll('/', '~1')).join('/')}`;
      // The finding must stand at the mistake or, for a missing or foreign key, at the object that lacks or holds it.
      assert.ok(pointers.some(pointer => pointer === exact || pointer === places.at(-1) || pointer.startsWith(`${exact}/`)), `found at ${pointers.join(', ') || 'no place'}`);
    });
  }

  it('take settings of rules with a reason alone, one or several for a code', () => {
    const setting: Json = { severity: 'off', reason: 'The service has no other name for it.', where: ['GetItem', '/definitions/Item'] };
    const check = schemaCheck('konektor');
    assert.deepEqual(check({ rules: { one: setting, several: [setting, setting] } }), []);
    assert.ok(check({ rules: { one: { severity: 'off' } } }).includes('/rules/one'));
    assert.ok(check(spoilt({ rules: { one: setting } }, ['rules', 'one', 'severity'], 'fatal')).includes('/rules/one/severity'));
    assert.ok(check(spoilt({ rules: { one: setting } }, ['rules', 'one', 'because'], 'x')).includes('/rules/one'));
  });

  it('take a whole konektor.yaml, and refuse a secret, a foreign key and an address without https', () => {
    const whole: Json = { publisher: { ...placeholderPublisher, contact: { ...placeholderPublisher.contact }, stackOwner: 'Contoso' }, environments: { test: { id: 'Default-0c1a7b1e-9a3f-4f5e-8d5b-2f6d7c1e9a10', url: 'https://test.crm.dynamics.com', clientId: '0c1a7b1e-9a3f-4f5e-8d5b-2f6d7c1e9a10' } } };
    const check = schemaCheck('konektor');
    assert.deepEqual(check(whole), []);
    assert.deepEqual(check(spoilt(whole, ['environments', 'test', 'clientSecret'], 'x')), ['/environments/test/clientSecret']);
    assert.deepEqual(check(spoilt(whole, ['environments', 'test', 'secret'], 'x')), ['/environments/test']);
    assert.deepEqual(check(spoilt(whole, ['publisher', 'logo'], 'x')), ['/publisher']);
    assert.deepEqual(check(spoilt(whole, ['publisher', 'website'], 'http://contoso.com')), ['/publisher/website']);
    assert.deepEqual(check(spoilt(whole, ['publisher', 'contact', 'email'], 'nobody')), ['/publisher/contact/email']);
    assert.deepEqual(check(spoilt(whole, ['publisher'], undefined)), []);
  });
});
