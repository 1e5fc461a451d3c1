/** Where the values of a schema come from: the builder that made it, and the property there. */
import { schemaOf, type RecordSchema, type Schema } from '../../model/schema';
import { isRequired } from '../schema-emit';
import { builderOf, inArgument, type AtBuilder } from './at-builder';

/** What the keywords of a schema (and of a parameter, which spells some differently) are called in the details of a builder. */
const detailNames: Readonly<Record<string, string>> = {
  title: 'title', 'x-ms-summary': 'title', description: 'description', 'x-ms-visibility': 'visibility', format: 'format', default: 'default',
  maxLength: 'maximumLength', minimum: 'minimum', maximum: 'maximum', enum: 'choices', 'x-ms-enum-values': 'choices',
  'x-ms-dynamic-values': 'valuesFrom', 'x-ms-dynamic-list': 'valuesFrom', 'x-ms-url-encoding': 'encoding',
};

/**
 * The origin of the value at `path` below an emitted schema, as near as it is known. `usedAt` is where the schema is used:
 * it stands in for a schema that no builder of the author made.
 */
export function schemaOrigin(schema: Schema, [key, ...deeper]: readonly string[], usedAt: AtBuilder): AtBuilder {
  const here = builderOf(schema, usedAt);
  if (key === undefined) return here;
  if ((schema.kind === 'list' && key === 'items') || (schema.kind === 'map' && key === 'additionalProperties')) return schemaOrigin(schema.of, deeper, here);
  if (schema.kind === 'record' && (key === 'properties' || key === 'required')) return propertyOrigin(schema, key, deeper, here);
  if (schema.kind === 'dynamic' && (key === 'x-ms-dynamic-schema' || key === 'x-ms-dynamic-properties')) return inArgument(here, 0);
  const name = detailNames[key];
  return name === undefined ? here : inArgument(here, detailsArgument(schema), name, ...insideDetail(key, deeper));
}

function propertyOrigin(schema: RecordSchema, key: 'properties' | 'required', [name, ...deeper]: readonly string[], here: AtBuilder): AtBuilder {
  const argument = schema.name === undefined ? 0 : 1;
  const requiredNames = (): readonly string[] => Object.entries(schema.properties).filter(([, property]) => isRequired(property)).map(([each]) => each);
  const wanted = key === 'required' ? requiredNames()[Number(name)] : name;
  const property = wanted === undefined || !Object.hasOwn(schema.properties, wanted) ? undefined : schema.properties[wanted];
  if (wanted === undefined || property === undefined) return here;
  const usedAt = inArgument(here, argument, wanted);
  // Whether a property is required is said where it is used, by `optional` around it.
  return key === 'required' ? usedAt : schemaOrigin(schemaOf(property), deeper, usedAt);
}

/** Which argument of its builder words a schema. */
function detailsArgument(schema: Schema): number {
  switch (schema.kind) {
    case 'record': return schema.name === undefined ? 1 : 2;
    case 'list': case 'map': case 'dynamic': return 1;
    default: return 0;
  }
}

/** A choice has a value and a title; the definition lists the values first and then both. */
function insideDetail(key: string, [position, name]: readonly string[]): readonly string[] {
  if (position === undefined) return [];
  if (key === 'enum') return [position, 'value'];
  if (key === 'x-ms-enum-values') return name === undefined ? [position] : [position, name === 'displayName' ? 'title' : 'value'];
  return [];
}
