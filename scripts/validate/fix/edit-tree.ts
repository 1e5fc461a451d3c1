/** The edits of a document by their places, and where those places are in its text. */
import type { JsonListener } from '../../diagnostics/json/json-scan';
import type { JsonValue } from '../json';
import type { ValueEdit } from './apply-edits';

/** What is edited at a place and below it. */
export interface EditNode { edit?: ValueEdit; readonly children: Map<string, EditNode> }

/** A member of an object or an item of a list, in the text. Ends lie after the last character. */
export interface TextChild { readonly key: string; readonly name: { readonly offset: number; readonly end: number } | undefined; readonly offset: number; end: number }
export interface TextContainer { readonly kind: 'object' | 'array'; readonly offset: number; end: number; readonly children: readonly TextChild[] }

export function editTree(edits: readonly ValueEdit[]): EditNode {
  const root: EditNode = { children: new Map() };
  for (const edit of edits) {
    let node = root;
    for (const key of edit.at.path()) {
      const child = node.children.get(String(key)) ?? { children: new Map() };
      node.children.set(String(key), child);
      node = child;
    }
    node.edit = edit;
  }
  return root;
}

/** The value that a place gets that is not there yet; undefined when nothing is set there. */
export function newValue({ edit, children }: EditNode): JsonValue | undefined {
  if (edit) return 'set' in edit ? edit.set : undefined;
  const entries = [...children].flatMap(([key, child]) => { const value = newValue(child); return value === undefined ? [] : [[key, value] as const]; });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

export interface FoundPlaces {
  readonly listener: JsonListener;
  /** The objects and lists in which something is edited; of a name that comes twice the last counts. */
  readonly containers: ReadonlyMap<EditNode, TextContainer>;
  /** The whole value; undefined when the text holds none. */
  readonly whole: () => { readonly offset: number; readonly end: number } | undefined;
}

interface Level { readonly node: EditNode | undefined; readonly container: (TextContainer & { readonly children: TextChild[] }) | undefined; readonly kind: 'object' | 'array'; index: number; readonly child: TextChild | undefined }

/** Listens to a scan of the text, and notes the children of every container in which something is edited. */
export function findingPlaces(root: EditNode): FoundPlaces {
  const containers = new Map<EditNode, TextContainer>();
  const levels: Level[] = [];
  let whole: { offset: number; end: number } | undefined;
  let name: { readonly key: string; readonly offset: number; readonly end: number } | undefined;

  /** A value begins: the edits below it, and its entry among the children of its container. */
  const begin = (offset: number): { readonly node: EditNode | undefined; readonly child: TextChild | undefined } => {
    const level = levels.at(-1);
    if (!level) { whole = { offset, end: offset }; return { node: root, child: undefined }; }
    const key = level.kind === 'array' ? String(level.index++) : name?.key ?? '';
    const child = level.container && { key, name: level.kind === 'array' ? undefined : name, offset, end: offset };
    if (child) level.container.children.push(child);
    const node = level.node?.children.get(key);
    if (node) containers.delete(node);
    return { node, child };
  };
  const ended = (child: TextChild | undefined, end: number): void => {
    if (child) child.end = end;
    if (levels.length === 0 && whole) whole.end = end;
  };

  return {
    containers, whole: () => whole,
    listener: {
      open(kind, offset) {
        const { node, child } = begin(offset);
        const wanted = node && node.children.size > 0 ? node : undefined;
        const container = wanted && { kind, offset, end: offset, children: [] };
        if (wanted && container) containers.set(wanted, container);
        levels.push({ node: wanted, container, kind, index: 0, child });
      },
      close(end) {
        const level = levels.pop();
        if (level?.container) level.container.end = end;
        ended(level?.child, end);
      },
      name(key, offset, end) { name = { key, offset, end }; },
      scalar(_, offset, end) { ended(begin(offset).child, end); },
    },
  };
}
