/** Where a running environment is reached and with which token: a file in its store's folder, there as long as it runs. */
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Endpoint {
  /** `http://127.0.0.1:port`. */
  readonly address: string;
  /** Good for this start only. */
  readonly token: string;
  /** The stand-in of the service that runs beside it, where one does. */
  readonly service?: { readonly controlUrl: string; readonly controlToken: string };
}

export const endpointFile = (folder: string): string => join(folder, 'environment.api.json');

/** Puts the file there in one step, for nobody else to read. */
export function writeEndpoint(folder: string, endpoint: Endpoint): void {
  const file = endpointFile(folder);
  writeFileSync(`${file}.new`, `${JSON.stringify(endpoint, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

export function removeEndpoint(folder: string): void {
  rmSync(endpointFile(folder), { force: true });
}

/** The text of the file as an endpoint; undefined where it is none, as after a kill in the midst of things. */
export function readEndpoint(text: string): Endpoint | undefined {
  let value: unknown;
  try { value = JSON.parse(text); } catch { return undefined; }
  if (!isRecord(value) || typeof value['address'] !== 'string' || typeof value['token'] !== 'string' || !/^http:\/\/127\.0\.0\.1:\d+$/.test(value['address'])) return undefined;
  const { address, token, service } = value;
  const hasService = isRecord(service) && typeof service['controlUrl'] === 'string' && typeof service['controlToken'] === 'string';
  return { address, token, ...(hasService ? { service: { controlUrl: service['controlUrl'] as string, controlToken: service['controlToken'] as string } } : {}) }; // looked at in hasService
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
