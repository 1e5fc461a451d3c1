/** Packages as files: the folder is replaced as a whole, and packages.json says what is in it. */
import { dirname, join } from 'node:path';
import type { Diagnostic, Where } from '../../diagnostics/diagnostic';
import { contentOf, digestOf, isZip, type ContentEntry, type Packed } from '../../package/packed';
import { changedPaths, contentListed, listName, readPackageList, type ListedFile, type ListedPackage, type PackageList } from '../../package/package-list';
import type { Package, PackageKind } from '../../package/package-set';
import { writePacked } from '../../package/write-packed';
import type { FileSystem, Ports } from '../ports';
import { UserError } from '../user-error';
import { recoverFolder, replaceFolder } from './replace-folder';

/** A package with its content summed up, before anything is written. */
export interface SummedPackage extends Package { readonly entries: readonly ContentEntry[]; readonly content: string }

export async function summed(packages: readonly Package[]): Promise<readonly SummedPackage[]> {
  return Promise.all(packages.map(async each => { const entries = await contentOf(each.contents); return { ...each, entries, content: digestOf(entries) }; }));
}

/** Where "build --locale" puts artifacts in other languages. */
const besides = 'locales';

/** What lies in the folder now; nothing where there is no folder. Throws UserError for a folder that others filled, PackageError for a list that is none of ours. */
export function packagesIn(folder: string, shown: string, files: FileSystem): PackageList {
  recoverFolder(folder, files);
  const text = files.read(join(folder, listName));
  if (text !== undefined) return readPackageList(text, `${shown}/${listName}`);
  if ((files.list(folder) ?? []).some(({ name }) => name !== besides)) throw new UserError(`${shown} holds files that Konektor did not make, and packages replace a folder as a whole. Name another folder: --out <folder>`);
  return { packages: [] };
}

/** A finding for each package whose version is there already with other content. `where` is the version in the model. */
export function unchangedVersions(before: PackageList, packages: readonly SummedPackage[], version: string, where: Where): readonly Diagnostic[] {
  return packages.flatMap(each => {
    const known = before.packages.find(other => other.package === each.kind && other.version === version && other.profile === each.profile);
    return known === undefined || known.content === each.content ? [] : [versionUnchanged(each.kind, version, distinctPaths(changedPaths(contentListed(known), each.entries)), where)];
  });
}

/** The managed solution changes with the unmanaged one: a path is told once. */
const distinctPaths = (paths: readonly string[]): readonly string[] => paths.filter(path => !path.includes('_managed.zip/') || !paths.includes(path.replace('_managed.zip/', '.zip/')));

const SHOWN = 5;

const versionUnchanged = (kind: string, version: string, changed: readonly string[], where: Where): Diagnostic => ({
  code: 'version-unchanged', severity: 'error',
  what: `Version ${version} was packaged before, and its ${kind} package now has another content: ${changed.slice(0, SHOWN).join(', ')}${changed.length > SHOWN ? `, and ${changed.length - SHOWN} more` : ''}.`,
  why: 'An environment takes equal versions for equal and may skip the import; people can\'t tell the two apart either.',
  todo: 'Raise the version. For what nobody has imported yet: konektor package --replace',
  where,
});

export interface Written {
  readonly list: PackageList;
  /** How long each package took, by kind. */
  readonly milliseconds: ReadonlyMap<PackageKind, number>;
  /** Packages of another version that were there and are not any more. */
  readonly gone: readonly ListedPackage[];
}

/**
 * Replaces the folder. Packages of the same version that are not made now stay, as do files of others; packages of
 * another version go. What others see meanwhile: replace-folder.ts.
 */
export async function writePackages(folder: string, before: PackageList, packages: readonly SummedPackage[], version: string, ports: Pick<Ports, 'files' | 'console' | 'now'>): Promise<Written> {
  const { files, console } = ports;
  const kept = before.packages.filter(each => each.version === version && !packages.some(other => other.kind === each.package));
  const stays = [...kept.flatMap(each => each.files.map(file => file.path)), ...foreignFiles(folder, before, files)];
  const listed: ListedPackage[] = [...kept];
  const milliseconds = new Map<PackageKind, number>();
  await replaceFolder(folder, files, async fresh => {
    for (const path of stays) {
      const bytes = files.readBytes(join(folder, path));
      if (bytes === undefined) continue;
      files.makeDirectory(dirname(join(fresh, path)));
      files.write(join(fresh, path), bytes);
    }
    for (const each of packages) {
      const start = ports.now();
      listed.push(await written(each, version, fresh, ports));
      milliseconds.set(each.kind, ports.now() - start);
    }
    files.write(join(fresh, listName), `${JSON.stringify({ packages: listed }, undefined, 2)}\n`);
  });
  console.progress('');
  return { list: { packages: listed }, milliseconds, gone: before.packages.filter(each => each.version !== version && !packages.some(other => other.kind === each.package)) };
}

async function written({ kind, profile, content, contents, entries }: SummedPackage, version: string, folder: string, { files, console }: Pick<Ports, 'files' | 'console'>): Promise<ListedPackage> {
  const listed: ListedFile[] = [];
  for (const packed of contents) {
    console.progress(`packaging ${packed.path}`);
    const file = join(folder, packed.path);
    files.makeDirectory(dirname(file));
    const opened = files.openNew(file);
    try {
      const { size, sha256 } = await writePacked(packed, opened.write);
      listed.push({ path: packed.path, size, sha256, ...containsOf(packed, entries) });
    } finally {
      opened.close();
    }
  }
  return { package: kind, version, ...(profile === undefined ? {} : { profile }), content, files: listed };
}

const containsOf = (packed: Packed, entries: readonly ContentEntry[]): Pick<ListedFile, 'contains'> =>
  (isZip(packed) ? { contains: entries.filter(({ path }) => path.startsWith(`${packed.path}/`)).map(entry => ({ ...entry, path: entry.path.slice(packed.path.length + 1) })) } : {});

/** What others put beside the packages: notes, a file of the system. It is not ours to throw away. */
function foreignFiles(folder: string, before: PackageList, files: FileSystem): readonly string[] {
  const ours = new Set([listName, ...before.packages.flatMap(each => each.files.map(file => file.path))]);
  const below = (path: string): readonly string[] => (files.list(join(folder, path)) ?? []).flatMap(({ name, kind }) => {
    const inside = path === '' ? name : `${path}/${name}`;
    return kind === 'folder' ? below(inside) : [inside];
  });
  return below('').filter(path => !ours.has(path));
}
