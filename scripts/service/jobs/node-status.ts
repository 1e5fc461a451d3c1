import { hasEnded, isVisible, statusAt, type Job, type Task } from './job';

/** What is known of one node of the workflow at an instant. */
export interface NodeStatus {
  readonly operationType: string;
  readonly identifier: string;
  readonly friendlyName: string;
  readonly status: string;
  readonly jobIds: readonly string[];
  readonly lastSuccessJobIds: readonly string[];
  readonly endsAt?: number;
  readonly lastSuccessAt?: number;
  readonly task: Task;
}

interface Seen {
  latest: Task;
  latestJob: Job;
  success?: { task: Task; job: Job; at: number };
}

/**
 * The present state of every node: its newest visible task by submission (of equal ones the one made last) decides
 * the status, its newest successful one the last success. Jobs come in the order they were made.
 */
export function nodeStatuses(jobs: readonly Job[], now: number): NodeStatus[] {
  const nodes = new Map<string, Seen>();
  for (const job of jobs) {
    if (!isVisible(job, now)) continue;
    for (const task of job.tasks) {
      if (isVisible(task, now)) remember(nodes, job, task, now);
    }
  }
  return [...nodes.values()].map(({ latest, latestJob, success }) => ({
    operationType: latest.operationType, identifier: latest.nodeIdentifier, friendlyName: latest.friendlyName,
    status: statusAt(latest, now), jobIds: [latestJob.jobId], lastSuccessJobIds: success === undefined ? [] : [success.job.jobId],
    ...(hasEnded(latest, now) ? { endsAt: latest.endsAt } : {}),
    ...(success === undefined ? {} : { lastSuccessAt: success.at }),
    task: latest,
  }));
}

function remember(nodes: Map<string, Seen>, job: Job, task: Task, now: number): void {
  const key = `${task.operationType}|${task.nodeIdentifier}`;
  const seen = nodes.get(key);
  const succeededAt = hasEnded(task, now) && task.finalStatus === 'successful' ? task.endsAt : undefined;
  const success = succeededAt === undefined ? undefined : { task, job, at: succeededAt };
  if (seen === undefined) {
    nodes.set(key, { latest: task, latestJob: job, ...(success === undefined ? {} : { success }) });
    return;
  }
  if (task.submittedAt >= seen.latest.submittedAt) {
    seen.latest = task;
    seen.latestJob = job;
  }
  if (success !== undefined && (seen.success === undefined || success.at >= seen.success.at)) seen.success = success;
}
