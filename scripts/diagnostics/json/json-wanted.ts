/** The pointers that someone wants to find in a text, as a tree that is walked along with the text. */
import { pathOfPointer, unescapedPointerKey } from './json-pointer';
import type { RawPlace } from './json-place';
import { MAX_DEPTH } from './json-scan';

/** A place in the tree; `found` is valid only as long as it belongs to what was found for the parent (`under`). */
export interface Wanted {
  readonly parent: Wanted | undefined;
  children: Map<string, Wanted> | undefined;
  found: FoundPlace | undefined;
}

export interface FoundPlace extends RawPlace { readonly under: FoundPlace | undefined }

export interface WantedTree {
  readonly root: Wanted;
  /** Every pointer that was asked for with its place in the tree; `whole` is false where the tree ends before the pointer does. */
  readonly pointers: ReadonlyMap<string, { readonly node: Wanted; readonly whole: boolean }>;
}

/** The tree of the pointers. A pointer without its first slash addresses nothing, and one below the depth that is read ends there. */
export function wantedTree(pointers: Iterable<string>): WantedTree {
  const root: Wanted = { parent: undefined, children: undefined, found: undefined };
  const nodes = new Map<string, { readonly node: Wanted; readonly whole: boolean }>();
  // Findings come in swarms: what lies in the same object or list as one before is found by the pointer of that.
  const above = new Map<string, Wanted>();
  for (const pointer of pointers) {
    if (nodes.has(pointer)) continue;
    const cut = pointer.lastIndexOf('/');
    const known = cut < 0 ? undefined : above.get(pointer.slice(0, cut));
    if (known) { nodes.set(pointer, { node: childOf(known, unescapedPointerKey(pointer.slice(cut + 1))), whole: pointer.startsWith('/') }); continue; }
    const path = pathOfPointer(pointer);
    const node = path.slice(0, MAX_DEPTH).reduce(childOf, root);
    if (node.parent && path.length <= MAX_DEPTH) above.set(pointer.slice(0, cut), node.parent);
    nodes.set(pointer, { node, whole: path.length <= MAX_DEPTH && (pointer === '' || pointer.startsWith('/')) });
  }
  return { root, pointers: nodes };
}

function childOf(node: Wanted, key: string): Wanted {
  node.children ??= new Map();
  let child = node.children.get(key);
  if (!child) node.children.set(key, child = { parent: node, children: undefined, found: undefined });
  return child;
}

/**
 * What was found for a node of the tree, or for the nearest one above it (`exact` is false then); undefined when not even
 * the document was. What lies in a member whose name came again later does not count.
 */
export function nearestFound(wanted: Wanted): { readonly found: FoundPlace; readonly exact: boolean } | undefined {
  if (!wanted.parent) return wanted.found && { found: wanted.found, exact: true };
  const above = nearestFound(wanted.parent);
  if (above && wanted.found?.under === above.found) return { found: wanted.found, exact: true };
  return above && { found: above.found, exact: false };
}
