/** XML as data, from the text of a package's file. */
import { DOMParser, ParseError, type Element, type Node } from '@xmldom/xmldom';
import { PackageError } from '../package-error';
import type { XmlElement, XmlNode } from './xml-element';

/** Deeper than any solution; a stack is not endless. */
const deepest = 200;
/** In characters. XML of a connector's solution is far below 1 MB, and the largest takes seconds to read. */
const largest = 20_000_000;

/**
 * The root element of an XML file. Byte-order marks and declarations are taken off; white space between elements, comments
 * and processing instructions are left out. Throws PackageError 'xml-damaged', with the line, for what is not well-formed,
 * for a document type (nothing of the platform's has one, and it can be made to do harm), and for texts in unknown encodings.
 */
export function parseXml(content: Uint8Array | string, path: string): XmlElement {
  const text = typeof content === 'string' ? content.replace(/^\uFEFF/, '') : decoded(content, path);
  const refused: Refusal = (message, line) => new PackageError('xml-damaged', `${path}${line === undefined ? '' : `:${line}`}: ${message.trim().replace(/\.?$/, '.')} The platform refuses the whole package; mend the file.`, path, line);
  const failed: Refusal = (message, line) => refused(`this is not well-formed XML: ${message}`, line);
  if (text.length > largest) throw new PackageError('xml-damaged', `${path}: it has more than ${largest / 1_000_000} million characters, which no solution of a connector has, and is not read.`, path);
  const prologEnd = endOfProlog(text);
  if (/^<!DOCTYPE/i.test(text.slice(prologEnd, prologEnd + 9))) throw refused('it has a document type (<!DOCTYPE …>), which solutions never have', text.slice(0, prologEnd).split('\n').length);
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
  return elementOf(root, 0, refused);
}

type Refusal = (message: string, line?: number) => PackageError;

/** Where the declaration, comments, instructions and white space in front of everything else end. A document type can only stand there. */
function endOfProlog(text: string): number {
  const blank = /\s*/y;
  let at = 0;
  for (;;) {
    blank.lastIndex = at;
    at += blank.exec(text)![0].length; // matches always, if only nothing
    const end = text.startsWith('<?', at) ? '?>' : text.startsWith('<!--', at) ? '-->' : undefined;
    const closed = end === undefined ? -1 : text.indexOf(end, at + 2);
    if (end === undefined || closed < 0) return at;
    at = closed + end.length;
  }
}

interface ParserPosition { readonly locator?: { readonly lineNumber?: number } }

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;

function elementOf(node: Element, depth: number, refused: Refusal): XmlElement {
  if (depth > deepest) throw refused(`elements stand more than ${deepest} deep in each other`, node.lineNumber);
  const children: XmlNode[] = [];
  let text = '';
  for (let child: Node | null = node.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === ELEMENT) children.push(elementOf(child as Element, depth + 1, refused)); // its type says that it is one
    else if (child.nodeType === TEXT || child.nodeType === CDATA) text += child.nodeValue ?? '';
  }
  if (children.length > 0 && text.trim() !== '') throw refused(`<${node.nodeName}> has text beside elements, which no file of a solution has`, node.lineNumber);
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
  const text = decodedAs(encoding, bytes, path);
  const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(text)?.[1];
  const fits = declared === undefined || (encoding === 'utf-8' ? /^(utf-?8|us-ascii)$/i : /^utf-?16/i).test(declared);
  if (!fits) throw new PackageError('xml-damaged', `${path}: it says that it is ${declared}, and its bytes are ${encoding.toUpperCase()}; the platform refuses that or misreads it. Save it as UTF-8, and say encoding="utf-8" in its first line.`, path, 1);
  return text;
}

function decodedAs(encoding: string, bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new PackageError('xml-damaged', `${path}: its bytes are not ${encoding.toUpperCase()}, so nothing can read it. Save it as UTF-8.`, path);
  }
}
