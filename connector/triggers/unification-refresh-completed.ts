import { choose, itemsWithin, newItems, pollingTrigger, sentence, type ExpressionOf, type TextExpression } from 'konektor';
import { listJobs } from '../api';
import { instance } from '../parameters';
import { unificationOutcome } from './options';
import type { Job } from '../types';
import { UnificationRefresh } from './outputs/unification-refresh';
import { errorCode, errorMessage, isFinal } from './refresh-attempts';

/** The result of another step of the same job: a successful attempt counts, otherwise the first one listed. */
const stepStatus = (job: ExpressionOf<typeof Job, 'present'>, step: 'map' | 'match'): TextExpression<'nullable'> =>
  job.tasks.first(task => task.operationType.is(step).and(task.taskStatus.is('successful'))).taskStatus
    .orElse(job.tasks.first(task => task.operationType.is(step)).taskStatus);

export const unificationRefreshCompleted = pollingTrigger({
  operationId: 'OnUnificationRefreshCompleted',
  summary: 'When a refresh of the unification process completes',
  description: 'Starts a flow when customer profiles were unified again: the merge step has ended, with the results of map and match beside it.',
  hint: 'To see it work now, run unification.',
  path: '/trigger/instances/{instanceId}/unificationRefreshCompleted',
  parameters: { instanceId: instance, outcome: unificationOutcome },
  output: UnificationRefresh,

  poll: ({ instanceId, outcome }) => newItems({
    read: itemsWithin(listJobs({ instanceId, includeTasks: true }), job => job.tasks),
    where: (task, job) => task.operationType.is('merge').and(
      outcome.orElse('successful').is('successful', 'any').and(task.taskStatus.is('successful'))
        .or(outcome.is('failed', 'any').and(task.taskStatus.is('failed', 'timedOut')).and(isFinal(task, job)))),
    id: task => task.taskId,
    at: (task, job) => choose(task.taskStatus.is('successful'), task.endTimestamp, job.endTimestamp.orElse(task.endTimestamp)),
    event: ({ item: task, within: job, historyIncomplete }) => ({
      summary: sentence`The refresh of the unification process ended: ${task.taskStatus}.`,
      instanceId,
      jobId: job.jobId,
      taskId: task.taskId,
      status: task.taskStatus,
      isSuccessful: task.taskStatus.is('successful'),
      mapStatus: stepStatus(job, 'map'),
      matchStatus: stepStatus(job, 'match'),
      submission: job.jobSubmissionKind,
      startedAt: task.submittedTimestamp,
      endedAt: task.endTimestamp,
      errorCode: errorCode(task),
      errorMessage: errorMessage(task),
      historyIncomplete,
    }),
  }),
});
