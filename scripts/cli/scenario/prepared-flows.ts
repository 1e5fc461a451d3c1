/** The first start makes a connection and binds the sample flows to it, as a maker would. */
import type { JsonValue } from '../../environment';
import type { Environment } from '../../environment/environment';
import { boundReferencesOf, variablesOf } from '../../environment/host/flow-needs';
import { defaultKeys } from '../../service';
import type { KeptEnvironment } from './kept-environment';
import { signInAs } from './service-sign-in';

/** The id of the connection that the first start makes. */
export const connectionId = 'stand-in';

/** Makes a connection to the service stand-in and signs in to it as its administrator. Throws what the environment refuses. */
export async function makeConnection({ environment, signIn }: Pick<KeptEnvironment, 'environment' | 'signIn'>, connector: string): Promise<void> {
  await environment.connections.create({ connector, id: connectionId, title: 'Service stand-in', values: { subscriptionKey: defaultKeys.production[0] } });
  if (environment.connections.get(connectionId).status.kind === 'signInNeeded') await signInAs(signIn, connectionId, 'administrator@stand-in.example');
}

/** The values of environment variables by the part of their schema name behind the publisher's prefix. */
export type VariableValues = Readonly<Record<string, string>>;

/** Who would get the messages on the platform; nothing is sent. */
export const localPeople: VariableValues = {
  CustomerInsightsTeam: 'stand-in team', CustomerInsightsChannel: 'stand-in channel', CustomerInsightsDataOwners: 'owners@stand-in.example',
};

/** Binds every flow's references to the connector's connection, and its variables to the values that there are. */
export async function bindFlows(environment: Environment, connector: string, values: VariableValues): Promise<void> {
  for (const flow of environment.flows.list()) {
    const connections = Object.fromEntries(boundReferencesOf(flow).flatMap(({ reference, connector: wanted }) => (wanted === connector ? [[reference, connectionId]] : [])));
    await environment.flows.bind(flow.id, { connections, variables: variablesFor(flow, values) });
  }
}

function variablesFor(flow: Parameters<typeof variablesOf>[0], values: VariableValues): Readonly<Record<string, JsonValue>> {
  return Object.fromEntries(variablesOf(flow).flatMap(({ schemaName }) => {
    const value = values[schemaName.slice(schemaName.indexOf('_') + 1)];
    return value === undefined ? [] : [[schemaName, value]];
  }));
}
