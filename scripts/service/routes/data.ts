import type { Core } from '../core';
import { RequestRefused } from '../failures';
import { runQuery, type Membership, type QueryOptions } from '../odata/query';
import { partitionsOf } from '../partitions';
import { isMember } from '../seed/tables';
import type { Cell, Instance, Row, Table } from '../state';
import { bodyObject, instanceOperation, type InstanceCall, type Router } from './operation';

const longestValidity = 30 * 86_400_000;

/** Reading and writing rows. */
export function dataRoutes(router: Router, core: Core): void {
  instanceOperation(router, core, 'GET', '/data/:table', 'Get-entities-with-OData-path', (call) => {
    const { instance } = call;
    const table = tableNamed(instance, call.part('table'), 404);
    if (call.query('proxy')?.toLowerCase() === 'true') return Response.json({ httpRequests: httpRequests(core, instance, table) });
    const result = runQuery(table, queryOptions(call), membershipOf(instance));
    return Response.json({
      '@odata.context': `${new URL(call.request.url).origin}/v1/instances/${instance.instanceId}/data/$metadata#${table.name}`,
      ...(result.count === undefined ? {} : { '@odata.count': result.count }),
      value: result.rows,
    });
  });

  instanceOperation(router, core, 'POST', '/data/:table', 'Create-an-entity', async (call) => {
    const table = tableNamed(call.instance, call.part('table'), 400);
    if (table.name !== 'UnifiedActivity') throw refused(400, 'CreateNotSupported', `Rows can be created in UnifiedActivity only, not in '${table.name}'.`);
    checkValidity(call);
    const row = rowFrom(table, await bodyObject(call, 'odata'));
    const activityId = row['ActivityId'];
    if (typeof activityId !== 'string' || typeof row['CustomerId'] !== 'string') {
      throw refused(400, 'KeyMissing', 'An activity needs the texts ActivityId and CustomerId.');
    }
    const rows = table.rows();
    if (rows.some((candidate) => candidate['ActivityId'] === activityId)) {
      throw refused(409, 'AlreadyExists', `There is an activity '${activityId}' already.`);
    }
    rows.push(row);
    const location = `/v1/instances/${call.instance.instanceId}/data/${table.name}?$filter=${encodeURIComponent(`ActivityId eq '${activityId}'`)}`;
    return Response.json({ location, value: row, statusCode: 201 }, { status: 201 });
  });

  instanceOperation(router, core, 'PATCH', '/data/:table/:entityId', 'Update-an-entity', async (call) => {
    const table = tableNamed(call.instance, call.part('table'), 404);
    if (table.name !== 'Customer') throw refused(400, 'UpdateNotSupported', `Rows can be updated in Customer only, not in '${table.name}'.`);
    checkValidity(call);
    const changes = rowFrom(table, await bodyObject(call, 'odata'));
    if (Object.keys(changes).length === 0) throw refused(400, 'NothingToUpdate', 'The body names no column.');
    const rows = table.rows();
    const index = rows.findIndex((candidate) => candidate[table.key] === call.part('entityId'));
    const row = rows[index];
    if (row === undefined) throw refused(404, 'NotFound', `There is no customer '${call.part('entityId')}'.`);
    if (changes[table.key] !== undefined && changes[table.key] !== row[table.key]) {
      throw refused(400, 'KeyNotChangeable', `${table.key} is the key and can't be changed.`);
    }
    rows[index] = { ...row, ...changes };
    return new Response(null, { status: 204 });
  });
}

/** The undocumented answer to `proxy=true`: one request a file, to be sent without the API's credentials (facts, 2.3). */
function httpRequests(core: Core, instance: Instance, table: Table) {
  return partitionsOf(core, instance, table).map((partition) => ({
    uri: partition.signedLocation, headers: { 'x-ms-version': '2021-08-06' },
  }));
}

function queryOptions(call: InstanceCall): QueryOptions {
  const names = ['filter', 'select', 'orderby', 'top', 'skip', 'skiptoken', 'count', 'search', 'expand'] as const;
  return Object.fromEntries(names.flatMap((name) => {
    const value = call.query(`$${name}`);
    return value === undefined ? [] : [[name, value]];
  }));
}

function membershipOf(instance: Instance): Membership {
  const segmentNamed = (name: string) => instance.segments.find((segment) => segment.name === name);
  return {
    exists: (name) => segmentNamed(name) !== undefined,
    isMember: (row, name) => {
      const segment = segmentNamed(name);
      return segment !== undefined && segment.state === 'active' && isMember(segment, String(row['CustomerId']));
    },
  };
}

function rowFrom(table: Table, body: Readonly<Record<string, unknown>>): Row {
  const row: Record<string, Cell> = {};
  for (const [name, value] of Object.entries(body)) {
    const attribute = table.attributes.find((candidate) => candidate.name === name);
    if (attribute === undefined) throw refused(400, 'ColumnNotFound', `'${table.name}' has no column '${name}'.`);
    if (value !== null && typeof value !== jsonType(attribute.dataType)) {
      throw refused(400, 'ValueNotReadable', `'${name}' takes a value of type ${attribute.dataType}.`);
    }
    // The check above leaves exactly null and the JSON types of a cell.
    row[name] = value as Cell;
  }
  return row;
}

function jsonType(dataType: string): 'number' | 'boolean' | 'string' {
  if (dataType === 'Int64' || dataType === 'Decimal') return 'number';
  return dataType === 'Boolean' ? 'boolean' : 'string';
}

/** `validUntil`: RFC 3339, in the future and at most 30 days ahead (API description). */
function checkValidity(call: InstanceCall): void {
  const text = call.query('validUntil');
  if (text === undefined) return;
  const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i.test(text) ? Date.parse(text) : Number.NaN;
  if (instant > call.wire.now && instant <= call.wire.now + longestValidity) return;
  throw refused(400, 'ValidUntilNotAllowed', `validUntil takes an RFC 3339 instant within the next 30 days, not '${text}'.`);
}

function tableNamed(instance: Instance, name: string, status: 400 | 404): Table {
  const table = instance.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw refused(status, 'EntityNotFound', `There is no table '${name}'.`);
  return table;
}

function refused(status: number, code: string, message: string): RequestRefused {
  return new RequestRefused(status, 'odata', code, message);
}
