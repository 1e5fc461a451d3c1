import { fail } from '../flow-expression-error';
import { WholeFloat, isList, isNumber, isObject, shownValue, type FlowValue } from '../flow-value';
import { parseTimestamp } from '../dates/parse-timestamp';
import type { AnyFlowFunction, Parameter, ParameterType, ParameterValues, TimeUnit } from './flow-function';

/**
 * The values of a call in the form the function's parameters want. Nothing is converted silently: a text is no number.
 * Throws FunctionFault with a sentence that names the argument.
 */
export function bringArguments(name: string, { parameters }: Pick<AnyFlowFunction, 'parameters'>, values: readonly FlowValue[]): readonly unknown[] {
  const wrong = wrongCount(name, parameters, values.length);
  if (wrong !== undefined) fail(wrong);
  return values.map((value, position) => bringArgument(name, parameters, position, value));
}

/** One argument in the form its parameter wants; undefined where one that may be left out is null. Throws FunctionFault. */
export function bringArgument(name: string, parameters: readonly Parameter[], position: number, value: FlowValue): unknown {
  const parameter = parameters[Math.min(position, parameters.length - 1)]!; // the count fits, so there is one
  if (value === null && parameter.optional) return undefined;
  const brought = bring[parameter.type](value);
  if (brought !== undefined) return brought;
  const which = parameters.length === 1 && !parameter.variadic ? 'its argument' : `argument ${position + 1} (${parameter.name})`;
  return fail(`${name} wants ${wanted[parameter.type]} as ${which}, but it is ${shownValue(value)}.${hintFor(value, parameter)}`);
}

/** A sentence where a function can't be called with so many arguments. */
export function wrongCount(name: string, parameters: readonly Parameter[], count: number): string | undefined {
  const least = parameters.filter(parameter => !parameter.optional).length;
  const most = parameters.at(-1)?.variadic ? Infinity : parameters.length;
  if (count >= least && count <= most) return undefined;
  const many = (number: number): string => number === 0 ? 'no arguments' : number === 1 ? '1 argument' : `${number} arguments`;
  const takes = least === most ? many(least) : most === Infinity ? `${many(least)} or more` : `${least} to ${many(most)}`;
  const names = parameters.length > 0 ? ` (${parameters.map(each => each.name + (each.variadic ? '…' : each.optional ? '?' : '')).join(', ')})` : '';
  return `${name} takes ${takes}${names}, but is given ${count === 0 ? 'none' : count}.`;
}

const hintFor = (value: FlowValue, { type }: Parameter): string =>
  value === null ? ' A field that may be missing needs a value to fall back on: coalesce(…).'
    : typeof value === 'string' && (type === 'number' || type === 'integer') ? ' int(…) and float(…) make numbers of texts.'
      : isNumber(value) && type === 'string' ? ' string(…) makes a text of it.' : '';

/** What each type is called in sentences. */
export const wanted: Readonly<Record<ParameterType, string>> = {
  any: 'a value', string: 'a text', integer: 'a whole number', number: 'a number', boolean: 'true or false', array: 'a list', object: 'an object',
  sequence: 'a text or a list', container: 'a list or an object', collection: 'a text, a list or an object', timestamp: 'a text with a date and time',
  timeUnit: 'Second, Minute, Hour, Day, Week, Month or Year',
};

export const timeUnits: readonly TimeUnit[] = ['Second', 'Minute', 'Hour', 'Day', 'Week', 'Month', 'Year'];

/** The value for a parameter of the type; undefined where it doesn't fit. */
const bring: { readonly [T in ParameterType]: (value: FlowValue) => ParameterValues[T] | undefined } = {
  any: value => value,
  string: value => typeof value === 'string' ? value : undefined,
  integer: value => {
    const number = value instanceof WholeFloat ? value.value : value;
    return typeof number === 'number' && Number.isSafeInteger(number) ? number : undefined;
  },
  number: value => isNumber(value) ? value : undefined,
  boolean: value => typeof value === 'boolean' ? value : undefined,
  array: value => isList(value) ? value : undefined,
  object: value => isObject(value) ? value : undefined,
  sequence: value => typeof value === 'string' || isList(value) ? value : undefined,
  container: value => isList(value) || isObject(value) ? value : undefined,
  collection: value => value === null || typeof value === 'string' || isList(value) || isObject(value) ? value : undefined,
  timestamp: value => {
    if (typeof value !== 'string') return undefined;
    return parseTimestamp(value) ?? fail(`'${value.slice(0, 60)}' is no date and time. Dates are written like 2018-03-15T13:30:00Z; parseDateTime(…) reads other forms.`);
  },
  timeUnit: value => typeof value === 'string' ? timeUnits.find(unit => unit.toLowerCase() === value.toLowerCase()) : undefined,
};
