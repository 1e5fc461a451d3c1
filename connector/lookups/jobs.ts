import { lookup, send, sentence, text } from 'konektor';
import { recentJobs } from '../api';
import { Choice } from './choice';

/** The newest refreshes; they have no name, and people look for the latest one, so they stay newest first. */
export const jobs = lookup({
  operationId: 'LookUpRefreshes',
  summary: 'Look up refreshes',
  description: 'Lists the newest refreshes of an instance, newest first.',
  path: '/lookup/instances/{instanceId}/refreshes',
  parameters: { instanceId: text() },
  item: Choice,

  run: ({ instanceId }) => send(recentJobs({ instanceId, top: 50 }), answer => ({
    value: answer.select(Choice, job => ({
      id: job.jobId,
      title: sentence`${job.submittedTimestamp} ${job.operationType.orElse('refresh')} (${job.jobStatus.orElse('unknown')})`,
    })),
  })),
});
