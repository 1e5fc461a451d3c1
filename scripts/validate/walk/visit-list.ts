/** The visitors of all rules, sorted by what they visit, so that the walk calls only those that want a node. */
import type { KeyVisitor, Visitors } from '../visitors';

type Lists = { readonly [K in keyof Omit<Visitors, 'keys'>]-?: readonly NonNullable<Visitors[K]>[] };
export type VisitLists = Lists & { readonly keys: ReadonlyMap<string, readonly KeyVisitor[]> };

const empty = (): Lists => ({
  document: [], definition: [], info: [], path: [], operation: [], parameter: [], response: [], schema: [], dynamic: [],
  text: [], part: [], misshapen: [], properties: [], connectionParameter: [], policy: [],
  script: [], icon: [], readme: [], intro: [], end: [],
});

/** One list for each kind of node, in the order of the rules. */
export function visitLists(all: readonly Visitors[]): VisitLists {
  const lists = empty();
  // Each list takes functions of its own name only, which an index of all names can't say.
  const open = lists as unknown as Record<string, unknown[]>;
  const keys = new Map<string, KeyVisitor[]>();
  for (const visitors of all) {
    for (const name in visitors) if (name !== 'keys') open[name]!.push(visitors[name as keyof Visitors]);
    for (const [key, visit] of Object.entries(visitors.keys ?? {})) {
      const before = keys.get(key);
      if (before) before.push(visit); else keys.set(key, [visit]);
    }
  }
  return { ...lists, keys };
}
