/** Which record of the model each shared definition was made from. */
import type { Connector } from '../../model/connector';
import { schemaOf, type Schema } from '../../model/schema';
import { builderOf, inArgument, type AtBuilder } from './at-builder';
import { schemasUsed } from './operation-origin';

/** A named record, and where it is used first. */
export interface UsedRecord { readonly schema: Schema; readonly usedAt: AtBuilder }

/** The named records of a connector, by name; of several with one name the first counts, as in the definition. */
export function usedRecords(connector: Connector): ReadonlyMap<string, UsedRecord> {
  const found = new Map<string, UsedRecord>();
  const seen = new Set<Schema>();
  const visit = (schema: Schema, usedAt: AtBuilder): void => {
    if (seen.has(schema)) return;
    seen.add(schema);
    if (schema.kind === 'list' || schema.kind === 'map') return visit(schema.of, builderOf(schema, usedAt));
    if (schema.kind !== 'record') return;
    if (schema.name !== undefined && !found.has(schema.name)) found.set(schema.name, { schema, usedAt });
    const here = builderOf(schema, usedAt);
    for (const [name, property] of Object.entries(schema.properties)) visit(schemaOf(property), inArgument(here, schema.name === undefined ? 0 : 1, name));
  };
  for (const operation of connector.operations) for (const [schema, usedAt] of schemasUsed(operation)) visit(schema, usedAt);
  return found;
}
