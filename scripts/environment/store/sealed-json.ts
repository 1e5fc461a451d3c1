import type { SqlBlob, SqlValue } from './database';
import type { Sealing } from './sealing';

/** The two columns of a row that hold a secret; both null where there is none. */
export interface SealedColumns { readonly key_id: string | null; readonly sealed: SqlBlob | null }

/** A secret value as the columns `key_id` and `sealed`; two nulls for undefined. */
export function sealedColumns(sealing: Sealing, row: readonly string[], value: unknown): readonly [SqlValue, SqlValue] {
  if (value === undefined) return [null, null];
  const { keyId, bytes } = sealing.seal(row, JSON.stringify(value));
  return [keyId, bytes];
}

/** The value behind the columns, which is of the type that was sealed; undefined where there is none. */
export function openedColumns<T>(sealing: Sealing, row: readonly string[], { key_id: keyId, sealed }: SealedColumns): { readonly value: T | undefined } | { readonly lost: string } {
  if (keyId === null || sealed === null) return { value: undefined };
  const opened = sealing.open(row, { keyId, bytes: Buffer.from(sealed) });
  // What opens is what was sealed for this row: GCM would not open anything else.
  return 'lost' in opened ? opened : { value: JSON.parse(opened.text) as T };
}

/** A secret text as one column: the key's id, a space, and the bytes in base64. */
export function sealedText(sealing: Sealing, row: readonly string[], text: string): string {
  const { keyId, bytes } = sealing.seal(row, text);
  return `${keyId} ${bytes.toString('base64')}`;
}

/** The text behind such a column; undefined where its key is lost. */
export function openedText(sealing: Sealing, row: readonly string[], column: string): string | undefined {
  const [keyId = '', bytes = ''] = column.split(' ');
  const opened = sealing.open(row, { keyId, bytes: Buffer.from(bytes, 'base64') });
  return 'text' in opened ? opened.text : undefined;
}
