/** [Content_Types].xml: which kinds of file an exported zip holds. The platform opens a solution as an OPC package, which has this list. */
import { element, type XmlElement } from '../xml/xml-element';

export const contentTypesPath = '[Content_Types].xml';
const octets = 'application/octet-stream';

/**
 * The list for these paths: one entry an extension, spelled as the files have it, xml and json first as in every export;
 * files without an extension are named one by one.
 */
export function contentTypes(paths: readonly string[]): XmlElement {
  const extensions = new Set(['xml', ...paths.map(extensionOf).filter(extension => extension !== undefined)]);
  const bare = paths.filter(path => extensionOf(path) === undefined);
  return element('Types', { xmlns: 'http://schemas.openxmlformats.org/package/2006/content-types' },
    ...[...extensions].map(extension => element('Default', { Extension: extension, ContentType: octets })),
    ...bare.map(path => element('Override', { PartName: `/${path}`, ContentType: octets })));
}

export function extensionOf(path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 || dot === name.length - 1 ? undefined : name.slice(dot + 1);
}
