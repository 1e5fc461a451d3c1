/** Parameters of the model as Swagger parameters. */
import { propertyOf, type Operation, type Parameter } from '../model/operation';
import { schemaOf, type RecordSchema, type Schema } from '../model/schema';
import { emitInPlace, emitSchema, emitShape, isRequired, type Surroundings } from './schema-emit';
import type { SimpleParameter, SwaggerParameter, SwaggerSchema } from './swagger-extensions';

/** The names in braces of a path, in order. */
export const pathNames = (path: string): string[] => [...path.matchAll(/\{([^{}]+)\}/g)].map(match => match[1]!); // the group is not optional

/** Where a parameter travels: what the author wrapped it in, else the path when it is named there, else the query. */
export function locationOf(name: string, parameter: Parameter, path: string): 'body' | 'header' | 'path' | 'query' {
  if (parameter.kind === 'body' || parameter.kind === 'header') return parameter.kind;
  return pathNames(path).includes(name) ? 'path' : 'query';
}

/** All parameters of an operation, in the author's order, which is the order in the designer. */
export function emitParameters(operation: Operation, surroundings: Surroundings): SwaggerParameter[] {
  return Object.entries(operation.parameters).map(([name, parameter]) => {
    if (parameter.kind === 'body') return { name, in: 'body', required: parameter.required, schema: bodySchema(operation, parameter.schema, surroundings) };
    return emitSimple(name, locationOf(name, parameter, operation.path) as SimpleParameter['in'], parameter, surroundings); // body was answered above
  });
}

function emitSimple(name: string, location: SimpleParameter['in'], parameter: Parameter, surroundings: Surroundings): SimpleParameter {
  const property = propertyOf(parameter);
  const schema = schemaOf(property);
  const { type, format, ...rest } = emitShape(schema, surroundings);
  return {
    name, in: location,
    required: location === 'path' || isRequired(property),
    // An object can't travel here; `checkConnector` reports it, and text is what the gateway would make of it.
    type: type === undefined || type === 'object' ? 'string' : type,
    ...(format ? { format } : {}),
    ...(schema.title ? { 'x-ms-summary': schema.title } : {}),
    ...(schema.description ? { description: schema.description } : {}),
    ...(schema.visibility ? { 'x-ms-visibility': schema.visibility } : {}),
    // Written out although single is the default: certification warns otherwise (PathParameterMissingEncoding).
    ...(location === 'path' ? { 'x-ms-url-encoding': schema.kind === 'text' ? schema.encoding ?? 'single' : 'single' } : {}),
    ...valueRules(rest),
    ...(type === 'array' ? { collectionFormat: 'csv' } : {}),
  };
}

/** The keywords that a parameter shares with a schema; those of objects do not exist on parameters. */
function valueRules(shape: SwaggerSchema): Omit<SimpleParameter, 'name' | 'in' | 'type' | 'required'> {
  const { required: _required, properties: _properties, additionalProperties: _additional, $ref: _ref, title: _title,
    'x-ms-dynamic-schema': _shape, 'x-ms-dynamic-properties': _shapeTwin, 'x-ms-notification-url': _url, ...rest } = shape;
  return rest;
}

function bodySchema(operation: Operation, schema: Schema, surroundings: Surroundings): SwaggerSchema {
  return operation.notification && schema.kind === 'record'
    ? withCallback(schema, operation.notification.urlIn.split('/'), surroundings)
    : emitSchema(schema, surroundings);
}

/**
 * The body of a subscription, with the property that the platform fills with the callback address. The platform wants
 * that property internal, and required at every level from the root (NotificationUrlNotInternal, …NotRequired), so it
 * is written so however it was declared; records on the way are written in place, because the mark belongs to this use.
 */
function withCallback(schema: RecordSchema, [name, ...deeper]: readonly string[], surroundings: Surroundings): SwaggerSchema {
  const property = name === undefined ? undefined : schema.properties[name];
  if (name === undefined || property === undefined) return emitInPlace(schema, surroundings);
  const inner = schemaOf(property);
  const marked: SwaggerSchema = deeper.length > 0 && inner.kind === 'record'
    ? withCallback(inner, deeper, surroundings)
    : { ...emitInPlace(inner, surroundings), 'x-ms-visibility': 'internal', 'x-ms-notification-url': true };
  const { [name]: _callback, ...others } = schema.properties;
  const { type, title, description, 'x-ms-visibility': visibility, required, properties } = emitInPlace({ ...schema, properties: others }, surroundings);
  const names = Object.keys(schema.properties);
  return {
    ...(type ? { type } : {}), ...(title ? { title } : {}), ...(description ? { description } : {}), ...(visibility ? { 'x-ms-visibility': visibility } : {}),
    required: names.filter(each => each === name || required?.includes(each)),
    properties: Object.fromEntries(names.map(each => [each, each === name ? marked : properties?.[each] ?? {}])),
  };
}
