/** The packages in their folder, read as they are and held against packages.json: nothing is built for a deployment. */
import { join } from 'node:path';
import { listName, readPackageList, type ListedPackage } from '../../package/package-list';
import { sha256 } from '../../package/packed';
import { DeployError } from '../deploy-error';
import type { DeployFiles } from '../ports';

/** What is imported somewhere; the other packages hold the same in another form. */
const deployedKinds = ['folder', 'solution', 'flows'] as const;
type DeployedKind = (typeof deployedKinds)[number];

export interface PackageFolder {
  readonly version: string;
  /** Bytes by their path in the folder, by package; a connector without flows has none of `flows`. */
  readonly files: Readonly<Record<DeployedKind, ReadonlyMap<string, Uint8Array>>>;
  /** Over paths and sums of all of these files. */
  readonly digest: string;
}

/** Inside of the folder, wherever that is: no way up, no absolute path, no other drive. */
const isInside = (path: string): boolean => !/^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(path);

/**
 * Reads the packages of a folder. Throws DeployError where there are none, where they are of several versions, and for a
 * file that is not the one that packages.json lists. `shown` names the folder.
 */
export function packagesFolder(folder: string, shown: string, files: Pick<DeployFiles, 'read' | 'readBytes'>): PackageFolder {
  const text = files.read(join(folder, listName));
  if (text === undefined) throw new DeployError('packages-none', `There are no packages in ${shown}: it has no ${listName}. Make them with "konektor package", or name their folder.`);
  const listed = readList(text, shown).filter(each => deployedKinds.some(kind => kind === each.package));
  const lacking = (['folder', 'solution'] as const).filter(kind => !listed.some(each => each.package === kind));
  if (lacking.length > 0) throw new DeployError('packages-incomplete', `${shown} lacks the package${lacking.length > 1 ? 's' : ''} ${lacking.join(' and ')}. Make all of one version: konektor package`);
  const versions = [...new Set(listed.map(each => each.version))];
  if (versions.length > 1) throw new DeployError('packages-mixed', `${shown} holds packages of several versions: ${listed.map(each => `${each.package} ${each.version}`).join(', ')}. Make all of one version: konektor package`);
  const checked = (kind: DeployedKind): ReadonlyMap<string, Uint8Array> => new Map(listed.filter(each => each.package === kind).flatMap(each => contentOf(each, folder, shown, files)));
  const sums = listed.flatMap(each => each.files.map(file => `${file.sha256} ${file.path}\n`)).sort();
  return { version: versions[0]!, files: { folder: checked('folder'), solution: checked('solution'), flows: checked('flows') }, digest: sha256(sums.join('')) }; // lacking is empty, so there is one
}

function readList(text: string, shown: string): readonly ListedPackage[] {
  try {
    return readPackageList(text, `${shown}/${listName}`).packages;
  } catch (error) {
    throw new DeployError('packages-list', `${shown}/${listName} is not a list of packages that Konektor wrote. Take the packages anew from where they were made, or make them: konektor package`, { kind: 'never' }, error);
  }
}

function contentOf(listed: ListedPackage, folder: string, shown: string, files: Pick<DeployFiles, 'readBytes'>): readonly (readonly [string, Uint8Array])[] {
  return listed.files.map(({ path, sha256: sum }) => {
    if (!isInside(path)) throw new DeployError('packages-path', `${shown}/${listName} lists a file outside of the folder: ${JSON.stringify(path)}. It was changed by hand; take the packages anew from where they were made.`);
    const bytes = files.readBytes(join(folder, path));
    if (bytes === undefined) throw new DeployError('packages-file-missing', `${shown}/${path} is listed in ${listName} and is not there. Take the packages anew from where they were made.`);
    if (sha256(bytes) !== sum) throw new DeployError('packages-file-changed', `${shown}/${path} is not the file that ${listName} lists: its SHA-256 is another. Only what was made and tested is deployed; take the packages anew from where they were made.`);
    return [path, bytes] as const;
  });
}
