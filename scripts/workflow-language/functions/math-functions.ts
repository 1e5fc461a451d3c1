import { fail } from '../flow-expression-error';
import { doubleOf, floatOf, integerOf, isInteger, isList, isNumber, shownValue, type FlowNumber, type FlowValue } from '../flow-value';
import { compareNumbers } from '../same-value';
import { example, flowFunction } from './flow-function';
import { isInt64 } from './read-number';

const TWO = [{ name: 'number1', type: 'number' }, { name: 'number2', type: 'number' }] as const;
const DIVISION = [{ name: 'dividend', type: 'number' }, { name: 'divisor', type: 'number' }] as const;
const MANY = [{ name: 'number', type: 'any', variadic: true }] as const;

/** Functions for numbers: integers give integers, and a fraction among them gives one. Source: functions reference, "Math functions". */
export const mathFunctions = {
  add: flowFunction({
    parameters: TWO, result: 'number', description: 'The sum of two numbers.',
    examples: [example('add(1, 1.5)', 2.5), example('add(-2, 3)', 1)], evaluate: ([one, other]) => calculate(one, other, (a, b) => a + b, (a, b) => a + b),
  }),
  sub: flowFunction({
    parameters: TWO, result: 'number', description: 'The first number less the second.',
    examples: [example('sub(10.3, .3)', 10), example('sub(1, 3)', -2)], evaluate: ([one, other]) => calculate(one, other, (a, b) => a - b, (a, b) => a - b),
  }),
  mul: flowFunction({
    parameters: TWO, result: 'number', description: 'The product of two numbers.',
    examples: [example('mul(1, 2)', 2), example('mul(1.5, 2)', 3)], evaluate: ([one, other]) => calculate(one, other, (a, b) => a * b, (a, b) => a * b),
  }),
  div: flowFunction({
    parameters: DIVISION, result: 'number', description: 'The quotient of two numbers; of two integers an integer, without the remainder.',
    examples: [
      example('div(10, 5)', 2), example('div(11, 5)', 2), example('div(11, 5.0)', 2.2), example('div(11.0, 5)', 2.2), example("div(float('10'), 4)", 2.5),
      example('div(-7, 2)', -3),
    ],
    evaluate: ([one, other]) => doubleOf(other) === 0 ? fail('div can\'t divide by 0.') : calculate(one, other, (a, b) => a / b, (a, b) => a / b),
  }),
  mod: flowFunction({
    parameters: DIVISION, result: 'number', description: 'The remainder of a division, with the sign of the dividend.',
    examples: [example('mod(3, 2)', 1), example('mod(-5, 2)', -1), example('mod(4, -3)', 1)],
    evaluate: ([one, other]) => doubleOf(other) === 0 ? fail('mod can\'t divide by 0.') : calculate(one, other, (a, b) => a % b, (a, b) => a % b),
  }),
  max: flowFunction({
    parameters: MANY, result: 'number', description: 'The highest of several numbers, or of a list of numbers.',
    examples: [example('max(1, 2, 3)', 3), example('max(createArray(1, 2, 3))', 3)], evaluate: values => best('max', values, 1),
  }),
  min: flowFunction({
    parameters: MANY, result: 'number', description: 'The lowest of several numbers, or of a list of numbers.',
    examples: [example('min(1, 2, 3)', 1), example('min(createArray(1, 2, 3))', 1)], evaluate: values => best('min', values, -1),
  }),
  rand: flowFunction({
    parameters: [{ name: 'minValue', type: 'integer' }, { name: 'maxValue', type: 'integer' }], result: 'integer',
    description: 'A random integer from the first number up to the second, which it never is.',
    examples: [example('rand(4, 5)', 4)],
    evaluate: ([least, end], context) => end <= least ? fail(`rand needs a second number above the first, but they are ${least} and ${end}.`) : least + Math.floor(context.random() * (end - least)),
  }),
};

function calculate(one: FlowNumber, other: FlowNumber, ofIntegers: (a: bigint, b: bigint) => bigint, ofFloats: (a: number, b: number) => number): FlowNumber {
  if (isInteger(one) && isInteger(other)) {
    const result = ofIntegers(BigInt(one), BigInt(other));
    return isInt64(result) ? integerOf(result) : fail('The result is beyond the integers of the platform, which have 64 bits.');
  }
  const result = ofFloats(doubleOf(one), doubleOf(other));
  return Number.isFinite(result) ? floatOf(result) : fail('The result is beyond the numbers of the platform.');
}

function best(name: string, values: readonly FlowValue[], direction: 1 | -1): FlowNumber {
  const [first] = values;
  const all = values.length === 1 && isList(first) ? first : values;
  const numbers = all.map((value: FlowValue) => isNumber(value) ? value : fail(`${name} wants numbers, or one list of numbers, but is given ${shownValue(value)}.`));
  return numbers.reduce((kept, each) => compareNumbers(each, kept) * direction > 0 ? each : kept, numbers[0] ?? fail(`${name} has no number to choose from.`));
}
