/** packages.json: what a folder of packages holds, file by file, so that it can be checked and told apart from another one. */
import { PackageError } from './package-error';
import type { PackageKind } from './package-set';
import type { ContentEntry } from './packed';

/** One file as it lies in the folder; for a zip also what is in it, to the innermost file. */
export interface ListedFile extends ContentEntry { readonly contains?: readonly ContentEntry[] }

export interface ListedPackage {
  readonly package: PackageKind;
  /** The connector's version, not the solution's four numbers. */
  readonly version: string;
  /** For whom certification is prepared; absent for packages that are the same for all. */
  readonly profile?: string;
  /** Sum of all files to the innermost: the same for the same content, whatever packed it. */
  readonly content: string;
  readonly files: readonly ListedFile[];
}
export interface PackageList { readonly packages: readonly ListedPackage[] }

export const listName = 'packages.json';

/** Reads the text of a packages.json. Throws PackageError where it is none of ours. */
export function readPackageList(text: string, file: string): PackageList {
  let value: unknown;
  try { value = JSON.parse(text); } catch { value = undefined; }
  const packages = typeof value === 'object' && value !== null ? (value as { packages?: unknown }).packages : undefined;
  if (!Array.isArray(packages) || !packages.every(isListedPackage)) throw new PackageError('list-none', `${file} is not a list of packages that Konektor wrote. Remove the folder, or name another one with --out.`);
  return { packages };
}

const isListedPackage = (value: unknown): value is ListedPackage => {
  const each = value as Partial<Record<keyof ListedPackage, unknown>> | null; // looked at property by property below
  return typeof each === 'object' && each !== null && typeof each.package === 'string' && typeof each.version === 'string' && typeof each.content === 'string'
    && Array.isArray(each.files) && each.files.every(file => typeof (file as ListedFile | null)?.path === 'string' && typeof (file as ListedFile).sha256 === 'string');
};

/** The innermost files of a package, by their paths. */
export const contentListed = ({ files }: ListedPackage): readonly ContentEntry[] =>
  files.flatMap(({ contains, ...file }) => contains?.map(each => ({ ...each, path: `${file.path}/${each.path}` })) ?? [file]);

/** Paths that differ between two contents: changed, added and removed ones, sorted. */
export function changedPaths(before: readonly ContentEntry[], after: readonly ContentEntry[]): readonly string[] {
  const sums = new Map(before.map(({ path, sha256 }) => [path, sha256]));
  const changed = after.filter(({ path, sha256 }) => sums.get(path) !== sha256).map(({ path }) => path);
  const kept = new Set(after.map(({ path }) => path));
  return [...changed, ...[...sums.keys()].filter(path => !kept.has(path))].sort();
}
