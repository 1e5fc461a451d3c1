import { hasEnded, isVisible, statusAt, type Failure, type Job, type Task } from '../jobs/job';
import type { NodeStatus } from '../jobs/node-status';
import type { Wire } from '../wire';

/** The jobs that the service shows, newest submission first; of equal ones the one made last comes first. */
export function newestFirst<R extends Job | Task>(runs: readonly R[], now: number): R[] {
  return runs.filter((run) => isVisible(run, now)).reverse().sort((left, right) => right.submittedAt - left.submittedAt);
}

/** What a caller sees of a job beside the job itself. */
export interface JobPublishing { readonly includeTasks: boolean; readonly emptyIdLists: boolean }

/** GraphJobInfo of the API description. */
export function publishJob(job: Job, wire: Wire, options: JobPublishing) {
  return {
    jobId: job.jobId,
    jobType: wire.word(job.jobType, job.jobId),
    jobSubmissionKind: wire.word(job.submissionKind, job.jobId),
    jobStatus: wire.word(statusAt(job, wire.now), job.jobId),
    operationType: wire.word(job.operationType, job.jobId),
    subType: wire.word('noSubType', job.jobId),
    submittedTimestamp: wire.time(job.submittedAt),
    ...(hasEnded(job, wire.now) ? { endTimestamp: wire.time(job.endsAt) } : {}),
    shouldForceRunRequestedNodes: job.forced,
    idList: options.emptyIdLists ? [] : job.idList,
    ...(options.includeTasks
      ? { tasks: job.tasks.filter((task) => isVisible(task, wire.now)).map((task) => publishTask(task, job.jobId, wire)) }
      : {}),
  };
}

/** GraphTaskInfo of the API description; it has no field for the node's identifier. */
export function publishTask(task: Task, jobId: string, wire: Wire) {
  const status = statusAt(task, wire.now);
  const ended = hasEnded(task, wire.now);
  return {
    taskId: task.taskId,
    taskStatus: wire.word(status, task.taskId),
    operationType: wire.word(task.operationType, task.taskId),
    subType: wire.word('noSubType', task.taskId),
    jobIds: [jobId],
    friendlyName: task.friendlyName,
    submittedTimestamp: wire.time(task.submittedAt),
    ...(ended ? { endTimestamp: wire.time(task.endsAt) } : {}),
    waitingTaskIds: status === 'queued' || status === 'skipped' ? task.waitingTaskIds : [],
    ...(ended && task.failure !== undefined ? publishFailure(task.failure, task.taskId, wire) : {}),
  };
}

/** GraphNodeInfo of the API description. */
export function publishNode(node: NodeStatus, wire: Wire) {
  const { failure } = node.task;
  return {
    operationType: wire.word(node.operationType, node.identifier),
    subType: wire.word('noSubType', node.identifier),
    identifier: node.identifier,
    friendlyName: node.friendlyName,
    jobIds: node.jobIds,
    taskStatus: wire.word(node.status, node.identifier),
    lastSuccessJobIds: node.lastSuccessJobIds,
    ...(node.endsAt === undefined ? {} : { endTimestamp: wire.time(node.endsAt) }),
    ...(node.lastSuccessAt === undefined ? {} : { lastSuccessfulTimestamp: wire.time(node.lastSuccessAt) }),
    ...(node.endsAt !== undefined && failure !== undefined ? publishFailure(failure, node.task.taskId, wire) : {}),
  };
}

function publishFailure(failure: Failure, owner: string, wire: Wire) {
  const result = {
    errorCode: failure.errorCode, message: failure.message, name: failure.errorCode,
    exceptionCulprit: wire.word(failure.culprit, owner), resultSeverity: wire.word('error', owner),
    params: {}, ciResults: [],
  };
  return { ciError: result, ciErrors: [result] };
}
