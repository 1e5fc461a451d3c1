import { join } from 'node:path';
import { packageRoot } from '../package-root';
import type { Ports } from '../ports';

/** `konektor version`: the version of the running package. */
export function version({ console, files }: Pick<Ports, 'console' | 'files'>): number {
  // The package's own manifest: npm requires name and version in it.
  const { version: own } = JSON.parse(files.read(join(packageRoot, 'package.json')) ?? '{}') as { readonly version: string };
  console.out(`${own}\n`);
  return 0;
}
