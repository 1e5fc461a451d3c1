/** The tree of a package as text: aligned, one line a fact. */
import type { Fact, ReportedPart } from './package-report';

const INDENT = '  ';
/** So many items of a list are printed; JSON has all of them. */
const FIRST = 6;

/** Ends with a newline. What is inside one package exactly as inside another before it is printed once. */
export function treeText(root: ReportedPart): string {
  return `${lines(root, '', new Set()).join('\n')}\n`;
}

function lines(part: ReportedPart, indent: string, known: Set<string>): readonly string[] {
  const { name, kind, facts, children } = part;
  const heading = `${indent}${shown(name)} · ${kind}`;
  const key = JSON.stringify(part);
  if (known.has(key)) return [`${heading}, as above`];
  known.add(key);
  const width = Math.max(0, ...facts.map(({ label }) => label.length));
  const inside = `${indent}${INDENT}`;
  return [heading, ...facts.map(({ label, value }) => `${inside}${label.padEnd(width)}  ${shown(textOf(value))}`), ...children.flatMap(child => lines(child, inside, known))];
}

function textOf(value: Fact['value']): string {
  if (typeof value === 'string') return value;
  const more = value.length - FIRST;
  return more > 0 ? `${value.slice(0, FIRST).join(', ')} and ${more} more` : value.join(', ');
}

/** Names come from files: what would move the cursor, or hide what follows, is shown as its number. */
const shown = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
