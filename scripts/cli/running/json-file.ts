import { resolve } from 'node:path';
import type { Ports } from '../ports';
import { UserError } from '../user-error';

/** The values of a JSON file that an option names. Throws UserError where it is missing or holds no object. */
export function jsonObject(file: string, option: string, ports: Pick<Ports, 'files' | 'directory'>): Readonly<Record<string, unknown>> {
  const text = ports.files.read(resolve(ports.directory, file));
  if (text === undefined) throw new UserError(`${option}: there is no file ${file}.`);
  let value: unknown;
  try { value = JSON.parse(text); } catch (error) {
    throw new UserError(`${option}: ${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new UserError(`${option}: ${file} must hold a JSON object with values by name, such as {"instanceId": "…"}.`);
  return value as Readonly<Record<string, unknown>>; // an object that is neither null nor a list
}
