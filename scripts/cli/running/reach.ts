/** The environment that `konektor start` runs for this folder, reached by its API. */
import { resolve } from 'node:path';
import { ApiFailure, type Endpoint, endpointFile, EnvironmentClient, EnvironmentNotReached, readEndpoint } from '../../environment/api-client';
import { howToCall } from '../how-to-call';
import type { Ports } from '../ports';
import { UserError } from '../user-error';

export interface Running { readonly client: EnvironmentClient; readonly service: Endpoint['service'] }

/** What names the folder of a store. */
export interface OfStore { readonly store: string }

/** The running environment; undefined where none left word in the folder of the store. It may have ended without a word since. */
export function runningEnvironment({ store }: OfStore, ports: Ports): Running | undefined {
  const text = ports.files.read(endpointFile(resolve(ports.directory, store)));
  const endpoint = text === undefined ? undefined : readEndpoint(text);
  return endpoint && { client: new EnvironmentClient(endpoint, ports.http), service: endpoint.service };
}

/** Works with the running environment. Throws UserError where there is none, and for what it refuses. */
export async function withEnvironment<T>(where: OfStore, ports: Ports, work: (running: Running) => Promise<T>): Promise<T> {
  const running = runningEnvironment(where, ports);
  if (!running) throw new UserError(`No environment runs with its store in ${where.store}. Start one in another terminal: ${howToCall(ports)} start`);
  try {
    return await work(running);
  } catch (error) {
    throw forPeople(error, ports);
  }
}

/** What the environment refuses is for people to mend, and so is one that is gone; everything else is as it was. */
export function forPeople(error: unknown, ports: Ports): unknown {
  if (error instanceof EnvironmentNotReached) return new UserError(`${error.message} It has ended without a word, or another one has taken its place. Start it again: ${howToCall(ports)} start`);
  if (error instanceof ApiFailure) return new UserError(error.status === 401 ? `${error.message} The environment was started anew meanwhile: try again.` : error.message);
  return error;
}
