/** The sample flows out of the installed solution, bound to what there is locally. */
import { bindFlows, EnvironmentError, triggeredFlow, type Flow, type Gateway, type SolutionContents } from '../../environment';
import { UserError } from '../user-error';
import { connectionId } from './local-environment';

/** The values of environment variables by the part of their schema name behind the publisher's prefix. */
export type VariableValues = Readonly<Record<string, string>>;

/** Who would get the messages on the platform; nothing is sent. */
export const localPeople: VariableValues = {
  CustomerInsightsTeam: 'stand-in team', CustomerInsightsChannel: 'stand-in channel', CustomerInsightsDataOwners: 'owners@stand-in.example',
};

/**
 * Binds the flows and reads them as the engine polls them. References to the installed connector get its one connection,
 * all others one that is only a name. Throws UserError with a sentence for what is missing.
 */
export function sampleFlows(contents: SolutionContents, values: VariableValues, gateway: Gateway): readonly Flow[] {
  const connections = Object.fromEntries(contents.connectionReferences.map(({ logicalName, apiId, customConnectorId }) =>
    [logicalName, customConnectorId === undefined ? `${apiId.split('/').at(-1)}-local-stand-in` : connectionId]));
  const variables = Object.fromEntries(contents.environmentVariables.flatMap(({ schemaName }) => {
    const value = values[schemaName.slice(schemaName.indexOf('_') + 1)];
    return value === undefined ? [] : [[schemaName, value]];
  }));
  try {
    return bindFlows(contents, { connections, variables }, gateway).map(flow => triggeredFlow(flow, gateway));
  } catch (error) {
    if (error instanceof EnvironmentError) throw new UserError(error.message);
    throw error;
  }
}
