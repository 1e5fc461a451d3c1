/** Ways to break a definition in one place, as people do. */

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject { [key: string]: Json }

/** One way: finds the places where it applies, and spoils a copy at one of them. */
export interface Mutation {
  readonly name: string;
  readonly targets: (document: JsonObject) => readonly Target[];
  /** Changes the object in place. */
  readonly spoil: (target: Target) => void;
}

/** An object of the document and a key of it, which need not exist. */
export interface Target { readonly holder: JsonObject; readonly key: string }

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch']);
const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsOf = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value.filter(isObject) : isObject(value) ? Object.values(value).filter(isObject) : []);
const at = (holder: JsonObject, ...keys: readonly string[]): readonly Target[] => keys.filter(key => Object.hasOwn(holder, key)).map(key => ({ holder, key }));

const paths = (document: JsonObject): readonly JsonObject[] => objectsOf(document['paths']);
/** Every operation that is an object. */
export const operations = (document: JsonObject): readonly JsonObject[] => paths(document).flatMap(path => Object.entries(path).filter(([key]) => methods.has(key)).map(([, value]) => value)).filter(isObject);
/** Every parameter of the operations that is written where it is used. */
export const parameters = (document: JsonObject): readonly JsonObject[] => operations(document).flatMap(operation => objectsOf(operation['parameters'])).filter(parameter => !Object.hasOwn(parameter, '$ref'));
const simpleParameters = (document: JsonObject): readonly JsonObject[] => parameters(document).filter(parameter => parameter['in'] !== 'body');
const bodies = (document: JsonObject): readonly JsonObject[] => parameters(document).filter(parameter => parameter['in'] === 'body');
const responses = (document: JsonObject): readonly JsonObject[] => operations(document).flatMap(operation => objectsOf(operation['responses'])).filter(response => !Object.hasOwn(response, '$ref'));
const securityDefinitions = (document: JsonObject): readonly JsonObject[] => objectsOf(document['securityDefinitions']);
const info = (document: JsonObject): readonly JsonObject[] => (isObject(document['info']) ? [document['info']] : []);
const whole = (document: JsonObject): readonly JsonObject[] => [document];

/** Every schema object, those in schemas included; references are left alone, since whatever stands beside a $ref is ignored. */
function schemas(document: JsonObject): readonly JsonObject[] {
  const found: JsonObject[] = [];
  const waiting = [...objectsOf(document['definitions']), ...[...bodies(document), ...responses(document)].map(holder => holder['schema'])];
  for (let schema = waiting.pop(); waiting.length > 0 || schema !== undefined; schema = waiting.pop()) {
    if (!isObject(schema) || Object.hasOwn(schema, '$ref')) continue;
    found.push(schema);
    waiting.push(...objectsOf(schema['properties']), schema['items'], schema['additionalProperties'], ...objectsOf(schema['allOf']));
  }
  return found;
}
const withType = (type: string) => (document: JsonObject): readonly JsonObject[] => schemas(document).filter(schema => schema['type'] === type);

/** Takes required keys away. */
const without = (name: string, holders: (document: JsonObject) => readonly JsonObject[], ...keys: readonly string[]): Mutation => ({
  name: `without ${name}`, targets: document => holders(document).flatMap(holder => at(holder, ...keys)), spoil: ({ holder, key }) => { delete holder[key]; },
});

/** Writes a value into a key, whether it was there or not. */
const writing = (name: string, holders: (document: JsonObject) => readonly JsonObject[], key: string, value: Json): Mutation => ({
  name, targets: document => holders(document).map(holder => ({ holder, key })), spoil: ({ holder }) => { holder[key] = value; },
});

/** Gives existing values another kind of JSON value. */
const ofAnotherKind = (name: string, holders: (document: JsonObject) => readonly JsonObject[], ...keys: readonly string[]): Mutation => ({
  name: `${name} of another kind`, targets: document => holders(document).flatMap(holder => at(holder, ...keys)), spoil: ({ holder, key }) => { holder[key] = otherKind(holder[key]); },
});

/** A text for everything but texts. */
const otherKind = (value: Json | undefined): Json => (typeof value === 'string' ? { text: value } : 'something else');

/** Something at the end of a list that is made when it is missing. */
function appended({ holder, key }: Target, ...items: readonly Json[]): void {
  const list = holder[key];
  holder[key] = [...(Array.isArray(list) ? list : []), ...items];
}

