import type { Partition } from '../partitions';
import type { Attribute, Table } from '../state';
import type { Wire } from '../wire';
import { entityName } from './sources';

/** IEntityMetadata of the API description. */
export function publishEntity(table: Table, partitions: readonly Partition[], refreshedAt: number, wire: Wire) {
  return {
    name: entityName(table), qualifiedEntityName: table.name, dataSourceName: table.dataSourceName,
    ...(table.dataSourceId === undefined ? {} : { datasourceId: table.dataSourceId }),
    dataflowType: wire.word(table.dataSourceId === undefined ? 'conflationResolveConflicts' : 'ingestion', table.name),
    entityType: wire.word(table.entityType, table.name),
    attributes: table.attributes.map(publishAttribute),
    keys: [table.attributes.filter((attribute) => attribute.name === table.key).map(publishAttribute)],
    relationships: [],
    refreshTime: wire.time(refreshedAt),
    partitions: partitions.map((partition) => ({
      name: partition.name, location: partition.location, refreshTime: wire.time(refreshedAt),
      fileFormatSettings: { $type: 'CsvFormatSettings', delimiter: ',', encoding: 'UTF-8' },
      hasHeader: table.hasHeader, isCIGenerated: table.dataSourceId === undefined, forceSasAuth: true,
    })),
  };
}

function publishAttribute(attribute: Attribute) {
  return {
    name: attribute.name, friendlyName: attribute.friendlyName, dataType: attribute.dataType,
    searchProperties: { isSearchable: attribute.indexed, isFilterable: attribute.indexed, isFacetable: false, isSortable: attribute.indexed },
  };
}
