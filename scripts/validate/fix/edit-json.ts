/** Edits put into the text of a JSON document; everything else in it stays as the author wrote it. */
import { scanJson } from '../../diagnostics/json/json-scan';
import type { JsonValue } from '../json';
import type { ValueEdit } from './apply-edits';
import { editTree, findingPlaces, newValue, type EditNode, type TextChild, type TextContainer } from './edit-tree';
import { layoutOf, type Layout } from './json-layout';

interface Splice { readonly from: number; readonly to: number; readonly text: string }

/**
 * The text after edits that do not get in each other's way (`settledEdits`). Formatting, order, line ends and comments
 * are kept; what is new looks like its neighbours. Damaged texts are read as the reader of files reads them. An edit at a
 * place that does not exist changes nothing, except that `set` makes what is missing on its way. The text has no
 * byte-order mark. Linear in the size of the text.
 */
export function editJson(text: string, edits: readonly ValueEdit[]): string {
  const root = editTree(edits);
  const { listener, containers, whole } = findingPlaces(root);
  scanJson(text, listener);
  const place = whole();
  if (!place) return text;
  const layout = layoutOf(text);
  const splices: Splice[] = [];
  if (root.edit && 'set' in root.edit) splices.push({ from: place.offset, to: place.end, text: layout.replaced(place.offset, place.end, root.edit.set) });
  else visit(root, containers, layout, splices);
  return spliced(text, splices);
}

function visit(node: EditNode, containers: ReadonlyMap<EditNode, TextContainer>, layout: Layout, splices: Splice[]): void {
  const container = containers.get(node);
  if (!container) return;
  const { children, kind, offset, end } = container;
  const removed = new Set<TextChild>();
  const added: (readonly [key: string, value: JsonValue])[] = [];
  for (const [key, child] of node.children) {
    const there = children.filter(each => each.key === key);
    const last = there.at(-1);
    if (!last) {
      const value = kind === 'object' || key === String(children.length) ? newValue(child) : undefined;
      // A list grows by what is set as its next item, not by something inside it.
      if (value !== undefined && (kind === 'object' || child.edit)) added.push([key, value]);
    } else if (!child.edit) {
      visit(child, containers, layout, splices);
    } else if ('remove' in child.edit) {
      for (const each of there) removed.add(each);
    } else if ('set' in child.edit) {
      splices.push({ from: last.offset, to: last.end, text: layout.replaced(last.offset, last.end, child.edit.set) });
    } else if (last.name) {
      splices.push({ from: last.name.offset, to: last.name.end, text: JSON.stringify(child.edit.rename) });
    }
  }
  if (children.length === 0) {
    if (added.length > 0) splices.push({ from: offset + 1, to: Math.max(end - 1, offset + 1), text: layout.filled(container, added) });
    return;
  }
  if (removed.size === children.length) {
    splices.push({ from: offset + 1, to: Math.max(end - 1, offset + 1), text: added.length > 0 ? layout.filled(container, added) : '' });
    return;
  }
  splices.push(...removals(children, removed));
  const after = children.at(-1)!.end; // there are children
  for (const [key, value] of added) splices.push({ from: after, to: after, text: layout.added(container, key, value) });
}

/** Each goes with the comma before it; those at the beginning go with the comma behind them. */
function removals(children: readonly TextChild[], removed: ReadonlySet<TextChild>): readonly Splice[] {
  const startOf = ({ name, offset }: TextChild): number => name?.offset ?? offset;
  const firstKept = children.findIndex(child => !removed.has(child));
  return children.flatMap((child, position) => {
    if (!removed.has(child)) return [];
    if (position < firstKept) return [{ from: startOf(child), to: startOf(children[position + 1]!), text: '' }]; // one is kept behind it
    return [{ from: children[position - 1]!.end, to: child.end, text: '' }]; // one is kept before it
  });
}

/** The stretches do not overlap; those that are empty go behind one that ends where they are. */
function spliced(text: string, splices: readonly Splice[]): string {
  const pieces: string[] = [];
  let done = 0;
  const ordered = splices.map((splice, order) => ({ ...splice, order })).sort((one, other) => one.from - other.from || one.to - other.to || one.order - other.order);
  for (const { from, to, text: piece } of ordered) {
    pieces.push(text.slice(done, from), piece);
    done = to;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
