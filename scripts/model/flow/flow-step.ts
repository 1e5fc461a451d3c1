/** The steps of a flow as data, and the builders of those that call an operation of the author's own connector. */
import { callerOf, type Place } from '../../diagnostics/place';
import type { Action, Operation, Parameters } from '../operation';
import type { Schema } from '../schema';
import { givenInputs, type FlowInputs, type GivenInputs } from './flow-input';
import type { FlowNode } from './flow-node';
import { valueFor, type FlowValueOf } from './flow-values';

/** An operation of a connector that is not the author's own, as far as flows need it. */
export interface ForeignOperation<P extends Parameters = Parameters> {
  readonly kind: 'foreign';
  readonly connector: { readonly name: string; readonly displayName: string };
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: P;
}

interface Step { readonly name: string; readonly place: Place | undefined }
export interface CallStep extends Step { readonly kind: 'call'; readonly operation: Operation | ForeignOperation; readonly inputs: GivenInputs }
export interface ConditionStep extends Step { readonly kind: 'when'; readonly condition: FlowNode; readonly then: readonly FlowStep[]; readonly otherwise: readonly FlowStep[] }
export interface LoopStep extends Step { readonly kind: 'forEach'; readonly list: FlowNode; readonly steps: readonly FlowStep[] }
/** One step. Steps run in the order in which they are listed, each after the one before it has succeeded. */
export type FlowStep = CallStep | ConditionStep | LoopStep;

/** A step whose answer later steps can use. */
export type AnsweringStep<O extends Schema | undefined> = CallStep & (O extends Schema ? { readonly output: FlowValueOf<O, 'present'> } : unknown);

/**
 * Calls an action of the connector; `output` of the result is what it answers, for later steps. The step is named like
 * the action unless a name is given; two steps of one flow need two names.
 */
export function perform<P extends Parameters, O extends Schema | undefined>(action: Action<P, O>, inputs: FlowInputs<NoInfer<P>>, name: string = action.summary): AnsweringStep<O> {
  const step: CallStep = { kind: 'call', name, operation: action, inputs: givenInputs(action.parameters, inputs), place: callerOf(perform) };
  // Not enumerable: the step stays plain data, and its answer is for the author alone.
  if (action.output) Object.defineProperty(step, 'output', { value: valueFor(action.output, { node: 'answer', step: name }, 'present') });
  return step as AnsweringStep<O>; // the output was made from the action's schema
}

/** Every step and the steps inside it, in the order of the flow. */
export function* allSteps(steps: readonly FlowStep[]): Iterable<FlowStep> {
  for (const step of steps) {
    yield step;
    for (const inner of stepsInside(step)) yield* allSteps(inner);
  }
}

/** The lists of steps inside a step. */
export function stepsInside(step: FlowStep): readonly (readonly FlowStep[])[] {
  switch (step.kind) {
    case 'call': return [];
    case 'when': return [step.then, step.otherwise];
    case 'forEach': return [step.steps];
  }
}

/** The trees of a step itself, without those of the steps inside it. */
export function treesOf(step: FlowStep): readonly FlowNode[] {
  switch (step.kind) {
    case 'call': return step.inputs.map(([, value]) => value);
    case 'when': return [step.condition];
    case 'forEach': return [step.list];
  }
}
