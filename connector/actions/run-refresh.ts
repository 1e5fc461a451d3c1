import { action, body, codeFragment, list, optional, record, text, wholeNumber, yesNo, dropDown } from 'konektor';
import { dataSources } from '../lookups/data-sources';
import { instance } from '../parameters';
import { Refresh } from './outputs/refresh';

/** What to refresh. Nothing of it given: everything. */
const wanted = body(record('RefreshRequest', {
  dataSourceIds: optional(list(text({
    title: 'Data Source', description: 'A data source to refresh.',
    valuesFrom: dropDown(dataSources, { given: { instanceId: instance }, value: choice => choice.id, title: choice => choice.title }),
  }), { title: 'Data Sources', description: 'The data sources to refresh. Leave it empty to refresh everything or one operation type.' })),
  operationType: optional(text({
    title: 'Operation Type', description: 'The kind of step to run alone. Leave it empty to refresh everything, or the chosen data sources.',
    choices: [
      { value: 'all', title: 'Everything' }, { value: 'ingestion', title: 'Data sources' }, { value: 'map', title: 'Map' }, { value: 'match', title: 'Match' },
      { value: 'merge', title: 'Merge' }, { value: 'activity', title: 'Activities' }, { value: 'segmentation', title: 'Segments' },
      { value: 'measures', title: 'Measures' }, { value: 'enrichment', title: 'Enrichments' }, { value: 'search', title: 'Search index' },
      { value: 'intelligence', title: 'Predictions' }, { value: 'export', title: 'Exports' },
    ],
  })),
  force: optional(yesNo({ title: 'Force', visibility: 'advanced', description: 'Whether to run steps whose inputs have not changed, too.' })),
}), { required: false });

export const runRefresh = action({
  operationId: 'RunRefresh',
  visibility: 'important',
  summary: 'Run a refresh',
  description: 'Starts a refresh of everything, of chosen data sources or of one operation type, and returns its job ID at once without waiting for the end. Use Run a refresh and wait when later steps need the refreshed data.',
  method: 'post', path: '/actions/instances/{instanceId}/refreshes',
  parameters: { instanceId: instance, refresh: wanted },
  output: Refresh,
  code: codeFragment(`${__dirname}/refresh-start.cs`, 'RefreshStart'),
});

export const runRefreshAndWait = action({
  operationId: 'RunRefreshAndWait',
  visibility: 'important',
  summary: 'Run a refresh and wait',
  description: 'Starts a refresh of everything, of chosen data sources or of one operation type, and waits until it has ended, which can take hours. Fails with the error of the service when the refresh fails.',
  method: 'post', path: '/actions/instances/{instanceId}/refreshesToWaitFor', successStatus: 202,
  parameters: { instanceId: instance, refresh: wanted },
  output: Refresh,
  code: codeFragment(`${__dirname}/refresh-and-wait.cs`, 'RefreshAndWait'),
});

/** Where the platform asks for the end of a refresh; its address is the Location of Run a refresh and wait. */
export const getRefreshOutcome = action({
  operationId: 'GetRefreshOutcome',
  summary: 'Get the outcome of a refresh',
  description: 'Tells whether a refresh has ended; used while a flow waits for it.',
  visibility: 'internal',
  method: 'get', path: '/actions/instances/{instanceId}/refreshes/{jobId}/outcome',
  parameters: {
    instanceId: text({ title: 'Instance', description: 'The instance.' }),
    jobId: text({ title: 'Job ID', description: 'The unique ID of the refresh.' }),
    failuresInARow: optional(wholeNumber({ title: 'Failures in a Row', description: 'How many checks in a row have failed.', size: 32 })),
  },
  output: Refresh,
  code: codeFragment(`${__dirname}/refresh-outcome.cs`, 'RefreshOutcome'),
});
