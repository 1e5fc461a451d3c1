import { action, codeFragment, list, optional, record, send, text, wholeNumber, yesNo } from 'konektor';
import { cancelJob } from '../api';
import { instance, job } from '../parameters';
import { Refresh } from './outputs/refresh';

export const listRefreshes = action({
  operationId: 'ListRefreshes',
  visibility: 'advanced',
  summary: 'List refreshes',
  description: 'Lists the newest refreshes of an instance, newest first. For each failed one it names the step that is the root cause and the steps that were skipped because of it.',
  method: 'get', path: '/actions/instances/{instanceId}/refreshes',
  parameters: {
    instanceId: instance,
    top: optional(wholeNumber({ title: 'Top Count', description: 'How many of the newest refreshes to look at, up to 200.', size: 32, default: 20, minimum: 1, maximum: 200 })),
    failedOnly: optional(yesNo({ title: 'Failed Only', description: 'Whether to return only those that failed, timed out or were canceled.' })),
  },
  output: record('RefreshList', { value: list(Refresh, { title: 'Refreshes', description: 'The refreshes, newest first.' }) }),
  code: codeFragment(`${__dirname}/refresh-list.cs`, 'RefreshList'),
});

export const getRefresh = action({
  operationId: 'GetRefresh',
  visibility: 'advanced',
  summary: 'Get a refresh',
  description: 'Reads one refresh. When it failed, it names the step that is the root cause with the error of the service, and the steps that were skipped because of it.',
  method: 'get', path: '/actions/instances/{instanceId}/refreshes/{jobId}',
  parameters: { instanceId: instance, jobId: job },
  output: Refresh,
  code: codeFragment(`${__dirname}/refresh-report.cs`, 'RefreshReport'),
});

export const cancelRefresh = action({
  operationId: 'CancelRefresh',
  visibility: 'advanced',
  summary: 'Cancel a refresh',
  description: 'Stops a refresh that is queued or running. What it has refreshed so far stays refreshed. Fails when the refresh has ended.',
  method: 'post', path: '/actions/instances/{instanceId}/refreshes/{jobId}/cancel',
  parameters: { instanceId: instance, jobId: job },
  output: record('CanceledRefresh', {
    jobId: text({ title: 'Job ID', description: 'The unique ID of the refresh.' }),
    status: optional(text({ title: 'Status', description: 'The status of the refresh now.' })),
  }),

  run: ({ instanceId, jobId }) => send(cancelJob({ instanceId, jobId }), job => ({ jobId: job.jobId, status: job.jobStatus })),
});
