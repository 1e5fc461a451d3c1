/** XML as data, from the text of a package's file. */
import { DOMParser, ParseError, type Element, type Node } from '@xmldom/xmldom';
import { PackageError } from '../package-error';
import type { XmlElement, XmlNode } from './xml-element';

/** Deeper than any solution; a stack is not endless. */
const deepest = 200;

/**
 * The root element of an XML file. Byte-order marks and declarations are taken off; white space between elements, comments
 * and processing instructions are left out. Throws PackageError 'xml-damaged', with the line, for what is not well-formed,
 * for a document type (nothing of the platform's has one, and it can be made to do harm), and for texts in unknown encodings.
 */
export function parseXml(content: Uint8Array | string, path: string): XmlElement {
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : decoded(content, path);
  const failed = (message: string, line?: number): PackageError => new PackageError('xml-damaged', `${path}${line === undefined ? '' : `:${line}`}: this is not well-formed XML: ${message.trim().replace(/\.?$/, '.')} The platform refuses the whole package; mend the file.`, path, line);
  const noType = /<!DOCTYPE/i.exec(text);
  if (noType) throw failed('it has a document type (<!DOCTYPE …>), which solutions never have', text.slice(0, noType.index).split('\n').length);
  // The parser wraps what its handler throws into further errors; the first problem is the one that says something.
  const problems: { readonly message: string; readonly line: number | undefined }[] = [];
  let root: Element | null;
  try {
    root = new DOMParser({ onError: (_level, message, context: ParserPosition) => {
      problems.push({ message: message.replace(/^\[xmldom \w+\]\s*/, ''), line: context?.locator?.lineNumber });
      throw new ParseError(message);
    } }).parseFromString(text, 'text/xml').documentElement;
  } catch (error) {
    const first = problems[0];
    throw failed((first?.message ?? (error as Error).message).replace(/@#\[[^\]]*\]/g, '').replace(/\s+/g, ' '), first?.line); // the parser throws errors and nothing else
  }
  if (!root) throw failed('it has no element');
  return elementOf(root, 0, failed);
}

interface ParserPosition { readonly locator?: { readonly lineNumber?: number } }

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

function elementOf(node: Element, depth: number, failed: (message: string, line?: number) => PackageError): XmlElement {
  if (depth > deepest) throw failed(`elements stand more than ${deepest} deep in each other`, node.lineNumber);
  const children: XmlNode[] = [];
  let text = '';
  for (let child: Node | null = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === ELEMENT) children.push(elementOf(child as Element, depth + 1, failed)); // its type says that it is one
    else if (child.nodeType === TEXT || child.nodeType === CDATA) text += child.nodeValue ?? '';
  }
  if (children.length > 0 && text.trim() !== '') throw failed(`<${node.nodeName}> has text beside elements, which no file of a solution has`, node.lineNumber);
  const attributes = Array.from(node.attributes, attribute => [attribute.name, attribute.value] as const);
  return {
    name: node.nodeName, attributes, children: children.length > 0 || isLayout(text) ? children : [text],
    ...(node.lineNumber === undefined ? {} : { line: node.lineNumber }),
  };
}

/** White space that only lays the file out; blanks alone may be a text. */
const isLayout = (text: string): boolean => text === '' || (text.trim() === '' && text.includes('\n'));

function decoded(bytes: Uint8Array, path: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new PackageError('xml-damaged', `${path}: its bytes are not ${encoding.toUpperCase()}, so nothing can read it. Save it as UTF-8.`, path);
  }
}
