import type { MeasurePoint, SegmentPoint } from '../evaluations';
import type { Instance } from '../state';
import type { Job, Task } from './job';
import { layOut, type RefreshPlan } from './refresh';

/** Enters a planned job with the evaluations it will make. Returns the job. */
export function enterPlan(instance: Instance, plan: RefreshPlan): Job {
  const job = layOut(plan);
  instance.jobs.push(job);
  instance.plans.set(plan.jobId, plan);
  enterEvaluations(instance, job);
  return job;
}

/** Replaces the plan of a job that is already entered, and everything that follows from it. Returns the new job. */
export function replacePlan(instance: Instance, plan: RefreshPlan): Job {
  const job = layOut(plan);
  replaceJob(instance, job);
  instance.plans.set(plan.jobId, plan);
  return job;
}

/** Replaces a job by its final form, for example the cancelled one; it has no plan any more. */
export function settleJob(instance: Instance, job: Job): void {
  replaceJob(instance, job);
  instance.plans.delete(job.jobId);
}

function replaceJob(instance: Instance, job: Job): void {
  instance.jobs = instance.jobs.map((candidate) => (candidate.jobId === job.jobId ? job : candidate));
  for (const segment of instance.segments) segment.points = segment.points.filter((point) => point.jobId !== job.jobId);
  for (const measure of instance.measures) measure.points = measure.points.filter((point) => point.jobId !== job.jobId);
  enterEvaluations(instance, job);
}

function enterEvaluations(instance: Instance, job: Job): void {
  const { results } = job;
  if (results === undefined) return;
  const segmentation = lastTask(job, 'segmentation');
  if (segmentation !== undefined) {
    for (const segment of instance.segments) {
      if (segment.state === 'active') segment.points.push(segmentPoint(job.jobId, segmentation, results.counts[segment.name]));
    }
  }
  const measures = lastTask(job, 'measures');
  if (measures === undefined) return;
  for (const measure of instance.measures) measure.points.push(measurePoint(job.jobId, measures, results.values[measure.name]));
}

/** The last attempt of a step, unless it was skipped or aborted: then nothing was evaluated. */
function lastTask(job: Job, operationType: string): (Task & { readonly endsAt: number }) | undefined {
  const task = job.tasks.filter((candidate) => candidate.operationType === operationType).at(-1);
  if (task?.endsAt === undefined || task.finalStatus === 'skipped' || task.finalStatus === 'aborted') return undefined;
  return { ...task, endsAt: task.endsAt };
}

function segmentPoint(jobId: string, task: Task & { readonly endsAt: number }, count: number | undefined): SegmentPoint {
  const succeeded = task.finalStatus === 'successful';
  return {
    at: task.endsAt, jobId, count: succeeded ? count ?? 'carried' : 'carried',
    status: succeeded ? 'CompletedSuccess' : 'CompletedFailure', ...visibility(task),
  };
}

function measurePoint(jobId: string, task: Task & { readonly endsAt: number }, value: string | undefined): MeasurePoint {
  const succeeded = task.finalStatus === 'successful';
  return {
    at: task.endsAt, jobId, value: succeeded ? value ?? 'carried' : 'carried',
    state: succeeded ? 'completed' : 'failed', ...visibility(task),
  };
}

function visibility(task: Task): { readonly visibleAt?: number } {
  return task.visibleAt === undefined ? {} : { visibleAt: task.visibleAt };
}
