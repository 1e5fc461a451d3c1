/** Reads back what was deployed and compares it with what was sent; then the connection is tried. */
import { DeployError } from '../deploy-error';
import { withRetries } from '../http/retries';
import { connectorChange, flowChanges, referenceChanges, variableChanges } from '../planning/differences';
import type { DeploymentRequest } from '../request';
import type { Seen } from '../target';
import type { Applying } from './run-step';

export interface Verified {
  /** Where Entra ID sends people back to, as the environment says; must be registered with the app registration. */
  readonly redirectUri?: string;
  /** What was compared and tried, and what could not be: sentences. */
  readonly did: string;
  readonly notes: readonly string[];
}

/** What was just changed may be read as it was before for a moment. */
const looks = 4;
const betweenMs = 5_000;

/** Throws DeployError 'verify-differs' or 'connection-test-failed'. */
export async function verify({ request, target, ports: { clock, tell } }: Applying): Promise<Verified> {
  for (let number = 1; ; number++) {
    const seen = await withRetries(() => target.look(request), clock.sleep, (failure, attempt, afterMs) => tell({ kind: 'retrying', step: 'verify', reason: failure.message, attempt, afterMs }));
    const wrong = differences(request, seen);
    if (wrong.length === 0) return tested(request, seen, target);
    if (number === looks) throw new DeployError('verify-differs', `What is there is not what was sent: ${wrong.join('; ')}. Look at the environment, or put the last good version back: konektor rollback --environment ${request.environment.name}`);
    tell({ kind: 'waiting', step: 'verify', reason: `Not as it was sent yet: ${wrong.join('; ')}.`, forMs: betweenMs });
    await clock.sleep(betweenMs);
  }
}

function differences(request: DeploymentRequest, seen: Seen): readonly string[] {
  const { release, parts } = request;
  const connector = connectorChange(seen.connector, release);
  const ofConnector = parts === 'flows' ? (seen.connector ? [] : ['the connector is not there']) : connector.change === 'create' ? ['the connector is not there']
    : connector.parts.length > 0 ? [`the connector's ${connector.parts.join(', ')}`] : connector.change === 'update' && connector.from !== undefined ? [`the connector's version is ${connector.from}`] : [];
  if (parts === 'connector' || !release.flows) return ofConnector;
  return [
    ...ofConnector,
    ...flowChanges(seen, release).flatMap(({ change, name, id }) => (change === 'create' ? [`the flow "${name}" is not there`] : change === 'update' && seen.flows.find(flow => flow.id === id)?.digest !== undefined ? [`the flow "${name}" has another content`] : [])),
    ...referenceChanges(seen.references, request).flatMap(({ change, name }) => (change === 'bind' ? [`the reference ${name} has ${seen.references[name] === undefined ? 'no' : 'another'} connection`] : [])),
    ...variableChanges(seen.variables, request).flatMap(({ change, name }) => (change === 'set' ? [`the variable ${name} has another value`] : [])),
  ];
}

async function tested(request: DeploymentRequest, seen: Seen, target: Applying['target']): Promise<Verified> {
  const { release, connections } = request;
  const own = (release.flows?.references ?? []).filter(({ connector }) => connector === 'own').map(({ logicalName }) => seen.references[logicalName] ?? connections[logicalName]);
  const ids = [...new Set([...own, ...Object.values(connections)].filter((id): id is string => id !== undefined && (own.includes(id) || seen.connections.some(each => each.id === id && each.connector === 'own'))))];
  const notes: string[] = [];
  if (!target.testConnection) notes.push('This target gives no way to call the test operation; try the connection in Power Apps.');
  else if (release.connector.testOperation === undefined) notes.push('The connector names no operation that tests a connection (x-ms-capabilities.testConnection).');
  else if (ids.length === 0) notes.push('There is no connection to test yet.');
  const canTest = target.testConnection && release.connector.testOperation !== undefined;
  for (const id of canTest ? ids : []) {
    const { passed, message } = await target.testConnection!(id, request, seen); // canTest says that it is there
    if (!passed) throw new DeployError('connection-test-failed', `The connection ${id} does not work: ${message}`);
  }
  const unreadable = seen.connector && seen.connector.readable.length === 0 ? 'The connector can\'t be read back here; its version was compared.' : undefined;
  const redirectUri = seen.connector?.redirectUri;
  return {
    did: `What is there is what was sent${canTest && ids.length > 0 ? `, and ${ids.length === 1 ? 'its connection works' : `its ${ids.length} connections work`}` : ''}.`,
    notes: [...notes, ...(unreadable === undefined ? [] : [unreadable]), ...(redirectUri === undefined ? [] : [`Register this redirect URI with the app registration, or nobody can sign in: ${redirectUri}`])],
    ...(redirectUri === undefined ? {} : { redirectUri }),
  };
}
