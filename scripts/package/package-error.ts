/** What is wrong with a package, in words for people; `code` is one of the names below, `entry` the path inside the package. */
export type PackageErrorCode =
  | 'zip-damaged' | 'zip-entry-outside' | 'zip-entry-twice' | 'zip-entry-link' | 'zip-entry-encrypted' | 'zip-entry-method' | 'zip-entry-name' | 'zip-entry-size' | 'zip-too-many'
  | 'xml-damaged' | 'xml-shape' | 'solution-none' | 'list-none';

/** A package, or a part of one, that can't be read. The message names the entry, why it matters and what to do. */
export class PackageError extends Error {
  override readonly name = 'PackageError';
  constructor(readonly code: PackageErrorCode, message: string, readonly entry?: string, readonly line?: number) { super(message); }
}
