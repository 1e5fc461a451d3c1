/** What happens in a deployment, as data: the terminal shows it with times, a job's log as plain lines, programs as JSON. */
import type { StepName } from './plan';

export type DeployEvent =
  | { readonly kind: 'stepStarted'; readonly step: StepName; readonly number: number; readonly of: number; readonly what: string }
  /** `waiting`: the target works, and is asked again after so long. */
  | { readonly kind: 'waiting'; readonly step: StepName; readonly reason: string; readonly forMs: number }
  | { readonly kind: 'retrying'; readonly step?: StepName; readonly reason: string; readonly attempt: number; readonly afterMs: number }
  /** Something worth knowing that is no step: a line of a tool, a request that was sent. */
  | { readonly kind: 'detail'; readonly step?: StepName; readonly text: string }
  | { readonly kind: 'stepDone'; readonly step: StepName; readonly did: string; readonly changed: boolean; readonly milliseconds: number }
  | { readonly kind: 'stepFailed'; readonly step: StepName; readonly code: string; readonly message: string }
  /** The deployment stops until a person has done something, and goes on with the words in `resume`. */
  | { readonly kind: 'personNeeded'; readonly step: StepName; readonly what: string; readonly link?: string; readonly resume: string };
