import type { NodeStatus } from '../jobs/node-status';
import type { DataSource, Instance, Table } from '../state';
import type { Wire } from '../wire';

/** What belongs to a data source. */
export interface SourceParts {
  readonly tables: readonly Table[];
  /** Its ingestion node; absent when it was never refreshed. */
  readonly node: NodeStatus | undefined;
}

/** DataSourceInfo of the API description. */
export function publishDataSource(instance: Instance, source: DataSource, { tables, node }: SourceParts, wire: Wire, includeModel: boolean) {
  return {
    dataSourceMetadata: {
      dataSourceId: source.dataSourceId, name: source.name, friendlyName: source.friendlyName,
      kind: wire.word(source.kind, source.dataSourceId), isActive: source.isActive,
      entityNames: tables.map(entityName), entitiesCount: tables.length,
      entityInformation: tables.map((table) => ({ entityName: entityName(table), primaryKey: table.key })),
      provisioningState: wire.word('active', source.dataSourceId),
      refreshState: wire.word(refreshState(node?.status), source.dataSourceId),
      ...(node?.lastSuccessAt === undefined ? {} : { lastRefresh: wire.time(node.lastSuccessAt) }),
      incrementalRefreshProperties: [],
      instanceId: instance.instanceId, version: 1, createdBy: 'system', createdUtc: wire.time(source.createdAt),
      updatedBy: 'system', updatedUtc: wire.time(source.createdAt),
    },
    ...(includeModel
      ? { model: { name: source.name, culture: 'en-US', version: '1.0', entities: tables.map((table) => ({ name: entityName(table), isHidden: false })), relationships: [] } }
      : {}),
  };
}

/** The API's refresh state of a data source by the status of its newest ingestion task. */
function refreshState(status: string | undefined): string {
  switch (status) {
    case undefined: return 'notUpdated';
    case 'successful': return 'updated';
    case 'failed': case 'timedOut': return 'updateFailed';
    case 'aborted': case 'deleted': return 'updateCancelled';
    case 'skipped': return 'notUpdated';
    default: return 'updating';
  }
}

/** A table's name inside its source, without the source's name in front. */
export function entityName(table: Table): string {
  const prefix = `${table.dataSourceName}_`;
  return table.name.startsWith(prefix) ? table.name.slice(prefix.length) : table.name;
}
