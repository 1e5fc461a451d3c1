import { hasEnded, statusAt, type Failure, type Job, type Task } from './job';
import { layOut, type RefreshPlan, type ScriptedStep } from './refresh';
import { usualDuration } from './steps';

/** A change that can't be made to the job in its present state; the message is for people. */
export class InterventionRefused extends Error {}

/**
 * Lets the running attempt of a step fail at `now`. With `final` no attempt follows; otherwise the retry succeeds.
 * Throws InterventionRefused when the step doesn't exist or has no running attempt.
 */
export function failStep(plan: RefreshPlan, stepKey: string, now: number, final: boolean, failure: Failure): RefreshPlan {
  const { step, index, task } = runningAttempt(plan, stepKey, now);
  const failed = { status: 'failed' as const, durationMilliseconds: now - task.startsAt, failure };
  const retry = { status: 'successful' as const, durationMilliseconds: usualDuration(plan.jobId, stepKey, index + 1) };
  return withAttempts(plan, step, [...step.attempts.slice(0, index), failed, ...(final ? [] : [retry])]);
}

/**
 * Adds a successful attempt to a step that failed for good while the job still runs.
 * Throws InterventionRefused when the job is over: the service retries inside a job only.
 */
export function retryStep(plan: RefreshPlan, stepKey: string, now: number): RefreshPlan {
  const step = stepOf(plan, stepKey);
  if (hasEnded(layOut(plan), now)) {
    throw new InterventionRefused(`Job ${plan.jobId} is over, so its step '${stepKey}' can't be retried. Start a new refresh.`);
  }
  const last = tasksOfStep(plan, step).at(-1);
  if (last === undefined || last.finalStatus === 'successful' || !hasEnded(last, now)) {
    throw new InterventionRefused(`Step '${stepKey}' of job ${plan.jobId} hasn't failed for good, so there is nothing to retry.`);
  }
  const durationMilliseconds = usualDuration(plan.jobId, stepKey, step.attempts.length);
  return withAttempts(plan, step, [...step.attempts, { status: 'successful', durationMilliseconds, earliest: now }]);
}

/** Lets everything that is still to come in a job happen at `now`, with the scripted outcomes. */
export function finishAt(plan: RefreshPlan, now: number): RefreshPlan {
  return { ...plan, finishedAt: Math.min(now, plan.finishedAt ?? now) };
}

/** The job cancelled at `now`: what has ended stays, what has begun or waits is aborted, later attempts vanish. */
export function cancelled(job: Job, now: number): Job {
  if (hasEnded(job, now)) return job;
  const tasks = job.tasks.filter((task) => task.submittedAt <= now).map((task): Task =>
    hasEnded(task, now) ? task : { ...task, startsAt: Math.min(task.startsAt, now), endsAt: now, finalStatus: 'aborted' });
  return { ...job, startsAt: Math.min(job.startsAt, now), endsAt: now, finalStatus: 'aborted', tasks };
}

function runningAttempt(plan: RefreshPlan, stepKey: string, now: number): { step: ScriptedStep; index: number; task: Task } {
  const step = stepOf(plan, stepKey);
  const tasks = tasksOfStep(plan, step);
  const index = tasks.findIndex((task) => statusAt(task, now) === 'running');
  const task = tasks[index];
  if (task === undefined || task.finalStatus === 'skipped') {
    throw new InterventionRefused(`Step '${stepKey}' of job ${plan.jobId} isn't running at this moment. Advance the clock until it is.`);
  }
  return { step, index, task };
}

function stepOf(plan: RefreshPlan, stepKey: string): ScriptedStep {
  const step = plan.steps.find((candidate) => candidate.key === stepKey);
  if (step !== undefined) return step;
  const known = plan.steps.map((candidate) => candidate.key).join(', ');
  throw new InterventionRefused(`Job ${plan.jobId} has no step '${stepKey}'. Its steps: ${known}.`);
}

function tasksOfStep(plan: RefreshPlan, step: ScriptedStep): Task[] {
  return layOut(plan).tasks.filter((task) =>
    task.operationType === step.operationType && task.nodeIdentifier === step.nodeIdentifier);
}

function withAttempts(plan: RefreshPlan, step: ScriptedStep, attempts: ScriptedStep['attempts']): RefreshPlan {
  return { ...plan, steps: plan.steps.map((candidate) => (candidate.key === step.key ? { ...step, attempts } : candidate)) };
}
