import { artifactNames } from '../artifact-files';
import { buildModel } from '../building';
import type { EnvironmentSeam } from '../environment-seam';
import { assumptionsOf } from '../konektor-assumptions';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { packedForPlay } from '../packaging/pack-for-play';
import { counted, stepLine } from '../step-line';
import { UserError } from '../user-error';

const HIGHEST_PORT = 65_535;
/** What shells report for a program that Ctrl+C ended. */
const INTERRUPTED = 130;

/**
 * `konektor start`: builds, validates, packages, installs the packages in the environment and plays the scenario. With --once it ends with 0 or 1; else it goes
 * on serving until it is interrupted. An interruption before the scenario has ended ends it at once, with 130.
 */
export async function start({ options }: Given<'start'>, ports: Ports, { startEnvironment }: EnvironmentSeam): Promise<number> {
  if (options.port > HIGHEST_PORT) throw new UserError(`--port can be ${HIGHEST_PORT} at most, and ${options.port} was given.`);
  if (options.speed === 0) throw new UserError('--speed must be more than 0: at 0 nothing would ever happen.');
  const buildStart = ports.now();
  const built = buildModel(options, ports);
  if (!built) return 1;
  const artifacts = artifactNames.filter(name => built.artifacts[name] !== undefined).length;
  ports.console.out(stepLine('build', `${counted(artifacts, 'artifact')} · ${counted(built.connector.operations.length, 'operation')}`, ports.now() - buildStart));
  const validateStart = ports.now();
  const { validationInWords } = require('../validating/validation-in-words') as typeof import('../validating/validation-in-words'); // require gives no type of its own; loaded once the model is known to build
  ports.console.out(stepLine('validate', await validationInWords(built, options.model, ports), ports.now() - validateStart));
  const packageStart = ports.now();
  const packed = await packedForPlay(options, ports);
  if (!packed) return 1;
  ports.console.out(stepLine('package', `${counted(packed.count, 'package')} → ${options.out}`, ports.now() - packageStart));
  const environmentStart = ports.now();
  const environment = await startEnvironment({ connector: built.connector, packages: packed.zips, port: options.port, speed: options.speed, assumptions: { ...assumptionsOf(built.checked.settings), ...options.assumptions.given }, console: ports.console });
  try {
    ports.console.out(stepLine('environment', environment.address, ports.now() - environmentStart));
    ports.console.out(`  ${'installed'.padEnd(12)}${environment.installed}\n`);
    const passed = await Promise.race([environment.playScenario(), environment.interrupted.then(() => undefined)]);
    if (passed === undefined) return INTERRUPTED;
    if (!options.once) {
      ports.console.error([`Serving on ${environment.address}; Ctrl+C ends it.`, ...environment.servingNotes ?? [], ''].join('\n'));
      await environment.interrupted;
    }
    return passed ? 0 : 1;
  } finally {
    await environment.close();
  }
}
