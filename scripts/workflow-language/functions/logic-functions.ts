import { fail } from '../flow-expression-error';
import { shownValue, type FlowValue } from '../flow-value';
import { compareValues, sameValue } from '../same-value';
import { example, flowFunction } from './flow-function';

const CONDITIONS = [{ name: 'expression', type: 'boolean', variadic: true }] as const;
const COMPARED = [{ name: 'value', type: 'any' }, { name: 'compareTo', type: 'any' }] as const;

/** Functions that decide. Which arguments of theirs are evaluated is told in evaluate.ts. Source: functions reference, "Logical comparison functions". */
export const logicFunctions = {
  and: flowFunction({
    parameters: CONDITIONS, result: 'boolean', description: 'Whether all are true.',
    examples: [example('and(true, true)', true), example('and(false, true)', false), example('and(equals(1, 1), equals(1, 2))', false)],
    evaluate: values => values.every(Boolean),
  }),
  or: flowFunction({
    parameters: CONDITIONS, result: 'boolean', description: 'Whether one at least is true.',
    examples: [example('or(true, false)', true), example('or(false, false)', false), example('or(equals(1, 1), equals(1, 2))', true)],
    evaluate: values => values.some(Boolean),
  }),
  not: flowFunction({
    parameters: [{ name: 'expression', type: 'boolean' }], result: 'boolean', description: 'Turns true into false and false into true.',
    examples: [example('not(false)', true), example('not(equals(1, 1))', false)], evaluate: ([value]) => !value,
  }),
  equals: flowFunction({
    parameters: [{ name: 'object1', type: 'any' }, { name: 'object2', type: 'any' }], result: 'boolean',
    description: 'Whether two values are the same; capital letters matter, and null is not an empty text.',
    examples: [
      example('equals(true, 1)', true), example("equals('abc', 'abcd')", false), example("equals('1', 1)", false), example("equals(null, '')", false),
      example('equals(1, 1.0)', true),
    ],
    evaluate: ([one, other]) => sameValue(one, other),
  }),
  greater: flowFunction({
    parameters: COMPARED, result: 'boolean', description: 'Whether the first number (or text) is greater than the second.',
    examples: [example('greater(10, 5)', true), example("greater('apple', 'banana')", false)], evaluate: ([one, other]) => order('greater', one, other) > 0,
  }),
  greaterOrEquals: flowFunction({
    parameters: COMPARED, result: 'boolean', description: 'Whether the first number (or text) is greater than the second or equals it.',
    examples: [example('greaterOrEquals(5, 5)', true), example("greaterOrEquals('apple', 'banana')", false)],
    evaluate: ([one, other]) => order('greaterOrEquals', one, other) >= 0,
  }),
  less: flowFunction({
    parameters: COMPARED, result: 'boolean', description: 'Whether the first number (or text) is less than the second.',
    examples: [example('less(5, 10)', true), example("less('banana', 'apple')", false)], evaluate: ([one, other]) => order('less', one, other) < 0,
  }),
  lessOrEquals: flowFunction({
    parameters: COMPARED, result: 'boolean', description: 'Whether the first number (or text) is less than the second or equals it.',
    examples: [example('lessOrEquals(10, 10)', true), example("lessOrEquals('apply', 'apple')", false)],
    evaluate: ([one, other]) => order('lessOrEquals', one, other) <= 0,
  }),
  if: flowFunction({
    parameters: [{ name: 'expression', type: 'boolean' }, { name: 'valueIfTrue', type: 'any' }, { name: 'valueIfFalse', type: 'any' }], result: 'any',
    description: 'One of two values, as the expression is true or false; the other is not evaluated.',
    examples: [example("if(equals(1, 1), 'yes', 'no')", 'yes'), example("if(false, 1, null)", null)],
    evaluate: ([condition, whenTrue, whenFalse]) => condition ? whenTrue : whenFalse,
  }),
  coalesce: flowFunction({
    parameters: [{ name: 'object', type: 'any', variadic: true }], result: 'any', description: 'The first value that is not null.',
    examples: [example('coalesce(null, true, false)', true), example("coalesce(null, 'hello', 'world')", 'hello'), example('coalesce(null, null, null)', null)],
    evaluate: values => values.find(value => value !== null) ?? null,
  }),
};

function order(name: string, one: FlowValue, other: FlowValue): number {
  return compareValues(one, other) ?? fail(`${name} compares two numbers or two texts, but it is given ${shownValue(one)} and ${shownValue(other)}.`);
}
