import assert from 'node:assert/strict';
import { generate } from '../../scripts/generate/artifacts';
import { checkConnector } from '../../scripts/generate/check';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import { connectorOf } from './emit';
import { definitionFacts, type DefinitionFacts } from './synthetic/definition-facts';
import { syntheticModel } from './synthetic/description';
import { konektorSource } from './synthetic/konektor-source';
import { typespecSource } from './synthetic/typespec-source';

/** What TypeSpec's types become in Swagger 2.0 (TypeSpec documentation, autorest emitter). */
const swaggerTypes: Readonly<Record<string, string>> = { string: 'string', int64: 'integer:int64', float64: 'number:double', boolean: 'boolean', utcDateTime: 'string:date-time' };

/** Reads the facts off the TypeSpec text itself, so that the test needs no TypeSpec. */
function factsOfTypespec(source: string): DefinitionFacts {
  const members = (text: string): { place: string; name: string; optional: boolean; type: string }[] =>
    [...text.matchAll(/^ {2}(?:@(path|query|body) )?(?:@summary\(".*?"\) @doc\(".*?"\) )?(\w+)(\??): (\w+)[,;]$/gm)]
      .map(([, place = '', name = '', mark, type = '']) => ({ place, name, optional: mark === '?', type: swaggerTypes[type] ?? type }));
  const models = [...source.matchAll(/^model (\w+) \{\n([^}]*)\}$/gm)];
  const operations = [...source.matchAll(/^@operationId\("(\w+)"\)\n.*\n.*\n@route\("(.*)"\)\n@(\w+)\nop \w+\(\n([^)]*(?:\).*\n[^)]*)*?)\): (\w+);$/gm)];
  return {
    definitions: Object.fromEntries(models.map(([, name, body = '']) => [name, members(body).map(each => `${each.name}${each.optional ? '' : '*'} ${each.type}`).sort()])),
    operations: Object.fromEntries(operations.map(([, id, path, method, body = '', answer = '']) =>
      [`${id} ${method} ${path}`, [...members(body).map(each => `${each.name}${each.optional ? '' : '*'} ${each.place} ${each.type}`).sort(), `answers ${answer}`]])),
  };
}

describe('the synthetic models of the bench', () => {
  const model = syntheticModel(5);
  const connector = connectorOf(konektorSource(model));
  const withCode = connectorOf(konektorSource(model, 'customCode'));

  it('make a connector without findings', () => {
    assert.deepEqual(checkConnector(connector), []);
    assert.deepEqual(checkConnector(withCode), []);
  });

  it('make custom code for every operation, or for none', () => {
    assert.deepEqual(connector.operations.map(each => each.handler.kind), ['backend', 'backend', 'backend', 'backend', 'backend']);
    assert.deepEqual(withCode.operations.map(each => each.handler.kind), ['send', 'send', 'send', 'send', 'send']);
  });

  it('describe the same operations in both languages', () => {
    const made = definitionFacts(generate(connector, placeholderPublisher)['apiDefinition.swagger.json']);
    assert.deepEqual(made, factsOfTypespec(typespecSource(model)));
  });

  it('describe the operations that were asked for', () => {
    const { operations, definitions } = definitionFacts(generate(connector, placeholderPublisher)['apiDefinition.swagger.json']);
    assert.deepEqual(Object.keys(operations), [
      'GetThing0 get /shops/{shopId}/things0/{thingId}', 'CreateThing0 post /shops/{shopId}/things0',
      'GetThing1 get /shops/{shopId}/things1/{thingId}', 'CreateThing1 post /shops/{shopId}/things1',
      'GetThing2 get /shops/{shopId}/things2/{thingId}',
    ]);
    assert.deepEqual(operations['CreateThing1 post /shops/{shopId}/things1'], ['body* body Thing1', 'dryRun query boolean', 'shopId* path string', 'answers Thing1']);
    assert.deepEqual(definitions['Thing2'], ['changedAt string:date-time', 'displayName* string', 'isForSale boolean', 'price number:double', 'stock integer:int64', 'thingId* string']);
    assert.deepEqual(Object.keys(definitions).sort(), ['Thing0', 'Thing1', 'Thing2']);
  });
});
