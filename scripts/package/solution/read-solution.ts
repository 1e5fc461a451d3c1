/** A solution from its files, in the form of an exported zip or unpacked for source control. */
import { PackageError } from '../package-error';
import type { PackageFile } from '../package-file';
import { parseXml } from '../xml/read-xml';
import { attributeOf, childText, element, elementsOf, firstOf, type XmlElement } from '../xml/xml-element';
import { contentTypesPath } from './content-types';
import { isManagedTwin } from './managed-twin';
import type { Solution } from './solution';

export type SolutionForm = 'exported' | 'unpacked';

const manifests = { exported: 'solution.xml', unpacked: 'Other/Solution.xml' } as const;
const customizationFiles = { exported: 'customizations.xml', unpacked: 'Other/Customizations.xml' } as const;

/** Which form these files have; undefined where they are no solution. Letter case of names does not count, as on Windows. */
export function solutionForm(files: readonly PackageFile[]): SolutionForm | undefined {
  const has = (path: string): boolean => found(files, path) !== undefined;
  return has(manifests.exported) && has(customizationFiles.exported) ? 'exported' : has(manifests.unpacked) && has(customizationFiles.unpacked) ? 'unpacked' : undefined;
}

/** Reads a solution. Throws PackageError 'solution-none' where these files are none, and what parseXml throws. */
export async function readSolution(files: readonly PackageFile[]): Promise<Solution> {
  const form = solutionForm(files);
  if (!form) throw new PackageError('solution-none', 'These files are no solution: there is neither solution.xml with customizations.xml, as in an exported zip, nor Other/Solution.xml with Other/Customizations.xml, as in an unpacked one.');
  const manifestFile = found(files, manifests[form])!; // solutionForm has found both
  const customizationsFile = found(files, customizationFiles[form])!;
  const manifest = parseXml(await manifestFile.read(), manifestFile.path);
  const customizations = parseXml(await customizationsFile.read(), customizationsFile.path);
  for (const [root, path] of [[manifest, manifestFile.path], [customizations, customizationsFile.path]] as const) {
    if (root.name !== 'ImportExportXml') throw new PackageError('xml-shape', `${path}: its root element is <${root.name}>, and in a solution it is <ImportExportXml>.`, path, root.line);
  }
  const rest = files.filter(file => file !== manifestFile && file !== customizationsFile && file.path.toLowerCase() !== contentTypesPath.toLowerCase());
  return form === 'exported' ? { manifest, customizations, files: rest } : packedTogether(manifest, customizations, rest);
}

const found = (files: readonly PackageFile[], path: string): PackageFile | undefined => files.find(file => file.path.toLowerCase() === path.toLowerCase());

const connectorFile = /^Connectors\/([^/]+)\.xml$/i;
/** Cloud flows are JSON, older processes XAML. */
const workflowFile = /^Workflows\/(.+)\.(json|xaml)\.data\.xml$/i;
const unpackedConnectorFolder = /^Connectors\//i;

/** Unpacked components go back inline, their files back into the folder of the exported zip. */
async function packedTogether(manifest: XmlElement, customizations: XmlElement, files: readonly PackageFile[]): Promise<Solution> {
  const paths = new Set(files.map(file => file.path));
  const described = (pattern: RegExp): readonly PackageFile[] => files.filter(file => pattern.test(file.path) && !isManagedTwin(file.path, paths));
  const inline = async (described: readonly PackageFile[]): Promise<readonly XmlElement[]> => inOrderOf(manifest,
    await Promise.all(described.map(async file => withoutNamespace(parseXml(await file.read(), file.path)))));
  const [ofConnectors, ofWorkflows] = [described(connectorFile), described(workflowFile)];
  const [connectors, workflows] = [await inline(ofConnectors), await inline(ofWorkflows)];
  const inlined = new Set([...ofConnectors, ...ofWorkflows]);
  return {
    manifest,
    customizations: withList(withList(customizations, 'Connectors', connectors), 'Workflows', workflows),
    files: files.filter(file => !inlined.has(file))
      .map(file => (unpackedConnectorFolder.test(file.path) ? { ...file, path: file.path.replace(unpackedConnectorFolder, 'Connector/') } : file)),
  };
}

/** Components stand as the manifest lists them, whatever the order of their files; what it does not list comes last. */
function inOrderOf(manifest: XmlElement, components: readonly XmlElement[]): readonly XmlElement[] {
  const listed = elementsOf(firstOf(firstOf(manifest, 'SolutionManifest'), 'RootComponents')).map(root => idOf(attributeOf(root, 'id')));
  const rank = (component: XmlElement): number => {
    const index = listed.indexOf(idOf(childText(component, 'connectorid') ?? attributeOf(component, 'WorkflowId')));
    return index < 0 ? listed.length : index;
  };
  return [...components].sort((one, other) => rank(one) - rank(other));
}
const idOf = (id: string | undefined): string => (id ?? '').replace(/[{}]/g, '').toLowerCase();

/** Inline, the namespace is declared at the root of the file. */
const withoutNamespace = (component: XmlElement): XmlElement => ({ ...component, attributes: component.attributes.filter(([name]) => name !== 'xmlns:xsi') });

/** The root with these elements in its list; the list is added before Languages where it is missing. */
export function withList(root: XmlElement, list: string, items: readonly XmlElement[]): XmlElement {
  const present = firstOf(root, list);
  if (present) return { ...root, children: root.children.map(child => (child === present ? { ...present, children: items } : child)) };
  if (items.length === 0) return root;
  const languages = firstOf(root, 'Languages');
  const at = languages ? root.children.indexOf(languages) : root.children.length;
  return { ...root, children: [...root.children.slice(0, at), element(list, {}, ...items), ...root.children.slice(at)] };
}
