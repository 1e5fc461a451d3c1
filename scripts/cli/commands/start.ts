import { artifactNames } from '../artifact-files';
import { buildModel } from '../building';
import type { EnvironmentSeam } from '../environment-seam';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { stepLine } from '../step-line';
import { UserError } from '../user-error';

const HIGHEST_PORT = 65_535;

/**
 * `konektor start`: builds, starts the environment and plays the scenario. With --once it ends with 0 or 1; else it goes
 * on serving until it is interrupted.
 */
export async function start({ options }: Given<'start'>, ports: Ports, { startEnvironment }: EnvironmentSeam): Promise<number> {
  if (options.port > HIGHEST_PORT) throw new UserError(`--port can be ${HIGHEST_PORT} at most, and ${options.port} was given.`);
  if (options.speed === 0) throw new UserError('--speed must be more than 0: at 0 nothing would ever happen.');
  const buildStart = ports.now();
  const built = buildModel(options, ports);
  if (!built) return 1;
  const artifacts = artifactNames.filter(name => built.artifacts[name] !== undefined).length;
  ports.console.out(stepLine('build', `${artifacts} artifacts · ${built.connector.operations.length} operations`, ports.now() - buildStart));
  const environmentStart = ports.now();
  const environment = await startEnvironment({ ...built, port: options.port, speed: options.speed, assumptions: options.assumptions, console: ports.console });
  try {
    ports.console.out(stepLine('environment', environment.address, ports.now() - environmentStart));
    const passed = await environment.playScenario();
    if (!options.once) {
      ports.console.error([`Serving on ${environment.address}; Ctrl+C ends it.`, ...environment.servingNotes ?? [], ''].join('\n'));
      await environment.interrupted;
    }
    return passed ? 0 : 1;
  } finally {
    await environment.close();
  }
}
