/** The packages that `start` installs: made, written, and read back from the folder where they were written. */
import { join, resolve } from 'node:path';
import type { PackageKind } from '../../package/package-set';
import type { PackagedZip, PackagedZips } from '../environment-seam';
import type { Ports } from '../ports';
import { pack, type Packing, type PackingRequest } from './pack';

export interface PackedForPlay { readonly zips: PackagedZips; readonly count: number }

const kinds: readonly PackageKind[] = ['folder', 'solution', 'flows', 'certification'];

/**
 * Packages a model that has been built without errors and reads its unmanaged solutions back. Undefined when it can't be
 * packaged; then the findings have been printed. Throws UserError for a folder that is not ours to replace.
 */
export async function packedForPlay(request: Pick<PackingRequest, 'model' | 'format' | 'out'>, ports: Ports): Promise<PackedForPlay | undefined> {
  // What the build has found is printed already; printed again is only what keeps it from being packaged.
  const messages: string[] = [];
  const packing = await pack({ ...request, kinds, profile: undefined, replace: true, release: false, forPlay: true }, { ...ports, console: { ...ports.console, error: text => void messages.push(text) } });
  if (!packing) {
    for (const message of messages) ports.console.error(message);
    return undefined;
  }
  const [connector, flows] = [unmanaged(packing, 'solution', request.out, ports), unmanaged(packing, 'flows', request.out, ports)];
  if (!connector) throw new Error('The connector\'s solution was packaged and is not there.');
  return { zips: { connector, ...(flows ? { flows } : {}) }, count: packing.packages.length };
}

/** The unmanaged zip of a package, as it is on the disk. */
function unmanaged({ list }: Packing, kind: PackageKind, out: string, { files, directory }: Ports): PackagedZip | undefined {
  const path = list.packages.find(each => each.package === kind)?.files.map(file => file.path).find(each => each.endsWith('.zip') && !each.endsWith('_managed.zip'));
  const bytes = path === undefined ? undefined : files.readBytes(join(resolve(directory, out), path));
  return path === undefined || bytes === undefined ? undefined : { name: `${out}/${path}`, bytes };
}
