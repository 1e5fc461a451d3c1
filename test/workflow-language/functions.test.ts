import assert from 'node:assert/strict';
import { evaluate } from '../../scripts/workflow-language/evaluate';
import { functionNamed, functions } from '../../scripts/workflow-language/functions';
import { parseExpression } from '../../scripts/workflow-language/parse-expression';
import { exampleContext } from './example-context';

describe('the functions of the workflow language', () => {
  for (const [name, { examples, description, parameters }] of Object.entries(functions)) {
    it(`${name}: ${examples.map(each => each.expression).join('; ').slice(0, 100)}`, () => {
      assert.ok(examples.length > 0, 'has an example');
      assert.ok(examples.some(each => each.expression.toLowerCase().includes(`${name.toLowerCase()}(`)), 'an example calls it');
      assert.match(description, /^[A-Z].*\.$/);
      assert.deepEqual(parameters.slice(0, -1).filter(each => 'variadic' in each), [], 'only the last parameter may be repeated');
      for (const each of examples) assert.deepEqual(evaluate(parseExpression(each.expression), exampleContext), each.result, each.expression);
    });
  }

  it('keep the types of their parameters, for those who write expressions in TypeScript', () => {
    // The annotations are the test: they compile only where the table keeps literal types.
    const delimiter: 'string' = functions.split.parameters[1].type;
    const isOptional: true = functions.formatDateTime.parameters[1].optional;
    const result: 'timestamp' = functions.addDays.result;
    assert.deepEqual([delimiter, isOptional, result], ['string', true, 'timestamp']);
  });

  it('are found by any capital letters', () => {
    assert.equal(functionNamed('TRIGGERBODY')?.name, 'triggerBody');
    assert.equal(functionNamed('constructor'), undefined);
  });
});
