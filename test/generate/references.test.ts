/**
 * Every name in the artifacts leads somewhere. Written over the JSON alone, with no code of the generators, so that it
 * can disagree with them.
 */
import assert from 'node:assert/strict';
import { artifactTexts } from '../../scripts/generate/artifacts';
import { all, publisher } from './connectors';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type JsonObject = { [key: string]: Json };
interface Found { readonly pointer: string; readonly value: JsonObject; readonly operation: JsonObject | undefined }

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every object of a document, with the operation around it. */
function* objects(value: Json, pointer = '', operation?: JsonObject): Iterable<Found> {
  if (Array.isArray(value)) { for (const [index, each] of value.entries()) yield* objects(each, `${pointer}/${index}`, operation); return; }
  if (!isObject(value)) return;
  const around = typeof value['operationId'] === 'string' && 'responses' in value ? value : operation;
  yield { pointer, value, operation: around };
  for (const [key, each] of Object.entries(value)) yield* objects(each, `${pointer}/${key}`, around);
}

/** What is wrong with the names in a definition and its properties, as sentences. */
function broken(definition: JsonObject, properties: JsonObject): string[] {
  const problems: string[] = [];
  const everything = [...objects(definition)];
  const operations = new Map(everything.filter(({ value, operation }) => value === operation).map(({ value }) => [String(value['operationId']), value]));
  const parametersOf = (operation: JsonObject | undefined): JsonObject[] => (Array.isArray(operation?.['parameters']) ? operation['parameters'].filter(isObject) : []);
  const resolved = (schema: Json | undefined): JsonObject | undefined => {
    if (!isObject(schema)) return undefined;
    const reference = schema['$ref'];
    return typeof reference === 'string' ? resolved((definition['definitions'] as JsonObject)[reference.replace('#/definitions/', '')]) : schema; // definitions is always written
  };
  const along = (schema: Json | undefined, names: readonly string[]): JsonObject | undefined => {
    const here = resolved(schema);
    const [name, ...rest] = names;
    if (name === undefined || !here) return here;
    return along(isObject(here['properties']) ? here['properties'][name] : undefined, rest);
  };
  const answer = (operation: JsonObject | undefined): Json | undefined => Object.values(isObject(operation?.['responses']) ? operation['responses'] : {}).filter(isObject).map(each => each['schema']).find(each => each !== undefined);

  for (const { pointer, value, operation } of everything) {
    if (typeof value['$ref'] === 'string' && !resolved(value)) problems.push(`${pointer}: ${value['$ref']} does not exist`);
    for (const key of ['x-ms-dynamic-list', 'x-ms-dynamic-properties', 'x-ms-dynamic-values', 'x-ms-dynamic-schema']) {
      const extension = value[key];
      if (!isObject(extension)) continue;
      const target = operations.get(String(extension['operationId']));
      const given = isObject(extension['parameters']) ? extension['parameters'] : {};
      if (!target) problems.push(`${pointer}: ${key} calls ${String(extension['operationId'])}, which does not exist`);
      for (const parameter of parametersOf(target)) if (parameter['required'] === true && !(String(parameter['name']) in given)) problems.push(`${pointer}: ${key} does not give ${String(parameter['name'])}`);
      for (const [name, each] of Object.entries(given)) {
        if (!parametersOf(target).some(parameter => parameter['name'] === name)) problems.push(`${pointer}: ${key} gives ${name}, which the lookup lacks`);
        const reference = isObject(each) ? each['parameterReference'] : undefined;
        if (typeof reference === 'string') {
          const [first, ...rest] = reference.split('/');
          const source = parametersOf(operation).find(parameter => parameter['name'] === first);
          if (!source || rest.length > 0 && !along(source['schema'], rest)) problems.push(`${pointer}: ${key} reads ${reference}, which the operation lacks`);
        }
      }
      const items = typeof extension['itemsPath'] === 'string' ? along(answer(target), extension['itemsPath'].split('/')) : undefined;
      for (const path of ['itemValuePath', 'itemTitlePath']) {
        const text = extension[path];
        const start = key === 'x-ms-dynamic-list' ? items?.['items'] : answer(target);
        if (typeof text === 'string' && !along(start, text.split('/'))) problems.push(`${pointer}: ${key} picks ${text}, which the answer lacks`);
      }
    }
    if (key(value, 'x-ms-dynamic-values') !== key(value, 'x-ms-dynamic-list') || key(value, 'x-ms-dynamic-schema') !== key(value, 'x-ms-dynamic-properties')) problems.push(`${pointer}: a twin is missing`);
  }
  for (const [path, item] of Object.entries(definition['paths'] as JsonObject)) { // always written
    const named = new Set([...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]));
    for (const operation of Object.values(item as JsonObject).filter(isObject).filter(each => 'responses' in each)) {
      const declared = new Set(parametersOf(operation).filter(parameter => parameter['in'] === 'path').map(parameter => String(parameter['name'])));
      if ([...named].some(name => !declared.has(String(name))) || [...declared].some(name => !named.has(name))) problems.push(`${path}: names and path parameters differ`);
    }
  }
  const inner = properties['properties'] as JsonObject; // always written
  for (const { value } of objects(inner['policyTemplateInstances'] ?? [])) {
    for (const id of Array.isArray(value['x-ms-apimTemplate-operationName']) ? value['x-ms-apimTemplate-operationName'] : []) if (!operations.has(String(id))) problems.push(`a policy applies to ${String(id)}, which does not exist`);
  }
  for (const id of Array.isArray(inner['scriptOperations']) ? inner['scriptOperations'] : []) if (!operations.has(String(id))) problems.push(`code answers ${String(id)}, which does not exist`);
  return problems;
}

