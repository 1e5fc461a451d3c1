/**
 * The keys that Swagger 2.0 gives each object, and what kind of value each of them takes (the specification's own JSON
 * schema, draft 4, which Microsoft's published schema of connector definitions extends). Extensions (x-…) are not in here.
 */
import type { JsonObject } from '../json';
import type { Role } from './roles';

/**
 * `text`, `flag` (true or false), `number`, `integer`; `list` of anything; `texts`, a list of texts; `object` of anything;
 * `textByName`, an object whose values are texts; `requirements`, a list of security requirements; `filled`, a list that is
 * not empty and whose entries the walk enters; `entered`: the walk enters the value and tells what it is not;
 * `any`: anything, or a rule of its own decides.
 */
export type KeyKind = 'text' | 'flag' | 'number' | 'integer' | 'list' | 'texts' | 'object' | 'textByName' | 'requirements' | 'flagOrSchema' | 'filled' | 'entered' | 'any';

export type Keys = ReadonlyMap<string, KeyKind>;

const keys = (table: Readonly<Record<string, KeyKind>>): Keys => new Map(Object.entries(table));

/** What limits a value, wherever a value is described. */
const limits: Readonly<Record<string, KeyKind>> = {
  maximum: 'number', exclusiveMaximum: 'flag', minimum: 'number', exclusiveMinimum: 'flag', multipleOf: 'number',
  maxLength: 'integer', minLength: 'integer', pattern: 'text', maxItems: 'integer', minItems: 'integer', uniqueItems: 'flag', enum: 'list',
};

const external = { externalDocs: 'entered' } as const;
const named = { name: 'text', description: 'text' } as const;
const simple = { format: 'text', items: 'entered', collectionFormat: 'text', default: 'any', ...limits } as const;
const operation: KeyKind = 'object';

const byRole: { readonly [role in Role]?: Keys } = {
  root: keys({
    swagger: 'any', info: 'entered', host: 'text', basePath: 'text', schemes: 'texts', consumes: 'texts', produces: 'texts', paths: 'entered', definitions: 'entered',
    parameters: 'entered', responses: 'entered', securityDefinitions: 'entered', security: 'requirements', tags: 'entered', ...external,
  }),
  info: keys({ title: 'text', version: 'text', description: 'text', termsOfService: 'text', contact: 'entered', license: 'entered' }),
  contact: keys({ name: 'text', url: 'text', email: 'text' }),
  license: keys({ name: 'text', url: 'text' }),
  tag: keys({ ...named, ...external }),
  externalDocs: keys({ url: 'text', description: 'text' }),
  securityDefinition: keys({ type: 'text', ...named, in: 'text', flow: 'text', authorizationUrl: 'text', tokenUrl: 'text', scopes: 'textByName' }),
  path: keys({ $ref: 'any', get: operation, put: operation, post: operation, delete: operation, options: operation, head: operation, patch: operation, parameters: 'entered' }),
  operation: keys({
    tags: 'texts', summary: 'text', description: 'text', ...external, operationId: 'text', produces: 'texts', consumes: 'texts', parameters: 'entered',
    responses: 'entered', schemes: 'texts', deprecated: 'flag', security: 'requirements',
  }),
  bodyParameter: keys({ $ref: 'text', ...named, in: 'any', required: 'flag', schema: 'entered' }),
  parameter: keys({ $ref: 'text', ...named, in: 'text', required: 'flag', type: 'any', allowEmptyValue: 'flag', schema: 'any', ...simple }),
  items: keys({ type: 'any', ...simple }),
  header: keys({ type: 'any', description: 'text', ...simple }),
  response: keys({ $ref: 'text', description: 'text', schema: 'entered', headers: 'entered', examples: 'object' }),
  schema: keys({
    $ref: 'text', type: 'any', format: 'text', title: 'text', description: 'text', default: 'any', ...limits, maxProperties: 'integer', minProperties: 'integer',
    required: 'texts', properties: 'entered', additionalProperties: 'flagOrSchema', items: 'entered', allOf: 'filled', discriminator: 'text', readOnly: 'flag',
    xml: 'entered', ...external, example: 'any',
  }),
  xml: keys({ name: 'text', namespace: 'text', prefix: 'text', attribute: 'flag', wrapped: 'flag' }),
};

/** The keys of an object in that role; undefined for objects whose keys are names (`definitions`, `responses`) or that Swagger does not know. */
export const keysOf = (role: Role): Keys | undefined => byRole[role];

/** True where an object of that role is a reference to another one: what stands beside the `$ref` is ignored, which `ref-siblings` tells. */
export const isReference = (object: JsonObject, role: Role): boolean =>
  typeof object['$ref'] === 'string' && (role === 'schema' || role === 'parameter' || role === 'bodyParameter' || role === 'response');

/**
 * Keywords of other JSON schema dialects and of OpenAPI 3, which Swagger 2.0 does not have in schemas. `schema-oas3-keywords`
 * tells what to write instead, so that `unknown-property` leaves them out.
 */
export const foreignSchemaKeywords: ReadonlySet<string> = new Set([
  'oneOf', 'anyOf', 'not', 'if', 'then', 'else', 'nullable', 'const', 'patternProperties', 'propertyNames', 'contains', 'dependencies', 'additionalItems',
  'writeOnly', 'deprecated', 'examples', '$schema', '$id', 'id', '$comment', '$defs', '$anchor', '$dynamicRef', 'definitions', 'unevaluatedProperties', 'unevaluatedItems', 'dependentRequired',
  'dependentSchemas', 'prefixItems', 'minContains', 'maxContains', 'contentEncoding', 'contentMediaType', 'contentSchema',
]);
