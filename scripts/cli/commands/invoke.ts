import { nearestName } from '../../diagnostics/nearest-name';
import type { EnvironmentClient, Wire } from '../../environment/api-client';
import { buildModel } from '../building';
import type { EnvironmentSeam } from '../environment-seam';
import { assumptionsOf } from '../konektor-assumptions';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { byName } from '../running/by-name';
import { jsonObject } from '../running/json-file';
import { asJson, lookOf } from '../running/look';
import { forPeople, runningEnvironment } from '../running/reach';
import { stageTable } from '../running/stage-table';
import { UserError } from '../user-error';

type Inputs = Readonly<Record<string, unknown>>;
type Options = Given<'invoke'>['options'];
interface Answered { readonly status: number; readonly body: string; readonly stages: readonly Wire<'Stage'>[] }

/**
 * `konektor invoke`: calls one operation through the gateway, of the environment that runs, or of one of its own where none
 * does. The body goes to standard output as it came, the status to standard error; ends with 1 when the operation answered
 * with an error. With --trace the stages of the pipeline come instead of the body, where there are any.
 */
export async function invoke({ options, positionals: [operationId = ''] }: Given<'invoke'>, ports: Ports, seam: EnvironmentSeam): Promise<number> {
  const input = { ...(options.input === undefined ? {} : jsonObject(options.input, '--input', ports)), ...valuesOf(options.value) };
  // Values of connection parameters make a connection of their own, which the running environment does not have.
  const isFile = options.connection?.endsWith('.json') === true;
  const running = isFile ? undefined : runningEnvironment(options, ports);
  if (!running && options.connection !== undefined && !isFile) throw new UserError(`There is no running environment with a connection "${options.connection}". Start one, or give a JSON file with the values of the connection parameters.`);
  const answer = running ? await called(operationId, input, options, running.client, ports) : await embedded(operationId, input, options, ports, seam);
  if (!answer) return 1;
  ports.console.error(`${operationId}: ${answer.status}${running ? ` (${running.client.address})` : ''}\n`);
  if (options.trace && answer.stages.length === 0) ports.console.error('The gateway answered by itself, before the first stage of the pipeline.\n');
  if (options.trace && answer.stages.length > 0) ports.console.out(options.format === 'json' ? asJson(answer.stages) : stageTable(answer.stages, lookOf(ports)));
  else if (options.trace && options.format === 'json') ports.console.out(asJson([]));
  else if (answer.body !== '') ports.console.out(answer.body.endsWith('\n') ? answer.body : `${answer.body}\n`);
  return answer.status < 400 ? 0 : 1;
}

/** `--value threshold=10000` is a number, `--value name=VIP` a text. */
const valuesOf = (given: Readonly<Record<string, string>>): Inputs => Object.fromEntries(Object.entries(given).map(([name, text]) => {
  try {
    return [name, JSON.parse(text) as unknown];
  } catch {
    return [name, text];
  }
}));

async function called(operationId: string, inputs: Inputs, { connection }: Options, client: EnvironmentClient, ports: Ports): Promise<Answered> {
  try {
    const chosen = await connectionFor(operationId, connection, client);
    const { status, body, stages } = await client.call('invokeOperation', { path: { connection: chosen, operation: operationId }, body: { inputs } });
    return { status, body: textOf(body), stages };
  } catch (error) {
    throw forPeople(error, ports);
  }
}

/** The connection that is named, or the only one of a connector that has the operation; a connected one before others. */
async function connectionFor(operationId: string, asked: string | undefined, client: EnvironmentClient): Promise<string> {
  const { value: connections } = await client.call('listConnections');
  if (asked !== undefined) return byName(connections.map(each => ({ ...each, name: each.title })), asked, 'connection').id;
  const { value: connectors } = await client.call('listConnectors');
  const details = await Promise.all(connectors.map(({ name }) => client.call('getConnector', { path: { connector: name } })));
  const having = new Set(details.filter(({ operations }) => operations.some(each => each.operationId === operationId)).map(each => each.connector.name));
  if (having.size === 0) throw unknownOperation(operationId, details.flatMap(({ operations }) => operations.map(each => each.operationId)), 'No installed connector has an operation');
  const fitting = connections.filter(({ connector }) => having.has(connector));
  const usable = fitting.filter(({ status }) => status.kind === 'connected');
  const [only, ...others] = usable.length > 0 ? usable : fitting;
  if (!only) throw new UserError(`${operationId} needs a connection, and there is none. Make one: konektor connection create`);
  if (others.length > 0) throw new UserError(`${operationId} can be called with ${others.length + 1} connections. Choose one with --connection: ${[only, ...others].map(({ id }) => id).join(', ')}.`);
  return only.id;
}

async function embedded(operationId: string, input: Inputs, options: Options, ports: Ports, { invokeOperation }: EnvironmentSeam): Promise<Answered | undefined> {
  const connection = options.connection === undefined ? undefined : jsonObject(options.connection, '--connection', ports);
  const built = buildModel(options, ports);
  if (!built) return undefined;
  const known = built.connector.operations.map(operation => operation.operationId);
  if (!known.includes(operationId)) throw unknownOperation(operationId, known, 'The connector has no operation');
  return invokeOperation({ ...built, operationId, input, assumptions: assumptionsOf(built.checked.settings), ...(connection ? { connection } : {}) });
}

function unknownOperation(operationId: string, known: readonly string[], what: string): UserError {
  const meant = nearestName(operationId, known);
  return new UserError(`${what} "${operationId}".${meant ? ` Did you mean "${meant}"?` : ''} ${what.startsWith('No') ? 'There are' : 'Its operations'}: ${known.join(', ')}`);
}

function textOf(body: Wire<'Content'> | undefined): string {
  switch (body?.kind) {
    case undefined: return '';
    case 'json': return JSON.stringify(body.value, undefined, 2);
    case 'text': return body.value;
    case 'binary': return body.base64;
    case 'omitted': return `(${body.length} bytes)`;
  }
}
