import { action, codeFragment, dateTime, list, optional, record, text, wholeNumber } from 'konektor';
import { instance, reportType } from '../parameters';

const family = 'SendStatusReport';
const shared = {
  reportType: text({ title: 'Report Type', description: 'What the report is about.' }),
  createdAt: optional(dateTime({ title: 'Created At', description: 'When the report was made.' })),
  report: text({ title: 'Report', description: 'The report as text, ready to be sent: counts by status, then each failure with its reason.' }),
};
const ReportStep = record('StatusReportStep', {
  name: text({ title: 'Name', description: 'The name of the data source, segment, measure or step.' }),
  identifier: optional(text({ title: 'Identifier', description: 'Its unique ID or name.' })),
  operationType: optional(text({ title: 'Operation', description: 'The kind of step, such as ingestion or merge.' })),
  status: text({ title: 'Status', description: 'Its present status: Successful, Failed, Refreshing, Queued, Skipped, Canceled or Not started; a status that is not known here stands as the service names it.' }),
  endedAt: optional(dateTime({ title: 'Ended At', description: 'When its newest refresh ended.' })),
  lastSuccessfulAt: optional(dateTime({ title: 'Last Successful At', description: 'When it was refreshed successfully for the last time.' })),
  errorCode: optional(text({ title: 'Error Code', description: 'The error code of the service, if it failed.' })),
  errorMessage: optional(text({ title: 'Error Message', description: 'The error message of the service, if it failed.' })),
});

export const sendStatusReport = action({
  operationId: 'SendStatusReport',
  summary: 'Sends the status report',
  description: 'Returns a report about the present status of data sources, unification, segments, measures or everything as text. It is composed of the public calls for status and refreshes.',
  visibility: 'advanced', status: 'Production', versioning: { family, revision: 1 },
  method: 'get', path: '/actions/instances/{dataset}/statusReport',
  parameters: { dataset: instance, reportType },
  output: record('StatusReportText', shared),
  code: codeFragment(`${__dirname}/status-report.cs`, 'StatusReport'),
});

export const sendStatusReportV2 = action({
  operationId: 'SendStatusReport_V2',
  visibility: 'important',
  summary: 'Sends the status report V2',
  description: 'Returns a report about the present status of data sources, unification, segments, measures or everything: counts, each step with its error, and the newest refresh. It is composed of the public calls for status and refreshes.',
  // Of a family only one active revision may count as Production, which is what an operation without status counts as
  // (Microsoft, operational versioning): the new one starts as a preview.
  status: 'Preview', versioning: { family, revision: 2 },
  method: 'get', path: '/actions/instances/{dataset}/statusReportV2',
  parameters: { dataset: instance, reportType },
  output: record('StatusReport', {
    ...shared,
    title: text({ title: 'Title', description: 'What the report is about, for people.' }),
    overall: text({ title: 'Overall Status', description: 'Failed when anything failed, else Refreshing when anything is under way, else Successful when anything succeeded, else the status of the first step, or Not started when there is none.' }),
    successfulCount: wholeNumber({ title: 'Successful Count', description: 'How many steps are successful.' }),
    failedCount: wholeNumber({ title: 'Failed Count', description: 'How many steps have failed.' }),
    refreshingCount: wholeNumber({ title: 'Refreshing Count', description: 'How many steps are running or queued.' }),
    otherCount: wholeNumber({ title: 'Other Count', description: 'How many steps are skipped, canceled, not started or in a status that is not known here.' }),
    newestRefresh: optional(record({
      jobId: text({ title: 'Job ID', description: 'The unique ID of the newest refresh.' }),
      operationType: optional(text({ title: 'Newest Refresh Operation', description: 'What the newest refresh refreshes.' })),
      status: optional(text({ title: 'Newest Refresh Status', description: 'The status of the newest refresh.' })),
      submittedAt: optional(dateTime({ title: 'Newest Refresh Submitted At', description: 'When the newest refresh was submitted.' })),
      endedAt: optional(dateTime({ title: 'Newest Refresh Ended At', description: 'When the newest refresh ended; empty while it runs.' })),
    }, { title: 'Newest Refresh', description: 'The newest refresh of the instance.' })),
    steps: list(ReportStep, { title: 'Steps', description: 'Each data source, segment, measure or step; what needs attention comes first.' }),
  }),
  code: codeFragment(`${__dirname}/status-report-v2.cs`, 'StatusReportV2'),
});
