/** A solution as files, in either form. */
import { PackageError } from '../package-error';
import { packageFile, type PackageFile } from '../package-file';
import { printXml } from '../xml/print-xml';
import { childText, elementsOf, firstOf, type XmlElement } from '../xml/xml-element';
import { contentTypes, contentTypesPath } from './content-types';
import { withList } from './read-solution';
import type { Solution } from './solution';

/** The files of an exported zip, in the order in which the platform writes them. */
export function exportedFiles({ manifest, customizations, files }: Solution): readonly PackageFile[] {
  const paths = ['customizations.xml', 'solution.xml', ...files.map(file => file.path)];
  return [
    packageFile('customizations.xml', printXml(customizations, 'exported')),
    packageFile(contentTypesPath, printXml(contentTypes(paths), 'line')),
    packageFile('solution.xml', printXml(manifest, 'exported')),
    ...files,
  ];
}

const exportedConnectorFolder = /^Connector\//i;
const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';

/**
 * The files of the form for source control: a file a component. Paths inside the XML stay as they are in the exported
 * zip, and there is no list of content types; both as the platform's own tool leaves them. Of apps only the files are moved:
 * what stands inline of them stays there. Throws PackageError 'xml-shape' for a connector or flow whose name is no name of a file.
 */
export function unpackedFiles({ manifest, customizations, files }: Solution): readonly PackageFile[] {
  const connectors = elementsOf(firstOf(customizations, 'Connectors'), 'Connector');
  const workflows = elementsOf(firstOf(customizations, 'Workflows'), 'Workflow');
  const emptied = withEmptied(withEmptied(customizations, 'Connectors'), 'Workflows');
  return [
    packageFile('Other/Solution.xml', printXml(manifest, 'unpacked')),
    packageFile('Other/Customizations.xml', printXml(emptied, 'unpacked')),
    ...connectors.map(connector => packageFile(`Connectors/${fileName(connector, childText(connector, 'name'))}.xml`, printXml(withNamespace(connector), 'unpacked'))),
    ...workflows.map(workflow => packageFile(`Workflows/${fileName(workflow, workflowFile(workflow))}.data.xml`, printXml(withNamespace(workflow), 'unpacked'))),
    ...files.map(file => (exportedConnectorFolder.test(file.path) ? { ...file, path: file.path.replace(exportedConnectorFolder, 'Connectors/') } : file)),
  ];
}

const workflowFile = (workflow: XmlElement): string | undefined => (childText(workflow, 'JsonFileName') ?? childText(workflow, 'XamlFileName'))?.replace(/^\/?Workflows\//i, '');

/** A name out of a solution of others becomes the name of a file only if it can't lead into another folder. */
function fileName({ name: element, line }: XmlElement, name: string | undefined): string {
  if (name === undefined || !/^[^\\/:*?"<>|\u0000-\u001f]+$/.test(name) || /^\.*$/.test(name)) throw new PackageError('xml-shape', `A <${element}> in customizations.xml has ${name === undefined ? 'no name' : `the name ${JSON.stringify(name)}`}, and nothing of that name can be a file. The solution was not exported by the platform, or changed since; export it again.`, 'customizations.xml', line);
  return name;
}

const withEmptied = (root: XmlElement, list: string): XmlElement => (firstOf(root, list) ? withList(root, list, []) : root);
const withNamespace = (component: XmlElement): XmlElement => ({ ...component, attributes: [...component.attributes, ['xmlns:xsi', schemaInstance]] });
