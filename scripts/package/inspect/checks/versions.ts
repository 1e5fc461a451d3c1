/** Versions, and whether the solution may be changed where it is imported. */
import { firstOf } from '../../xml/xml-element';
import type { Where } from '../../../diagnostics/diagnostic';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedSolution } from '../inspected-solution';
import { allParts, type Part, type SolutionPart } from '../part';
import type { CheckFamily, Surroundings } from './part-check';

export const versionForm: FindingKind = {
  code: 'solution-version', severity: 'error',
  why: 'A solution has four numbers as its version, and an environment compares them to tell an update from what it has.',
};
export const versionsDiffer: FindingKind = {
  code: 'package-versions-differ', severity: 'warning',
  why: 'Solutions of one package are released together; with different versions nobody can tell which belong to each other.',
};
export const managedForm: FindingKind = {
  code: 'solution-managed-form', severity: 'error',
  why: 'An import takes 0 (unmanaged) and 1 (managed). 2 stands only in the unpacked form, for a solution that is packed as both.',
};
export const managedInCertification: FindingKind = {
  code: 'package-managed', severity: 'error',
  why: 'The reviewers take unmanaged solutions alone: they look into them and change them.',
  policy: ['5000.1.1.16'],
};

export const versions: CheckFamily = { solution, whole };

const manifestLine = ({ manifest }: InspectedSolution, name: string): Where | undefined => {
  const root = manifest && firstOf(manifest.element, 'SolutionManifest');
  return manifest && manifest.file.line((firstOf(root, name) ?? manifest.element).line);
};

function solution(each: InspectedSolution, report: Report, { certifies }: Surroundings): void {
  const { identity: { version, managed }, form } = each;
  const at = { version: manifestLine(each, 'Version'), managed: manifestLine(each, 'Managed') };
  if (!at.version || !at.managed) return;
  // Environments of former years export two or three numbers; only other forms are refused.
  if (!/^\d+(\.\d+){3}$/.test(version)) report(found(versionForm, at.version, `The version is "${version}".`, 'Write four numbers with full stops between them.', /^\d+(\.\d+){1,2}$/.test(version) ? 'information' : 'error'));
  if (!(form === 'unpacked' ? ['0', '1', '2'] : ['0', '1']).includes(managed)) report(found(managedForm, at.managed, `The element Managed says "${managed}".`, 'Write 0 or 1.'));
  else if (certifies && managed !== '0') report(found(managedInCertification, at.managed, 'The solution is managed.', 'Export it as unmanaged.'));
}

/** Solutions side by side belong together when they share a connector, or one has the flows of the other's. */
function whole(root: Part, report: Report): void {
  for (const part of allParts(root)) {
    if (part.kind !== 'inner package' && part.kind !== 'packages') continue;
    const solutions = (part.kind === 'packages' ? allParts(part) : part.archives).filter((each): each is SolutionPart => each.kind === 'solution' && each.solution.identity.version !== '');
    const [first, ...others] = solutions;
    if (!first) continue;
    const differing = others.find(each => each.solution.identity.version !== first.solution.identity.version && isRelated(each.solution, first.solution));
    const at = differing && manifestLine(differing.solution, 'Version');
    if (differing && at && part === outermost(root, part)) report({
      ...found(versionsDiffer, at, `The version is ${differing.solution.identity.version}, and that of ${first.name} is ${first.solution.identity.version}.`, 'Give all solutions of the package the same version.'),
      related: [{ where: manifestLine(first.solution, 'Version') ?? at, what: 'The other version.' }],
    });
  }
}

/** A pair that differs is told once, for the outermost part that holds both. */
const outermost = (root: Part, part: Part): Part => (root.kind === 'packages' ? root : part);

function isRelated(one: InspectedSolution, other: InspectedSolution): boolean {
  const names = (each: InspectedSolution): readonly string[] => [
    ...each.connectors.map(({ connector: { identity } }) => identity.logicalName),
    ...each.workflows.flatMap(({ flow }) => flow?.references.flatMap(({ connectorName }) => connectorName ?? []) ?? []),
  ];
  const ours = new Set(names(one));
  return names(other).some(name => ours.has(name));
}
