import { callFunction, resolveValue } from './evaluate';
import type { FlowContext } from './flow-context';
import { FlowExpressionError, FunctionFault } from './flow-expression-error';
import { jsonOf, shownValue } from './flow-value';
import type { JsonValue } from './workflow-document';

/** The operators of a condition in JSON, each with how many operands it has. They are functions of the language too. */
const OPERATORS: ReadonlyMap<string, number> = new Map([
  ['and', Infinity], ['or', Infinity], ['not', 1], ['equals', 2], ['greater', 2], ['greaterorequals', 2], ['less', 2], ['lessorequals', 2],
  ['contains', 2], ['startswith', 2], ['endswith', 2], ['empty', 1],
]);

/**
 * Whether a condition holds, as an action `If` or a trigger has it: a text (`@equals(…)`), or a tree of JSON
 * (`{"and": [{"equals": ["@…", 1]}]}`). `not` takes its operand with or without a list around it; an empty `and` holds.
 * All operands are evaluated. Throws FlowExpressionError and FlowSyntaxError.
 */
export function evaluateCondition(condition: JsonValue, context: FlowContext): boolean {
  const value = operandValue(condition, context);
  if (typeof value === 'boolean') return value;
  throw new FlowExpressionError(`A condition is true or false, but this one is ${shownValue(value)}.`, typeof condition === 'string' ? condition : JSON.stringify(condition));
}

function operandValue(condition: JsonValue, context: FlowContext): JsonValue {
  const operation = operationOf(condition);
  if (operation === undefined) return resolveValue(condition, context);
  const { operator, operands } = operation;
  const small = operator.toLowerCase();
  const count = OPERATORS.get(small) ?? 0;
  const text = (): string => JSON.stringify(condition);
  if (small === 'and' || small === 'or') {
    const held = operands.map(each => evaluateCondition(each, context));
    return small === 'and' ? held.every(Boolean) : held.some(Boolean);
  }
  if (operands.length !== count) throw new FlowExpressionError(`"${operator}" of a condition takes ${count === 1 ? '1 operand' : `${count} operands`}, but has ${operands.length === 0 ? 'none' : operands.length}.`, text());
  if (small === 'not') return !evaluateCondition(operands[0] ?? null, context);
  return called(operator, operands.map(each => resolveValue(each, context)), context, text());
}

interface Operation { readonly operator: string; readonly operands: readonly JsonValue[] }

/** The operator of an object that has one alone; undefined for any other value, which stands for itself. */
function operationOf(condition: JsonValue): Operation | undefined {
  if (condition === null || typeof condition !== 'object' || Array.isArray(condition)) return undefined;
  const entries: readonly (readonly [string, JsonValue])[] = Object.entries(condition);
  const [entry] = entries;
  if (entry === undefined || entries.length > 1) return undefined;
  const [operator, operands] = entry;
  if (!OPERATORS.has(operator.toLowerCase())) return undefined;
  return { operator, operands: Array.isArray(operands) ? operands as readonly JsonValue[] : [operands] }; // isArray widens items of a readonly array
}

/** What a function gives for the operands; its fault becomes an error that shows the condition. */
function called(name: string, operands: readonly JsonValue[], context: FlowContext, text: string): JsonValue {
  try { return jsonOf(callFunction(name, operands, context)); } catch (error) {
    if (error instanceof FunctionFault) throw new FlowExpressionError(error.message, text);
    throw error;
  }
}
