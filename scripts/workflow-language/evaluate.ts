import { nearestName } from '../diagnostics/nearest-name';
import type { FlowExpression, FlowText } from './expression';
import type { FlowContext } from './flow-context';
import { FlowExpressionError, FunctionFault, fail } from './flow-expression-error';
import { isNumber, jsonOf, kindOf, textOf, WholeFloat, type FlowValue } from './flow-value';
import { functionNamed, functionNames } from './functions';
import { bringArguments } from './functions/bring-arguments';
import { memberOf } from './member';
import { parseText } from './parse-text';
import { printExpression } from './print-expression';
import type { JsonValue } from './workflow-document';

/** The value of an expression. Arguments are evaluated from left to right, all of them but those of `if`, `and` and `or` that do not matter. Throws FlowExpressionError. */
export function evaluate(expression: FlowExpression, context: FlowContext): JsonValue {
  return jsonOf(valueOf(expression, context));
}

/** The value of a text: of any type where it is one whole expression, else a text. Throws FlowExpressionError. */
export function evaluateText(text: FlowText, context: FlowContext): JsonValue {
  if (text.kind === 'whole') return evaluate(text.expression, context);
  return text.parts.map(part => typeof part === 'string' ? part : textOf(valueOf(part, context))).join('');
}

/** A JSON value with every text in it evaluated, names of properties too. Throws FlowExpressionError and FlowSyntaxError. */
export function resolveValue(json: JsonValue, context: FlowContext): JsonValue {
  if (typeof json === 'string') return json.includes('@') ? evaluateText(parseText(json), context) : json;
  if (Array.isArray(json)) return json.map(item => resolveValue(item as JsonValue, context)); // isArray widens items of a readonly array
  if (json === null || typeof json !== 'object') return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name.includes('@') ? textOf(resolveValue(name, context)) : name, resolveValue(value, context)]));
}

/** The value with the types of the language, which are finer than those of JSON. Throws FlowExpressionError. */
export function valueOf(expression: FlowExpression, context: FlowContext): FlowValue {
  switch (expression.kind) {
    case 'literal': return typeof expression.value === 'number' && expression.isFloat ? new WholeFloat(expression.value) : expression.value;
    case 'call': {
      const values = argumentsThatMatter(expression, context);
      return faulty(expression, () => callFunction(expression.name, values, context));
    }
    case 'member': {
      const of = valueOf(expression.of, context);
      const key = valueOf(expression.key, context);
      return faulty(expression, () => memberOf(of, typeof key === 'string' || isNumber(key) ? key : fail(`A member is found by a text or a number, but the key is ${kindOf(key)}.`), expression.optional));
    }
  }
}

/**
 * The values of a call's arguments. `if` evaluates the one value that it gives, the other counts as null; `and` and `or` stop
 * where the result is clear. No document says so, but flows that are published and run rely on it, templates of
 * Microsoft among them: `if(lessOrEquals(length(x), 255), x, substring(x, 0, 255))`, `if(empty(x), null, formatDateTime(x))`.
 */
function argumentsThatMatter({ name, arguments: all }: Extract<FlowExpression, { kind: 'call' }>, context: FlowContext): readonly FlowValue[] {
  const called = name.toLowerCase();
  const [condition, whenTrue, whenFalse] = all;
  if (called === 'if' && condition && whenTrue && whenFalse && all.length === 3) {
    const holds = valueOf(condition, context);
    return [holds, holds === true ? valueOf(whenTrue, context) : null, holds === false ? valueOf(whenFalse, context) : null];
  }
  const decides = called === 'and' ? false : called === 'or' ? true : undefined;
  const values: FlowValue[] = [];
  for (const each of all) {
    const value = valueOf(each, context);
    values.push(value);
    if (decides !== undefined && value === decides) break;
  }
  return values;
}

/** What a function of the language gives for values. Throws FunctionFault. */
export function callFunction(called: string, values: readonly FlowValue[], context: FlowContext): FlowValue {
  const { name, definition } = functionNamed(called) ?? fail(unknownFunction(called));
  return definition.evaluate(bringArguments(name, definition, values), context);
}

/** Says which function there is no such, and which one was probably meant. */
export function unknownFunction(name: string): string {
  const nearest = nearestName(name, functionNames);
  return `There is no function "${name}" here.${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`;
}

/** What `run` gives; its fault becomes an error that knows the expression. */
function faulty<T>(expression: FlowExpression, run: () => T): T {
  try { return run(); } catch (error) {
    if (error instanceof FunctionFault) throw new FlowExpressionError(error.message, printExpression(expression));
    throw error;
  }
}
