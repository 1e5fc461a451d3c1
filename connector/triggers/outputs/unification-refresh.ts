import { optional, record, text, yesNo } from 'konektor';
import { endedAt, errorCode, errorMessage, historyIncomplete, instanceId, jobId, startedAt, status, submission, summary, taskId } from './shared';

export const UnificationRefresh = record('UnificationRefresh', {
  summary, instanceId, jobId, taskId, status,
  isSuccessful: yesNo({ title: 'Is Successful', description: 'Yes when the merge step succeeded, so that unified profiles are new.' }),
  mapStatus: optional(text({ title: 'Map Status', description: 'The result of the map step of the same refresh, if it had one.' })),
  matchStatus: optional(text({ title: 'Match Status', description: 'The result of the match step of the same refresh, if it had one.' })),
  submission, startedAt, endedAt, errorCode, errorMessage, historyIncomplete,
});
