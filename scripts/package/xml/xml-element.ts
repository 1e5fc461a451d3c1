/** An XML element as data. Attributes and children keep their order; white space between elements is not kept. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, value: string])[];
  /** Elements, or one text. */
  readonly children: readonly XmlNode[];
  /** Where it began in the text it was read from, from 1. */
  readonly line?: number;
}
export type XmlNode = XmlElement | string;

/** An element; undefined attributes and empty texts are left out. */
export function element(name: string, attributes: Readonly<Record<string, string | undefined>> = {}, ...children: readonly XmlNode[]): XmlElement {
  return { name, attributes: Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== undefined), children: children.filter(child => child !== '') };
}

export const isElement = (node: XmlNode): node is XmlElement => typeof node !== 'string';
/** The child elements of that name, or all of them. */
export const elementsOf = (parent: XmlElement | undefined, name?: string): readonly XmlElement[] =>
  (parent?.children ?? []).filter(isElement).filter(child => name === undefined || child.name === name);
/** The first child element of that name. */
export const firstOf = (parent: XmlElement | undefined, name: string): XmlElement | undefined => elementsOf(parent, name)[0];
/** The text directly inside an element; undefined where there is no element, empty where it has none. */
export const textIn = (parent: XmlElement | undefined): string | undefined => parent && parent.children.filter(child => typeof child === 'string').join('');
/** The text of the first child element of that name. */
export const childText = (parent: XmlElement | undefined, name: string): string | undefined => textIn(firstOf(parent, name));
export const attributeOf = (node: XmlElement | undefined, name: string): string | undefined => node?.attributes.find(([each]) => each === name)?.[1];