/** What people do, one mistake each. */
export const mutations: readonly Mutation[] = [
  without('a key of the root', whole, 'swagger', 'info', 'paths'),
  without('title or version', info, 'title', 'version'),
  without('responses', operations, 'responses'),
  without('the description of a response', responses, 'description'),
  without('a key of a parameter', simpleParameters, 'name', 'in', 'type'),
  without('the schema of a body', bodies, 'schema'),
  without('required in a path parameter', document => parameters(document).filter(parameter => parameter['in'] === 'path'), 'required'),
  without('the type of a security definition', securityDefinitions, 'type'),
  without('name or place of an API key', document => securityDefinitions(document).filter(({ type }) => type === 'apiKey'), 'name', 'in'),
  writing('a version of the specification that does not exist', whole, 'swagger', '2.1'),
  writing('an unknown key of the root', whole, 'components', {}),
  writing('an unknown key of info', info, 'summary', 'Short'),
  writing('an unknown key of a path', paths, 'trace', {}),
  writing('an unknown key of an operation', operations, 'requestBody', {}),
  writing('an unknown key of a parameter', simpleParameters, 'style', 'form'),
  writing('an unknown key of a response', responses, 'content', {}),
  writing('an unknown key of a schema', schemas, 'oneOf', [{}]),
  writing('a parameter in a cookie', simpleParameters, 'in', 'cookie'),
  writing('a parameter of type object', simpleParameters, 'type', 'object'),
  writing('a type that does not exist', withType('string'), 'type', 'text'),
  writing('a scheme that does not exist', whole, 'schemes', ['ftp']),
  writing('a security definition of OpenAPI 3', securityDefinitions, 'type', 'http'),
  writing('an API key in the body', document => securityDefinitions(document).filter(({ type }) => type === 'apiKey'), 'in', 'body'),
  writing('a flow of OpenAPI 3', document => securityDefinitions(document).filter(({ type }) => type === 'oauth2'), 'flow', 'authorizationCode'),
  writing('a host with scheme and path', whole, 'host', 'https://api.contoso.com/v1'),
  writing('a base path without slash', whole, 'basePath', 'v1'),
  writing('required as a boolean', withType('object'), 'required', true),
  writing('an empty list of required properties', withType('object'), 'required', []),
  writing('a property required twice', withType('object'), 'required', ['id', 'id']),
  writing('an empty enum', withType('string'), 'enum', []),
  writing('the same value twice in an enum', withType('string'), 'enum', ['a', 'a']),
  writing('a negative length', withType('string'), 'maxLength', -1),
  writing('a limit that is a text', withType('integer'), 'maximum', '10'),
  writing('a reference into nowhere', withType('string'), '$ref', '#/definitions/NotThere'),
  writing('deprecated as a text', operations, 'deprecated', 'true'),
  writing('one tag as a text', operations, 'tags', 'things'),
  writing('a media type as a text', operations, 'produces', 'application/json'),
  writing('a reference in place of the document', whole, '$ref', 'definition.json'),
  writing('a security requirement without a list', whole, 'security', [{ api_key: 'read' }]),
  ofAnotherKind('a part of the root', whole, 'info', 'host', 'paths', 'definitions', 'parameters', 'responses', 'securityDefinitions', 'security', 'schemes', 'tags', 'consumes'),
  ofAnotherKind('a part of info', info, 'title', 'description', 'version', 'contact'),
  ofAnotherKind('a part of an operation', operations, 'operationId', 'summary', 'description', 'parameters', 'responses'),
  ofAnotherKind('a part of a parameter', simpleParameters, 'name', 'in', 'description', 'required', 'type', 'enum'),
  ofAnotherKind('a part of a response', responses, 'description', 'schema'),
  ofAnotherKind('a part of a schema', schemas, 'type', 'description', 'properties', 'items', 'required', 'enum', 'format', 'title'),
  {
    name: 'an operation id twice', targets: document => operations(document).slice(1).map(holder => ({ holder: { first: operations(document)[0] ?? {}, second: holder }, key: 'second' })),
    spoil: ({ holder: { first, second } }) => { if (isObject(first) && isObject(second)) second['operationId'] = first['operationId'] ?? ''; },
  },
  {
    name: 'a response code that does not exist', targets: document => operations(document).flatMap(operation => (isObject(operation['responses']) ? [{ holder: operation['responses'], key: '2XX' }] : [])),
    spoil: ({ holder, key }) => { holder[key] = { description: 'OK' }; },
  },
  {
    name: 'a path without slash', targets: document => (isObject(document['paths']) ? at(document['paths'], ...Object.keys(document['paths']).filter(key => key.startsWith('/'))) : []),
    spoil: ({ holder, key }) => { const item = holder[key] ?? {}; delete holder[key]; holder[key.slice(1)] = item; },
  },
  {
    name: 'a placeholder that no parameter fills', targets: document => (isObject(document['paths']) ? at(document['paths'], ...Object.keys(document['paths']).filter(key => key.startsWith('/'))) : []),
    spoil: ({ holder, key }) => { const item = holder[key] ?? {}; delete holder[key]; holder[`${key}/{notDeclared}`] = item; },
  },
  {
    name: 'a path parameter without placeholder', targets: document => operations(document).map(holder => ({ holder, key: 'parameters' })),
    spoil: target => { appended(target, { name: 'notInThePath', in: 'path', required: true, type: 'string' }); },
  },
  {
    name: 'two bodies', targets: document => operations(document).map(holder => ({ holder, key: 'parameters' })),
    spoil: target => { appended(target, { name: 'one', in: 'body', schema: {} }, { name: 'other', in: 'body', schema: {} }); },
  },
  {
    name: 'a body and a form', targets: document => operations(document).map(holder => ({ holder, key: 'parameters' })),
    spoil: target => { appended(target, { name: 'one', in: 'body', schema: {} }, { name: 'other', in: 'formData', type: 'string' }); },
  },
  {
    name: 'the same parameter twice', targets: document => operations(document).map(holder => ({ holder, key: 'parameters' })),
    spoil: target => { appended(target, { name: 'same', in: 'query', type: 'string' }, { name: 'same', in: 'query', type: 'string' }); },
  },
  {
    name: 'an array parameter without items', targets: document => operations(document).map(holder => ({ holder, key: 'parameters' })),
    spoil: target => { appended(target, { name: 'list', in: 'query', type: 'array' }); },
  },
  {
    name: 'a file outside of a form', targets: document => operations(document).map(holder => ({ holder, key: 'parameters' })),
    spoil: target => { appended(target, { name: 'upload', in: 'query', type: 'file' }); },
  },
];

