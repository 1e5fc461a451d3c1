/** Environment variables: what differs from environment to environment and is asked for when the flows are imported. */
import type { Place } from '../../diagnostics/place';
import type { DecimalNumberSchema, TextSchema, WholeNumberSchema, YesNoSchema } from '../schema';

/** The kinds of value that an environment variable can have and a flow can read. There is none for secrets on purpose. */
export type VariableSchema = TextSchema | WholeNumberSchema | DecimalNumberSchema | YesNoSchema;

export interface EnvironmentVariable {
  /** Behind the publisher's prefix it makes the schema name. */
  readonly name: string;
  readonly schema: VariableSchema;
  readonly place: Place | undefined;
}
