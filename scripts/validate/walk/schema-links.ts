/** Which definitions refer to which, and where they come back to themselves. */
import { isArray, isObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import { components } from './schema-components';
import type { DefinitionIndex } from './definition-index';

/** `alias`: the schema is nothing else than that one, by a bare $ref or allOf. `required`: every value holds one of that kind. `optional`: a value may. */
export type Strength = 'alias' | 'required' | 'optional';
const ranks: Readonly<Record<Strength, number>> = { alias: 0, required: 1, optional: 2 };

/** A reference from inside of one definition to another or to itself. */
export interface Link { readonly from: string; readonly to: string; readonly strength: Strength; /** Of the object that has the $ref. */ readonly spot: Spot }

/** Definitions each of which leads back to itself, in the order of the document, and the link by which the first leads on. */
export interface Loop { readonly names: readonly string[]; readonly link: Link; readonly strengths: ReadonlySet<Strength> }

const latest = new WeakMap<DefinitionIndex, { readonly spot: Spot; readonly link: Link | undefined }>();

/**
 * The link that a reference at a place is; undefined outside of `definitions` and for references that lead nowhere. The
 * latest answer is kept, because several rules ask for the same place one after the other.
 */
export function linkAt(spot: Spot, reference: string, index: DefinitionIndex): Link | undefined {
  const before = latest.get(index);
  if (before?.spot === spot) return before.link;
  const link = newLinkAt(spot, reference, index);
  latest.set(index, { spot, link });
  return link;
}

function newLinkAt(spot: Spot, reference: string, index: DefinitionIndex): Link | undefined {
  const [section, from, ...below] = spot.path();
  if (section !== 'definitions' || typeof from !== 'string') return undefined;
  const target = index.target(reference, 'definitions');
  return target && { from, to: target.name, strength: strengthOf(index.target(`#/definitions/${from.replaceAll('~', '~0').replaceAll('/', '~1')}`, 'definitions')?.value, below), spot };
}

function strengthOf(schema: JsonValue | undefined, path: readonly (string | number)[]): Strength {
  let strength: Strength = 'alias';
  let here = schema;
  for (let position = 0; position < path.length; position += 1) {
    const key = path[position];
    if (key === 'allOf') position += 1;
    else if (key !== 'properties') return 'optional';
    else {
      position += 1;
      const name = path[position];
      const required: JsonValue | undefined = isObject(here) ? here['required'] : undefined;
      if (!isArray(required) || typeof name !== 'string' || !required.includes(name)) return 'optional';
      strength = 'required';
    }
    const last = path[position];
    const container: JsonValue | undefined = isObject(here) && key !== undefined ? here[key] : undefined;
    here = last === undefined || typeof container !== 'object' || container === null ? undefined : (container as { readonly [key: string]: JsonValue | undefined })[last]; // the walk came this way
  }
  return strength;
}

/** The loops made of links of at most that strength; no definition is in two of them. */
export function loopsOf(links: readonly Link[], weakest: Strength): readonly Loop[] {
  const counted = links.filter(each => ranks[each.strength] <= ranks[weakest]);
  if (counted.length === 0) return [];
  const byName = new Map<string, Link[]>();
  for (const link of counted) {
    const before = byName.get(link.from);
    if (before) before.push(link); else byName.set(link.from, [link]);
  }
  const order = new Map([...byName.keys()].map((name, position) => [name, position]));
  const loops = components([...byName.keys()], name => (byName.get(name) ?? []).map(each => each.to)).filter(each => each.loops).flatMap(({ members }): readonly Loop[] => {
    const names = [...members].sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const inside = new Set(names);
    const own = names.flatMap(name => (byName.get(name) ?? []).filter(each => inside.has(each.to)));
    const [link] = own;
    return link ? [{ names, link, strengths: new Set(own.map(each => each.strength)) }] : [];
  });
  return loops.sort((a, b) => (order.get(a.link.from) ?? 0) - (order.get(b.link.from) ?? 0));
}
