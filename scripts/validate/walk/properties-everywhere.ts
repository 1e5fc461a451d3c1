/** All properties in the bodies of an operation by their bare names: older designers find a property without its path. */
import { isObject, member, objectAt, type JsonObject, type JsonValue } from '../json';
import type { DefinitionIndex } from './definition-index';
import type { ParameterNode } from './nodes';
import { itemsOf, layersOf, propertyOf, type Layers } from './property-path';
import { isInternal } from './visibility';

export interface PropertySomewhere {
  readonly body: ParameterNode;
  readonly layers: Layers;
  /** Required all the way down to it. */
  readonly required: boolean;
  /** Itself or something around it is internal. */
  readonly internal: boolean;
}

export interface Everywhere {
  /** Whatever its capitals. */
  readonly named: (name: string) => readonly PropertySomewhere[];
  /** Some properties are not known: a dynamic schema, a reference that leads nowhere, or too many to list. */
  readonly dynamic: boolean;
}

/** The platform takes 512 schemas in a body; a document with far more is not worth the time. */
const MOST_PROPERTIES = 20_000;

interface Place { readonly body: ParameterNode; readonly schema: JsonValue; readonly required: boolean; readonly internal: boolean }

/** Lists the properties of bodies. Every schema is opened at most twice: where something hides it, and where nothing does. */
export function propertiesEverywhere(index: DefinitionIndex, bodies: readonly ParameterNode[]): Everywhere {
  const byName = new Map<string, Place[]>();
  const shown = new Set<JsonObject>();
  const hidden = new Set<JsonObject>();
  let dynamic = false;
  let listed = 0;
  const waiting: Place[] = bodies.map(body => ({ body, schema: member(body.parameter, 'schema') ?? null, required: body.required, internal: body.internal }));

  const open = (place: Place): void => {
    const { body, schema } = place;
    const target = index.resolved(schema);
    if (!target) { dynamic = true; return; }
    const internal = place.internal || isInternal(schema) || isInternal(target);
    if (shown.has(target) || (internal && hidden.has(target))) return;
    (internal ? hidden : shown).add(target);
    const layers = layersOf(index, schema);
    if (layers.dynamic) dynamic = true;
    for (const part of layers.parts) {
      for (const name of Object.keys(objectAt(part, 'properties') ?? {})) {
        const step = propertyOf(layers, name);
        if (!step || (listed += 1) > MOST_PROPERTIES) continue;
        const below = { body, schema: step.schema, required: place.required && step.required, internal: internal || isInternal(step.schema) };
        waiting.push(below);
        note(byName, name, below);
      }
      const additional = member(part, 'additionalProperties');
      if (isObject(additional)) waiting.push({ body, schema: additional, required: false, internal });
    }
    const items = itemsOf(layers);
    if (items !== undefined) waiting.push({ body, schema: items, required: false, internal });
  };

  for (let position = 0; position < waiting.length && listed <= MOST_PROPERTIES; position += 1) open(waiting[position] as Place); // the loop ends at the length
  return { named: name => (byName.get(name.toLowerCase()) ?? []).map(({ body, schema, required, internal }) => ({ body, required, internal, layers: layersOf(index, schema) })), dynamic: dynamic || listed > MOST_PROPERTIES };
}


function note(byName: Map<string, Place[]>, name: string, property: Place): void {
  const small = name.toLowerCase();
  const before = byName.get(small);
  if (before) before.push(property); else byName.set(small, [property]);
}
