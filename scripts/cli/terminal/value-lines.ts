/** JSON values as lines for people: names, indentation, long values folded. */

import { counted } from '../../diagnostics/counted';

/** Longer texts, lists and objects are folded unless all is asked for. */
export interface Folding { readonly text: number; readonly items: number; readonly lines: number; readonly depth: number }
export const folded: Folding = { text: 160, items: 3, lines: 10, depth: 4 };
export const whole: Folding = { text: Infinity, items: Infinity, lines: Infinity, depth: Infinity };

/** A value in lines; "name: value" for the members of an object, "- value" for items. */
export function valueLines(value: unknown, folding: Folding, indent = ''): readonly string[] {
  if (Array.isArray(value)) return listLines(value, folding, indent);
  if (typeof value !== 'object' || value === null) return textLines(value, folding).map(line => indent + line);
  const entries = Object.entries(value);
  if (entries.length === 0) return [`${indent}{}`];
  if (folding.depth === 0) return [`${indent}{… ${counted(entries.length, 'value')}}`];
  return entries.flatMap(([name, each]) => labelled(`${clean(name)}:`, each, folding, indent));
}

function listLines(items: readonly unknown[], folding: Folding, indent: string): readonly string[] {
  if (items.length === 0) return [`${indent}[]`];
  if (folding.depth === 0) return [`${indent}[… ${counted(items.length, 'item')}]`];
  const shown = items.slice(0, folding.items).flatMap(each => itemLines(each, folding, indent));
  return items.length > folding.items ? [...shown, `${indent}… ${counted(items.length - folding.items, 'more item')}`] : shown;
}

/** What is in an item begins beside its dash. */
function itemLines(value: unknown, folding: Folding, indent: string): readonly string[] {
  return valueLines(value, { ...folding, depth: folding.depth - 1 }).map((line, index) => `${indent}${index === 0 ? '-' : ' '} ${line}`);
}

function labelled(label: string, value: unknown, folding: Folding, indent: string): readonly string[] {
  const inner = valueLines(value, { ...folding, depth: folding.depth - 1 });
  return inner.length === 1 && (folding.depth === 1 || !isNested(value)) ? [`${indent}${label} ${inner[0]}`] : [`${indent}${label}`, ...inner.map(line => `${indent}  ${line}`)];
}

/** An object or list with something in it that is not folded away goes on lines of its own. */
const isNested = (value: unknown): boolean => typeof value === 'object' && value !== null && Object.keys(value).length > 0;

function textLines(value: unknown, folding: Folding): readonly string[] {
  if (typeof value !== 'string') return [JSON.stringify(value) ?? 'undefined'];
  if (value === '') return ['""'];
  const lines = (value.length > folding.text ? `${[...value].slice(0, folding.text).join('')}… (${value.length} characters)` : value).split(/\r?\n/).map(clean);
  return lines.length > folding.lines ? [...lines.slice(0, folding.lines), `… ${counted(lines.length - folding.lines, 'more line')}`] : lines;
}

/** Control characters would steer the terminal. */
const clean = (text: string): string => text.replace(/\t/g, '  ').replace(/\p{C}/gu, '');
