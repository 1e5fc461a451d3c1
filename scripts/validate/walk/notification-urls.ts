/** The properties into which the platform writes the address of a webhook's callback, found from the operations that take them. */
import { isObject, itemsAt, member, objectAt, textAt, type JsonObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import type { DefinitionIndex } from './definition-index';
import type { OperationNode, ParameterNode } from './nodes';
import { layersOf } from './property-path';

export interface NotificationUrl {
  readonly operation: OperationNode;
  /** Where the property is declared. */
  readonly spot: Spot;
  readonly schema: JsonObject;
  /** In the body, or as a parameter by itself, where the platform does not look. */
  readonly position: 'body' | 'parameter';
  /** Required from the root of the body's schema down to the property; the body parameter itself need not be. */
  readonly required: boolean;
  /** Itself or something around it is internal. */
  readonly internal: boolean;
  readonly type: string | undefined;
}

export const NOTIFICATION_URL = 'x-ms-notification-url';

const known = new WeakMap<DefinitionIndex, ReadonlyMap<OperationNode, readonly NotificationUrl[]>>();
const none: readonly NotificationUrl[] = [];

/** The notification addresses of each operation with at least one. Kept with the index, because all rules about webhooks ask. */
export function notificationUrls(index: DefinitionIndex): ReadonlyMap<OperationNode, readonly NotificationUrl[]> {
  const before = known.get(index);
  if (before) return before;
  const search = new Search(index);
  const found = new Map<OperationNode, readonly NotificationUrl[]>();
  for (const operation of index.operations) {
    const urls = operation.parameters.flatMap(parameter => search.inParameter(operation, parameter));
    if (urls.length > 0) found.set(operation, urls);
  }
  known.set(index, found);
  return found;
}

interface Place {
  readonly schema: JsonValue;
  readonly spot: Spot;
  readonly required: boolean;
  readonly internal: boolean;
  /** What a schema that this one is a part of requires of its properties. */
  readonly names: readonly JsonValue[];
}

/** Far more places than the bodies of all published webhooks have together; a bound against documents made to hurt. */
const MOST_PLACES = 100_000;

class Search {
  /** Whether there is any such property below a definition. */
  private readonly below = new Map<JsonObject, boolean>();
  private entered = 0;

  constructor(private readonly index: DefinitionIndex) {}

  inParameter(operation: OperationNode, parameter: ParameterNode): readonly NotificationUrl[] {
    const { parameter: written, spot, internal } = parameter;
    const own: readonly NotificationUrl[] = written[NOTIFICATION_URL] === undefined ? none
      : [{ operation, spot, schema: written, position: 'parameter', required: parameter.required, internal, type: textAt(written, 'type') }];
    const schema = parameter.in === 'body' ? member(written, 'schema') : undefined;
    if (schema === undefined || !this.has(schema)) return own;
    return [...own, ...this.inSchema(operation, { schema, spot: spot.at('schema'), required: true, internal, names: [] })];
  }

  private inSchema(operation: OperationNode, root: Place): readonly NotificationUrl[] {
    const found: NotificationUrl[] = [];
    const entered = new Set<JsonObject>();
    const waiting: Place[] = [root];
    for (let position = 0; position < waiting.length && this.entered < MOST_PLACES; position += 1, this.entered += 1) {
      const place = waiting[position] as Place; // the loop ends at the length
      const { schema, spot } = place;
      if (!isObject(schema) || entered.has(schema)) continue;
      entered.add(schema);
      const internal = place.internal || schema['x-ms-visibility'] === 'internal';
      if (schema[NOTIFICATION_URL] !== undefined) found.push({ operation, spot, schema, position: 'body', required: place.required, internal, type: layersOf(this.index, schema).type });
      for (const next of this.next(schema, { ...place, internal })) if (this.has(next.schema)) waiting.push(next);
    }
    return found;
  }

  private *next(schema: JsonObject, place: Place): Iterable<Place> {
    const { spot, required, internal } = place;
    const reference = textAt(schema, '$ref');
    const target = reference === undefined ? undefined : this.index.target(reference, 'definitions');
    if (target) yield { ...place, schema: target.value, spot: target.spot };
    const parts = itemsAt(schema, 'allOf');
    const names = [...place.names, ...(parts.length > 0 ? layersOf(this.index, schema).parts.flatMap(part => itemsAt(part, 'required')) : itemsAt(schema, 'required'))];
    for (const [name, property] of Object.entries(objectAt(schema, 'properties') ?? {})) {
      if (property !== undefined) yield { schema: property, spot: spot.at('properties', name), required: required && names.includes(name), internal, names: [] };
    }
    const items = member(schema, 'items');
    if (items !== undefined) yield { schema: items, spot: spot.at('items'), required, internal, names: [] };
    for (const [position, each] of parts.entries()) yield { schema: each, spot: spot.at('allOf', position), required, internal, names };
  }

  /** Whether such a property stands in a schema or below it. Each definition is read once for all operations. */
  private has(schema: JsonValue): boolean {
    if (!isObject(schema)) return false;
    const before = this.below.get(schema);
    if (before !== undefined) return before;
    const reference = textAt(schema, '$ref');
    if (reference === undefined) return this.hasInline(schema);
    const target = this.index.target(reference, 'definitions');
    return target !== undefined && this.hasInline(target.value);
  }

  private hasInline(start: JsonObject): boolean {
    const before = this.below.get(start);
    if (before !== undefined) return before;
    const entered = new Set<JsonObject>();
    const waiting: JsonObject[] = [start];
    let found = false;
    for (let here = waiting.pop(); here && !found; here = waiting.pop()) {
      if (entered.has(here)) continue;
      entered.add(here);
      if (here[NOTIFICATION_URL] !== undefined || this.below.get(here) === true) { found = true; break; }
      if (this.below.get(here) === false) continue;
      const reference = textAt(here, '$ref');
      const target = reference === undefined ? undefined : this.index.target(reference, 'definitions')?.value;
      if (target) waiting.push(target);
      for (const property of Object.values(objectAt(here, 'properties') ?? {})) if (isObject(property)) waiting.push(property);
      const items = member(here, 'items');
      if (isObject(items)) waiting.push(items);
      for (const each of itemsAt(here, 'allOf')) if (isObject(each)) waiting.push(each);
    }
    // Nothing below the start: nothing below anything that was entered from it either.
    if (found) this.below.set(start, true); else for (const each of entered) this.below.set(each, false);
    return found;
  }
}
