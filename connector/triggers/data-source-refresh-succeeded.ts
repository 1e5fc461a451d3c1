import { itemsWithin, newItems, pollingTrigger, sentence } from 'konektor';
import { listDataSources, listJobs, workflowStatus } from '../api';
import { instance, optionalDataSource } from '../parameters';
import { DataSourceRefreshSuccess } from './outputs/data-source-refresh';
import { attemptNumber, dataSourceId } from './refresh-attempts';

export const dataSourceRefreshSucceeded = pollingTrigger({
  operationId: 'OnDataSourceRefreshSucceeded',
  summary: 'When a data source refresh succeeds',
  description: 'Starts a flow when the refresh of a data source succeeds, at the first attempt or after a retry.',
  hint: 'To see it work now, refresh a data source.',
  path: '/trigger/instances/{instanceId}/dataSourceRefreshSucceeded',
  parameters: { instanceId: instance, dataSourceId: optionalDataSource },
  output: DataSourceRefreshSuccess,

  poll: ({ instanceId, dataSourceId: wanted }) => newItems({
    read: itemsWithin(listJobs({ instanceId, includeTasks: true }), job => job.tasks),
    also: { status: workflowStatus({ instanceId }), dataSources: listDataSources({ instanceId }) },
    where: task => task.operationType.is('ingestion').and(task.taskStatus.is('successful')),
    id: task => task.taskId,
    at: task => task.endTimestamp,
    keep: (task, job, also) => wanted.isPresent().not().or(dataSourceId(task, job, also).is(wanted)),
    event: ({ item: task, within: job, also, historyIncomplete }) => ({
      summary: sentence`Data source ${task.friendlyName} was refreshed.`,
      instanceId,
      dataSourceId: dataSourceId(task, job, also),
      dataSourceName: task.friendlyName,
      status: task.taskStatus,
      attempt: attemptNumber(task, job),
      startedAt: task.submittedTimestamp,
      endedAt: task.endTimestamp,
      jobId: job.jobId,
      taskId: task.taskId,
      submission: job.jobSubmissionKind,
      historyIncomplete,
    }),
  }),
});
