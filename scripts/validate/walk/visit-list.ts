/** The visitors of all rules, sorted by what they visit, so that the walk calls only those that want a node. */
import type { Visitors } from '../visitors';

type Required<T> = { readonly [K in keyof T]-?: readonly NonNullable<T[K]>[] };
export type VisitLists = Required<Visitors>;

const names: { readonly [K in keyof Visitors]-?: true } = {
  document: true, definition: true, info: true, path: true, operation: true, parameter: true, response: true, schema: true, dynamic: true,
  text: true, part: true, misshapen: true, properties: true, connectionParameter: true, policy: true,
  script: true, icon: true, readme: true, intro: true, end: true,
};

/** One list for each kind of node, in the order of the rules. */
export function visitLists(all: readonly Visitors[]): VisitLists {
  const entries = Object.keys(names).map(name => [name, all.flatMap(each => each[name as keyof Visitors] ?? [])]); // the keys of the table itself
  return Object.fromEntries(entries) as unknown as VisitLists; // each list was made from the visitors of its own name
}
