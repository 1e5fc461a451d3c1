import { action, dateTime, list, optional, record, send, text, yesNo } from 'konektor';
import { getEntity } from '../api';
import { instance, table } from '../parameters';

const family = 'GetPartitions';
const PartitionName = record('PartitionName', { name: text({ title: 'Partition Name', description: 'The name of the partition.' }) });
const PartitionDetails = record('PartitionDetails', {
  name: text({ title: 'Partition Name', description: 'The name that other actions take as partition.' }),
  refreshedAt: optional(dateTime({ title: 'Refreshed At', description: 'When the partition was written.' })),
  hasHeader: optional(yesNo({ title: 'Has Header', description: 'Whether the first row of the file holds the names of the columns.' })),
});
const Column = record('EntityColumn', {
  name: text({ title: 'Column Name', description: 'The name of the column.' }),
  title: text({ title: 'Column Title', description: 'The name of the column for people.' }),
  dataType: optional(text({ title: 'Data Type', description: 'The type of the values, such as String or Int64.' })),
});

export const getPartitions = action({
  operationId: 'GetPartitions',
  summary: 'Retrieve partitions for an entity',
  description: 'Lists the names of the partitions (files) of an entity. They are composed from the public call for the metadata of an entity.',
  visibility: 'advanced', status: 'Preview', versioning: { family, revision: 1 },
  method: 'get', path: '/actions/instances/{dataset}/data/{table}/partitionNames',
  parameters: { dataset: instance, table },
  output: record('PartitionNames', { value: list(PartitionName, { title: 'Partitions', description: 'The partitions, sorted by name.' }) }),

  run: ({ dataset, table }) => send(getEntity({ instanceId: dataset, entityName: table }), answer => ({
    value: answer.partitions.select(PartitionName, partition => ({ name: partition.name })).sortedBy(partition => partition.name),
  })),
});

export const getPartitionsV2 = action({
  operationId: 'GetPartitions_V2',
  visibility: 'important',
  summary: 'Retrieve partitions for an entity V2',
  description: 'Lists the partitions (files) of an entity with the time they were written, and the columns of the entity. Use it before you retrieve the data of a partition. It is composed from the public call for the metadata of an entity.',
  status: 'Preview', versioning: { family, revision: 2 },
  method: 'get', path: '/actions/instances/{dataset}/data/{table}/partitions',
  parameters: { dataset: instance, table },
  output: record('PartitionList', {
    entity: text({ title: 'Entity', description: 'The full name of the entity.' }),
    refreshedAt: optional(dateTime({ title: 'Entity Refreshed At', description: 'When the entity was refreshed.' })),
    columns: list(Column, { title: 'Columns', description: 'The columns, in the order of the files.' }),
    value: list(PartitionDetails, { title: 'Partitions', description: 'The partitions, sorted by name.' }),
  }),

  run: ({ dataset, table }) => send(getEntity({ instanceId: dataset, entityName: table }), answer => ({
    entity: answer.qualifiedEntityName,
    refreshedAt: answer.refreshTime,
    columns: answer.attributes.select(Column, column => ({ name: column.name, title: column.friendlyName.orElse(column.name), dataType: column.dataType })),
    value: answer.partitions.select(PartitionDetails, partition => ({ name: partition.name, refreshedAt: partition.refreshTime, hasHeader: partition.hasHeader }))
      .sortedBy(partition => partition.name),
  })),
});
