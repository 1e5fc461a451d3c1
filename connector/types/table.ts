import { dateTime, list, optional, record, text, yesNo } from 'konektor';

/** IAttributeMetadata of the public API: one column. */
export const Attribute = record({
  name: text(),
  friendlyName: optional(text()),
  dataType: optional(text()),
  searchProperties: optional(record({ isFilterable: optional(yesNo()), isSearchable: optional(yesNo()), isSortable: optional(yesNo()) })),
});

/** PartitionMetadata: one file of a table in the lake. Its address is read by actions/partition-rows.cs alone. */
export const Partition = record({
  name: text(),
  refreshTime: optional(dateTime()),
  hasHeader: optional(yesNo()),
});

/** IEntityMetadata: a table. `qualifiedEntityName` is the name that addresses take. `keys` is a list of lists, which no schema says. */
export const EntityMetadata = record({
  name: optional(text()),
  qualifiedEntityName: text(),
  dataSourceName: optional(text()),
  datasourceId: optional(text()),
  entityType: optional(text()),
  refreshTime: optional(dateTime()),
  attributes: optional(list(Attribute)),
  partitions: optional(list(Partition)),
});

/** IC360EntityModel: what the list of tables comes in. */
export const EntityModel = record({ entities: optional(list(EntityMetadata)) });

