/** [Content_Types].xml: which kinds of file an exported zip holds. The platform opens a solution as an OPC package, which has this list. */
import { element, type XmlElement } from '../xml/xml-element';

export const contentTypesPath = '[Content_Types].xml';
const octets = 'application/octet-stream';

/**
 * The list for these paths: one entry an extension, spelled as the first file has it, xml first as in every export; files
 * without an extension are named one by one. Extensions are compared without letter case (ECMA-376 part 2, content types), so that
 * `Png` and `png` are one: a reader refuses a list that names it twice.
 */
export function contentTypes(paths: readonly string[]): XmlElement {
  const extensions = new Map<string, string>([['xml', 'xml']]);
  for (const extension of paths.map(extensionOf)) if (extension !== undefined && !extensions.has(extension.toLowerCase())) extensions.set(extension.toLowerCase(), extension);
  const bare = paths.filter(path => extensionOf(path) === undefined);
  return element('Types', { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
    ...[...extensions.values()].map(extension => element('Default', { Extension: extension, ContentType: octets })),
    ...bare.map(path => element('Override', { PartName: `/${path}`, ContentType: octets })));
}

export function extensionOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || dot === name.length - 1 ? undefined : name.slice(dot + 1);
}
