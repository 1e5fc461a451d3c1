import { optional, record, text, yesNo } from 'konektor';
import { endedAt, errorCode, errorMessage, historyIncomplete, instanceId, jobId, startedAt, status, summary } from './shared';

export const FullRefresh = record('FullRefresh', {
  summary, instanceId, jobId, status,
  isSuccessful: yesNo({ title: 'Is Successful', description: 'Yes when every step of the refresh succeeded.' }),
  dataMode: optional(text({ title: 'Data Mode', description: 'Whether data was read in full or only what changed (full or incremental).' })),
  failedStepName: optional(text({ title: 'Failed Step Name', description: 'The name of the step that made the refresh fail, such as a data source, if it failed.' })),
  startedAt, endedAt, errorCode, errorMessage, historyIncomplete,
});
