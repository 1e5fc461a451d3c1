import { optional, record, text, wholeNumber, yesNo } from 'konektor';
import { endedAt, errorCode, errorMessage, historyIncomplete, instanceId, jobId, startedAt, status, submission, summary, taskId } from './shared';

const dataSourceId = optional(text({ title: 'Data Source ID', description: 'The identifier of the data source; empty when the service does not tell which of several sources of one name it was.' }));
const dataSourceName = optional(text({ title: 'Data Source Name', description: 'The name of the data source as people see it.' }));
const attempt = wholeNumber({ size: 32, title: 'Attempt', description: 'The number of this attempt within the refresh, from 1.' });

export const DataSourceRefreshSuccess = record('DataSourceRefreshSuccess', {
  summary, instanceId, dataSourceId, dataSourceName, status, attempt, startedAt, endedAt, jobId, taskId, submission, historyIncomplete,
});

export const DataSourceRefreshFailure = record('DataSourceRefreshFailure', {
  summary, instanceId, dataSourceId, dataSourceName, status, attempt,
  isFinal: yesNo({ title: 'Is Final', description: 'Yes when the refresh has ended and no retry made this failure good.' }),
  startedAt, endedAt, errorCode, errorMessage, jobId, taskId, submission, historyIncomplete,
});
