import { nearestName } from '../diagnostics/nearest-name';
import type { FlowExpression } from './expression';
import { FunctionFault } from './flow-expression-error';
import { FlowSyntaxError } from './flow-syntax-error';
import { functionNamed, functionNames, type FlowFunctionName } from './functions';
import { bringArgument, wanted, wrongCount } from './functions/bring-arguments';
import type { Parameter, ParameterType, ResultType } from './functions/flow-function';
import { parseText } from './parse-text';
import type { ExpressionPlaces } from './parse-expression';

/** What there is where an expression stands. What is left out isn't checked. */
export interface ExpressionScope {
  readonly actions?: readonly string[];
  readonly parameters?: readonly string[];
  readonly variables?: readonly string[];
  /** Loops around the step. */
  readonly loops?: readonly string[];
}

export interface ExpressionFinding {
  /** Where in the text, counted from 0. */
  readonly offset: number;
  readonly what: string;
  readonly todo: string;
}

/** What is wrong with a text of a flow (`@…`, `…@{…}…`), as far as can be seen without running it. Nothing is thrown: a text that can't be read is a finding. */
export function checkText(text: string, scope: ExpressionScope = {}): readonly ExpressionFinding[] {
  const places: ExpressionPlaces = new Map();
  try {
    const parsed = parseText(text, places);
    return (parsed.kind === 'whole' ? [parsed.expression] : parsed.parts).flatMap(part => typeof part === 'string' ? [] : checkExpression(part, scope, places));
  } catch (error) {
    if (error instanceof FlowSyntaxError) return [{ offset: error.offset, what: error.sentence, todo: 'Correct the expression. An at sign that begins none is doubled: @@.' }];
    throw error;
  }
}

/** What is wrong with an expression: functions that don't exist, wrong numbers and types of arguments, names that the scope doesn't have. `places` are those the parser filled. */
export function checkExpression(expression: FlowExpression, scope: ExpressionScope = {}, places?: ExpressionPlaces): readonly ExpressionFinding[] {
  switch (expression.kind) {
    case 'literal': return [];
    case 'member': return [...checkExpression(expression.of, scope, places), ...checkExpression(expression.key, scope, places)];
    case 'call': {
      const inner = expression.arguments.flatMap(each => checkExpression(each, scope, places));
      return [...callFindings(expression, scope).map(({ at, ...finding }) => ({ offset: places?.get(at) ?? 0, ...finding })), ...inner];
    }
  }
}

type Call = Extract<FlowExpression, { kind: 'call' }>;
interface CallFinding { readonly at: FlowExpression; readonly what: string; readonly todo: string }

function callFindings(call: Call, scope: ExpressionScope): readonly CallFinding[] {
  const known = functionNamed(call.name);
  if (!known) {
    const nearest = nearestName(call.name, functionNames);
    return [{ at: call, what: `There is no function "${call.name}".`, todo: nearest === undefined ? 'Use a function of the workflow definition language.' : `Did you mean "${nearest}"?` }];
  }
  const { parameters } = known.definition;
  const count = wrongCount(known.name, parameters, call.arguments.length);
  if (count !== undefined) return [{ at: call, what: count, todo: known.definition.examples[0] === undefined ? 'Give as many as it takes.' : `Write it as in ${known.definition.examples[0].expression}.` }];
  return [...typeFindings(known.name, parameters, call), ...nameFindings(known.name, call, scope)];
}

function typeFindings(name: string, parameters: readonly Parameter[], call: Call): readonly CallFinding[] {
  return call.arguments.flatMap((argument, position): readonly CallFinding[] => {
    const parameter = parameters[Math.min(position, parameters.length - 1)];
    if (parameter === undefined) return [];
    if (argument.kind === 'literal') {
      const what = literalFault(name, parameters, position, argument);
      return what === undefined ? [] : [{ at: argument, what, todo: `Give ${wanted[parameter.type]}.` }];
    }
    const inner = argument.kind === 'call' ? functionNamed(argument.name) : undefined;
    if (!inner || fits(inner.definition.result, parameter.type)) return [];
    return [{ at: argument, what: `${name} wants ${wanted[parameter.type]} as argument ${position + 1} (${parameter.name}), but ${inner.name} gives ${GIVEN[inner.definition.result]}.`, todo: `Give ${wanted[parameter.type]}.` }];
  });
}

function literalFault(name: string, parameters: readonly Parameter[], position: number, { value }: Extract<FlowExpression, { kind: 'literal' }>): string | undefined {
  try { bringArgument(name, parameters, position, value); } catch (error) {
    if (error instanceof FunctionFault) return error.message;
    throw error;
  }
  return undefined;
}

const GIVEN: Readonly<Record<ResultType, string>> = { any: 'a value', string: 'a text', integer: 'a whole number', number: 'a number', boolean: 'true or false', array: 'a list', object: 'an object', timestamp: 'a text with a date and time' };

/** Types of parameters that a result of each type can't be right for. */
const NEVER: Readonly<Record<ResultType, readonly ParameterType[]>> = {
  any: [],
  string: ['integer', 'number', 'boolean', 'array', 'object', 'container'],
  timestamp: ['integer', 'number', 'boolean', 'array', 'object', 'container', 'timeUnit'],
  integer: ['string', 'boolean', 'array', 'object', 'sequence', 'container', 'collection', 'timestamp', 'timeUnit'],
  number: ['string', 'boolean', 'array', 'object', 'sequence', 'container', 'collection', 'timestamp', 'timeUnit'],
  boolean: ['string', 'integer', 'number', 'array', 'object', 'sequence', 'container', 'collection', 'timestamp', 'timeUnit'],
  array: ['string', 'integer', 'number', 'boolean', 'object', 'timestamp', 'timeUnit'],
  object: ['string', 'integer', 'number', 'boolean', 'array', 'sequence', 'timestamp', 'timeUnit'],
};
const fits = (result: ResultType, type: ParameterType): boolean => !NEVER[result].includes(type);

/** The functions whose argument is a name, and where it must be. */
const NAMED: Readonly<Partial<Record<FlowFunctionName, { readonly kind: string; readonly of: keyof ExpressionScope }>>> = {
  actions: { kind: 'action', of: 'actions' }, outputs: { kind: 'action', of: 'actions' }, body: { kind: 'action', of: 'actions' }, result: { kind: 'action', of: 'actions' },
  parameters: { kind: 'parameter', of: 'parameters' }, variables: { kind: 'variable', of: 'variables' },
  items: { kind: 'loop around this step', of: 'loops' }, iterationIndexes: { kind: 'loop around this step', of: 'loops' },
};

function nameFindings(functionName: FlowFunctionName, call: Call, scope: ExpressionScope): readonly CallFinding[] {
  const named = NAMED[functionName];
  const names = named && scope[named.of];
  const [argument] = call.arguments;
  if (!named || !names || argument?.kind !== 'literal' || typeof argument.value !== 'string') return [];
  const written = argument.value;
  if (names.some(name => name.toLowerCase() === written.toLowerCase())) return [];
  const nearest = nearestName(written, names);
  const todo = nearest !== undefined ? `Did you mean "${nearest}"?` : names.length === 0 ? 'Remove the reference: there are none.' : `Use one of: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`;
  return [{ at: argument, what: `There is no ${named.kind} "${written}".`, todo }];
}
