/** The one place where the connector's version becomes that of its solutions. */
import { inModel, type Diagnostic } from '../diagnostics/diagnostic';
import type { Connector } from '../model/connector';

/** The largest number a part may have: .NET reads the four as 32-bit integers (System.Version). */
export const LARGEST_PART = 2_147_483_647;

/** A semantic version in its parts (semver.org, 2.0.0); what follows the three numbers may be empty. */
const semantic = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-([0-9A-Za-z.-]+))?(?:\+([0-9A-Za-z.-]+))?$/;

export type SolutionVersion = { readonly version: string; readonly finding?: never } | { readonly version?: never; readonly finding: Diagnostic };

/**
 * The four numbers of a solution, `1.2.3.0` for `1.2.3`. A pre-release and build metadata are refused, because four
 * numbers cannot say that one precedes its release. Pure.
 */
export function solutionVersion({ version, place }: Pick<Connector, 'version' | 'place'>): SolutionVersion {
  const refused = (what: string, todo: string): SolutionVersion =>
    ({ finding: { code: 'version-form', severity: 'error', what, why: 'A solution has four numbers as its version, and an environment compares them to tell an update from what it has.', todo, where: inModel(place, 'version') } });
  const parts = semantic.exec(version);
  if (!parts) return refused(`The version "${version}" is not of the form 1.2.3.`, 'Write three whole numbers with full stops between them, without zeros in front.');
  const [, major = '', minor = '', patch = '', preRelease, build] = parts;
  const release = `${major}.${minor}.${patch}`;
  if (preRelease !== undefined) return refused(`The version "${version}" is a pre-release, and four numbers cannot say that it precedes ${release}.`, `Write ${release} and import it where you try things out, or take a lower number for what comes before it.`);
  if (build !== undefined) return refused(`The version "${version}" has build metadata, and four numbers have no place for it.`, `Write ${release}; raise the last number for another build.`);
  const large = [major, minor, patch].find(each => Number(each) > LARGEST_PART);
  if (large !== undefined) return refused(`The number ${large} in the version "${version}" is too large.`, `Write numbers of at most ${LARGEST_PART}.`);
  return { version: `${release}.0` };
}
