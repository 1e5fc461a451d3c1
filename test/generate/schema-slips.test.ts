/** What the JSON Schemas take although it is useless, because Microsoft certified it: each is marked, so that editors can say so. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { schemaCheck, type SchemaName } from './schema-check';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const schemaOf = (name: SchemaName): Json => JSON.parse(readFileSync(path.resolve(__dirname, `../../schemas/${name}.schema.json`), 'utf8')) as Json; // what JSON.parse gives

const operation = (more: Json): Json => ({ ...definition, paths: { '/things': { get: { operationId: 'List', responses: { 200: { description: 'OK' } }, ...(more as object) } } } }); // every call below gives an object
const definition = { swagger: '2.0', info: { title: 'Things', version: '1.0' }, host: 'api.contoso.com', paths: {} };
const thing = (schema: Json): Json => ({ ...definition, definitions: { Thing: schema } });
const connection = (more: Json): Json => ({ properties: { iconBrandColor: '#123456', connectionParameters: { token: more } } });
const policy = (templateId: string, parameters: Json, more: object = {}): Json => ({ properties: { iconBrandColor: '#123456', policyTemplateInstances: [{ templateId, parameters, ...more }] } });

/** Seen in files that were certified; the wording says what is odd about them. */
const taken: readonly (readonly [what: string, schema: SchemaName, document: Json])[] = [
  ['basepath for basePath', 'apiDefinition', { ...definition, basepath: '/v1' }],
  ['a path outside of paths', 'apiDefinition', { ...definition, '/things': {} }],
  ['a host that was never filled in', 'apiDefinition', { ...definition, host: '{{replace_with_your_domain}}' }],
  ['metadata without names', 'apiDefinition', { ...definition, 'x-ms-connector-metadata': [{ name: 'Website', value: 'https://contoso.com' }] }],
  ['keywords in info', 'apiDefinition', { ...definition, info: { ...definition.info, 'x-ms-keywords': ['things'] } }],
  ['capabilities without any', 'apiDefinition', { ...definition, 'x-ms-capabilities': {} }],
  ['deprecated on a path', 'apiDefinition', { ...definition, paths: { '/things': { deprecated: true } } }],
  ['an operation without any response', 'apiDefinition', operation({ responses: {} })],
  ['x-ms-summary on an operation', 'apiDefinition', operation({ 'x-ms-summary': 'List things' })],
  ['x-ms-dynamic-schema on an operation, as a text', 'apiDefinition', operation({ 'x-ms-dynamic-schema': 'ContentSchema' })],
  ['extensions for AI', 'apiDefinition', operation({ 'x-ms-openai-data': { 'openai-enabled': true, operations: [] } })],
  ['url encoding outside of a path', 'apiDefinition', operation({ parameters: [{ name: 'q', in: 'query', type: 'string', 'x-ms-url-encoding': 'single' }] })],
  ['schema keywords beside a body', 'apiDefinition', operation({ parameters: [{ name: 'body', in: 'body', schema: {}, type: 'object', title: 'Body', items: {}, minItems: 1, properties: {}, format: 'x' }] })],
  ['properties beside a query parameter', 'apiDefinition', operation({ parameters: [{ name: 'q', in: 'query', type: 'string', properties: {} }] })],
  ['a notification without schema', 'apiDefinition', { ...definition, paths: { '/hooks': { 'x-ms-notification-content': { description: 'News', headers: {} } } } }],
  ['a visibility in capitals', 'apiDefinition', thing({ type: 'string', 'x-ms-visibility': 'Advanced' })],
  ['an empty visibility', 'apiDefinition', thing({ type: 'string', 'x-ms-visibility': '' })],
  ['a number as name', 'apiDefinition', thing({ type: 'string', 'x-ms-summary': 1 })],
  ['the type null', 'apiDefinition', thing({ type: 'null' })],
  ['an array without items', 'apiDefinition', thing({ type: 'array' })],
  ['a format that nobody knows', 'apiDefinition', thing({ type: 'string', format: 'phone' })],
  ['a misspelt extension', 'apiDefinition', thing({ type: 'string', 'x-ms-visbility': 'important', 'x-ms-summary title': 'Name' })],
  ['AutoRest extensions', 'apiDefinition', thing({ type: 'string', 'x-ms-enum': { name: 'Kind', modelAsString: true, values: [] }, 'x-ms-client-name': 'Kind' })],
  ['value-path in dynamic properties', 'apiDefinition', thing({ 'x-ms-dynamic-properties': { operationId: 'Shape', parameters: {}, 'value-path': 'schema' } })],
  ['a status in small letters', 'apiDefinition', operation({ 'x-ms-api-annotation': { status: 'production', family: 'List', revision: 1 } })],
  ['script and website in the properties', 'apiProperties', { properties: { iconBrandColor: '#123456', script: 'x', website: 'y', stackowner: 'z', 'token:clientId': {}, 'token:clientSecret': {} } }],
  ['oAuthSetting for oauthSetting', 'apiProperties', connection({ type: 'oAuthSetting', oAuthSettings: { identityProvider: 'aad' } })],
  ['a sign-in without provider', 'apiProperties', connection({ type: 'oauthSetting', oAuthSettings: { clientId: 'x' } })],
  ['RedirectUrl, and parameters in capitals', 'apiProperties', connection({ type: 'oauthSetting', oAuthSettings: { identityProvider: 'oauth2', RedirectUrl: 'x', customParameters: { AuthorizationUrl: {}, TokenUrl: {} } } })],
  ['a redirect mode in small letters', 'apiProperties', connection({ type: 'oauthSetting', oAuthSettings: { identityProvider: 'DocuSign', redirectMode: 'global' } })],
  ['required as a boolean', 'apiProperties', connection({ type: 'string', uiDefinition: { displayName: 'Key', constraints: { required: true, hidden: false, capability: {}, allowedValues: ['eu'] } } })],
  ['a connection parameter with a hyphen', 'apiProperties', { properties: { iconBrandColor: '#123456', connectionParameters: { 'contoso-DnsName': { type: 'string' } } } }],
  ['a publisher that is nobody', 'apiProperties', { properties: { iconBrandColor: '#123456', publisher: null, stackOwner: null } }],
  ['capabilities that do not exist', 'apiProperties', { properties: { iconBrandColor: '#123456', capabilities: ['cloud only'] } }],
  ['a rare policy', 'apiProperties', policy('setconnectionstatustounauthenticated', { 'x-ms-apimTemplateParameter.statusCode': '401' })],
  ['a policy with foreign keys', 'apiProperties', policy('SetHeader', { 'x-ms-apimTemplateParameter.name': 'a', 'x-ms-apimTemplateParameter.value': 'b' }, { id: 1 })],
];

