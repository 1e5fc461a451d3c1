import assert from 'node:assert/strict';
import { evaluateCondition } from '../../scripts/workflow-language/conditions';
import { FlowExpressionError } from '../../scripts/workflow-language/flow-expression-error';
import type { JsonValue } from '../../scripts/workflow-language/workflow-document';
import { exampleContext } from './example-context';

const holds = (condition: JsonValue): boolean => evaluateCondition(condition, exampleContext);
function failureOf(condition: JsonValue): string {
  try { return assert.fail(`it is ${String(holds(condition))}`); } catch (error) {
    assert.ok(error instanceof FlowExpressionError, String(error));
    return error.message;
  }
}

describe('conditions', () => {
  const conditions: readonly (readonly [JsonValue, boolean])[] = [
    ["@equals(variables('count'), 3)", true],
    [{ equals: ["@variables('count')", 3] }, true],
    [{ equals: ["@{variables('count')}", 3] }, false],
    [{ equals: ["@triggerBody()?['nothing']", null] }, true],
    [{ equals: ["@triggerBody()?['nothing']", ''] }, false],
    [{ and: [{ greater: ["@variables('count')", 2] }, { less: ["@variables('count')", 2] }] }, false],
    [{ or: [{ greater: ["@variables('count')", 2] }, { less: ["@variables('count')", 2] }] }, true],
    [{ and: [] }, true],
    [{ or: [] }, false],
    [{ not: { equals: [1, 2] } }, true],
    [{ not: [{ equals: [1, 1] }] }, false],
    [{ and: [{ not: { contains: ["@triggerBody()['name']", 'vip'] } }, { contains: ["@triggerBody()['name']", 'VIP'] }] }, true],
    [{ greaterOrEquals: [3, "@variables('count')"] }, true],
    [{ lessOrEquals: ["@variables('count')", 3.5] }, true],
    [{ startsWith: ["@triggerBody()['name']", 'vi'] }, true],
    [{ endsWith: ["@triggerBody()['name']", 'x'] }, false],
    [{ empty: ["@triggerBody()?['nothing']"] }, true],
    [{ equals: ['@triggerBody()', { name: 'VIPs' }] }, true],
    [true, true],
  ];
  for (const [condition, expected] of conditions) it(JSON.stringify(condition), () => assert.equal(holds(condition), expected));

  it('that are neither true nor false are errors', () => {
    assert.equal(failureOf('yes'), "A condition is true or false, but this one is a text ('yes'). In: yes");
    assert.equal(failureOf({ and: ['@true', "@variables('count')"] }), "A condition is true or false, but this one is a number (3). In: @variables('count')");
    assert.equal(failureOf({ greaterThan: [1, 2] }), 'A condition has no operator "greaterThan". Did you mean "greater"? In: {"greaterThan":[1,2]}');
  });

  it('with the wrong operands are errors', () => {
    assert.equal(failureOf({ equals: [1] }), '"equals" of a condition takes 2 operands, but has 1. In: {"equals":[1]}');
    assert.equal(failureOf({ not: [] }), '"not" of a condition takes 1 operand, but has none. In: {"not":[]}');
    assert.equal(failureOf({ greater: [null, 1] }), 'greater compares two numbers or two texts, but it is given null and a number (1). In: {"greater":[null,1]}');
    assert.equal(failureOf({ and: [{ equals: ["@variables('cont')", 1] }] }), "There is no variable \"cont\". Did you mean \"count\"? In: variables('cont')");
  });
});
