import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import type { Clock } from '../clocks/clock';
import type { Gateway } from '../gateway/gateway';
import type { JsonValue } from '../json';
import type { Random } from '../flows/retry-policy';
import type { AwaitCall } from './step-call';
import type { Outbox } from './outbox';

/** A flow whose connection references and parameters have found their values, so that it can run. */
export interface RunnableFlow {
  /** The GUID of the flow, where it came with a solution: what `workflow()` gives as its name. */
  readonly id?: string;
  /** As people know it. */
  readonly name: string;
  readonly document: WorkflowDocument;
  /** Key in the document's `connectionReferences` to connection id. */
  readonly connections: Readonly<Record<string, string>>;
  /** Values of the definition's parameters by name; what is not here takes its default. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  /** Values that no history may show: those of secret environment variables. */
  readonly secrets?: readonly string[];
}

/** What started a run. */
export interface RunTrigger {
  /** The key of the run, unique for ever. */
  readonly runKey: string;
  readonly outputs: { readonly headers?: JsonValue; readonly body?: JsonValue };
}

export interface FlowRunPorts {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly outbox: Outbox;
  /** How a step waits for a call; absent where none can come. */
  readonly awaitCall?: AwaitCall;
  /** Default random. */
  readonly newGuid?: () => string;
}