const key = (value: JsonObject, name: string): boolean => name in value;

describe('references in the artifacts', () => {
  for (const [name, connector] of Object.entries(all)) {
    it(`all lead somewhere in "${name}"`, () => {
      const texts = artifactTexts(connector, publisher, undefined);
      assert.deepEqual(broken(JSON.parse(texts['apiDefinition.swagger.json']) as JsonObject, JSON.parse(texts['apiProperties.json']) as JsonObject), []); // both are objects
    });
  }

  it('would be found broken', () => {
    const texts = artifactTexts(all['dynamic']!, publisher, undefined); // a key of all
    const definition = texts['apiDefinition.swagger.json'].replaceAll('"itemValuePath": "code"', '"itemValuePath": "kode"').replaceAll('body/where/branch', 'body/branch').replace('"operationId": "GetOrderShape",\n        "summary"', '"operationId": "Gone",\n        "summary"');
    assert.deepEqual(broken(JSON.parse(definition) as JsonObject, JSON.parse(texts['apiProperties.json']) as JsonObject).map(problem => problem.replace(/^.*?: /, '')).sort(), [
      'code answers GetOrderShape, which does not exist',
      'x-ms-dynamic-list picks kode, which the answer lacks', 'x-ms-dynamic-list picks kode, which the answer lacks',
      'x-ms-dynamic-properties calls GetOrderShape, which does not exist', 'x-ms-dynamic-properties calls GetOrderShape, which does not exist',
      'x-ms-dynamic-properties gives branch, which the lookup lacks', 'x-ms-dynamic-properties gives branch, which the lookup lacks',
      'x-ms-dynamic-properties picks schema, which the answer lacks', 'x-ms-dynamic-properties picks schema, which the answer lacks',
      'x-ms-dynamic-properties reads body/branch, which the operation lacks', 'x-ms-dynamic-properties reads body/branch, which the operation lacks',
      'x-ms-dynamic-schema calls GetOrderShape, which does not exist', 'x-ms-dynamic-schema calls GetOrderShape, which does not exist',
      'x-ms-dynamic-schema gives branch, which the lookup lacks', 'x-ms-dynamic-schema gives branch, which the lookup lacks',
    ]);
  });
});
