/** XML as the platform writes it, so that a difference in source control is a difference in content. */
import { isElement, type XmlElement } from './xml-element';

/** `exported`: customizations.xml and solution.xml of an exported zip; `unpacked`: files for source control; `line`: [Content_Types].xml. */
export type XmlForm = 'exported' | 'unpacked' | 'line';

const declaration = '\uFEFF<?xml version="1.0" encoding="utf-8"?>';
const forms = {
  exported: { head: '', newline: '\r\n', indent: '  ' },
  unpacked: { head: `${declaration}\n`, newline: '\n', indent: '  ' },
  line: { head: declaration, newline: '', indent: '' },
} as const;

/** Elements that exports write with an end tag though they are empty: those that hold a text at other times, and two lists. */
const openWhenEmpty: ReadonlySet<string> = new Set(['Entities', 'Roles', 'Workflows', 'FieldSecurityProfiles', 'description']);

/** The text of an element and all below it. */
export function printXml(root: XmlElement, form: XmlForm): string {
  const { head, newline, indent } = forms[form];
  const lines: string[] = [];
  const print = (element: XmlElement, depth: number): void => {
    const start = `${indent.repeat(depth)}<${element.name}${element.attributes.map(([name, value]) => ` ${name}="${escaped(value, true)}"`).join('')}`;
    const children = element.children.filter(isElement);
    if (children.length > 0) {
      lines.push(`${start}>`);
      for (const child of children) print(child, depth + 1);
      lines.push(`${indent.repeat(depth)}</${element.name}>`);
    } else {
      const text = element.children.join('');
      const open = text !== '' || isNil(element) || (openWhenEmpty.has(element.name) && (form === 'exported' || element.name === 'description'));
      lines.push(open ? `${start}>${escaped(text, false)}</${element.name}>` : `${start} />`);
    }
  };
  print(root, 0);
  return head + lines.join(newline);
}

const isNil = (element: XmlElement): boolean => element.attributes.some(([name, value]) => name === 'xsi:nil' && value === 'true');

/** Characters that XML 1.0 can't hold at all are left out: no text of a connector has a meaning in them. */
// eslint-disable-next-line no-control-regex -- control characters are what is looked for
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
function escaped(text: string, inAttribute: boolean): string {
  const plain = text.replace(unprintable, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
  return inAttribute ? plain.replaceAll('"', '&quot;').replaceAll('\n', '&#xA;').replaceAll('\t', '&#x9;') : plain;
}
