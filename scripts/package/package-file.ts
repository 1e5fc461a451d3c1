/** One file of a package, whether it comes from a zip, a folder or a builder. Content is read when it is asked for. */
export interface PackageFile {
  /** Relative, with slashes, without a leading one: `Connector/a_openapidefinition.json`. */
  readonly path: string;
  readonly read: () => Promise<Uint8Array>;
}

/** A file whose content is at hand; text becomes UTF-8. */
export function packageFile(path: string, content: string | Uint8Array): PackageFile {
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  return { path, read: () => Promise.resolve(bytes) };
}
