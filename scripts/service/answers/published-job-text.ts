/**
 * Lists of jobs are what every trigger polls, again and again and with months of history: the text of a job that will never
 * look different is made once. Jobs are values: one that is changed, as by a cancellation, is another object.
 */
import type { Job, Run } from '../jobs/job';
import type { Wire } from '../wire';
import { type JobPublishing, publishJob } from './jobs';

const settledTexts = new WeakMap<Job, Map<string, string>>();
const instants = new WeakMap<Job, number>();

/** The JSON of `publishJob`. */
export function publishedJobText(job: Job, wire: Wire, options: JobPublishing): string {
  if (wire.now < settledAt(job)) return JSON.stringify(publishJob(job, wire, options));
  const texts = settledTexts.get(job) ?? new Map<string, string>();
  settledTexts.set(job, texts);
  const form = `${wire.spelling} ${options.includeTasks} ${options.emptyIdLists}`;
  const text = texts.get(form) ?? JSON.stringify(publishJob(job, wire, options));
  texts.set(form, text);
  return text;
}

/** The instant in milliseconds since the epoch from which the job and its tasks look the same forever; infinite while one has no end. */
function settledAt(job: Job): number {
  const known = instants.get(job) ?? Math.max(...[job, ...job.tasks].map(lastChange));
  instants.set(job, known);
  return known;
}

const lastChange = (run: Run): number => Math.max(run.submittedAt, run.startsAt, run.endsAt ?? Infinity, run.visibleAt ?? 0);
