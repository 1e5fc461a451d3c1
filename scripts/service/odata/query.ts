import { RequestRefused } from '../failures';
import type { Cell, Row, Table } from '../state';
import { FilterTypeError, orderOf, passes, propertiesOf, segmentsOf, type FilterContext } from './filter-evaluation';
import { FilterSyntaxError, parseFilter, type Filter } from './filter-syntax';

/** The API returns at most this many rows a call (product documentation, odata-examples.md). */
export const pageSize = 100;

/** The options of a data query as they stand in the address; absent when not given. */
export type QueryOptions = Partial<Record<'filter' | 'select' | 'orderby' | 'top' | 'skip' | 'skiptoken' | 'count' | 'search' | 'expand', string>>;

/** What `$filter` may ask about the segments of an instance. */
export interface Membership {
  exists(segment: string): boolean;
  isMember(row: Row, segment: string): boolean;
}

export interface QueryResult {
  readonly rows: Row[];
  /** Number of rows that pass, before paging; only when `$count=true` asked for it. */
  readonly count?: number;
}

/**
 * Runs a query over a table under the API's rules (facts, 1.2 and 2.3). Throws RequestRefused (400, OData form) for an
 * option that can't be read or isn't allowed on this table.
 */
export function runQuery(table: Table, options: QueryOptions, membership: Membership): QueryResult {
  const columns = selectedColumns(table, options.select);
  if (options.expand !== undefined) refuseExpand(options);
  let rows: readonly Row[] = table.rows();
  if (options.filter !== undefined) rows = filtered(table, rows, readFilter(table, options.filter, membership), membership);
  if (options.search !== undefined) rows = searched(table, rows, options.search);
  if (options.orderby !== undefined) rows = ordered(table, rows, options.orderby);
  const skip = wholeNumber('$skip', options.skip ?? options.skiptoken ?? '0');
  const top = Math.min(pageSize, wholeNumber('$top', options.top ?? String(pageSize)));
  const page = rows.slice(skip, skip + top);
  return {
    rows: columns === undefined ? page : page.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))),
    ...(truth('$count', options.count ?? 'false') ? { count: rows.length } : {}),
  };
}

/**
 * Parses a filter and holds it to the table's rule: Customer by CustomerId and indexed columns, UnifiedActivity by
 * ActivityId and CustomerId, any other system table by CustomerId; ingested tables can't be filtered.
 */
function readFilter(table: Table, source: string, membership: Membership): Filter {
  if (table.dataSourceId !== undefined) {
    throw refusal('FilterNotSupported', `'${table.name}' was ingested from a data source; $filter works on system tables only.`, '$filter');
  }
  const filter = reading('$filter', () => parseFilter(source));
  const allowed = filterableColumns(table);
  const denied = propertiesOf(filter).find((name) => !allowed.includes(name));
  if (denied !== undefined) {
    throw refusal('FilterNotSupported', `'${table.name}' can't be filtered by '${denied}'. Filter by ${allowed.join(', ')}.`, '$filter');
  }
  const unknown = segmentsOf(filter).find((segment) => !membership.exists(segment));
  if (unknown !== undefined) throw refusal('SegmentNotFound', `There is no segment '${unknown}'.`, '$filter');
  return filter;
}

/** The columns that `$filter` may name on a system table. */
export function filterableColumns(table: Table): string[] {
  if (table.name === 'UnifiedActivity') return ['ActivityId', 'CustomerId'];
  if (table.name !== 'Customer') return ['CustomerId'];
  return ['CustomerId', ...table.attributes.filter((attribute) => attribute.indexed && attribute.name !== 'CustomerId').map((attribute) => attribute.name)];
}

function filtered(table: Table, rows: readonly Row[], filter: Filter, membership: Membership): Row[] {
  const context: FilterContext = { attributes: table.attributes, isMember: (row, segment) => membership.isMember(row, segment) };
  return reading('$filter', () => rows.filter((row) => passes(filter, row, context)));
}

function searched(table: Table, rows: readonly Row[], search: string): Row[] {
  if (table.name !== 'Customer') throw refusal('SearchNotSupported', `$search works on Customer only, not on '${table.name}'.`, '$search');
  const words = search.replaceAll('"', '').toLowerCase().split(/\s+/).filter((word) => word !== '');
  const names = table.attributes.filter((attribute) => attribute.indexed).map((attribute) => attribute.name);
  return rows.filter((row) => words.every((word) => names.some((name) => String(row[name] ?? '').toLowerCase().includes(word))));
}

function ordered(table: Table, rows: readonly Row[], source: string): Row[] {
  const keys = source.split(',').map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/);
    if (rest.length > 0 || !['asc', 'desc'].includes(direction)) {
      throw refusal('OrderByNotReadable', `$orderby takes 'column' or 'column desc', separated by commas, not '${part.trim()}'.`, '$orderby');
    }
    requireColumn(table, name, '$orderby');
    return { name, sign: direction === 'desc' ? -1 : 1 };
  });
  const cell = (row: Row, name: string): Cell => row[name] ?? null;
  return [...rows].sort((left, right) => {
    for (const { name, sign } of keys) {
      const order = orderOf(cell(left, name), cell(right, name));
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}

function selectedColumns(table: Table, source: string | undefined): string[] | undefined {
  if (source === undefined || source.trim() === '*') return undefined;
  const names = source.split(',').map((name) => name.trim());
  for (const name of names) requireColumn(table, name, '$select');
  return names;
}

function requireColumn(table: Table, name: string, target: string): void {
  if (table.attributes.some((attribute) => attribute.name === name)) return;
  throw refusal('ColumnNotFound', `'${table.name}' has no column '${name}'.`, target);
}

function refuseExpand(options: QueryOptions): never {
  const reason = options.search !== undefined
    ? '$expand can\'t be combined with $search.'
    : options.select !== undefined && options.select.trim() !== '*'
      ? '$expand can\'t be combined with a partial $select.'
      : 'This stand-in doesn\'t expand related tables; read them in a call of their own.';
  throw refusal('ExpandNotSupported', reason, '$expand');
}

function wholeNumber(target: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw refusal('NumberNotReadable', `${target} takes a whole number of 0 or more, not '${text}'.`, target);
  return Number(text);
}

function truth(target: string, text: string): boolean {
  const word = text.toLowerCase();
  if (word !== 'true' && word !== 'false') throw refusal('BooleanNotReadable', `${target} takes true or false, not '${text}'.`, target);
  return word === 'true';
}

function reading<T>(target: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof FilterSyntaxError || error instanceof FilterTypeError) throw refusal('FilterNotReadable', error.message, target);
    throw error;
  }
}

function refusal(code: string, message: string, target: string): RequestRefused {
  return new RequestRefused(400, 'odata', code, message, target);
}
