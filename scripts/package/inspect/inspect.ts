/** `konektor inspect`: what a package is, what it holds, and what is wrong with it. */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { packageFile, type PackageFile } from '../package-file';
import { certificationTexts } from './checks/certification-texts';
import { connectorFiles } from './checks/connector-files';
import { contentTypes } from './checks/content-types';
import { customCode } from './checks/custom-code';
import { againstExpected, definitions, type ExpectedDefinition } from './checks/definitions';
import { deployables } from './checks/deployables';
import { deploymentSettings } from './checks/deployment-settings';
import { environmentVariables } from './checks/environment-variables';
import { fileReferences } from './checks/file-references';
import { flowExpressions } from './checks/flow-expressions';
import { flowOperations } from './checks/flow-operations';
import { legacyFlows } from './checks/legacy-flows';
import { limits } from './checks/limits';
import { missingDependencies } from './checks/missing-dependencies';
import { namesAndIds } from './checks/names-and-ids';
import type { CheckFamily, Surroundings } from './checks/part-check';
import { references } from './checks/references';
import { rootComponents } from './checks/root-components';
import { secrets } from './checks/secrets';
import { validatorSteps } from './checks/validator-steps';
import { versions } from './checks/versions';
import { workflowEntries } from './checks/workflow-entries';
import { shownIn, type Container } from './container';
import { found, type FindingKind, type Report } from './finding-kind';
import type { InspectedConnector } from './inspected-connector';
import { openArchive } from './open-archive';
import { openContainer } from './open-parts';
import { OpenedFile } from './opened-file';
import type { PackageReport } from './package-report';
import { allParts, partsIn, type Part, type SolutionPart } from './part';
import { reportedPart } from './reported-part';

export interface InspectOptions {
  /** The path that findings are shown with; the name when absent. */
  readonly shown?: string;
  /** The definition that the connector in the package should have. */
  readonly expected?: ExpectedDefinition;
}

export const notPackage: FindingKind = { code: 'package-unknown', severity: 'error', why: 'Nothing of it can be imported or submitted.' };

const families: readonly CheckFamily[] = [
  validatorSteps, certificationTexts, fileReferences, contentTypes, namesAndIds, limits, versions, rootComponents, workflowEntries, references, missingDependencies,
  environmentVariables, connectorFiles, customCode, definitions, flowOperations, flowExpressions, deployables, deploymentSettings, legacyFlows,
];

/** Inspects the files of a folder, whose paths count from it. Never throws for what is in them: that becomes findings. */
export function inspectPackage(files: readonly PackageFile[], name: string, options: InspectOptions = {}): Promise<PackageReport> {
  return inspect({ name, shown: options.shown ?? name, form: 'folder', files, depth: 0 }, [], options);
}

/** Inspects one file: an archive, a flow's definition, or a connector's. */
export async function inspectFile(bytes: Uint8Array, name: string, options: InspectOptions = {}): Promise<PackageReport> {
  const shown = options.shown ?? name;
  const findings: Diagnostic[] = [];
  if (!isArchive(bytes, name)) {
    const folder = shown.slice(0, -name.length).replace(/[\\/]$/, '');
    return inspect({ name, shown: folder, form: 'folder', files: [packageFile(name, bytes)], depth: 0 }, findings, options);
  }
  const report: Report = finding => { findings.push(finding); };
  const opened = new OpenedFile(name, shown, bytes);
  const files = await openArchive(opened, report) ?? [];
  return inspect({ name, shown, form: 'archive', files, depth: 0 }, findings, options);
}

/** By its name or by the signature that archives begin with. */
const isArchive = (bytes: Uint8Array, name: string): boolean => /\.zip$/i.test(name) || (bytes[0] === 0x50 && bytes[1] === 0x4b);

async function inspect(container: Container, before: readonly Diagnostic[], { expected }: InspectOptions): Promise<PackageReport> {
  const findings: Diagnostic[] = [...before];
  const report: Report = finding => { findings.push(finding); };
  const root = await openContainer(container, report);
  const parts = allParts(root);
  const connectors = parts.flatMap(connectorsIn);
  for (const part of parts) for (const family of families) check(part, family, report, { certifies: isCertified(root, part), connectors });
  for (const family of families) family.whole?.(root, report);
  for (const part of parts) secrets(part.files, report);
  if (expected) againstExpected(connectors, expected, report);
  // An archive that can't be opened has been reported as such.
  const only = container.files.length === 1 ? container.files[0] : undefined;
  if (root.kind === 'unknown' && findings.length === 0) {
    report(found(notPackage, { kind: 'file', file: container.form === 'folder' && only ? shownIn(container, only.path) : root.shown },
      `There is no package here: ${root.reason}.`,
      'Name an archive or a folder with a solution, a connector, a package for certification or a flow.'));
  }
  return { root: reportedPart(root, findings), findings: distinct(findings), texts: textsOf(parts, findings) };
}

const connectorsIn = (part: Part): readonly InspectedConnector[] =>
  (part.kind === 'solution' ? part.solution.connectors.map(({ connector }) => connector) : part.kind === 'connector folder' ? [part.connector] : []);

/** Inside of an inner package, whatever is around it. */
const isCertified = (root: Part, part: Part): boolean => allParts(root).some(each => each.kind === 'inner package' && partsIn(each).includes(part));

function check(part: Part, family: CheckFamily, report: Report, around: Surroundings): void {
  switch (part.kind) {
    case 'certification package': family.certification?.(part, report); break;
    case 'inner package': family.inner?.(part, report); break;
    case 'connector folder': family.connector?.(part.connector, report, around); break;
    case 'solution': solution(part, family, report, around); break;
    case 'legacy flow package': family.legacy?.(part, report); for (const flow of part.flows) family.flow?.(flow, report, around, undefined); break;
    case 'flow definition': family.flow?.(part.flow, report, around, undefined); break;
    case 'deployment settings': case 'packages': case 'unknown': break;
  }
}

function solution(part: SolutionPart, family: CheckFamily, report: Report, around: Surroundings): void {
  const { solution: each } = part;
  // Beside its own connectors a flow is meant to use those that are packaged with it: an older copy elsewhere is not meant.
  const own: readonly InspectedConnector[] = each.connectors.map(({ connector }) => connector);
  const nearest = { ...around, connectors: [...own, ...around.connectors.filter(one => !own.includes(one))] };
  family.solution?.(each, report, nearest, part);
  for (const { connector } of each.connectors) family.connector?.(connector, report, nearest);
  for (const { flow } of each.workflows) if (flow) family.flow?.(flow, report, nearest, each);
}

/** The same finding at the same place, as when two entries name one file. */
function distinct(findings: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return findings.filter(({ code, where, what }) => { const key = JSON.stringify([code, where, what]); return seen.has(key) ? false : seen.add(key) !== undefined; });
}

function textsOf(parts: readonly Part[], findings: readonly Diagnostic[]): ReadonlyMap<string, string> {
  const named = new Set(findings.flatMap(({ where, related = [] }) => [where, ...related.map(each => each.where)]).flatMap(where => (where.kind === 'file' ? [where.file] : [])));
  const files: readonly OpenedFile[] = parts.flatMap(part => part.files).filter(file => named.has(file.shown) && file.isReadable);
  return new Map(files.map(file => [file.shown, file.text]));
}
