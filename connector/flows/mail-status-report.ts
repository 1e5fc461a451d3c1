import { flow, on, outlook, perform, sentence, teams, when } from 'konektor';
import { listRefreshes } from '../actions/refreshes';
import { runRefreshAndWait } from '../actions/run-refresh';
import { sendStatusReportV2 } from '../actions/status-report';
import { fullRefreshCompleted } from '../triggers/full-refresh-completed';
import { channel, dataOwners, instance, team } from './variables';

/** The first failures are worth another try; after some of them a person has to look. */
const failuresWorthATry = 3;

export const mailStatusReport = flow({
  name: 'Mail the status report when a full scheduled refresh completes',
  description: 'Mails a status report after each scheduled refresh. When the refresh failed, it runs once more, unless too many failed of late.',
  trigger: on(fullRefreshCompleted, { instanceId: instance }, { everyMinutes: 60 }),
  steps: refresh => {
    const { instanceId } = refresh;
    const report = perform(sendStatusReportV2, { dataset: instanceId, reportType: 'everything' });
    const failed = perform(listRefreshes, { instanceId, top: 10, failedOnly: true }, 'List the failed refreshes');
    const again = perform(runRefreshAndWait, { instanceId }, 'Run the refresh once more');
    return [
      report,
      outlook.sendEmail({ to: dataOwners, subject: sentence`${report.output.title}: ${report.output.overall}`, body: sentence`<p>${refresh.summary}</p><pre>${report.output.report}</pre>` }),
      when('If the refresh failed', refresh.status.is('failed', 'timedOut'), [
        failed,
        when('If a try is worth it', failed.output.value.count().atMost(failuresWorthATry), [
          again,
          teams.postMessage({ team, channel, message: sentence`<p>The second try was made: ${again.output.summary}</p>` }, 'Post the second try'),
        ], [
          teams.postMessage({ team, channel, message: sentence`<p>${refresh.summary} Of the newest refreshes ${failed.output.value.count()} have failed, so it is not tried again.</p>` }, 'Post that it is not tried again'),
        ]),
      ]),
    ];
  },
});
