/** Follows path texts such as `value/items/id` through schemas, as forgivingly as the designers do. */
import { isObject, itemsAt, member, objectAt, textAt, type JsonObject, type JsonValue } from '../json';
import type { DefinitionIndex } from './definition-index';

/** A schema with what its references and its `allOf` add, so that nobody has to look further for a property. */
export interface Layers {
  /** The objects that describe the same value, references resolved; empty when a reference leads nowhere. */
  readonly parts: readonly JsonObject[];
  /** The first `type` that one of them names. */
  readonly type: string | undefined;
  /** The properties are only known when a flow is made: a dynamic schema, or a reference that can't be followed. */
  readonly dynamic: boolean;
  /** Values may have properties that no part names. */
  readonly open: boolean;
}

/** More parts than any published schema has; a bound against documents made to hurt. */
const MOST_PARTS = 64;
/** Longer paths occur in documents made to hurt alone. */
const MOST_NAMES = 64;
/** Lists in lists in lists: deeper than any published one. */
const MOST_LISTS = 8;

const dynamicSchemaKeys = ['x-ms-dynamic-schema', 'x-ms-dynamic-properties'] as const;

const knownLayers = new WeakMap<DefinitionIndex, WeakMap<JsonObject, Layers>>();

/** The layers of a schema. Linear in the number of parts; circles are entered once. Kept, because many paths begin at the same schema. */
export function layersOf(index: DefinitionIndex, schema: JsonValue | undefined): Layers {
  if (!isObject(schema)) return findLayers(index, schema);
  const known = knownLayers.get(index) ?? new WeakMap<JsonObject, Layers>();
  knownLayers.set(index, known);
  const before = known.get(schema);
  if (before) return before;
  const layers = findLayers(index, schema);
  known.set(schema, layers);
  return layers;
}

function findLayers(index: DefinitionIndex, schema: JsonValue | undefined): Layers {
  const parts: JsonObject[] = [];
  let dynamic = false;
  const waiting: (JsonValue | undefined)[] = [schema];
  for (let position = 0; position < waiting.length; position += 1) {
    const part = index.resolved(waiting[position]);
    if (!part || waiting.length > MOST_PARTS) { dynamic = true; continue; }
    if (parts.includes(part)) continue;
    parts.push(part);
    waiting.push(...itemsAt(part, 'allOf'));
    if (dynamicSchemaKeys.some(key => Object.hasOwn(part, key)) || isDynamicReference(waiting[position])) dynamic = true;
  }
  const type = parts.map(part => textAt(part, 'type')).find(each => each !== undefined);
  return { parts, type, dynamic, open: dynamic || isOpen(parts, type) };
}

/** A reference with a dynamic schema beside it: the specification ignores what stands beside a reference, designers do not. */
const isDynamicReference = (schema: JsonValue | undefined): boolean => isObject(schema) && dynamicSchemaKeys.some(key => Object.hasOwn(schema, key));

function isOpen(parts: readonly JsonObject[], type: string | undefined): boolean {
  if (parts.some(part => part['additionalProperties'] === true || isObject(member(part, 'additionalProperties')) || Object.hasOwn(part, 'discriminator'))) return true;
  if (type !== undefined && type !== 'object') return false;
  return parts.every(part => isEmpty(objectAt(part, 'properties')) && member(part, 'items') === undefined && part['additionalProperties'] !== false);
}

function isEmpty(object: JsonObject | undefined): boolean {
  for (const _ in object) return false;
  return true;
}

/** One step down into a property. */
export interface Step { readonly schema: JsonValue; readonly name: string; readonly required: boolean }

/** The property of that name: exactly so written, else written with other capitals. */
export function propertyOf({ parts }: Layers, name: string): Step | undefined {
  return find(parts, properties => (Object.hasOwn(properties, name) ? name : undefined)) ?? find(parts, properties => smallNames(properties).get(name.toLowerCase()));
}

const knownNames = new WeakMap<JsonObject, ReadonlyMap<string, string>>();

/** The names of properties by their small letters; kept, because a document may ask the same object again and again. */
function smallNames(properties: JsonObject): ReadonlyMap<string, string> {
  const before = knownNames.get(properties);
  if (before) return before;
  const names = new Map(Object.keys(properties).reverse().map(name => [name.toLowerCase(), name])); // of several the first
  knownNames.set(properties, names);
  return names;
}

function find(parts: readonly JsonObject[], nameIn: (properties: JsonObject) => string | undefined): Step | undefined {
  for (const part of parts) {
    const properties = objectAt(part, 'properties');
    const name = properties && nameIn(properties);
    const schema = properties && name !== undefined ? properties[name] : undefined;
    if (name !== undefined && schema !== undefined) return { schema, name, required: parts.some(each => itemsAt(each, 'required').includes(name)) };
  }
  return undefined;
}

/** The schema of the items when this is a list. */
export function itemsOf({ parts }: Layers): JsonValue | undefined {
  return parts.map(part => member(part, 'items')).find(items => isObject(items));
}

/** True when values are lists, as far as the schema says. */
export const isList = (layers: Layers): boolean => layers.type === 'array' || (layers.type === undefined && itemsOf(layers) !== undefined);

/** Where a path ends: the layers there, and the properties that were passed on the way. */
export interface Reached { readonly layers: Layers; readonly steps: readonly Step[] }

/**
 * Follows a path of property names separated by `/`. Lists are entered on the way, whether or not the path says `items`;
 * capitals do not matter; a name may itself contain a slash. 'unknown' when a dynamic or open schema lies on the way,
 * undefined when there is no such property.
 */
export function follow(index: DefinitionIndex, schema: JsonValue | undefined, path: string): Reached | 'unknown' | undefined {
  const names = segmentsOf(path);
  if (names.length > MOST_NAMES) return 'unknown';
  const steps: Step[] = [];
  let layers = layersOf(index, schema);
  for (let position = 0, lists = 0; position < names.length;) {
    const name = names[position] ?? '';
    const rest = names.length - position;
    const whole = rest > 1 ? propertyOf(layers, names.slice(position).join('/')) : undefined;
    const next = whole ?? propertyOf(layers, name);
    if (next) {
      steps.push(next);
      layers = layersOf(index, next.schema);
      position += whole ? rest : 1;
      lists = 0;
      continue;
    }
    const items = itemsOf(layers);
    if (items !== undefined && lists < MOST_LISTS) {
      layers = layersOf(index, items);
      lists += 1;
      if (name === 'items' || name === '*' || /^\d+$/.test(name)) position += 1;
      continue;
    }
    if (layers.open) return 'unknown';
    // Some authors spell the path through the schema instead of through the value.
    if (name === 'properties' || (name === 'items' && steps.length > 0 && lists > 0)) { position += 1; continue; }
    return undefined;
  }
  return { layers, steps };
}

/** The names in a path text, whose parts may be escaped as in JSON pointers. */
export const segmentsOf = (path: string): readonly string[] =>
  path.split('/').filter(name => name !== '').map(name => (name.includes('~') ? name.replaceAll('~1', '/').replaceAll('~0', '~') : name));
