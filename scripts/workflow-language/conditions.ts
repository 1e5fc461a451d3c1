import { nearestName } from '../diagnostics/nearest-name';
import { callFunction, resolveValue } from './evaluate';
import type { FlowContext } from './flow-context';
import { FlowExpressionError, FunctionFault } from './flow-expression-error';
import { jsonOf, shownValue } from './flow-value';
import type { JsonValue } from './workflow-document';

/** The operators of a condition in JSON, each with how many operands it has. They are functions of the language too. */
const OPERATORS: Readonly<Record<string, number>> = {
  and: Infinity, or: Infinity, not: 1, equals: 2, greater: 2, greaterOrEquals: 2, less: 2, lessOrEquals: 2, contains: 2, startsWith: 2, endsWith: 2, empty: 1,
};
const operatorNames = Object.keys(OPERATORS);

/**
 * Whether a condition holds, as an action `If` or a trigger has it: a text (`@equals(…)`), or a tree of JSON
 * (`{"and": [{"equals": ["@…", 1]}]}`). `not` takes its operand with or without a list around it; an empty `and` holds.
 * All operands are evaluated. Throws FlowExpressionError and FlowSyntaxError.
 */
export function evaluateCondition(condition: JsonValue, context: FlowContext): boolean {
  const operation = operationOf(condition);
  const value = operation ? operationValue(operation, context) : resolveValue(condition, context);
  if (typeof value === 'boolean') return value;
  throw new FlowExpressionError(`A condition is true or false, but this one is ${shownValue(value)}.`, typeof condition === 'string' ? condition : JSON.stringify(condition));
}

interface Operation { readonly operator: string; readonly operands: readonly JsonValue[]; readonly text: string }

function operationValue({ operator, operands, text }: Operation, context: FlowContext): JsonValue {
  const count = OPERATORS[operator];
  if (operator === 'and') return operands.map(each => evaluateCondition(each, context)).every(Boolean);
  if (operator === 'or') return operands.map(each => evaluateCondition(each, context)).some(Boolean);
  if (operands.length !== count) {
    throw new FlowExpressionError(`"${operator}" of a condition takes ${count === 1 ? '1 operand' : `${count} operands`}, but has ${operands.length === 0 ? 'none' : operands.length}.`, text);
  }
  if (operator === 'not') return !evaluateCondition(operands[0] ?? null, context);
  return called(operator, operands.map(each => resolveValue(each, context)), context, text);
}

/** The operator of an object that has one property; undefined for any other value, which stands for itself. Throws where there is no such operator. */
function operationOf(condition: JsonValue): Operation | undefined {
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return undefined;
  const entries: readonly (readonly [string, JsonValue])[] = Object.entries(condition);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return undefined;
  const [written, operands] = entry;
  const text = JSON.stringify(condition);
  const operator = operatorNames.find(each => each.toLowerCase() === written.toLowerCase());
  if (operator !== undefined) return { operator, operands: Array.isArray(operands) ? operands as readonly JsonValue[] : [operands], text }; // isArray widens items of a readonly array
  const nearest = nearestName(written, operatorNames) ?? operatorNames.find(each => written.toLowerCase().startsWith(each.toLowerCase()));
  throw new FlowExpressionError(`A condition has no operator "${written}".${nearest === undefined ? '' : ` Did you mean "${nearest}"?`}`, text);
}

/** What a function gives for the operands; its fault becomes an error that shows the condition. */
function called(name: string, operands: readonly JsonValue[], context: FlowContext, text: string): JsonValue {
  try { return jsonOf(callFunction(name, operands, context)); } catch (error) {
    if (error instanceof FunctionFault) throw new FlowExpressionError(error.message, text);
    throw error;
  }
}
