/** Where the references of a definition lead. */
import { isObject, member, objectAt, type JsonObject } from '../json';
import type { Spot } from '../spot';
import { unescapedPointerKey } from '../../diagnostics/json/json-pointer';

/** What a `$ref` leads to. */
export interface Target { readonly name: string; readonly value: JsonObject; readonly spot: Spot }

export type Section = 'definitions' | 'parameters' | 'responses';

/** The direct target of a reference such as `#/definitions/Item` in that section; undefined when it leads nowhere. */
export type FindTarget = (reference: string, section: Section) => Target | undefined;

/** A reference is part of an address (RFC 6901, section 6), where a blank is %20; what can't be decoded stays as it is. */
function percentDecoded(name: string): string {
  try { return decodeURIComponent(name); } catch { return name; }
}

/** Finds the targets in a definition, each once. */
export function targetsOf(root: JsonObject, spot: Spot): FindTarget {
  const known = { definitions: new Map<string, Target | undefined>(), parameters: new Map<string, Target | undefined>(), responses: new Map<string, Target | undefined>() };
  const find = (reference: string, section: Section): Target | undefined => {
    if (!reference.startsWith(`#/${section}/`)) return undefined;
    const container = objectAt(root, section);
    if (!container) return undefined;
    const written = unescapedPointerKey(reference.slice(section.length + 3));
    const name = Object.hasOwn(container, written) ? written : percentDecoded(written);
    const value = member(container, name);
    return isObject(value) ? { name, value, spot: spot.at(section, name) } : undefined;
  };
  return (reference, section) => {
    const answers = known[section];
    const before = answers.get(reference);
    if (before !== undefined || answers.has(reference)) return before;
    const found = find(reference, section);
    answers.set(reference, found);
    return found;
  };
}
