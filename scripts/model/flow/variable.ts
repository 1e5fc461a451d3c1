/** How an author declares an environment variable, and what stands for its value in the steps of a flow. */
import { callerOf } from '../../diagnostics/place';
import type { VariableSchema } from './environment-variable';
import { valueFor, type FlowValueOf } from './flow-values';

/**
 * An environment variable. `name` is what the publisher's prefix stands before in its schema name (letters and digits);
 * title, description and default are the schema's. Without a default the import asks for the value.
 */
export function variable<const S extends VariableSchema>(name: string, schema: S): FlowValueOf<S, 'present'> {
  // made from the same schema, which is what FlowValueOf says
  return valueFor(schema, { node: 'variable', variable: { name, schema, place: callerOf(variable) } }, 'present') as FlowValueOf<S, 'present'>;
}
