/** Steps that hold other steps. Nothing could name them, so the author does. */
import { callerOf } from '../../diagnostics/place';
import type { Schema } from '../schema';
import type { ConditionStep, FlowStep, LoopStep } from './flow-step';
import { flowNodeOf, type FlowCondition, type FlowValueOf, type ListValue } from './flow-values';

/** Runs the first steps when the condition holds, and the second ones, if any, when it does not. */
export function when(name: string, condition: FlowCondition, then: readonly FlowStep[], otherwise: readonly FlowStep[] = []): ConditionStep {
  return { kind: 'when', name, condition: flowNodeOf(condition), then, otherwise, place: callerOf(when) };
}

/** Runs the steps once for each item of a list, one item after another. */
export function forEach<S extends Schema>(name: string, list: ListValue<S>, steps: (item: FlowValueOf<S, 'present'>) => readonly FlowStep[]): LoopStep {
  return { kind: 'forEach', name, list: flowNodeOf(list), steps: steps(list.itemIn(name)), place: callerOf(forEach) };
}
