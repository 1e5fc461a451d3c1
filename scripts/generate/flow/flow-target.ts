/** What a flow's JSON depends on besides the flow: whose names it gets, and how its connector is called where it goes. */
import type { EnvironmentVariable } from '../../model/flow/environment-variable';
import { schemaOf } from '../../model/schema';

export interface FlowTarget {
  /** The publisher's prefix: 2 to 8 letters or digits. */
  readonly prefix: string;
  readonly connector: {
    /** The same in every environment. */
    readonly logicalName: string;
    /** Differs from environment to environment; the import puts the real one in its place. */
    readonly internalId: string;
    readonly displayName: string;
  };
}

/** The key of a step or trigger in the document: the designer writes its name with underscores. */
export const stepKey = (name: string): string => name.replaceAll(' ', '_');

/** The schema name of an environment variable. */
export const variableSchemaName = ({ name }: EnvironmentVariable, { prefix }: FlowTarget): string => `${prefix}_${name}`;
export const variableDisplayName = ({ name, schema }: EnvironmentVariable): string => schemaOf(schema).title ?? name;
/** The definition's parameter that stands for an environment variable, named as the designer names it. */
export const variableParameter = (variable: EnvironmentVariable, target: FlowTarget): string => `${variableDisplayName(variable)} (${variableSchemaName(variable, target)})`;
