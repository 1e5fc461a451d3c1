import type { FlowContext } from '../flow-context';
import type { FlowNumber, FlowValue, JsonList, JsonObject } from '../flow-value';
import type { JsonValue } from '../workflow-document';
import type { Timestamp } from '../dates/timestamp';

/** What a parameter accepts, and what the function gets for it. */
export interface ParameterValues {
  any: FlowValue;
  string: string;
  /** A whole number within 2^53. */
  integer: number;
  number: FlowNumber;
  boolean: boolean;
  array: JsonList;
  object: JsonObject;
  /** A text or a list. */
  sequence: string | JsonList;
  /** A list or an object. */
  container: JsonList | JsonObject;
  /** A text, a list, an object, or null. */
  collection: string | JsonList | JsonObject | null;
  /** A text that says a date and a time. */
  timestamp: Timestamp;
  /** Second, Minute, Hour, Day, Week, Month or Year. */
  timeUnit: TimeUnit;
}
export type ParameterType = keyof ParameterValues;
export type TimeUnit = 'Second' | 'Minute' | 'Hour' | 'Day' | 'Week' | 'Month' | 'Year';

/** `timestamp` is a text too; `any` where it depends on what the function is given. */
export type ResultType = 'any' | 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'timestamp';

export interface Parameter {
  readonly name: string;
  readonly type: ParameterType;
  /** The parameters from here on may be left out. */
  readonly optional?: true;
  /** The last parameter may be given any number of times, once at least. */
  readonly variadic?: true;
}

type ArgumentOf<P extends Parameter> =
  P extends { readonly variadic: true } ? [ParameterValues[P['type']], ...ParameterValues[P['type']][]]
    : P extends { readonly optional: true } ? [ParameterValues[P['type']]?]
      : [ParameterValues[P['type']]];
/** The values a function with these parameters gets. */
export type ArgumentsOf<P extends readonly Parameter[]> =
  P extends readonly [infer First extends Parameter, ...infer Rest extends readonly Parameter[]] ? [...ArgumentOf<First>, ...ArgumentsOf<Rest>] : [];

export interface Example {
  readonly expression: string;
  readonly result: JsonValue;
}

/** A function of the language: what it takes, gives and does. */
export interface FlowFunction<P extends readonly Parameter[] = readonly Parameter[], R extends ResultType = ResultType> {
  readonly parameters: P;
  readonly result: R;
  readonly description: string;
  readonly examples: readonly Example[];
  /** Takes exactly the parameters' values. May throw FunctionFault. */
  readonly evaluate: (values: ArgumentsOf<P>, context: FlowContext) => FlowValue;
}

/** Any function of the table, when it is called by name: the values were brought into the parameters' form before. */
export type AnyFlowFunction = Omit<FlowFunction, 'evaluate'> & { evaluate(values: readonly unknown[], context: FlowContext): FlowValue };

/** Defines a function so that its parameters keep their literal types. */
export const flowFunction = <const P extends readonly Parameter[], const R extends ResultType>(definition: FlowFunction<P, R>): FlowFunction<P, R> => definition;

/** An expression and its value, as the documentation of the function shows it. */
export const example = (expression: string, result: JsonValue): Example => ({ expression, result });
