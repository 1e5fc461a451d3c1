import { itemsOf, newItems, pollingTrigger, sentence } from 'konektor';
import { listJobs } from '../api';
import { instance } from '../parameters';
import { outcome } from './options';
import { FullRefresh } from './outputs/full-refresh';
import { failedStep, failureCode, failureMessage, hasEnded } from './refresh-attempts';

export const fullRefreshCompleted = pollingTrigger({
  operationId: 'OnFullRefreshCompleted',
  summary: 'When a full scheduled refresh completes',
  description: 'Starts a flow when a scheduled refresh of everything ends. Refreshes that a person starts do not count.',
  hint: 'It fires after the next scheduled refresh of the whole system.',
  path: '/trigger/instances/{instanceId}/fullRefreshCompleted',
  parameters: { instanceId: instance, outcome },
  output: FullRefresh,

  poll: ({ instanceId, outcome }) => newItems({
    // With their steps: a job itself does not say why it failed.
    read: itemsOf(listJobs({ instanceId, includeTasks: true })),
    where: job => job.jobSubmissionKind.is('scheduled').and(job.operationType.is('all')).and(hasEnded(job))
      .and(outcome.orElse('any').is('any')
        .or(outcome.is('successful').and(job.jobStatus.is('successful')))
        .or(outcome.is('failed').and(job.jobStatus.is('failed', 'timedOut')))),
    id: job => job.jobId,
    at: job => job.endTimestamp,
    event: ({ item: job, historyIncomplete }) => ({
      summary: sentence`The scheduled refresh of everything ended: ${job.jobStatus}.`,
      instanceId,
      jobId: job.jobId,
      status: job.jobStatus,
      isSuccessful: job.jobStatus.is('successful'),
      dataMode: job.jobType,
      failedStepName: failedStep(job).friendlyName,
      startedAt: job.submittedTimestamp,
      endedAt: job.endTimestamp,
      errorCode: failureCode(job),
      errorMessage: failureMessage(job),
      historyIncomplete,
    }),
  }),
});
