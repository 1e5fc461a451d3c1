/** Every schema of an operation, with where it stands. */
import { propertyOf, type Operation } from '../../model/operation';
import { schemaOf, type Property, type Schema } from '../../model/schema';

/** A schema in its place: the path of names inside the builder's object literal, and whether it is input or output. */
export interface Placed {
  readonly schema: Schema;
  readonly required: boolean;
  readonly side: 'input' | 'output';
  readonly path: readonly string[];
  /** The nearest name a person knows: the parameter's or property's. */
  readonly name: string;
}

/** Parameters with everything inside them, then the output and the notification. Depth first. */
export function schemasOf(operation: Operation): Placed[] {
  const found: Placed[] = [];
  for (const [name, parameter] of Object.entries(operation.parameters)) inside(propertyOf(parameter), 'input', ['parameters', name], name, found);
  if (operation.output) inside(operation.output, 'output', ['output'], 'output', found);
  if (operation.notification) inside(operation.notification.schema, 'output', ['notification'], 'notification', found);
  return found;
}

/** Adds a property and everything below it to `found`, and returns that. Every rule walks every schema, so no generator is spent on it. */
export function inside(property: Property, side: Placed['side'], path: readonly string[], name: string, found: Placed[] = []): Placed[] {
  const schema = schemaOf(property);
  found.push({ schema, required: property.kind !== 'optional', side, path, name });
  if (schema.kind === 'list' || schema.kind === 'map') inside(schema.of, side, path, name, found);
  if (schema.kind === 'record') {
    for (const [key, each] of Object.entries(schema.properties)) inside(each, side, [...path, key], key, found);
  }
  return found;
}
