import { join } from 'node:path';
import { packageRoot } from './package-root';
import type { FileSystem } from './ports';

/** The version of the running package, from its own manifest, in which npm requires one. */
export function ownVersion(files: Pick<FileSystem, 'read'>): string {
  const { version } = JSON.parse(files.read(join(packageRoot, 'package.json')) ?? '{}') as { readonly version: string }; // npm requires it
  return version;
}
