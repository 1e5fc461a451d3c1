import { publishDataSource, type SourceParts } from '../answers/sources';
import { publishEntity } from '../answers/entities';
import type { Core } from '../core';
import { nodeStatuses } from '../jobs/node-status';
import { csv, partitionsOf } from '../partitions';
import type { DataSource, Instance, Table } from '../state';
import { flag, instanceOperation, notFound, type Router } from './operation';

/** Data sources and the metadata of tables. */
export function sourceRoutes(router: Router, core: Core): void {
  instanceOperation(router, core, 'GET', '/manage/datasources', 'Get-all-data-sources', ({ instance, wire }) => {
    const partsOf = sourceParts(instance, wire.now);
    return Response.json(instance.dataSources.map((source) => publishDataSource(instance, source, partsOf(source), wire, true)));
  });

  instanceOperation(router, core, 'GET', '/manage/datasources/:dataSourceId', 'Get-data-source', (call) => {
    const { instance, wire } = call;
    const source = instance.dataSources.find((candidate) => candidate.dataSourceId === call.part('dataSourceId').toLowerCase());
    if (source === undefined) throw notFound('DataSourceNotFound', `There is no data source '${call.part('dataSourceId')}'.`);
    const parts = sourceParts(instance, wire.now)(source);
    return Response.json(publishDataSource(instance, source, parts, wire, flag(call, 'includeModel', true)));
  });

  instanceOperation(router, core, 'GET', '/manage/entities', 'Get-all-entity-metadata', ({ instance, wire }) => {
    const refreshedAt = refreshTimes(instance, wire.now);
    return Response.json({
      instanceId: instance.instanceId,
      entities: instance.tables.map((table) => publishEntity(table, partitionsOf(core, instance, table), refreshedAt(table), wire)),
    });
  });

  instanceOperation(router, core, 'GET', '/manage/entities/:entityName', 'Get-entity-metadata', (call) => {
    const { instance, wire } = call;
    const table = tableNamed(instance, call.part('entityName'));
    return Response.json(publishEntity(table, partitionsOf(core, instance, table), refreshTimes(instance, wire.now)(table), wire));
  });

  instanceOperation(router, core, 'GET', '/manage/entities/:entityName/entitysize', 'Get-entity-size', (call) => {
    const table = tableNamed(call.instance, call.part('entityName'));
    const rows = table.rows();
    return Response.json({ qualifiedEntityName: table.name, size: Buffer.byteLength(csv(table, rows)), rowCount: rows.length });
  });
}

function tableNamed(instance: Instance, name: string): Table {
  const table = instance.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw notFound('EntityNotFound', `There is no table '${name}'.`);
  return table;
}

/** Finds what belongs to a data source; indexed once, because there may be a thousand of them. */
function sourceParts(instance: Instance, now: number): (source: DataSource) => SourceParts {
  const nodes = new Map(nodeStatuses(instance.jobs, now)
    .filter((node) => node.operationType === 'ingestion').map((node) => [node.identifier, node]));
  const tables = new Map<string, Table[]>();
  for (const table of instance.tables) {
    if (table.dataSourceId !== undefined) tables.set(table.dataSourceId, [...tables.get(table.dataSourceId) ?? [], table]);
  }
  return (source) => ({ node: nodes.get(source.dataSourceId), tables: tables.get(source.dataSourceId) ?? [] });
}

/** Tells when a table's content last changed: with its source's last success, or with the last unification. */
function refreshTimes(instance: Instance, now: number): (table: Table) => number {
  const successes = new Map(nodeStatuses(instance.jobs, now).map((node) => [`${node.operationType}|${node.identifier}`, node.lastSuccessAt]));
  return (table) => successes.get(table.dataSourceId === undefined ? 'merge|merge' : `ingestion|${table.dataSourceId}`) ?? instance.createdAt;
}
