import { uuidOf } from '../random';
import type { EvaluationResults, Failure, Job, Task } from './job';
import { usualDuration, type Step } from './steps';

/** One attempt as the story wants it. */
export interface Attempt {
  readonly status: 'successful' | 'failed' | 'timedOut';
  readonly durationMilliseconds: number;
  /** The attempt doesn't begin before this instant, whatever the retry delay. */
  readonly earliest?: number;
  readonly failure?: Failure;
}

/** A step with its scripted attempts; the step succeeds when its last attempt does. */
export interface ScriptedStep extends Step {
  readonly attempts: readonly Attempt[];
}

/** Everything that decides how a job runs. The job itself is computed from it, so it can be changed midway. */
export interface RefreshPlan {
  readonly jobId: string;
  readonly submissionKind: 'onDemand' | 'scheduled';
  readonly operationType: string;
  readonly jobType: 'full' | 'incremental';
  readonly idList: readonly string[];
  readonly forced: boolean;
  readonly submittedAt: number;
  readonly retryDelayMilliseconds: number;
  readonly steps: readonly ScriptedStep[];
  /** Absent: the job evaluates nothing. */
  readonly results?: EvaluationResults;
  /** Nothing of the job happens later than this instant ("finish now"). */
  readonly finishedAt?: number;
  readonly visibleAt?: number;
  readonly whileHidden?: 'absent' | 'running';
}

const queueMilliseconds = 2_000;

/**
 * Lays the attempts of a plan out in time. Steps are expected in dependency order. A retry is a new task that is
 * submitted `retryDelayMilliseconds` after its predecessor's end; what depends on a step that failed for good is
 * skipped at the failure's end; the job ends with its last task.
 */
export function layOut(plan: RefreshPlan): Job {
  const clamp = (instant: number): number => Math.min(instant, plan.finishedAt ?? instant);
  const startsAt = clamp(plan.submittedAt + queueMilliseconds);
  const outcomes = new Map<string, { endsAt: number; succeeded: boolean; firstTaskId: string }>();
  const tasks: Task[] = [];
  for (const step of plan.steps) {
    const before = step.after.flatMap((key) => outcomes.get(key) ?? []);
    const waitingTaskIds = before.map((outcome) => outcome.firstTaskId);
    const readyAt = before.reduce((latest, outcome) => Math.max(latest, outcome.endsAt), startsAt);
    const blocked = before.filter((outcome) => !outcome.succeeded);
    const laidOut = blocked.length > 0
      ? [skippedTask(plan, step, Math.min(...blocked.map((outcome) => outcome.endsAt)), waitingTaskIds)]
      : attemptTasks(plan, step, readyAt, waitingTaskIds, clamp);
    tasks.push(...laidOut);
    const first = laidOut[0];
    const last = laidOut.at(-1);
    if (first?.endsAt === undefined || last?.endsAt === undefined) continue;
    outcomes.set(step.key, {
      endsAt: last.endsAt, succeeded: last.finalStatus === 'successful', firstTaskId: first.taskId,
    });
  }
  const endsAt = [...outcomes.values()].reduce((latest, outcome) => Math.max(latest, outcome.endsAt), startsAt);
  return {
    jobId: plan.jobId, jobType: plan.jobType, submissionKind: plan.submissionKind, operationType: plan.operationType,
    idList: plan.idList, forced: plan.forced, submittedAt: plan.submittedAt, startsAt, endsAt,
    finalStatus: [...outcomes.values()].every((outcome) => outcome.succeeded) ? 'successful' : 'failed',
    ...(plan.results === undefined ? {} : { results: plan.results }), ...lateness(plan), tasks,
  };
}

function attemptTasks(
  plan: RefreshPlan, step: ScriptedStep, readyAt: number, waitingTaskIds: readonly string[], clamp: (instant: number) => number,
): Task[] {
  let submittedAt = plan.submittedAt;
  let startsAt = readyAt;
  return step.attempts.map((attempt, index) => {
    startsAt = Math.max(startsAt, attempt.earliest ?? startsAt);
    if (index > 0) submittedAt = startsAt;
    const endsAt = clamp(startsAt + attempt.durationMilliseconds);
    const task: Task = {
      ...identity(plan, step, index), submittedAt: clamp(submittedAt), startsAt: clamp(startsAt), endsAt,
      finalStatus: attempt.status, waitingTaskIds, ...lateness(plan),
      ...(attempt.failure === undefined ? {} : { failure: attempt.failure }),
    };
    startsAt = endsAt + plan.retryDelayMilliseconds;
    return task;
  });
}

function skippedTask(plan: RefreshPlan, step: ScriptedStep, at: number, waitingTaskIds: readonly string[]): Task {
  return {
    ...identity(plan, step, 'skipped'), submittedAt: plan.submittedAt, startsAt: at, endsAt: at,
    finalStatus: 'skipped', waitingTaskIds, ...lateness(plan),
  };
}

function identity(plan: RefreshPlan, step: Step, attempt: number | 'skipped'): Pick<Task, 'taskId' | 'operationType' | 'nodeIdentifier' | 'friendlyName'> {
  return {
    taskId: uuidOf(`${plan.jobId}|${step.key}|${attempt}`),
    operationType: step.operationType, nodeIdentifier: step.nodeIdentifier, friendlyName: step.friendlyName,
  };
}

function lateness(plan: RefreshPlan): Pick<Job, 'visibleAt' | 'whileHidden'> {
  return {
    ...(plan.visibleAt === undefined ? {} : { visibleAt: plan.visibleAt }),
    ...(plan.whileHidden === undefined ? {} : { whileHidden: plan.whileHidden }),
  };
}

/** The attempts of a step that fails `failures` times, at most `maximum` attempts; a success follows if one is left. */
export function attemptsFailing(
  jobId: string, stepKey: string, failures: number, maximum: number, failure: Failure, status: 'failed' | 'timedOut' = 'failed',
): Attempt[] {
  const failed = Math.min(failures, maximum);
  const attempts = Array.from({ length: failed }, (_, index): Attempt => ({
    status, durationMilliseconds: usualDuration(jobId, stepKey, index), failure,
  }));
  if (failed < maximum) {
    attempts.push({ status: 'successful', durationMilliseconds: usualDuration(jobId, stepKey, failed) });
  }
  return attempts;
}
