import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { withLock } from './build-lock';
import { ScriptHostError } from './errors';
import { type Processes, runToEnd } from './processes';
import type { DotnetSdk } from './sdk';

/** A host that is built and whole. */
export interface BuiltHost {
  /** The program: a .NET assembly for `dotnet exec`. */
  readonly assembly: string;
  /** Names sources, build recipe and SDK; it changes when any of them does. */
  readonly key: string;
  /** True where this call had to build it. */
  readonly fresh: boolean;
}

/** What a build needs of its surroundings. */
export interface BuildSettings {
  readonly sdk: DotnetSdk;
  readonly cacheDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly processes: Processes;
  /** Receives one line a notice, e.g. that the cache was damaged. */
  readonly report: (line: string) => void;
}

interface Manifest {
  readonly files: Readonly<Record<string, string>>;
}

/** Raised when the recipe below changes, since the key can't see that. */
const RECIPE = '2';
const ASSEMBLY = 'Konektor.ScriptHost.dll';
const RUNTIME_CONFIGURATION = 'Konektor.ScriptHost.runtimeconfig.json';
const MANIFEST = 'manifest.json';

/**
 * The host for an SDK: from the cache, or built with the SDK's own compiler, without MSBuild, NuGet or network. A cached
 * host whose files don't match its manifest is reported and built again.
 * Throws ScriptHostError 'build-failed' with the compiler's output.
 */
export async function buildHost(settings: BuildSettings): Promise<BuiltHost> {
  const sources = hostSources();
  const key = hostKey(sources, settings.sdk);
  const directory = path.join(settings.cacheDirectory, 'script-host', key);
  if (isWhole(directory)) return { assembly: path.join(directory, ASSEMBLY), key, fresh: false };
  return withLock(`${directory}.lock`, async () => {
    // Another process may have built it while this one waited.
    if (isWhole(directory)) return { assembly: path.join(directory, ASSEMBLY), key, fresh: false };
    if (existsSync(directory)) {
      settings.report(`The script host in the cache is damaged and is built again: ${directory}`);
      discard(directory);
    }
    await build(settings, sources, directory);
    return { assembly: path.join(directory, ASSEMBLY), key, fresh: true };
  });
}

/** The key of the host for an SDK, built or not. Reads the host's sources and starts nothing. */
export const keyOfHost = (sdk: DotnetSdk): string => hostKey(hostSources(), sdk);

/** Takes a built host out of the cache, so that the next `buildHost` builds it again. */
export function discardHost(host: BuiltHost): void {
  discard(path.dirname(host.assembly));
}

/** The host's C# files: beside this file in a checkout, and under `scripts` where this file was compiled to `build`. */
function hostSources(): string[] {
  const folders = [path.join(__dirname, 'host'), path.resolve(__dirname, '..', '..', '..', 'scripts', 'script-host', 'host')];
  const folder = folders.find((candidate) => existsSync(candidate));
  if (folder === undefined) throw new ScriptHostError('build-failed', `The script host's C# sources are missing; they belong into ${folders[0]}. Install konektor again.`);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.cs')).sort().map((name) => path.join(folder, name));
}

function hostKey(sources: readonly string[], sdk: DotnetSdk): string {
  const hash = createHash('sha256').update(`${RECIPE}\n${sdk.directory}\n${sdk.version}\n`);
  for (const source of sources) hash.update(path.basename(source)).update('\0').update(readFileSync(source)).update('\0');
  return hash.digest('hex').slice(0, 32);
}

async function build(settings: BuildSettings, sources: readonly string[], directory: string): Promise<void> {
  const { sdk } = settings;
  const unfinished = `${directory}.${process.pid}.${randomBytes(4).toString('hex')}.tmp`;
  mkdirSync(unfinished, { recursive: true });
  try {
    const answerFile = path.join(unfinished, 'compile.rsp');
    writeFileSync(answerFile, compilerArguments(sdk, sources, path.join(unfinished, ASSEMBLY)).join('\n'));
    const compiler = path.join(sdk.directory, 'Roslyn', 'bincore', 'csc.dll');
    const end = await runToEnd(settings.processes, sdk.program, ['exec', compiler, '-noconfig', '-preferreduilang:en-US', `@${answerFile}`], settings.environment);
    if (end.code !== 0) throw new ScriptHostError('build-failed', `The script host did not compile with the .NET SDK ${sdk.version}; this is a bug in konektor or a damaged SDK. The compiler's output is attached.`, end.output);
    rmSync(answerFile);
    writeFileSync(path.join(unfinished, RUNTIME_CONFIGURATION), JSON.stringify(runtimeConfiguration(sdk), null, 2));
    const files = Object.fromEntries([ASSEMBLY, RUNTIME_CONFIGURATION].map((name) => [name, checksum(path.join(unfinished, name))]));
    writeFileSync(path.join(unfinished, MANIFEST), JSON.stringify({ files } satisfies Manifest, null, 2));
    renameSync(unfinished, directory);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // A builder that didn't wait for the lock got there first; its result is as good.
    if (!isWhole(directory)) throw error;
  }
}

