/** The structure of a package for certification: what ConnectorPackageValidator.ps1 of Microsoft's repository checks, step by step. */
import { elementsOf, type XmlElement } from '../../xml/xml-element';
import { fileName, type Directory } from '../container';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { CertificationPart, InnerPart, Part } from '../part';
import { isArchiveName, isMarkdownName } from '../recognise';
import type { CheckFamily } from './part-check';

const step = (number: number): readonly string[] => [`ConnectorPackageValidator V${number}`];
const REFUSED = 'Microsoft\'s package validator refuses the package';

export const packageName: FindingKind = { code: 'package-not-zip', severity: 'error', why: `${REFUSED} when its name does not end in .zip.`, microsoft: step(1) };
export const outerFolder: FindingKind = {
  code: 'package-outer-folder', severity: 'error',
  why: `${REFUSED} when a folder lies beside intro.md.`,
  microsoft: step(2), policy: ['5000.1.1.11'],
};
export const outerFiles: FindingKind = {
  code: 'package-outer-files', severity: 'error',
  why: `${REFUSED} when there is not exactly one Markdown file and one zip in it.`,
  microsoft: step(3), policy: ['5000.1.1.5'],
};
export const innerFolder: FindingKind = {
  code: 'package-inner-folder', severity: 'error',
  why: `${REFUSED} when the inner zip does not hold exactly one folder.`,
  microsoft: step(4), policy: ['5000.1.1.12'],
};
export const assets: FindingKind = {
  code: 'package-assets', severity: 'error',
  why: `${REFUSED} when the folder of assets does not hold exactly the solutions, as zips and without folders.`,
  microsoft: step(5), policy: ['5000.1.1.13'],
};
export const solutionFiles: FindingKind = {
  code: 'package-solution-files', severity: 'error',
  why: `${REFUSED} when a solution has not all three of its files at its root.`,
  microsoft: step(6), policy: ['5000.1.1.16'],
};
export const unclassified: FindingKind = {
  code: 'package-solution-unreadable', severity: 'error',
  why: `${REFUSED} when it cannot read customizations.xml, by which it tells the solutions apart.`,
  microsoft: step(7), policy: ['5000.1.1.16'],
};
export const connectorFolder: FindingKind = {
  code: 'package-connector-folder', severity: 'error',
  why: `${REFUSED} when a solution has a connector and no folder Connector.`,
  microsoft: step(8), policy: ['5000.1.1.17'],
};
export const workflowsFolder: FindingKind = {
  code: 'package-workflows-folder', severity: 'error',
  why: `${REFUSED} when a solution has flows and not both folders, Workflows and Connector.`,
  microsoft: step(9), policy: ['5000.1.1.14'],
};
export const pluginFolders: FindingKind = {
  code: 'package-plugin-folders', severity: 'error',
  why: `${REFUSED} when a plugin's solution has not all of its folders.`,
  microsoft: step(10), policy: ['5000.1.1.10'],
};
export const solutionRoles: FindingKind = {
  code: 'package-solution-roles', severity: 'error',
  why: `${REFUSED} when one of its solutions is missing: one with the connector alone, one with flows and the same connector.`,
  microsoft: step(11), policy: ['5000.1.1.6', '5000.1.1.7'],
};

export const validatorSteps: CheckFamily = { certification, inner };

function certification({ name, shown, container, directory, archives }: CertificationPart, report: Report): void {
  if (container.form === 'archive' && !isArchiveName(name)) report(found(packageName, fileAt(shown), `The package is called ${name}.`, 'Call it something.zip.'));
  if (directory.folders.length > 0) {
    report(found(outerFolder, fileAt(shown),
      `Beside intro.md lies ${listed(directory.folders.map(folder => `the folder ${folder.name}`))}.`,
      'Take folders out: intro.md and the inner zip lie at the root.'));
  }
  const counts = [['Markdown file', isMarkdownName, 'intro.md'], ['zip', isArchiveName, 'the inner zip']] as const;
  for (const [what, is, wanted] of counts) {
    const names = directory.files.filter(file => is(file.path)).map(fileName);
    if (names.length !== 1) {
      report(found(outerFiles, fileAt(shown),
        names.length === 0 ? `There is no ${what} at the root of the package.` : `There are ${names.length} at the root of the package that could be its ${what}: ${listed(names)}.`,
        `Leave exactly one, ${wanted}.`));
    }
  }
  for (const each of archives) if (each.kind !== 'inner package') report(found(innerFolder, fileAt(each.shown), 'The inner zip holds no folder of solutions.', 'Put the solutions into a folder PkgAssets, and that into the zip.'));
}

