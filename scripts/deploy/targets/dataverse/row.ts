import { isRecord, type JsonRecord } from '../../json-record';

/** Rows of the Web API, whose values are looked at where they are used: nothing that a server says is taken for granted. */
export type Row = JsonRecord;
export const isRow = isRecord;

/** Empty texts count as absent, as Dataverse keeps them. */
export function textOf(row: Row | undefined, column: string): string | undefined {
  const value = row?.[column];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export function numberOf(row: Row | undefined, column: string): number | undefined {
  const value = row?.[column];
  return typeof value === 'number' ? value : undefined;
}

export function rowOf(row: Row | undefined, column: string): Row | undefined {
  const value = row?.[column];
  return isRow(value) ? value : undefined;
}

export function rowsOf(row: Row | undefined, column: string): readonly Row[] {
  const value = row?.[column];
  return Array.isArray(value) ? value.filter(isRow) : [];
}
