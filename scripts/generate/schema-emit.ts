/** Schemas of the model as Swagger schemas. One small function for each kind; a kind without one does not compile. */
import { schemaOf, type Kind, type Property, type RecordSchema, type Schema } from '../model/schema';
import { dropDownExtensions, shapeExtensions, type Host } from './dynamic-values';
import type { NamedRecords } from './named-records';
import type { SwaggerSchema } from './swagger-extensions';

/** What a schema's emission depends on besides the schema: the operation it stands in, and the shared definitions. */
export interface Surroundings { readonly host: Host; readonly named: NamedRecords }

type SchemaOfKind<K extends Kind> = Extract<Schema, { kind: K }>;
type Emitters = { readonly [K in Kind]: (schema: SchemaOfKind<K>, surroundings: Surroundings) => SwaggerSchema };

/** The type, format and limits of a schema, without wording and visibility. */
const emitters: Emitters = {
  text: (schema, { host }) => ({
    type: 'string',
    ...(schema.format ? { format: schema.format } : {}),
    ...(schema.default === undefined ? {} : { default: schema.default }),
    ...(schema.maximumLength === undefined ? {} : { maxLength: schema.maximumLength }),
    ...(schema.choices ? { enum: schema.choices.map(choice => choice.value), 'x-ms-enum-values': schema.choices.map(({ title, value }) => ({ displayName: title, value })) } : {}),
    ...(schema.valuesFrom ? dropDownExtensions(schema.valuesFrom, host) : {}),
  }),
  wholeNumber: schema => ({ type: 'integer', format: schema.size === 32 ? 'int32' : 'int64', ...limits(schema) }),
  decimalNumber: schema => ({ type: 'number', format: 'double', ...limits(schema) }),
  yesNo: schema => ({ type: 'boolean', ...(schema.default === undefined ? {} : { default: schema.default }) }),
  dateTime: () => ({ type: 'string', format: 'date-time' }),
  list: (schema, surroundings) => ({ type: 'array', items: emitSchema(schema.of, surroundings) }),
  map: (schema, surroundings) => ({ type: 'object', additionalProperties: emitSchema(schema.of, surroundings) }),
  freeForm: () => ({ type: 'object' }),
  dynamic: (schema, { host }) => ({ type: 'object', ...shapeExtensions(schema.shape, host) }),
  record: (schema, surroundings) => {
    const entries = Object.entries(schema.properties);
    const required = entries.filter(([, property]) => isRequired(property)).map(([name]) => name);
    return {
      type: 'object',
      ...(required.length > 0 ? { required } : {}),
      ...(entries.length > 0 ? { properties: Object.fromEntries(entries.map(([name, property]) => [name, emitSchema(schemaOf(property), surroundings)])) } : {}),
    };
  },
};

const limits = (schema: { readonly default?: number; readonly minimum?: number; readonly maximum?: number }): Pick<SwaggerSchema, 'default'> & { minimum?: number; maximum?: number } => ({
  ...(schema.default === undefined ? {} : { default: schema.default }),
  ...(schema.minimum === undefined ? {} : { minimum: schema.minimum }),
  ...(schema.maximum === undefined ? {} : { maximum: schema.maximum }),
});

/**
 * True when the value must be sent. An internal value with a default counts as required however it is declared: the
 * platform sends the default only then (Microsoft's validator, PropertyMustBeRequired).
 */
export function isRequired(property: Property): boolean {
  if (property.kind !== 'optional') return true;
  return property.schema.visibility === 'internal' && defaultOf(property.schema) !== undefined;
}

/** A schema's default, for the kinds that can have one. */
export const defaultOf = (schema: Schema): string | number | boolean | undefined => ('default' in schema ? schema.default : undefined);

/** A schema without title, description and visibility: what parameters, which spell those differently, are made from. */
export function emitShape<K extends Kind>(schema: SchemaOfKind<K>, surroundings: Surroundings): SwaggerSchema {
  const emit = emitters[schema.kind] as (schema: SchemaOfKind<K>, surroundings: Surroundings) => SwaggerSchema; // the table pairs each kind with its schema; TypeScript can't follow that for an open K
  return emit(schema, surroundings);
}

/** A schema with its wording, in place: type and format first, then what people read, then the rest. */
export function emitInPlace(schema: Schema, surroundings: Surroundings): SwaggerSchema {
  const shape = emitShape(schema, surroundings);
  const emitted: SwaggerSchema = {};
  if (shape.type) emitted.type = shape.type;
  if (shape.format) emitted.format = shape.format;
  if (schema.title) emitted.title = schema.title;
  if (schema.description) emitted.description = schema.description;
  if (schema.visibility) emitted['x-ms-visibility'] = schema.visibility;
  return Object.assign(emitted, shape);
}

/** A schema where it is used: a reference for a named record (nothing stands beside $ref, the platform ignores it there), else in place. */
export function emitSchema(schema: Schema, surroundings: Surroundings): SwaggerSchema {
  return schema.kind === 'record' && schema.name !== undefined
    ? { $ref: surroundings.named.reference(schema as RecordSchema & { readonly name: string }, () => emitInPlace(schema, surroundings)) } // the name was just seen
    : emitInPlace(schema, surroundings);
}
