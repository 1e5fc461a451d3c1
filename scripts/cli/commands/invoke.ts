import { resolve } from 'node:path';
import { buildModel } from '../building';
import type { EnvironmentSeam } from '../environment-seam';
import { assumptionsOf } from '../konektor-assumptions';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { nearestName } from '../../diagnostics/nearest-name';
import { UserError } from '../user-error';

/**
 * `konektor invoke`: calls one operation through the gateway. The body goes to standard output as it came, the status to
 * standard error; ends with 1 when the operation answered with an error.
 */
export async function invoke({ options, positionals }: Given<'invoke'>, ports: Ports, { invokeOperation }: EnvironmentSeam): Promise<number> {
  const input = options.input === undefined ? {} : jsonObject(options.input, '--input', ports);
  const connection = options.connection === undefined ? undefined : jsonObject(options.connection, '--connection', ports);
  const built = buildModel(options, ports);
  if (!built) return 1;
  const operationId = positionals[0] ?? '';
  const known = built.connector.operations.map(operation => operation.operationId);
  if (!known.includes(operationId)) {
    const meant = nearestName(operationId, known);
    throw new UserError(`The connector has no operation "${operationId}".${meant ? ` Did you mean "${meant}"?` : ''} Its operations: ${known.join(', ')}`);
  }
  const answer = await invokeOperation({ ...built, operationId, input, assumptions: assumptionsOf(built.checked.settings), ...(connection ? { connection } : {}) });
  ports.console.error(`${operationId}: ${answer.status}\n`);
  if (answer.body !== '') ports.console.out(answer.body.endsWith('\n') ? answer.body : `${answer.body}\n`);
  return answer.status < 400 ? 0 : 1;
}

function jsonObject(file: string, option: string, ports: Ports): Readonly<Record<string, unknown>> {
  const text = ports.files.read(resolve(ports.directory, file));
  if (text === undefined) throw new UserError(`${option}: there is no file ${file}.`);
  let value: unknown;
  try { value = JSON.parse(text); } catch (error) {
    throw new UserError(`${option}: ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UserError(`${option}: ${file} must hold a JSON object with values by name, such as {"instanceId": "…"}.`);
  return value as Readonly<Record<string, unknown>>; // an object that is neither null nor a list
}
