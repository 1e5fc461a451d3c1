/** Carries out a plan, step by step. Whoever starts it again after a failure or a kill gets to the same end. */
import { DeployError } from '../deploy-error';
import type { Plan, StepName } from '../plan';
import { runStep, type Applying } from './run-step';
import { verify, type Verified } from './verify';

export interface DoneStep { readonly name: StepName; readonly did: string; readonly changed: boolean; readonly milliseconds: number }

export type Applied = { readonly steps: readonly DoneStep[] } & (
  | { readonly state: 'done'; readonly verified: Verified }
  /** A person must do something; then the same deployment goes on. */
  | { readonly state: 'person'; readonly step: StepName; readonly what: string; readonly link?: string; readonly resume: string }
  | { readonly state: 'failed'; readonly step: StepName; readonly code: string; readonly message: string }
);

/** `resume` are the words that go on after a person did something; `after` is told about each step, to keep it. */
export interface ApplyInput extends Applying { readonly plan: Plan; readonly resume: string; readonly after: (steps: readonly DoneStep[]) => void }

/** Throws nothing but mistakes of our own: what a target refuses is the state `failed`. */
export async function applyPlan({ plan, resume, after, ...applying }: ApplyInput): Promise<Applied> {
  const { ports: { clock, tell } } = applying;
  const steps: DoneStep[] = [];
  let verified: Verified = { did: '', notes: [] };
  const byHand = plan.steps.filter(({ state }) => state === 'byHand').map(({ name }) => name);
  const all = plan.steps.filter(({ name }) => !byHand.includes(name));
  for (const [index, { name, what }] of all.entries()) {
    const start = clock.now();
    tell({ kind: 'stepStarted', step: name, number: index + 1, of: all.length, what });
    try {
      const end = name === 'verify' ? { state: 'done' as const, changed: false, did: (verified = await verify(applying)).did } : await runStep(name, applying);
      if (end.state === 'person') {
        tell({ kind: 'personNeeded', step: name, what: end.what, resume, ...(end.link === undefined ? {} : { link: end.link }) });
        return { state: 'person', step: name, what: end.what, resume, steps, ...(end.link === undefined ? {} : { link: end.link }) };
      }
      const done = { name, did: end.did, changed: end.changed, milliseconds: clock.now() - start };
      steps.push(done);
      after(steps);
      tell({ kind: 'stepDone', step: name, did: done.did, changed: done.changed, milliseconds: done.milliseconds });
    } catch (error) {
      if (!(error instanceof DeployError)) throw error;
      tell({ kind: 'stepFailed', step: name, code: error.code, message: error.message });
      return { state: 'failed', step: name, code: error.code, message: error.message, steps };
    }
  }
  return { state: 'done', steps, verified: { ...verified, notes: [...verified.notes, ...byHand.map(name => `To be done by hand, since this target can't: ${name}.`)] } };
}
