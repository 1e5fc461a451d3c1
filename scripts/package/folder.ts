/** A folder as a package: its files, each read when it is asked for. */
import type { PackageFile } from './package-file';
import { PackageError } from './package-error';

/** What is read of a file system; ports.ts of the command line fits it. */
export interface FolderReader {
  readonly list: (folder: string) => readonly { readonly name: string; readonly kind: 'file' | 'folder'; readonly linked?: boolean }[] | undefined;
  readonly readBytes: (file: string) => Uint8Array | undefined;
}

/** Folders of tools and of version control, which no package has. */
const notPackaged: ReadonlySet<string> = new Set(['.git', 'node_modules']);

/** Every file below a folder, sorted by its path; undefined where there is no folder. Throws PackageError 'folder-link' for links, which may lead anywhere. */
export function folderFiles(folder: string, reader: FolderReader): readonly PackageFile[] | undefined {
  const entries = reader.list(folder);
  if (!entries) return undefined;
  const files: PackageFile[] = [];
  const walk = (directory: string, below: string, listed: NonNullable<ReturnType<FolderReader['list']>>): void => {
    for (const { name, kind, linked } of listed) {
      const [place, path] = [`${directory}/${name}`, below + name];
      if (linked) throw new PackageError('folder-link', `${place} is a link, which may lead anywhere. Put the file itself there.`, path);
      if (kind === 'file') files.push({ path, read: () => contentOf(place, reader) });
      else if (!notPackaged.has(name)) walk(place, `${path}/`, reader.list(place) ?? []);
    }
  };
  walk(folder, '', entries);
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function contentOf(file: string, reader: FolderReader): Promise<Uint8Array> {
  const bytes = reader.readBytes(file);
  return bytes ? Promise.resolve(bytes) : Promise.reject(new PackageError('folder-link', `${file} was there a moment ago and is gone.`, file));
}
