import { choose, itemsWithin, newItems, pollingTrigger, sentence } from 'konektor';
import { listDataSources, listJobs, workflowStatus } from '../api';
import { instance, optionalDataSource } from '../parameters';
import { report } from './options';
import { DataSourceRefreshFailure } from './outputs/data-source-refresh';
import { attemptNumber, dataSourceId, errorCode, errorMessage, isFinal } from './refresh-attempts';

export const dataSourceRefreshFailed = pollingTrigger({
  operationId: 'OnDataSourceRefreshFailed',
  summary: 'When a data source refresh fails',
  description: 'Starts a flow when the refresh of a data source fails for good; with the advanced setting, also for each attempt that the service retries.',
  hint: 'To see it work now, refresh a data source that cannot be read.',
  path: '/trigger/instances/{instanceId}/dataSourceRefreshFailed',
  parameters: { instanceId: instance, dataSourceId: optionalDataSource, report },
  output: DataSourceRefreshFailure,

  poll: ({ instanceId, dataSourceId: wanted, report }) => newItems({
    read: itemsWithin(listJobs({ instanceId, includeTasks: true }), job => job.tasks),
    also: { status: workflowStatus({ instanceId }), dataSources: listDataSources({ instanceId }) },
    where: (task, job) => task.operationType.is('ingestion').and(task.taskStatus.is('failed', 'timedOut'))
      .and(report.is('every').or(isFinal(task, job))),
    id: task => task.taskId,
    // A failure becomes final with its job, so that is when it happened for who asks for final ones.
    at: (task, job) => choose(report.is('every'), task.endTimestamp, job.endTimestamp.orElse(task.endTimestamp)),
    keep: (task, job, also) => wanted.isPresent().not().or(dataSourceId(task, job, also).is(wanted)),
    event: ({ item: task, within: job, also, historyIncomplete }) => ({
      summary: sentence`The refresh of data source ${task.friendlyName} failed: ${errorMessage(task).orElse('the service gave no reason.')}`,
      instanceId,
      dataSourceId: dataSourceId(task, job, also),
      dataSourceName: task.friendlyName,
      status: task.taskStatus,
      attempt: attemptNumber(task, job),
      isFinal: isFinal(task, job),
      startedAt: task.submittedTimestamp,
      endedAt: task.endTimestamp,
      errorCode: errorCode(task),
      errorMessage: errorMessage(task),
      jobId: job.jobId,
      taskId: task.taskId,
      submission: job.jobSubmissionKind,
      historyIncomplete,
    }),
  }),
});
