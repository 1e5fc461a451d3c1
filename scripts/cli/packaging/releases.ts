/**
 * releases.json beside the model: which content each released version has. It is committed, so that a changed content
 * under a released version is an error on every machine, and there is no way around it but another version.
 */
import type { Diagnostic, Where } from '../../diagnostics/diagnostic';
import type { PackageKind } from '../../package/package-set';
import type { FileSystem } from '../ports';
import { UserError } from '../user-error';
import { writeInPlace } from '../validating/write-in-place';
import type { SummedPackage } from './write-packages';

/** A release of one publisher; a fork with a publisher of its own has releases of its own. */
export interface Release {
  readonly publisher: string;
  readonly version: string;
  /** Sum of what is imported, by package. */
  readonly content: Readonly<Partial<Record<PackageKind, string>>>;
}

/** What environments take in; other packages hold the same in another form. */
const imported: readonly PackageKind[] = ['folder', 'solution', 'flows'];

/** The releases of the file; none where there is no file. Throws UserError where it is none of ours. */
export function readReleases(file: string, shown: string, files: FileSystem): readonly Release[] {
  const text = files.read(file);
  if (text === undefined) return [];
  let value: unknown;
  try { value = JSON.parse(text); } catch { value = undefined; }
  const releases = typeof value === 'object' && value !== null ? (value as { releases?: unknown }).releases : undefined;
  if (!Array.isArray(releases) || !releases.every(isRelease)) throw new UserError(`${shown} is not a record of releases that Konektor wrote. Take it back from version control.`);
  return releases;
}

const isRelease = (value: unknown): value is Release => {
  const each = value as Partial<Record<keyof Release, unknown>> | null; // looked at property by property below
  return typeof each === 'object' && each !== null && typeof each.publisher === 'string' && typeof each.version === 'string' && typeof each.content === 'object' && each.content !== null;
};

/** A finding for each package that was released under this version with other content. */
export function releasedOtherwise(releases: readonly Release[], publisher: string, version: string, packages: readonly SummedPackage[], where: Where): readonly Diagnostic[] {
  const release = releases.find(each => each.publisher === publisher && each.version === version);
  if (!release) return [];
  return packages.filter(({ kind, content }) => imported.includes(kind) && release.content[kind] !== content).map(({ kind }) => ({
    code: 'version-released', severity: 'error' as const,
    what: `Version ${version} was released, and its ${kind} package has another content now.`,
    why: 'Environments have the released one, take equal versions for equal, and may skip the import.',
    todo: 'Raise the version.', where,
  }));
}

/** Writes the release into the record, unless it is there; nobody ever sees half a file. */
export function recordRelease(file: string, releases: readonly Release[], publisher: string, version: string, packages: readonly SummedPackage[], files: FileSystem): boolean {
  if (releases.some(each => each.publisher === publisher && each.version === version)) return false;
  const content = Object.fromEntries(packages.filter(({ kind }) => imported.includes(kind)).map(({ kind, content: sum }) => [kind, sum]));
  writeInPlace(file, `${JSON.stringify({ releases: [...releases, { publisher, version, content }] }, undefined, 2)}\n`, files);
  return true;
}
