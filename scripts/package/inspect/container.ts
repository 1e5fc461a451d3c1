/** An archive or a folder with files, before anybody knows what it is. */
import type { PackageFile } from '../package-file';
import { INSIDE } from './opened-file';

export interface Container {
  readonly name: string;
  /** The path that people are shown; files in it are shown below it. */
  readonly shown: string;
  readonly form: 'archive' | 'folder';
  readonly files: readonly PackageFile[];
  /** How many archives are around it. */
  readonly depth: number;
}

export const shownIn = ({ shown, form }: Container, path: string): string => (form === 'archive' ? `${shown}${INSIDE}${path}` : shown === '' ? path : `${shown}/${path}`);

/** A folder of a container; the container itself is the one with an empty path. */
export interface Directory {
  readonly name: string;
  /** From the container on, with a slash at its end unless it is empty. */
  readonly path: string;
  readonly files: readonly PackageFile[];
  readonly folders: readonly Directory[];
}

/** The folders of a container as a tree; names are in the order of the files. */
export function directoryOf(files: readonly PackageFile[], name: string, path = ''): Directory {
  const here: PackageFile[] = [];
  const below = new Map<string, PackageFile[]>();
  for (const file of files) {
    const slash = file.path.indexOf('/', path.length);
    if (slash < 0) { here.push(file); continue; }
    const folder = file.path.slice(path.length, slash);
    const known = below.get(folder);
    if (known) known.push(file); else below.set(folder, [file]);
  }
  return { name, path, files: here, folders: [...below].map(([folder, inside]) => directoryOf(inside, folder, `${path}${folder}/`)) };
}

export const fileName = ({ path }: PackageFile): string => path.slice(path.lastIndexOf('/') + 1);
/** Every file of a directory and below it. */
export const filesBelow = (directory: Directory): readonly PackageFile[] => [...directory.files, ...directory.folders.flatMap(filesBelow)];
