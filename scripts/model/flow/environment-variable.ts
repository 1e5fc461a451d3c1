/** Environment variables: what differs from environment to environment and is asked for when the flows are imported. */
import type { Place } from '../../diagnostics/place';
import { callerOf } from '../../diagnostics/place';
import type { DecimalNumberSchema, TextSchema, WholeNumberSchema, YesNoSchema } from '../schema';
import { valueFor, type FlowValueOf } from './flow-values';

/** The kinds of value that an environment variable can have and a flow can read. There is none for secrets on purpose. */
export type VariableSchema = TextSchema | WholeNumberSchema | DecimalNumberSchema | YesNoSchema;

export interface EnvironmentVariable {
  /** Behind the publisher's prefix it makes the schema name. */
  readonly name: string;
  readonly schema: VariableSchema;
  readonly place: Place | undefined;
}

/**
 * An environment variable. `name` is what the publisher's prefix stands before in its schema name (letters and digits);
 * title, description and default are the schema's. Without a default the import asks for the value.
 */
export function variable<const S extends VariableSchema>(name: string, schema: S): FlowValueOf<S, 'present'> {
  // made from the same schema, which is what FlowValueOf says
  return valueFor(schema, { node: 'variable', variable: { name, schema, place: callerOf(variable) } }, 'present') as FlowValueOf<S, 'present'>;
}
