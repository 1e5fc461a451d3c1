import { flow, forEach, on, outlook, perform, sentence, when } from 'konektor';
import { cancelRefresh, listRefreshes } from '../actions/refreshes';
import { sendStatusReport } from '../actions/status-report';
import { unificationRefreshCompleted } from '../triggers/unification-refresh-completed';
import { dataOwners, instance } from './variables';

/** Everything behind unification would work with yesterday's profiles. */
export const stopAfterFailedUnification = flow({
  name: 'Stop what still runs when unification fails',
  description: 'Cancels the refreshes that still run when unification has failed, and mails the status of unification to the data owners.',
  trigger: on(unificationRefreshCompleted, { instanceId: instance, outcome: 'failed' }),
  steps: failure => {
    const { instanceId } = failure;
    const refreshes = perform(listRefreshes, { instanceId, top: 20 });
    const report = perform(sendStatusReport, { dataset: instanceId, reportType: 'unification' });
    return [
      refreshes,
      forEach('For each refresh', refreshes.output.value, refresh => [
        when('If it still runs', refresh.isOver.isNo(), [
          perform(cancelRefresh, { instanceId, jobId: refresh.jobId }),
        ]),
      ]),
      report,
      outlook.sendEmail({
        to: dataOwners, importance: 'High', subject: 'Unification of customers has failed',
        body: sentence`<p>${failure.summary} ${failure.errorMessage.orElse('The service gave no reason.')}</p><p>Refreshes that were still running have been canceled.</p><pre>${report.output.report}</pre>`,
      }),
    ];
  },
});
