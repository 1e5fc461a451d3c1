import type { OperationNode, PathNode } from '../../walk/nodes';

/** Two operations of one method: each request to the first path matches the second one as well. */
export interface PartialDuplicate { readonly fixed: OperationNode; readonly variable: OperationNode }

/** The platform takes 256 operations; so many pairs are enough, and a larger document costs no more. */
const MOST_PAIRS = 40_000;

/**
 * The operations whose path is a case of another path of the same method: same number of parts, each part the same text
 * or a variable in the other, and one at least not the same. Each operation comes once, with the first path it is a case of.
 */
export function partialDuplicates(operations: readonly OperationNode[]): readonly PartialDuplicate[] {
  const groups = new Map<string, { readonly node: OperationNode; readonly parts: readonly string[] }[]>();
  let path: PathNode | undefined;
  let parts: readonly string[] = [];
  for (const node of operations) {
    // The operations of a path follow one another.
    if (node.path !== path) { path = node.path; parts = partsOf(path.path); }
    const key = `${node.method} ${parts.length}`;
    const group = groups.get(key);
    if (group) group.push({ node, parts }); else groups.set(key, [{ node, parts }]);
  }
  const found: PartialDuplicate[] = [];
  let pairs = 0;
  for (const group of groups.values()) {
    const general = group.filter(({ parts }) => parts.includes(VARIABLE));
    if (general.length === 0) continue;
    for (const { node, parts } of group) {
      const variable = general.find(other => { pairs += 1; return pairs <= MOST_PAIRS && other.node !== node && isCaseOf(parts, other.parts); });
      if (variable) found.push({ fixed: node, variable: variable.node });
      if (pairs > MOST_PAIRS) return found;
    }
  }
  return found;
}

const partsOf = (path: string): readonly string[] => path.split('/').map(part => (part.startsWith('{') && isVariable.test(part) ? VARIABLE : part));
const isVariable = /^\{[^{}]*\}$/;

/** Stands for every variable; no part of a path can be written so, because it has a slash. */
const VARIABLE = '/';

function isCaseOf(parts: readonly string[], other: readonly string[]): boolean {
  let differs = false;
  for (let position = 0; position < parts.length; position += 1) {
    const part = parts[position];
    if (part === other[position]) continue;
    if (other[position] !== VARIABLE || part === '') return false;
    differs = true;
  }
  return differs;
}
