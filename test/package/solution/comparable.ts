import { parseXml } from '../../../scripts/package/xml/read-xml';
import type { XmlElement } from '../../../scripts/package/xml/xml-element';
import type { PackageFile } from '../../../scripts/package/package-file';

/** XML with what has no meaning taken out: order of attributes, lines. */
export const canonical = (node: XmlElement): unknown => ({
  name: node.name, attributes: Object.fromEntries(node.attributes), children: node.children.map(child => (typeof child === 'string' ? child : canonical(child))),
});

/** Files by path: XML canonically, JSON by value, others by their bytes. */
export async function comparable(files: readonly PackageFile[]): Promise<Readonly<Record<string, unknown>>> {
  const entries = await Promise.all([...files].sort((one, other) => (one.path < other.path ? -1 : 1)).map(async file => {
    const bytes = await file.read();
    if (file.path.endsWith('.xml')) return [file.path, canonical(parseXml(bytes, file.path))] as const;
    if (file.path.endsWith('.json')) return [file.path, JSON.parse(Buffer.from(bytes).toString('utf8').replace(/^\uFEFF/, '')) as unknown] as const;
    return [file.path, Buffer.from(bytes).toString('base64')] as const;
  }));
  return Object.fromEntries(entries);
}
