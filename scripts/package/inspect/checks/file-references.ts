/** Files that XML names, and files that nothing names. */
import { elementsOf, isElement, textIn, type XmlElement } from '../../xml/xml-element';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedSolution, PlacedElement } from '../inspected-solution';
import type { SolutionPart } from '../part';
import type { CheckFamily, Surroundings } from './part-check';

export const fileMissing: FindingKind = {
  code: 'solution-file-missing', severity: 'error',
  why: 'An import reads every file that the solution names and stops at the first one that is not there.',
  policy: ['5000.1.1.17'],
};
export const fileUnused: FindingKind = { code: 'solution-file-unused', severity: 'warning', why: 'An import reads the files that the solution names, so this one has no effect.' };
export const folderForm: FindingKind = {
  code: 'solution-folder-name', severity: 'error',
  why: 'An exported solution keeps connectors in the folder Connector, an unpacked one in Connectors. The platform and its tools look in the folder of the form they read.',
  policy: ['5000.1.1.17'],
};
export const notAtRoot: FindingKind = {
  code: 'solution-below-root', severity: 'error',
  why: 'An import looks for solution.xml at the root of the archive and finds none.',
  policy: ['5000.1.1.16'],
};

export const fileReferences: CheckFamily = { solution };

function solution(each: InspectedSolution, report: Report, _: Surroundings, { container, directory }: SolutionPart): void {
  if (container.form === 'archive' && directory.path !== '') {
    report(found(notAtRoot, { kind: 'file', file: each.shown },
      `The solution lies in the folder ${directory.path.slice(0, -1)} of the archive.`,
      'Put the content of the folder into the archive, not the folder.'));
  }
  const misplaced = misplacedFolder(each, report);
  const named = namedFiles(each);
  for (const { path, file, element } of named) {
    if (each.fileAt(path) || misplaced.has(path)) continue;
    report(found(fileMissing, file.line(element.line), `<${element.name}> names ${path}, and there is no such file.`, 'Add the file, or correct the path; letter case counts.'));
  }
  if (!each.customizations) return;
  const used = new Set(named.map(({ path }) => each.fileAt(path)?.path));
  // Other folders hold components that this toolchain does not know, and whose files it could not tell apart.
  for (const file of each.files) {
    if (!ownFolder.test(file.path) || used.has(file.path) || descriptions.test(file.path) || wrongFolder(each).test(file.path)) continue;
    report(found(fileUnused, file.whole(), 'Nothing in the solution names this file.', 'Remove it, or name it where it belongs.'));
  }
}

const ownFolder = /^(connectors?|workflows)\//i;
/** In the unpacked form, what describes a component stands beside its files. */
const descriptions = /^Connectors\/[^/]+\.xml$|^Workflows\/[^/]+\.data(_managed)?\.xml$/i;
const wrongFolder = ({ form }: InspectedSolution): RegExp => (form === 'exported' ? /^Connectors\//i : /^Connector\//i);

/** The paths that would be there if the folder had its right name: one finding about the folder is enough. */
function misplacedFolder(each: InspectedSolution, report: Report): ReadonlySet<string> {
  const wrong = each.files.filter(file => wrongFolder(each).test(file.path));
  const [first] = wrong;
  if (!first) return new Set();
  const [is, shouldBe] = each.form === 'exported' ? ['Connectors', 'Connector'] : ['Connector', 'Connectors'];
  report(found(folderForm, first.whole(), `The connector's files lie in ${is}, and this is an ${each.form} solution.`, `Call the folder ${shouldBe}.`));
  return new Set(wrong.map(file => `/Connector/${file.path.slice(file.path.indexOf('/') + 1)}`));
}

/** Every text in the XML that is the path of a file, as the platform writes them: from the root, with a slash in front. */
function namedFiles({ customizations, connectors, workflows }: InspectedSolution): readonly (PlacedElement & { readonly path: string })[] {
  const roots = new Map([customizations, ...connectors, ...workflows].flatMap(each => (each ? [[each.element, each] as const] : [])));
  const found = new Map<XmlElement, PlacedElement & { readonly path: string }>();
  for (const { element, file } of roots.values()) {
    for (const leaf of leavesOf(element)) {
      const path = textIn(leaf)?.trim() ?? '';
      if (pathOf.test(path)) found.set(leaf, { element: leaf, file, path });
    }
  }
  return [...found.values()];
}

const pathOf = /^\/(Connector|Workflows|CanvasApps|PluginAssemblies|WebResources|Reports|Assets)\/[^<>{}]+$/;

const leavesOf = (element: XmlElement): readonly XmlElement[] => (element.children.some(isElement) ? elementsOf(element).flatMap(leavesOf) : [element]);
