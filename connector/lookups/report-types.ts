import { codeFragment, lookup } from 'konektor';
import { Choice } from './choice';

/** What the status report can be about; the list stands where the report is made. */
export const reportTypes = lookup({
  operationId: 'LookUpReportTypes',
  summary: 'Look up report types',
  description: 'Lists what the status report can be about.',
  path: '/lookup/reportTypes',
  parameters: {},
  item: Choice,
  code: codeFragment(`${__dirname}/report-types.cs`, 'ReportTypes'),
});
