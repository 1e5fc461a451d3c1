/** A solution as files, in either form. */
import { packageFile, type PackageFile } from '../package-file';
import { printXml } from '../xml/print-xml';
import { attributeOf, childText, elementsOf, firstOf, type XmlElement } from '../xml/xml-element';
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
 * zip, and there is no list of content types; both as the platform's own tool leaves them.
 */
export function unpackedFiles({ manifest, customizations, files }: Solution): readonly PackageFile[] {
  const connectors = elementsOf(firstOf(customizations, 'Connectors'));
  const workflows = elementsOf(firstOf(customizations, 'Workflows'));
  const emptied = withEmptied(withEmptied(customizations, 'Connectors'), 'Workflows');
  return [
    packageFile('Other/Solution.xml', printXml(manifest, 'unpacked')),
    packageFile('Other/Customizations.xml', printXml(emptied, 'unpacked')),
    ...connectors.map(connector => packageFile(`Connectors/${childText(connector, 'name') ?? attributeOf(connector, 'name') ?? ''}.xml`, printXml(withNamespace(connector), 'unpacked'))),
    ...workflows.map(workflow => packageFile(`${(childText(workflow, 'JsonFileName') ?? '').replace(/^\//, '')}.data.xml`, printXml(withNamespace(workflow), 'unpacked'))),
    ...files.map(file => (exportedConnectorFolder.test(file.path) ? { ...file, path: file.path.replace(exportedConnectorFolder, 'Connectors/') } : file)),
  ];
}

const withEmptied = (root: XmlElement, list: string): XmlElement => (firstOf(root, list) ? withList(root, list, []) : root);
const withNamespace = (component: XmlElement): XmlElement => ({ ...component, attributes: [...component.attributes, ['xmlns:xsi', schemaInstance]] });
