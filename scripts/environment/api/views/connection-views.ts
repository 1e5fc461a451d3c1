import type { TestCall } from '../../environment';
import type { Environment } from '../../environment';
import { contentOf } from '../../gateway/pipeline-stage';
import type { StoredConnection } from '../../store/environment-store';
import type { Wire } from '../contract/shapes';

/** A connection without its values. */
export function connectionView(environment: Environment, connection: StoredConnection): Wire<'Connection'> {
  const { id, title, connector, parameterSet, status, createdAt, values } = connection;
  const isThere = environment.gateway.connectors.some(({ name }) => name === connector);
  const parameter = isThere ? environment.connections.signInName(connection) : undefined;
  const account = parameter === undefined ? undefined : environment.store.connections.tokens(id, parameter)?.account;
  return {
    id, title, connector, status, createdAt: new Date(createdAt).toISOString(), filledIn: Object.keys(values), usedBy: environment.connections.usedBy(id),
    signIn: isThere && environment.connections.needsPerson(connection), ...(parameterSet === undefined ? {} : { parameterSet }), ...(account === undefined ? {} : { account }),
  };
}

export function testCallView(operationId: string, { answer, stages, durationMs }: TestCall): Wire<'TestCall'> {
  const { status, headers, body, answeredBy, findings } = answer;
  return {
    operationId, status, succeeded: status >= 200 && status < 300, headers, ...(body.length === 0 ? {} : { body: contentOf(body, text => text) }),
    answeredBy, durationMs, stages, findings,
  };
}
