import { lookup, send, text } from 'konektor';
import { getEntity } from '../api';
import { Choice } from './choice';

/** The partitions (files) of a table. */
export const partitions = lookup({
  operationId: 'LookUpPartitions',
  summary: 'Look up partitions',
  description: 'Lists the partitions of a table, by name.',
  path: '/lookup/instances/{instanceId}/tables/{table}/partitions',
  parameters: { instanceId: text(), table: text() },
  item: Choice,

  run: ({ instanceId, table }) => send(getEntity({ instanceId, entityName: table }), answer => ({
    value: answer.partitions.select(Choice, partition => ({ id: partition.name, title: partition.name })).sortedBy(choice => choice.title),
  })),
});