const values: readonly Json[] = [null, true, false, 0, 1.5, -1, '', 'text', [], {}, ['a'], [{}], { a: 1 }, [null]];
const keys = ['nullable', 'oneOf', 'const', 'foo', 'format', 'type', 'items', 'enum', 'in', 'name', 'required', 'default', 'schema'];

/**
 * Breaks a document somewhere without knowing what stands there: takes a key away, gives it another value or another name,
 * or adds one. `choose` answers a whole number from 0 below what it is given. Says what it did.
 */
export function broken(document: JsonObject, choose: (below: number) => number): string {
  const depth = 1 + choose(9);
  const targets = placesIn(document, '', depth);
  const { holder, key, pointer } = targets[choose(targets.length)]!; // a document that is sound has keys
  const name = keys[choose(keys.length)]!; // below the length
  const value = structuredClone(values[choose(values.length)]!); // likewise
  switch (choose(4)) {
    case 0: delete holder[key]; return `${pointer} taken away`;
    case 1: { const kept = holder[key] ?? null; delete holder[key]; holder[`${key}s`] = kept; return `${pointer} renamed`; }
    case 2: holder[name] = value; return `${name}: ${JSON.stringify(value)} beside ${pointer}`;
    default: holder[key] = value; return `${pointer}: ${JSON.stringify(value)}`;
  }
}

function placesIn(holder: JsonObject, above: string, depth: number): readonly (Target & { readonly pointer: string })[] {
  return Object.entries(holder).flatMap(([key, value]) => {
    const pointer = `${above}/${key}`;
    const below = depth === 0 ? [] : Array.isArray(value) ? value.filter(isObject) : isObject(value) ? [value] : [];
    return [{ holder, key, pointer }, ...below.flatMap(each => placesIn(each, pointer, depth - 1))];
  });
}
