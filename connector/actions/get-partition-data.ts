import { action, codeFragment, list, optional, record, text, wholeNumber, yesNo } from 'konektor';
import { instance, partition, table } from '../parameters';
import { Item } from './outputs/item';

const rows = codeFragment(`${__dirname}/partition-rows.cs`, 'PartitionRows');
/** Reading CSV is an idea of its own, so it has a file of its own; the script gets both. */
const code: typeof rows = { ...rows, source: codeFragment(`${__dirname}/csv.cs`, 'Csv').source + rows.source };

export const getPartitionData = action({
  operationId: 'GetPartitionData',
  visibility: 'advanced',
  summary: 'Retrieve data from a partition',
  description: 'Reads the rows of one partition (file) of an entity as items with typed columns. This also works for entities of data sources, which cannot be filtered. It is composed of the public calls for the metadata and the files of an entity.',
  status: 'Preview',
  method: 'get', path: '/actions/instances/{dataset}/data/{table}/partitions/{partition}/rows',
  parameters: {
    dataset: instance, table, partition,
    $top: optional(wholeNumber({ title: 'Top Count', description: 'The most rows to return, up to 5000.', size: 32, default: 1000, minimum: 0, maximum: 5000 })),
    $skip: optional(wholeNumber({ title: 'Skip Count', description: 'The number of rows to leave out at the start.', size: 32, minimum: 0 })),
    header: optional(text({
      title: 'Header Row', visibility: 'advanced', default: 'automatic',
      description: 'Whether the first row of the file holds the names of the columns.',
      choices: [{ value: 'automatic', title: 'Find out' }, { value: 'present', title: 'There is one' }, { value: 'absent', title: 'There is none' }],
    })),
  },
  output: record('PartitionRows', {
    partition: text({ title: 'Partition', description: 'The name of the partition.' }),
    rowCount: wholeNumber({ title: 'Row Count', description: 'The number of rows in this answer.' }),
    hasMore: yesNo({ title: 'Has More', description: 'Whether the partition has more rows behind these.' }),
    value: list(Item, { title: 'Rows', description: 'The rows, with the columns of the entity.' }),
  }),
  code,
});
