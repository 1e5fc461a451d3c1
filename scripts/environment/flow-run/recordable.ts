import type { WorkflowAction } from '../../workflow-language/workflow-document';
import { type JsonValue, objectOr, textsOf } from '../json';
import { redacted, withoutSecrets } from '../connections/redaction';
import type { FlowState } from './flow-state';
import type { StepResult } from './step-runner';

type Values = Omit<StepResult, 'inner'>;

/**
 * A step's values as the history may keep them: secrets of connections and of secret environment variables as `***`, and
 * neither inputs nor outputs where the step's `runtimeConfiguration.secureData` hides them.
 */
export function recordable(values: Values, action: WorkflowAction, state: FlowState): Values {
  const hidden = textsOf(objectOr(objectOr((action as { readonly runtimeConfiguration?: unknown }).runtimeConfiguration)['secureData'])['properties']); // a key that the document's type leaves open
  const shown = (value: JsonValue): JsonValue => withoutSecrets(value, text => redacted(state.ports.gateway.redacted(text), state.flow.secrets ?? []));
  const { status, inputs, outputs, error } = values;
  return {
    status,
    ...(inputs === undefined ? {} : { inputs: hidden.includes('inputs') ? '***' : shown(inputs) }),
    ...(outputs === undefined ? {} : { outputs: hidden.includes('outputs') ? '***' : shown(outputs) }),
    ...(error ? { error: { code: error.code, message: String(shown(error.message)) } } : {}),
  };
}
