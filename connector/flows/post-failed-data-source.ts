import { flow, on, perform, sentence, teams } from 'konektor';
import { getRefresh } from '../actions/refreshes';
import { dataSourceRefreshFailed } from '../triggers/data-source-refresh-failed';
import { channel, instance, team } from './variables';

/** A scenario of the product documentation. */
export const postFailedDataSource = flow({
  name: 'Post to Teams when a data source refresh fails',
  description: 'Posts the failure of a data source to a Teams channel, with what the failure cost the rest of the refresh.',
  trigger: on(dataSourceRefreshFailed, { instanceId: instance }),
  steps: failure => {
    const refresh = perform(getRefresh, { instanceId: failure.instanceId, jobId: failure.jobId });
    return [
      refresh,
      teams.postMessage({
        team, channel,
        message: sentence`<p><b>${failure.summary}</b></p><p>It ended at ${failure.endedAt.formatted('yyyy-MM-dd HH:mm').orElse('an unknown time')} UTC, at attempt ${failure.attempt}. Steps that were skipped because of it: ${refresh.output.skippedSteps.count()}.</p><p>${refresh.output.summary}</p>`,
      }),
    ];
  },
});
