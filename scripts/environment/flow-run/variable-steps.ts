import type { JsonValue } from '../json';
import { isJsonObject, objectOr, textOf } from '../json';
import { resolvedInputs } from './expressions';
import type { FlowVariable, VariableType } from './flow-state';
import { type Step, StepFailure, type StepResult, type StepRunner } from './step-runner';

const emptyOf: Readonly<Record<VariableType, JsonValue>> = { boolean: false, integer: 0, float: 0, string: '', object: {}, array: [] };

/** Initialize variable: a name once a flow, and never inside a loop's round with another type. */
export const initializeVariable: StepRunner = {
  kind: 'leaf',
  run: step => {
    const inputs = resolvedInputs(step);
    const declared = objectOr(inputs)['variables'];
    for (const each of Array.isArray(declared) ? declared.map(objectOr) : []) {
      const name = textOf(each['name']) ?? '';
      const type = (textOf(each['type']) ?? '').toLowerCase();
      if (!isVariableType(type)) throw new StepFailure('InvalidVariable', `The variable "${name}" has the type "${textOf(each['type'])}"; there are ${Object.keys(emptyOf).join(', ')}.`, { inputs });
      if (step.state.variable(name)) throw new StepFailure('InvalidVariable', `The variable "${name}" is initialized twice. Initialize it once, before loops and conditions, and set it there.`, { inputs });
      step.state.addVariable({ name, type, value: fitting(name, type, each['value'] ?? emptyOf[type], inputs) });
    }
    return { status: 'Succeeded', inputs };
  },
};

export const setVariable = changing((variable, value) => value ?? emptyOf[variable.type]);
export const incrementVariable = changing((variable, value, name) => numberOf(variable.value, name) + numberOf(value ?? 1, name));
export const decrementVariable = changing((variable, value, name) => numberOf(variable.value, name) - numberOf(value ?? 1, name));
export const appendToString = changing((variable, value, name) => {
  if (typeof variable.value !== 'string') throw new StepFailure('InvalidVariable', `The variable "${name}" is of the type ${variable.type}; text can be appended to a string only.`);
  return variable.value + (typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value));
});
export const appendToArray = changing((variable, value, name) => {
  if (!Array.isArray(variable.value)) throw new StepFailure('InvalidVariable', `The variable "${name}" is of the type ${variable.type}; an item can be appended to an array only.`);
  return [...(variable.value as readonly JsonValue[]), value ?? null]; // Array.isArray forgets what the items are
});

/** A step that changes a variable: `{name, value}` in, the variable's new value out. */
function changing(change: (variable: FlowVariable, value: JsonValue | undefined, name: string) => JsonValue): StepRunner {
  const run = (step: Step): StepResult => {
    const inputs = resolvedInputs(step);
    const { name, value } = objectOr(inputs);
    const variable = typeof name === 'string' ? step.state.variable(name) : undefined;
    if (typeof name !== 'string' || !variable) throw new StepFailure('InvalidVariable', `The variable "${textOf(name)}" is not initialized. Initialize it in a step that this one runs after.`, { inputs });
    variable.value = fitting(name, variable.type, change(variable, value, name), inputs);
    return { status: 'Succeeded', inputs, outputs: { body: { name, value: variable.value } } };
  };
  return { kind: 'leaf', run };
}

function fitting(name: string, type: VariableType, value: JsonValue, inputs: JsonValue): JsonValue {
  if (!fits(type, value)) throw new StepFailure('InvalidVariable', `The variable "${name}" is of the type ${type} and can't be set to ${JSON.stringify(value)}.`, { inputs });
  return value;
}

function fits(type: VariableType, value: JsonValue): boolean {
  switch (type) {
    case 'boolean': return typeof value === 'boolean';
    case 'integer': return typeof value === 'number' && Number.isInteger(value);
    case 'float': return typeof value === 'number';
    case 'string': return typeof value === 'string';
    case 'object': return isJsonObject(value) || value === null;
    case 'array': return Array.isArray(value);
  }
}

function numberOf(value: JsonValue, name: string): number {
  if (typeof value !== 'number') throw new StepFailure('InvalidVariable', `The variable "${name}" can't be counted up or down with ${JSON.stringify(value)}; only numbers can.`);
  return value;
}

const isVariableType = (type: string): type is VariableType => Object.hasOwn(emptyOf, type);
