/** Packages of good releases, kept beside the journal as they were deployed: .konektor/deploy/<environment>/<version>/. */
import { join } from 'node:path';
import { listName } from '../../package/package-list';
import { packagesFolder } from '../release/packages-folder';
import type { DeployFiles } from '../ports';
import { deployFolder } from './journal-file';

export const keptFolder = (project: string, environment: string, version: string): string => join(deployFolder(project), environment, version);

/** Copies the packages from where they were deployed, and puts the copy in its place in one step. What is there already is left alone. */
export function keepPackages(from: string, project: string, environment: string, version: string, files: DeployFiles): void {
  const to = keptFolder(project, environment, version);
  const list = files.read(join(from, listName));
  if (list === undefined || to === from) return;
  const [fresh, old] = besides(to);
  // A run that was killed may have left them.
  files.remove(fresh);
  files.remove(old);
  if (files.read(join(to, listName)) === list) return;
  const { files: packages } = packagesFolder(from, from, files);
  for (const [path, bytes] of Object.values(packages).flatMap(each => [...each])) files.write(join(fresh, path), bytes);
  files.write(join(fresh, listName), list);
  // A folder can't take the place of one with files in it. To remove those takes longer than a kill needs; a new name does not.
  if (files.list(to)) files.rename(to, old);
  files.rename(fresh, to);
  files.remove(old);
}

export function forgetPackages(project: string, environment: string, version: string, files: Pick<DeployFiles, 'remove'>): void {
  const folder = keptFolder(project, environment, version);
  for (const each of [folder, ...besides(folder)]) files.remove(each);
}

/** Where the copy is made, and where what it takes the place of waits to be removed. */
const besides = (folder: string): readonly [fresh: string, old: string] => [`${folder}.new`, `${folder}.old`];