function inner({ shown, directory, archives }: InnerPart, report: Report): void {
  if (directory.folders.length !== 1) {
    report(found(innerFolder, fileAt(shown),
      `The inner zip holds ${directory.folders.length} folders: ${listed(directory.folders.map(each => each.name))}.`,
      'Leave one, PkgAssets.'));
  }
  const folder = directory.folders.find(each => /^pkgassets$/i.test(each.name)) ?? directory.folders[0];
  const solutions = archives.map(rolesOf);
  // The script is told whether a plugin is expected; here the package itself says it.
  const hasPlugin = solutions.some(each => each.plugin);
  const wanted = hasPlugin ? 3 : 2;
  if (folder) assetsIn(folder, shown, archives.length, wanted, report);
  for (const [position, each] of archives.entries()) solution(each, solutions[position] ?? rolesOf(each), report);
  if (archives.length > 0) roles(shown, solutions, hasPlugin, report);
}

function assetsIn(folder: Directory, shown: string, archives: number, wanted: number, report: Report): void {
  const where = fileAt(`${shown} › ${folder.name}`);
  if (folder.folders.length > 0) {
    report(found(assets, where,
      `In ${folder.name} lies ${listed(folder.folders.map(each => `the folder ${each.name}`))}.`,
      'Take it out: the solutions lie there as zips, and nothing below.'));
  }
  if (archives !== wanted) {
    report(found(assets, where,
      `In ${folder.name} ${archives === 1 ? 'is 1 zip' : `are ${archives} zips`}, and there should be ${wanted}.`,
      wanted === 3 ? 'Leave the solutions of the connector, of its flows and of its plugin.' : 'Leave the solution of the connector and the one of its flows.'));
  }
}

/** What is in a solution as the script sees it: the first element of each name, wherever it stands. */
interface Roles { readonly readable: boolean; readonly connector: boolean; readonly workflows: boolean; readonly plugin: boolean }
function rolesOf(part: Part): Roles {
  const root = part.kind === 'solution' ? part.solution.customizations?.element : undefined;
  return { readable: root !== undefined, connector: holds(root, 'Connector'), workflows: holds(root, 'Workflows'), plugin: holds(root, 'aicopilot_aiplugin') };
}

function holds(root: XmlElement | undefined, name: string): boolean {
  const first = root && anywhere(root, name);
  return first !== undefined && (first.attributes.length > 0 || first.children.some(each => typeof each !== 'string' || each.trim() !== ''));
}
function anywhere(root: XmlElement, name: string): XmlElement | undefined {
  if (root.name === name) return root;
  for (const each of elementsOf(root)) { const inside = anywhere(each, name); if (inside) return inside; }
  return undefined;
}

function solution(part: Part, { readable, connector, workflows, plugin }: Roles, report: Report): void {
  const { directory, shown } = part;
  const names = new Set(directory.files.map(file => fileName(file).toLowerCase()));
  const missing = ['[Content_Types].xml', 'customizations.xml', 'solution.xml'].filter(each => !names.has(each.toLowerCase()) || directory.path !== '');
  if (missing.length > 0) { report(found(solutionFiles, fileAt(shown), `The root of the solution lacks ${listed(missing)}.`, 'Export the solution again and leave its zip as it is.')); return; }
  if (!readable) { report(found(unclassified, fileAt(`${shown} › customizations.xml`), 'The file is no XML, so nothing says what the solution holds.', 'Export the solution again and leave its zip as it is.')); return; }
  const lacks = (...folders: readonly string[]): readonly string[] => folders.filter(each => !directory.folders.some(folder => folder.name.toLowerCase() === each.toLowerCase()));
  const folderFinding = (kind: FindingKind, folders: readonly string[]): void => {
    if (folders.length > 0) report(found(kind, fileAt(shown), `The solution lacks ${listed(folders.map(each => `the folder ${each}`))}.`, 'Export the solution again and leave its zip as it is.'));
  };
  if (connector) folderFinding(connectorFolder, lacks('Connector'));
  // A connector without its folder has been told; flows need both.
  if (workflows) folderFinding(workflowsFolder, connector ? lacks('Workflows') : lacks('Workflows', 'Connector'));
  if (plugin) folderFinding(pluginFolders, lacks(...(connector ? [] : ['Connector']), 'aiplugins', 'aipluginoperations'));
}

function roles(shown: string, solutions: readonly Roles[], hasPlugin: boolean, report: Report): void {
  const where = fileAt(shown);
  if (!solutions.some(({ connector, workflows, plugin }) => connector && !workflows && !plugin)) {
    report(found(solutionRoles, where,
      'None of the solutions holds the connector alone.',
      'Add the solution of the connector, without flows.'));
  }
  if (!solutions.some(({ connector, workflows, plugin }) => connector && workflows && !plugin)) {
    report(found(solutionRoles, where,
      'None of the solutions holds flows together with the connector.',
      'Add the connector to the solution of the flows: in this package it belongs into both.'));
  }
  if (hasPlugin && !solutions.some(({ connector, workflows, plugin }) => connector && !workflows && plugin)) {
    report(found(solutionRoles, where,
      'None of the solutions holds the plugin together with the connector alone.',
      'Add the connector to the solution of the plugin, and take flows out of it.'));
  }
}

const fileAt = (file: string): { readonly kind: 'file'; readonly file: string } => ({ kind: 'file', file });
const listed = (names: readonly string[]): string => (names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names[0] ?? 'nothing');
