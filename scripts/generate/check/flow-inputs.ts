/** The inputs of steps and triggers, as far as types can't see them or were not asked. */
import { inModel, type Diagnostic } from '../../diagnostics/diagnostic';
import type { Place } from '../../diagnostics/place';
import type { Flow } from '../../model/flow/flow';
import type { FlowNode } from '../../model/flow/flow-node';
import { allSteps, type CallStep } from '../../model/flow/flow-step';
import { propertyOf } from '../../model/operation';
import { schemaOf, type Property, type Schema } from '../../model/schema';
import { isRequired } from '../schema-emit';
import type { Rule } from './rule';

interface Input { readonly flow: Flow; readonly operationId: string; readonly place: Place | undefined; readonly path: readonly string[] }

/** What an operation takes and needs, and literals that it refuses. */
export const flowInputs: Rule = function* ({ flows = [] }) {
  for (const flow of flows) for (const call of callsOf(flow)) yield* inputsOf(flow, call);
};

type Call = Pick<CallStep, 'operation' | 'inputs' | 'place'>;
function* callsOf(flow: Flow): Iterable<Call> {
  yield flow.trigger;
  for (const step of allSteps(flow.steps)) if (step.kind === 'call') yield step;
}

function* inputsOf(flow: Flow, { operation, inputs, place }: Call): Iterable<Diagnostic> {
  const given = new Map(inputs);
  const callback = operation.kind !== 'foreign' && operation.notification ? operation.notification.urlIn.split('/') : [];
  for (const name of given.keys()) {
    if (Object.hasOwn(operation.parameters, name)) continue;
    yield { code: 'flow-input-unknown', severity: 'error', what: `The flow "${flow.name}" gives ${name} to ${operation.operationId}, which has no such parameter.`, why: 'The platform refuses to save a step with an unknown input.', todo: `Its parameters: ${Object.keys(operation.parameters).join(', ') || 'none'}.`, where: inModel(place, name) };
  }
  for (const [name, parameter] of Object.entries(operation.parameters)) {
    yield* inputOf({ flow, operationId: operation.operationId, place, path: [name] }, propertyOf(parameter), given.get(name), parameter.kind === 'body' ? callback : undefined);
  }
}

/** `callback` is the rest of the path to the callback address, which the platform fills, where it lies below. */
function* inputOf(at: Input, property: Property, node: FlowNode | undefined, callback: readonly string[] | undefined): Iterable<Diagnostic> {
  const schema = schemaOf(property);
  if (!node) {
    if (isRequired(property) && !isFilledByPlatform(schema, callback)) yield finding(at, 'flow-input-missing', 'is required and not given', 'A step without it can not be saved.', 'Give it.');
    return;
  }
  if (node.node === 'object' && schema.kind === 'record') {
    const given = new Map(node.properties);
    for (const [name, inner] of Object.entries(schema.properties)) yield* inputOf({ ...at, path: [...at.path, name] }, inner, given.get(name), callback?.[0] === name ? callback.slice(1) : undefined);
    for (const name of given.keys()) if (!Object.hasOwn(schema.properties, name)) yield finding({ ...at, path: [...at.path, name] }, 'flow-input-unknown', 'is not declared', 'The designer drops what it does not know.', `Declared there: ${Object.keys(schema.properties).join(', ')}.`);
  }
  if (node.node === 'literal') yield* literalOf(at, schema, node.value);
}

/** Internal values have defaults; the callback address has the platform. A body that needs nothing else may be left out. */
function isFilledByPlatform(schema: Schema, callback: readonly string[] | undefined): boolean {
  if (schema.visibility === 'internal' && 'default' in schema && schema.default !== undefined || callback?.length === 0) return true;
  return schema.kind === 'record' && Object.entries(schema.properties).every(([name, inner]) => !isRequired(inner) || isFilledByPlatform(schemaOf(inner), callback?.[0] === name ? callback.slice(1) : undefined));
}

function* literalOf(at: Input, schema: Schema, value: string | number | boolean | null): Iterable<Diagnostic> {
  if (schema.kind === 'text' && schema.format === 'password') {
    yield finding(at, 'flow-secret-written', 'is a secret, and its value is written into the flow', 'Everybody who may open the flow or its package reads it.', 'Let the connection carry it, or read it with an earlier step.');
  } else if (schema.kind === 'text' && schema.choices && !schema.choices.some(choice => choice.value === value)) {
    yield finding(at, 'flow-input-choice', `has no choice ${JSON.stringify(value)}`, 'The operation refuses it when the flow runs.', `Choose one of ${schema.choices.map(choice => choice.value).join(', ')}.`);
  } else if ((schema.kind === 'wholeNumber' || schema.kind === 'decimalNumber') && typeof value === 'number' && !numberFits(schema, value)) {
    yield finding(at, 'flow-input-range', `can not be ${value}`, 'The operation refuses it when the flow runs.', 'Keep to the limits that the parameter declares.');
  }
}

const numberFits = ({ kind, minimum, maximum }: Schema & { readonly kind: 'wholeNumber' | 'decimalNumber' }, value: number): boolean =>
  (kind === 'decimalNumber' || Number.isInteger(value)) && value >= (minimum ?? -Infinity) && value <= (maximum ?? Infinity);

const finding = ({ flow, operationId, place, path }: Input, code: string, what: string, why: string, todo: string): Diagnostic =>
  ({ code, severity: 'error', what: `In the flow "${flow.name}" the input ${path.join('/')} of ${operationId} ${what}.`, why, todo, where: inModel(place, ...path) });
