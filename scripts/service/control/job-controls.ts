import type { Core } from '../core';
import { refreshFailure } from '../failures';
import { cancelled, failStep, finishAt, retryStep } from '../jobs/interventions';
import type { Failure, Job, Run, Task } from '../jobs/job';
import { enterPlan, replacePlan, settleJob } from '../jobs/ledger';
import type { RefreshPlan } from '../jobs/refresh';
import { planRefresh, type RefreshRequest } from '../jobs/refresh-request';
import { ingestionKey } from '../jobs/steps';
import { uuidOf } from '../random';
import { instanceFor, jobFor, named, planFor } from './find';

/** Times of an inserted run; only the submission is needed. Instants may be equal, out of order or in the future. */
type RawRun = Partial<Run> & Pick<Run, 'submittedAt'>;

/** A task as a test wants it; `nodeIdentifier` is the data source id for ingestion (by default the friendly name). */
export type RawTask = RawRun & Partial<Task> & Pick<Task, 'friendlyName'>;

/** A job as a test wants it. */
export type RawJob = RawRun & Partial<Omit<Job, 'tasks'>> & { readonly instanceId?: string; readonly tasks?: readonly RawTask[] };

export interface OfStep {
  readonly jobId: string;
  /** A data source id for its ingestion, else the operation type of the step. */
  readonly step: string;
}

/** Controls of jobs: planned refreshes that can be changed while they run, and raw insertions. */
export function jobControls(core: Core) {
  const newId = (kind: string): string => {
    core.state.made += 1;
    return uuidOf(`${kind}|made|${core.state.made}`);
  };
  const rawTask = (task: RawTask): Task => ({
    operationType: 'ingestion', nodeIdentifier: task.friendlyName, waitingTaskIds: [], startsAt: task.submittedAt,
    finalStatus: 'successful', ...task, taskId: task.taskId ?? newId('task'),
  });
  return {
    /** Starts a refresh now. Returns its job with the whole course that is planned. */
    startRefresh({ instanceId, ...request }: RefreshRequest & { readonly instanceId?: string } = {}): Job {
      const instance = instanceFor(core, instanceId);
      return enterPlan(instance, planRefresh(instance, request, core.state.behaviour, newId('job'), core.clock.now()));
    },
    /** Lets the running attempt of a step fail now; its retry succeeds unless the failure is `final`. */
    failStep({ jobId, step, final = true, ...reason }: OfStep & {
      readonly final?: boolean; readonly errorCode?: string; readonly message?: string;
    }): Job {
      const { instance, plan } = planFor(core, jobId);
      const key = stepKey(plan, step);
      const title = plan.steps.find((candidate) => candidate.key === key)?.friendlyName ?? step;
      const failure: Failure = refreshFailure(title, reason);
      return replacePlan(instance, failStep(plan, key, core.clock.now(), final, failure));
    },
    /** Adds a successful attempt to a step that failed for good while the job still runs. */
    retryStep({ jobId, step }: OfStep): Job {
      const { instance, plan } = planFor(core, jobId);
      return replacePlan(instance, retryStep(plan, stepKey(plan, step), core.clock.now()));
    },
    /** Lets everything that is still to come in a job happen now, with the outcomes it was started with. */
    finishJob({ jobId }: { readonly jobId: string }): Job {
      const { instance, plan } = planFor(core, jobId);
      return replacePlan(instance, finishAt(plan, core.clock.now()));
    },
    cancelJob({ jobId }: { readonly jobId: string }): Job {
      const { instance, job } = jobFor(core, jobId);
      const settled = cancelled(job, core.clock.now());
      settleJob(instance, settled);
      return settled;
    },
    /** Enters a job exactly as given; tasks without ids get new ones. */
    insertJob({ instanceId, ...raw }: RawJob): Job {
      const job: Job = {
        jobType: 'full', submissionKind: 'onDemand', operationType: 'ingestion', idList: [], forced: false,
        startsAt: raw.submittedAt, finalStatus: 'successful', ...raw, jobId: raw.jobId ?? newId('job'), tasks: (raw.tasks ?? []).map(rawTask),
      };
      instanceFor(core, instanceId).jobs.push(job);
      return job;
    },
    /** Adds a task to a job exactly as given. */
    insertTask({ jobId, ...raw }: RawTask & { readonly jobId: string }): Task {
      const { instance, job } = jobFor(core, jobId);
      const task = rawTask(raw);
      settleJob(instance, { ...job, tasks: [...job.tasks, task] });
      return task;
    },
    /** Changes a job, or one of its tasks, in place: end it, hide it, give it another status. It has no plan afterwards. */
    amendJob({ jobId, taskId, ...changes }: { readonly jobId: string; readonly taskId?: string } & Partial<Run>): Job {
      const { instance, job } = jobFor(core, jobId);
      if (taskId !== undefined) named('task', job.tasks, (task) => task.taskId, taskId);
      const amended = taskId === undefined
        ? { ...job, ...changes }
        : { ...job, tasks: job.tasks.map((task) => (task.taskId === taskId ? { ...task, ...changes } : task)) };
      settleJob(instance, amended);
      return amended;
    },
    /** A job with its whole planned course, whether the service shows it or not. */
    readJob({ jobId }: { readonly jobId: string }): Job {
      return jobFor(core, jobId).job;
    },
  };
}

function stepKey(plan: RefreshPlan, step: string): string {
  const ingestion = ingestionKey(step);
  return plan.steps.some((candidate) => candidate.key === ingestion) ? ingestion : step;
}
