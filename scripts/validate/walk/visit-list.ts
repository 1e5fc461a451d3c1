/** The visitors of all rules, sorted by what they visit, so that the walk calls only those that want a node. */
import type { KeyVisitor, PartVisitor, Visitors } from '../visitors';
import type { Role } from './roles';

type Sorted = 'keys' | 'partOf';
type Lists = { readonly [K in keyof Omit<Visitors, Sorted>]-?: readonly NonNullable<Visitors[K]>[] };
export type VisitLists = Lists & {
  readonly keys: ReadonlyMap<string, readonly KeyVisitor[]>;
  readonly partOf: ReadonlyMap<Role, readonly PartVisitor[]>;
};

const empty = (): Lists => ({
  document: [], definition: [], info: [], path: [], operation: [], parameter: [], response: [], schema: [], dynamic: [],
  text: [], extension: [], unlisted: [], misfit: [], misshapen: [], properties: [], connectionParameter: [], policy: [],
  script: [], icon: [], readme: [], intro: [], end: [],
});

/** One list for each kind of node, key and role, in the order of the rules. */
export function visitLists(all: readonly Visitors[]): VisitLists {
  const lists = empty();
  // Each list takes functions of its own name only, which an index of all names can't say.
  const open = lists as unknown as Record<string, unknown[]>;
  const keys = new Map<string, KeyVisitor[]>();
  const partOf = new Map<Role, PartVisitor[]>();
  for (const visitors of all) {
    for (const name in visitors) {
      if (name === 'keys') addTo(keys, visitors.keys);
      else if (name === 'partOf') addTo(partOf, visitors.partOf);
      else open[name]!.push(visitors[name as keyof Visitors]);
    }
  }
  return { ...lists, keys, partOf };
}

function addTo<Name extends string, Visitor>(lists: Map<Name, Visitor[]>, added: { readonly [name in Name]?: Visitor } | undefined): void {
  for (const name in added) {
    const visit = added[name];
    if (visit === undefined) continue;
    const before = lists.get(name);
    if (before) before.push(visit); else lists.set(name, [visit]);
  }
}
