/** Runs the steps of a target as the core does: looks before each call, waits where it is told to, tries again where that may help. */
import { DeployError } from '../../../scripts/deploy/deploy-error';
import { stepNames, type StepName } from '../../../scripts/deploy/plan';
import type { DeployPorts } from '../../../scripts/deploy/ports';
import type { DeploymentRequest } from '../../../scripts/deploy/request';
import type { Target } from '../../../scripts/deploy/target';

export interface Driven { readonly step: StepName; readonly did: string; readonly changed: boolean }

export async function drive(target: Target, request: DeploymentRequest, { clock }: Pick<DeployPorts, 'clock'>, steps: readonly StepName[] = stepNames): Promise<readonly Driven[]> {
  const driven: Driven[] = [];
  for (const step of steps.filter(each => target.can.has(each))) driven.push({ step, ...await untilDone(target, step, request, clock) });
  return driven;
}

async function untilDone(target: Target, step: StepName, request: DeploymentRequest, clock: DeployPorts['clock']): Promise<{ readonly did: string; readonly changed: boolean }> {
  for (let failures = 0, calls = 0; ; calls++) {
    if (calls > 500) throw new Error(`${step} never ends`);
    try {
      const outcome = await target.apply(step, request, await target.look(request));
      if (outcome.state === 'done') return { did: outcome.did, changed: outcome.changed };
      if (outcome.state === 'person') throw new DeployError('person', `${outcome.what} ${outcome.link ?? ''}`);
      await clock.sleep(outcome.askAgainInMs ?? 10_000);
    } catch (error) {
      if (!(error instanceof DeployError) || error.retry.kind !== 'later' || ++failures > 5) throw error;
      await clock.sleep(error.retry.afterMs ?? 1_000);
    }
  }
}
