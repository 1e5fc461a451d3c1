import type { JsonValue } from './workflow-document';

/**
 * A whole number of the language's float type, which JSON can't tell from an integer: `float('10')`, `5.0`. It divides
 * as a fraction does. Numbers with a fraction are plain numbers.
 */
export class WholeFloat {
  constructor(readonly value: number) {}
}

/** A number while an expression is evaluated; `bigint` where an integer is too long for a number, as ticks are. */
export type FlowNumber = number | bigint | WholeFloat;

/** A value while an expression is evaluated. Inside lists and objects numbers are those of JSON. */
export type FlowValue = JsonValue | bigint | WholeFloat;

export type JsonObject = { readonly [name: string]: JsonValue };
export type JsonList = readonly JsonValue[];

export const isList = (value: FlowValue | undefined): value is JsonList => Array.isArray(value);
export const isObject = (value: FlowValue | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof WholeFloat);
export const isNumber = (value: FlowValue): value is FlowNumber => typeof value === 'number' || typeof value === 'bigint' || value instanceof WholeFloat;
export const isInteger = (value: FlowNumber): value is number | bigint => typeof value === 'bigint' || Number.isInteger(value);

/** The value as JSON has it. Whole floats become integers; integers beyond 2^53 are rounded, as every JSON reader of JavaScript does. */
export function jsonOf(value: FlowValue): JsonValue {
  if (typeof value === 'bigint') return Number(value);
  return value instanceof WholeFloat ? value.value : value as JsonValue; // a class instance can't be told from an object by its type alone
}

/** A number of the float type. */
export const floatOf = (value: number): FlowNumber => Number.isInteger(value) ? new WholeFloat(value) : value;
/** A number of the integer type, as a plain number where it fits. */
export const integerOf = (value: bigint): FlowNumber => value >= BigInt(Number.MIN_SAFE_INTEGER) && value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
/** The number for calculations that need no type. */
export const doubleOf = (value: FlowNumber): number => value instanceof WholeFloat ? value.value : Number(value);

/** A value's own property; undefined where there is none, also for names such as "constructor". */
export const propertyOf = (object: JsonObject, name: string): JsonValue | undefined => Object.hasOwn(object, name) ? object[name] : undefined;

/**
 * The value as text, as in `@{…}`, `string()` and `concat()`: null is empty, true is "True", lists and objects are JSON.
 * Source: functions reference, "string".
 */
export function textOf(value: FlowValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return isNumber(value) ? numberText(value) : JSON.stringify(value);
}

function numberText(value: FlowNumber): string {
  if (value instanceof WholeFloat) return floatText(value.value);
  if (typeof value === 'bigint') return String(value);
  return Number.isInteger(value) ? String(BigInt(value)) : floatText(value);
}

/** A float as .NET writes it: with an exponent from 1E+15 on and below 0.0001. */
function floatText(value: number): string {
  const size = Math.abs(value);
  if (size === 0 || (size >= 0.0001 && size < 1e15)) return String(value);
  const [mantissa = '', exponent = ''] = value.toExponential().split('e');
  return `${mantissa}E${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`;
}

/** What kind of value it is, in words for messages. */
export function kindOf(value: FlowValue): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return 'true or false';
  if (isNumber(value)) return 'a number';
  return isList(value) ? 'a list' : 'an object';
}

/** The value in words for messages, cut where it is long. */
export function shownValue(value: FlowValue): string {
  if (value === null) return 'null';
  const text = typeof value === 'string' ? `'${value}'` : isNumber(value) ? numberText(value) : JSON.stringify(value);
  return `${kindOf(value)} (${text.length > 60 ? `${text.slice(0, 60)}…` : text})`;
}
