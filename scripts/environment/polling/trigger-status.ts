import { EnvironmentError, type Finding } from '../finding';
import type { Flow } from '../flows/flow';

/** A flow as the engine knows it. */
export interface FlowStatus {
  readonly flow: Flow;
  readonly isOn: boolean;
  /** Of a polling trigger that is on. */
  readonly nextPollAt?: number;
  /** Of a schedule that is on: its next occurrence, where one comes. */
  readonly nextRunAt?: number;
  /** Of a webhook trigger. */
  readonly subscription?: SubscriptionStatus;
  readonly findings: readonly Finding[];
}

/** Whether a webhook trigger is called by its service. `none` while it is off, and where subscribing failed. */
export interface SubscriptionStatus {
  readonly kind: 'none' | 'subscribing' | 'active' | 'unsubscribing';
  /** When it is tried again. */
  readonly nextAttemptAt?: number;
  /** What went wrong last, in a sentence. */
  readonly problem?: string;
}

export function notOn(flowId: string, flows: readonly FlowStatus[]): EnvironmentError {
  return new EnvironmentError('flow', `The flow "${flowId}" is not on. On are: ${flows.filter(({ isOn }) => isOn).map(({ flow }) => flow.id).join(', ') || 'none'}.`);
}