describe('JSON Schemas and certified slips', () => {
  for (const [what, schema, document] of taken) it(`take ${what}`, () => { assert.deepEqual(schemaCheck(schema)(document), []); });

  it('mark what has no effect, with a reason', () => {
    const reasons: string[] = [];
    const look = (value: Json): void => {
      if (value === null || typeof value !== 'object') return;
      const schema = value as { readonly [key: string]: Json }; // an array has no key "deprecated"
      if (schema['deprecated'] === true && !('pattern' in schema)) reasons.push(typeof schema['description'] === 'string' ? schema['description'] : 'no reason');
      Object.values(schema).forEach(look);
    };
    for (const name of ['apiDefinition', 'apiProperties'] as const) look(schemaOf(name));
    assert.ok(reasons.length >= 20, `only ${reasons.length} are marked`);
    assert.deepEqual(reasons.filter(reason => !/without effect|is meant/i.test(reason)), []);
  });

  for (const name of ['konektor', 'settings', 'apiProperties', 'apiDefinition'] as const) {
    it(`hold only what draft 7 knows: ${name}`, () => {
      const warnings: string[] = [];
      const note = (line: string): void => { warnings.push(line); };
      const ajv = new Ajv({ strict: true, strictRequired: false, allowUnionTypes: true, logger: { log: note, warn: note, error: note } });
      addFormats(ajv);
      ajv.compile(schemaOf(name) as object); // a schema of ours is an object
      assert.deepEqual(warnings, []);
    });
  }
});
