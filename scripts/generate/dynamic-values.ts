/**
 * Lookups in the definition. Both forms are written: the classic one, which every part of the platform reads, and its
 * newer twin, which the designer prefers and which alone can refer to a body property.
 */
import type { DropDown, DynamicShape } from '../model/lookup';
import type { Operation } from '../model/operation';
import { schemaOf, type Schema } from '../model/schema';
import { argumentsOf } from './given-arguments';
import type { DynamicList, DynamicPropertiesExtension, DynamicSchemaExtension, DynamicValues } from './swagger-extensions';

/** The operation whose parameters feed a lookup. */
export type Host = Pick<Operation, 'parameters'>;

/** The name of the one list in a lookup's answer; undefined when there is none or more than one. */
export function listIn(output: Schema | undefined): string | undefined {
  if (output?.kind !== 'record') return undefined;
  const lists = Object.entries(output.properties).filter(([, property]) => schemaOf(property).kind === 'list');
  return lists.length === 1 ? lists[0]?.[0] : undefined;
}

/** x-ms-dynamic-values and x-ms-dynamic-list of a drop-down. */
export function dropDownExtensions(dropDown: DropDown, host: Host): { 'x-ms-dynamic-values': DynamicValues; 'x-ms-dynamic-list': DynamicList } {
  const { lookup, given, valuePath, titlePath } = dropDown;
  const { classic, paths } = argumentsOf(lookup.parameters, given, host);
  const items = listIn(lookup.output) ?? 'value';
  return {
    'x-ms-dynamic-values': { operationId: lookup.operationId, parameters: classic, 'value-collection': items, 'value-path': valuePath, 'value-title': titlePath },
    'x-ms-dynamic-list': { operationId: lookup.operationId, parameters: paths, itemsPath: items, itemValuePath: valuePath, itemTitlePath: titlePath },
  };
}

/** x-ms-dynamic-schema and x-ms-dynamic-properties of an object whose shape a lookup tells under `schema`. */
export function shapeExtensions(shape: DynamicShape, host: Host): { 'x-ms-dynamic-schema': DynamicSchemaExtension; 'x-ms-dynamic-properties': DynamicPropertiesExtension } {
  const { operationId, parameters } = shape.lookup;
  const { classic, paths } = argumentsOf(parameters, shape.given, host);
  return {
    'x-ms-dynamic-schema': { operationId, parameters: classic, 'value-path': 'schema' },
    'x-ms-dynamic-properties': { operationId, parameters: paths, itemValuePath: 'schema' },
  };
}
