import type { OperationNode } from '../../walk/nodes';

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
  for (const node of operations) {
    const parts = node.path.path.split('/').map(part => (/^\{[^{}]*\}$/.test(part) ? VARIABLE : part));
    const key = `${node.method} ${parts.length}`;
    const group = groups.get(key);
    if (group) group.push({ node, parts }); else groups.set(key, [{ node, parts }]);
  }
  const found: PartialDuplicate[] = [];
  let pairs = 0;
  for (const group of groups.values()) {
    const general = group.filter(({ parts }) => parts.includes(VARIABLE));
    for (const { node, parts } of group) {
      const variable = general.find(other => { pairs += 1; return pairs <= MOST_PAIRS && other.node !== node && isCaseOf(parts, other.parts); });
      if (variable) found.push({ fixed: node, variable: variable.node });
      if (pairs > MOST_PAIRS) return found;
    }
  }
  return found;
}

/** Stands for every variable; no part of a path can be written so, because it has a slash. */
const VARIABLE = '/';

function isCaseOf(parts: readonly string[], other: readonly string[]): boolean {
  let differs = false;
  for (const [position, part] of parts.entries()) {
    if (part === other[position]) continue;
    if (other[position] !== VARIABLE || part === '') return false;
    differs = true;
  }
  return differs;
}
