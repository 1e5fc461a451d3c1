/** The tree of a package as text: aligned, one line a fact. */
import type { ReportedPart } from './package-report';

const INDENT = '  ';

/** Ends with a newline. */
export function treeText(root: ReportedPart): string {
  return `${lines(root, '').join('\n')}\n`;
}

function lines({ name, kind, facts, children }: ReportedPart, indent: string): readonly string[] {
  const width = Math.max(0, ...facts.map(({ label }) => label.length));
  const inside = `${indent}${INDENT}`;
  return [
    `${indent}${shown(name)} · ${kind}`,
    ...facts.map(({ label, value }) => `${inside}${label.padEnd(width)}  ${shown(value)}`),
    ...children.flatMap(child => lines(child, inside)),
  ];
}

/** Names come from files: what would move the cursor, or hide what follows, is shown as its number. */
const shown = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g, each => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
