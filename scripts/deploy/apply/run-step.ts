/** One step until it is done: look, do, wait, try again. Nothing is taken from memory, so a killed step goes on where it was. */
import { DeployError } from '../deploy-error';
import { asSentence, pauseAfter } from '../http/retries';
import type { StepName } from '../plan';
import { stepState } from '../planning/step-states';
import type { DeployPorts } from '../ports';
import type { DeploymentRequest } from '../request';
import type { Seen, StepOutcome, Target } from '../target';

export interface Applying { readonly request: DeploymentRequest; readonly target: Target; readonly ports: DeployPorts }
/** A step does not end as `waiting`. */
export type StepEnd = Exclude<StepOutcome, { readonly state: 'waiting' }>;

const minute = 60_000;
/** With custom code an import takes minutes, and ending it early leaves code that is stored and does not run. */
const patience: Readonly<Record<StepName, number>> = {
  'who-am-i': 5 * minute, 'import-connector': 60 * minute, 'await-connector': 30 * minute, connect: 5 * minute, 'import-flows': 60 * minute, verify: 10 * minute, 'turn-on-flows': 15 * minute,
};
const usualPauseMs = 5_000;

/** Throws DeployError where it can't be done, or takes longer than such a step ever does. */
export async function runStep(name: StepName, { request, target, ports: { clock, tell } }: Applying): Promise<StepEnd> {
  const until = clock.now() + patience[name];
  let failures = 0;
  let hasTried = false;
  for (;;) {
    try {
      const seen = await target.look(request);
      assertRightEnvironment(request, seen);
      const { state, what } = stepState(name, request, seen);
      if (state === 'fine') return { state: 'done', did: what, changed: hasTried && name !== 'await-connector' };
      hasTried = true;
      const outcome = await target.apply(name, request, seen);
      if (outcome.state !== 'waiting') return outcome;
      const forMs = outcome.askAgainInMs ?? usualPauseMs;
      if (clock.now() + forMs > until) throw new DeployError('step-timeout', `It took longer than ${Math.round(patience[name] / minute)} minutes: ${outcome.reason} Start the same deployment again when it is over; it goes on from there.`);
      failures = 0;
      tell({ kind: 'waiting', step: name, reason: outcome.reason, forMs });
      await clock.sleep(forMs);
    } catch (error) {
      if (!(error instanceof DeployError) || error.retry.kind !== 'later') throw error;
      failures++;
      const pause = pauseAfter(failures, error.retry.afterMs);
      if (pause === undefined || clock.now() + pause > until) throw new DeployError(error.code, `${asSentence(error.message)} Tried ${failures === 1 ? 'once' : `${failures} times`}. Start the same deployment again later; it goes on from there.`, { kind: 'never' }, error.cause);
      tell({ kind: 'retrying', step: name, reason: error.message, attempt: failures, afterMs: pause });
      await clock.sleep(pause);
    }
  }
}

/** Refuses another environment than the one that the settings name, whoever made the plan. */
export function assertRightEnvironment({ environment: { id, name } }: DeploymentRequest, { identity }: Seen): void {
  if (id === undefined || identity?.environmentId === undefined || id.toLowerCase() === identity.environmentId.toLowerCase()) return;
  throw new DeployError('wrong-environment', `The target is the environment ${identity.environmentId}, and environments.${name}.id in konektor.yaml says ${id}. One of them is wrong; nothing was changed.`);
}
