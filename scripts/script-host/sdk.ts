import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { ScriptHostError } from './errors';
import { type Processes, runToEnd } from './processes';

/** A .NET SDK on this machine. */
export interface DotnetSdk {
  /** The `dotnet` program. */
  readonly program: string;
  /** The folder of the installation: `sdk`, `shared`, `packs`. */
  readonly root: string;
  readonly directory: string;
  readonly version: string;
  /** The runtime that came with this SDK, e.g. 8.0.11. */
  readonly runtimeVersion: string;
  /** Major version of that runtime, e.g. 8. */
  readonly major: number;
}

const OLDEST_MAJOR = 8;
const WHAT_TO_INSTALL = `Install the .NET SDK ${OLDEST_MAJOR} or newer (https://dotnet.microsoft.com/download) and make sure that 'dotnet' is on the PATH or DOTNET_ROOT names its folder.`;

/**
 * Finds the newest usable SDK, 8 or newer, previews last. Folders are read first, which costs no process; only an
 * installation that is laid out differently is asked with `dotnet --list-sdks`.
 * Throws ScriptHostError 'sdk-missing' with one sentence on what to install.
 */
export async function findSdk(environment: NodeJS.ProcessEnv, processes: Processes): Promise<DotnetSdk> {
  const programs = dotnetPrograms(environment);
  if (programs.length === 0) throw new ScriptHostError('sdk-missing', `Custom code runs on .NET, and no 'dotnet' program was found. ${WHAT_TO_INSTALL}`);
  const found: string[] = [];
  for (const program of programs) {
    const root = path.dirname(realpathSync(program));
    const beside = path.join(root, 'sdk');
    const folders = existsSync(beside) ? readdirSync(beside).map((version) => path.join(beside, version)) : await listedSdks(program, environment, processes);
    found.push(...folders.map((folder) => path.basename(folder)));
    const sdk = folders.map((folder) => readSdk(program, folder)).filter((candidate) => candidate !== undefined).sort(newestFirst)[0];
    if (sdk) return sdk;
  }
  const versions = found.filter((name) => /^\d/.test(name)).join(', ');
  throw new ScriptHostError('sdk-missing', `Custom code runs on .NET, and ${versions ? `the SDK found here is too old or incomplete (${versions})` : 'a .NET runtime is here but no SDK'}. ${WHAT_TO_INSTALL}`);
}

/** The `dotnet` programs in the order in which they count: DOTNET_ROOT, then the PATH. */
function dotnetPrograms(environment: NodeJS.ProcessEnv): string[] {
  const name = process.platform === 'win32' ? 'dotnet.exe' : 'dotnet';
  const folders = [environment['DOTNET_ROOT'], ...(environment['PATH'] ?? environment['Path'] ?? '').split(path.delimiter)];
  return folders.flatMap((folder) => (folder ? [path.join(folder, name)] : [])).filter((program) => statSync(program, { throwIfNoEntry: false })?.isFile() ?? false);
}

async function listedSdks(program: string, environment: NodeJS.ProcessEnv, processes: Processes): Promise<string[]> {
  const { output } = await runToEnd(processes, program, ['--list-sdks'], environment);
  return [...output.matchAll(/^(\S+) \[(.+)\]\s*$/gm)].map(([, version = '', folder = '']) => path.join(folder, version));
}

/** The SDK in a folder, or undefined where it is too old or lacks the compiler or its runtime. */
function readSdk(program: string, directory: string): DotnetSdk | undefined {
  const version = path.basename(directory);
  const configuration = path.join(directory, 'dotnet.runtimeconfig.json');
  if (!existsSync(configuration) || !existsSync(path.join(directory, 'Roslyn', 'bincore', 'csc.dll'))) return undefined;
  // The SDK's own configuration names the runtime it was built for; it is JSON that every SDK ships.
  const parsed = JSON.parse(readFileSync(configuration, 'utf8')) as { runtimeOptions?: { framework?: { version?: string } } };
  const runtimeVersion = parsed.runtimeOptions?.framework?.version;
  const major = Number(runtimeVersion?.split('.')[0]);
  if (runtimeVersion === undefined || !(major >= OLDEST_MAJOR)) return undefined;
  return { program, root: path.resolve(directory, '..', '..'), directory, version, runtimeVersion, major };
}

function newestFirst(one: DotnetSdk, other: DotnetSdk): number {
  const preview = Number(one.version.includes('-')) - Number(other.version.includes('-'));
  return preview || other.version.localeCompare(one.version, 'en', { numeric: true });
}
