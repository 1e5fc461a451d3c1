/** How many schemas one place of the document stands for when every reference is replaced by what it leads to. */
import { isArray, isObject, textAt, type JsonObject, type JsonValue } from '../json';
import type { DefinitionIndex } from './definition-index';

/** Counts stop here: what is more is too many for every purpose. */
const ENOUGH = 1_000_000_000;

/** The schemas that stand in one place, and the definitions it refers to, each as often as it does. */
interface Own { readonly count: number; readonly references: readonly string[] }

interface Visit { readonly name: string; readonly own: Own; readonly number: number; low: number; next: number; open: boolean }

/**
 * Counts schemas of one definition: the number of schemas below (and including) a schema, references replaced; 0 for what is
 * no schema. Definitions that refer to each other in a circle are counted once wherever the circle is entered, because
 * nobody can expand them for ever. Takes time linear in the size of the definitions for all questions together, and of the
 * schema for each.
 */
export function schemaCounts(index: DefinitionIndex): (schema: JsonValue | undefined) => number {
  const before = counters.get(index);
  if (before) return before;
  const counter = counterOf(index);
  counters.set(index, counter);
  return counter;
}

/** Kept with the index, because several rules and the budget report count the same. */
const counters = new WeakMap<DefinitionIndex, (schema: JsonValue | undefined) => number>();

function counterOf(index: DefinitionIndex): (schema: JsonValue | undefined) => number {
  const totals = new Map<string, number>();
  const known = new Map<JsonObject, number>();
  return schema => {
    if (!isObject(schema)) return 0;
    const before = known.get(schema);
    if (before !== undefined) return before;
    const own = ownOf(schema, index);
    for (const name of own.references) if (!totals.has(name)) countDefinitions(name, index, totals);
    const total = sum(own, totals);
    known.set(schema, total);
    return total;
  };
}

const sum = ({ count, references }: Own, totals: ReadonlyMap<string, number>): number =>
  references.reduce((all, name) => Math.min(ENOUGH, all + (totals.get(name) ?? 0)), count);

function ownOf(schema: JsonObject, index: DefinitionIndex): Own {
  const references: string[] = [];
  const waiting: JsonObject[] = [schema];
  let count = 0;
  const enqueue = (value: JsonValue | undefined): void => { if (isObject(value)) waiting.push(value); };
  for (let here = waiting.pop(); here; here = waiting.pop()) {
    const reference = textAt(here, '$ref');
    if (reference !== undefined) {
      const target = index.target(reference, 'definitions');
      if (target) references.push(target.name); else count += 1;
      continue;
    }
    count += 1;
    enqueue(here['items']);
    enqueue(here['additionalProperties']);
    const all = here['allOf'];
    if (isArray(all)) for (const each of all) enqueue(each);
    const properties = here['properties'];
    if (isObject(properties)) for (const name in properties) enqueue(properties[name]);
  }
  return { count, references };
}

/** Fills in the totals of a definition and of all that it leads to (Tarjan's strongly connected components, without recursion). */
function countDefinitions(first: string, index: DefinitionIndex, totals: Map<string, number>): void {
  const visits = new Map<string, Visit>();
  const open: Visit[] = [];
  const enter = (name: string): Visit => {
    const target = index.target(`#/definitions/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, 'definitions');
    const visit: Visit = { name, own: target ? ownOf(target.value, index) : { count: 0, references: [] }, number: visits.size, low: visits.size, next: 0, open: true };
    visits.set(name, visit);
    open.push(visit);
    return visit;
  };
  const path = [enter(first)];
  for (let here = path.at(-1); here; here = path.at(-1)) {
    const name = here.own.references[here.next];
    here.next += 1;
    if (name !== undefined) {
      if (totals.has(name)) continue;
      const there = visits.get(name);
      if (!there) path.push(enter(name)); else if (there.open) here.low = Math.min(here.low, there.number);
      continue;
    }
    path.pop();
    const above = path.at(-1);
    if (above) above.low = Math.min(above.low, here.low);
    if (here.low === here.number) close(open.splice(open.lastIndexOf(here)), totals);
  }
}

/** A circle of definitions, or one alone, is done: everything else that it leads to has its total by now. */
function close(circle: readonly Visit[], totals: Map<string, number>): void {
  const total = circle.reduce((all, { own }) => Math.min(ENOUGH, all + sum(own, totals)), 0);
  for (const visit of circle) { visit.open = false; totals.set(visit.name, total); }
}
