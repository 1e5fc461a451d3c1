import { optional, record, text, yesNo } from 'konektor';
import { endedAt, historyIncomplete, instanceId, jobId, startedAt, status, summary } from './shared';

export const FullRefresh = record('FullRefresh', {
  summary, instanceId, jobId, status,
  isSuccessful: yesNo({ title: 'Is successful', description: 'Yes when every step of the refresh succeeded.' }),
  dataMode: optional(text({ title: 'Data mode', description: 'Whether data was read in full or only what changed (full or incremental).' })),
  startedAt, endedAt, historyIncomplete,
});
