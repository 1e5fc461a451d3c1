import { hashText } from './random';
import type { Core } from './core';
import type { Cell, Instance, Row, Table } from './state';

/** One CSV file of a table. */
export interface Partition {
  readonly name: string;
  /** Address without signature, as entity metadata publish it. */
  readonly location: string;
  /** Address with a signature that is good for an hour of the service's time. */
  readonly signedLocation: string;
  readonly rows: readonly Row[];
}

const rowsPerPartition = 100;
const signatureMilliseconds = 3_600_000;
const credentialHeaders = ['authorization', 'ocp-apim-subscription-key'] as const;

/** The partitions of a table; an empty table has one empty file. */
export function partitionsOf(core: Core, instance: Instance, table: Table): Partition[] {
  const rows = table.rows();
  const base = core.state.behaviour.storageBase ?? core.storageAddress;
  const expires = core.clock.now() + signatureMilliseconds;
  return Array.from({ length: Math.max(1, Math.ceil(rows.length / rowsPerPartition)) }, (_, index): Partition => {
    const name = `partition-${String(index).padStart(5, '0')}.csv`;
    const path = `/${instance.instanceId}/${encodeURIComponent(table.name)}/${name}`;
    return {
      name, location: `${base}${path}`,
      signedLocation: `${base}${path}?sv=2021-08-06&se=${expires}&sig=${signature(path, String(expires))}`,
      rows: rows.slice(index * rowsPerPartition, (index + 1) * rowsPerPartition),
    };
  });
}

/**
 * Answers as the storage account: 403 to a request that carries an API credential (recorded as a leak) or whose
 * signature is missing, wrong or expired, 404 for an unknown file, else the CSV.
 */
export function answerStorage(core: Core, request: Request): Response {
  const url = new URL(request.url);
  const leaked = credentialHeaders.filter((name) => request.headers.has(name));
  if (leaked.length > 0) {
    core.leaks.push({ at: core.clock.now(), path: url.pathname, headers: leaked });
    return storageError(core, 403, 'AuthenticationFailed', 'The request carries a credential that belongs to the API, not to storage.');
  }
  const expires = url.searchParams.get('se') ?? '';
  if (url.searchParams.get('sig') !== signature(url.pathname, expires) || Number(expires) <= core.clock.now()) {
    return storageError(core, 403, 'AuthenticationFailed', 'The signature is missing, wrong or expired.');
  }
  const [instanceId, tableName, fileName] = url.pathname.slice(1).split('/');
  const instance = core.state.instances.find((candidate) => candidate.instanceId === instanceId);
  const table = instance?.tables.find((candidate) => encodeURIComponent(candidate.name) === tableName);
  if (instance === undefined || table === undefined) return storageError(core, 404, 'ResourceNotFound', 'There is no such file.');
  const partition = partitionsOf(core, instance, table).find((candidate) => candidate.name === fileName);
  if (partition === undefined) return storageError(core, 404, 'BlobNotFound', 'There is no such file.');
  return new Response(csv(table, partition.rows), { headers: { ...storageHeaders(core), 'Content-Type': 'text/csv; charset=utf-8' } });
}

/** RFC 4180 text: CRLF, quotes only where needed, doubled inside; null is empty. */
export function csv(table: Table, rows: readonly Row[]): string {
  const names = table.attributes.map((attribute) => attribute.name);
  const lines = rows.map((row) => names.map((name) => csvCell(row[name] ?? null)).join(','));
  return [...(table.hasHeader ? [names.join(',')] : []), ...lines, ''].join('\r\n');
}

function csvCell(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function signature(path: string, expires: string): string {
  return [0, 1, 2, 3].map((part) => hashText(`${part}|signature|${path}|${expires}`).toString(16).padStart(8, '0')).join('');
}

function storageError(core: Core, status: number, code: string, message: string): Response {
  return new Response(`<?xml version="1.0" encoding="utf-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`, {
    status, headers: { ...storageHeaders(core), 'Content-Type': 'application/xml', 'x-ms-error-code': code },
  });
}

function storageHeaders(core: Core): Record<string, string> {
  return { 'x-ms-version': '2021-08-06', ...(core.state.behaviour.sendDate ? { Date: new Date(core.clock.now()).toUTCString() } : {}) };
}
