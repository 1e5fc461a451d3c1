import type { StepRecord } from '../../workflow-language/flow-context';
import type { JsonValue as StrictJson } from '../../workflow-language/workflow-document';
import type { JsonValue } from '../json';
import type { StepResult } from './step-runner';

/** A step that has ended as expressions see it, with its true values. */
export function recordOf(name: string, { status, inputs, outputs, error }: Omit<StepResult, 'inner'>, times?: { readonly startedAt: number; readonly endedAt: number }): StepRecord {
  return {
    name, status, ...(error ? { code: error.code, error: { ...error } } : { code: 'OK' }),
    ...(inputs === undefined ? {} : { inputs: strict(inputs) }), ...(outputs === undefined ? {} : { outputs: strict(outputs) }),
    ...(times ? { startTime: new Date(times.startedAt).toISOString(), endTime: new Date(times.endedAt).toISOString() } : {}),
  };
}

/** Values of a run come from JSON or from expressions, so no property of theirs is undefined. */
export const strict = (value: JsonValue): StrictJson => value as StrictJson;
