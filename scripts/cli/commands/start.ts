import { resolve } from 'node:path';
import { artifactNames } from '../artifact-files';
import { buildModel } from '../building';
import type { EnvironmentSeam, StartedEnvironment } from '../environment-seam';
import { assumptionsOf } from '../konektor-assumptions';
import type { Given } from '../options';
import { ownVersion } from '../own-version';
import type { Ports } from '../ports';
import { nextSteps } from '../running/next-steps';
import { packedForPlay } from '../packaging/pack-for-play';
import { stepLine } from '../step-line';
import { counted } from '../../diagnostics/counted';
import { UserError } from '../user-error';

const HIGHEST_PORT = 65_535;
/** What shells report for a program that Ctrl+C ended. */
const INTERRUPTED = 130;

/**
 * `konektor start`: builds, validates, packages, installs the packages in the local environment, and serves it until it is
 * interrupted. In a new environment it plays the scenario first; an interruption before its end ends it at once, with 130.
 * With --once it plays the scenario in an environment that is kept nowhere, and ends with 0 or 1.
 */
export async function start({ options }: Given<'start'>, ports: Ports, { startEnvironment }: EnvironmentSeam): Promise<number> {
  if (options.assumptions.asked) return listAssumptions(options, ports);
  if (options.port > HIGHEST_PORT) throw new UserError(`--port can be ${HIGHEST_PORT} at most, and ${options.port} was given.`);
  if (options.speed === 0) throw new UserError('--speed must be more than 0: at 0 nothing would ever happen.');
  if (options.once && options.fresh) throw new UserError('--once keeps nothing, so that there is nothing to start over with --fresh. Give one of them.');
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
  const environment = await startEnvironment({
    connector: built.connector, packages: packed.zips, port: options.port, speed: options.speed, assumptions: { ...assumptionsOf(built.checked.settings), ...options.assumptions.given }, console: ports.console,
    ...(options.once ? {} : { folder: resolve(ports.directory, options.store) }), fresh: options.fresh, verbose: options.verbose, version: ownVersion(ports.files),
  });
  try {
    if (environment.movedTo !== undefined) ports.console.error(`What was kept is in ${environment.movedTo} now.\n`);
    ports.console.out(stepLine('environment', environment.address, ports.now() - environmentStart));
    ports.console.out(`  ${'installed'.padEnd(12)}${environment.installed}\n`);
    const passed = await playedOrResumed(environment, ports);
    if (passed === undefined) return INTERRUPTED;
    if (!options.once) {
      environment.serve();
      ports.console.error(nextSteps(environment.address, built.connector, options.store, ports));
      await environment.interrupted;
    }
    return passed ? 0 : 1;
  } finally {
    await environment.close();
  }
}

/** Undefined where it was interrupted. */
function playedOrResumed({ resumed, playScenario, interrupted }: StartedEnvironment, { console }: Ports): Promise<boolean | undefined> {
  if (resumed === undefined) return Promise.race([playScenario(), interrupted.then(() => undefined)]);
  console.out(`  ${'resumed'.padEnd(12)}${resumed}\n`);
  return Promise.resolve(true);
}

function listAssumptions(options: Given<'start'>['options'], ports: Ports): number {
  const { assumptionList } = require('../running/assumption-list') as typeof import('../running/assumption-list'); // loaded where it is asked for; require gives no type of its own
  return assumptionList(options, ports);
}
