import { ownVersion } from '../own-version';
import type { Ports } from '../ports';

/** `konektor version`: the version of the running package. */
export function version({ console, files }: Pick<Ports, 'console' | 'files'>): number {
  console.out(`${ownVersion(files)}\n`);
  return 0;
}