function compilerArguments(sdk: DotnetSdk, sources: readonly string[], output: string): string[] {
  const roslyn = path.join(sdk.directory, 'Roslyn', 'bincore');
  const references = [
    ...frameworkReferences(sdk),
    path.join(sdk.directory, 'Newtonsoft.Json.dll'),
    loggingAbstractions(sdk),
    path.join(roslyn, 'Microsoft.CodeAnalysis.dll'),
    path.join(roslyn, 'Microsoft.CodeAnalysis.CSharp.dll'),
  ];
  return [
    '-nologo', '-nostdlib', '-target:exe', '-optimize+', '-deterministic+', '-debug:embedded', '-nullable:enable', '-langversion:12',
    // Libraries of the SDK may name an older version of the framework; the newer one stands for it.
    '-nowarn:CS1701,CS1702',
    `-out:"${output}"`,
    ...(hasSystemDrawing(sdk) ? ['-define:SYSTEM_DRAWING'] : []),
    ...references.map((reference) => `-reference:"${reference}"`),
    ...sources.map((source) => `"${source}"`),
  ];
}

/** The reference pack that belongs to the SDK, or the runtime's own assemblies where an installation has no packs. */
function frameworkReferences(sdk: DotnetSdk): string[] {
  const packs = path.join(sdk.root, 'packs', 'Microsoft.NETCore.App.Ref');
  const versions = existsSync(packs) ? readdirSync(packs).filter((version) => version.startsWith(`${sdk.major}.`)).sort() : [];
  const pack = versions.map((version) => path.join(packs, version, 'ref', `net${sdk.major}.0`)).filter((folder) => existsSync(folder)).at(-1);
  const folder = pack ?? path.join(sdk.root, 'shared', 'Microsoft.NETCore.App', sdk.runtimeVersion);
  if (!existsSync(folder)) throw new ScriptHostError('build-failed', `The .NET SDK ${sdk.version} has neither a reference pack nor its runtime ${sdk.runtimeVersion} in ${sdk.root}. Install the .NET SDK again.`);
  const isManaged = (name: string): boolean => name.endsWith('.dll') && (pack !== undefined || /^(System\.(?!.*\.Native\b|IO\.Compression\.Native)|Microsoft\.(?!DiaSymReader\.Native)|netstandard|mscorlib)/.test(name));
  return readdirSync(folder).filter(isManaged).sort().map((name) => path.join(folder, name));
}

/** Whether .NET can draw here: on Windows, with an SDK that carries the library. Else the host brings types that say so. */
const hasSystemDrawing = (sdk: DotnetSdk): boolean => process.platform === 'win32' && existsSync(path.join(sdk.directory, 'System.Drawing.Common.dll'));

/** In the SDK's own folder; else in ASP.NET Core's shared framework, which comes with every SDK. */
function loggingAbstractions(sdk: DotnetSdk): string {
  const name = 'Microsoft.Extensions.Logging.Abstractions.dll';
  const shared = path.join(sdk.root, 'shared', 'Microsoft.AspNetCore.App');
  const versions = existsSync(shared) ? readdirSync(shared).filter((version) => version.startsWith(`${sdk.major}.`)).sort() : [];
  const found = [sdk.directory, ...versions.map((version) => path.join(shared, version)).reverse()].map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (found === undefined) throw new ScriptHostError('build-failed', `${name} is neither in the .NET SDK ${sdk.version} nor in its ASP.NET Core runtime. Install the complete .NET SDK.`);
  return found;
}

function runtimeConfiguration(sdk: DotnetSdk): object {
  return {
    runtimeOptions: {
      tfm: `net${sdk.major}.0`,
      framework: { name: 'Microsoft.NETCore.App', version: sdk.runtimeVersion },
      configProperties: {
        // One process on a developer's machine: quick to start and small, not tuned for a server.
        'System.GC.Server': false,
        'System.Runtime.TieredPGO': false,
        'System.Globalization.PredefinedCulturesOnly': false,
      },
    },
  };
}

function isWhole(directory: string): boolean {
  try {
    // Our own file; anything else in its place fails one of the checks below or throws.
    const manifest = JSON.parse(readFileSync(path.join(directory, MANIFEST), 'utf8')) as Manifest;
    return [ASSEMBLY, RUNTIME_CONFIGURATION].every((name) => manifest.files[name] === checksum(path.join(directory, name)));
  } catch {
    return false;
  }
}

/** Renamed first: a host that still runs from there keeps its files, and nobody sees a half-removed folder. */
function discard(directory: string): void {
  const aside = `${directory}.${process.pid}.${randomBytes(4).toString('hex')}.damaged`;
  if (!existsSync(directory)) return;
  renameSync(directory, aside);
  rmSync(aside, { recursive: true, force: true });
}

function checksum(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}
