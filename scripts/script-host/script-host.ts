import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { cacheDirectory } from './cache-directory';
import { type CallOutcome, type CallWatch, invokeOver, type ScriptCall } from './call';
import { HostConnection } from './connection';
import { ScriptHostError } from './errors';
import { type BuiltHost, buildHost, discardHost } from './host-build';
import type { Answer, CompileOptions, ScriptDiagnostic, ScriptFacts } from './messages';
import { nodeProcesses, type Processes } from './processes';
import { type DotnetSdk, findSdk } from './sdk';

/** What a script host is started with; everything has a default. */
export interface ScriptHostOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Where the built host and compiled scripts are kept; default: the user's cache folder. */
  readonly cacheDirectory?: string;
  readonly processes?: Processes;
  /** Receives the host's own lines: notices about the cache, stray exceptions, stuck calls. Default: stderr. */
  readonly report?: (line: string) => void;
}

/** A script's source: its text, or a file to read it from. */
export type ScriptSource = string | { readonly path: string };

/** A script that compiled and can be called. */
export interface LoadedScript {
  readonly kind: 'loaded';
  readonly scriptId: string;
  readonly typeName: string;
  /** True where it was compiled before and Roslyn was not needed. */
  readonly fromCache: boolean;
  readonly diagnostics: readonly ScriptDiagnostic[];
}

/** A script that did not compile. */
export interface CompileFailure {
  readonly kind: 'rejected';
  readonly diagnostics: readonly ScriptDiagnostic[];
}

interface KeptScript {
  readonly source: Buffer;
  readonly options: CompileOptions;
}

/**
 * Finds the SDK, builds the host if need be, and starts it. The host runs until `close` and keeps this process alive.
 * Throws ScriptHostError: 'sdk-missing', 'build-failed', 'start-failed'.
 */
export async function startScriptHost(options: ScriptHostOptions = {}): Promise<ScriptHost> {
  const launcher = new HostLauncher(options);
  return new ScriptHost(launcher, await launcher.launch());
}

/** Compiles and runs custom code. Calls run side by side; a host that crashed is started again by the next one. */
export class ScriptHost {
  private readonly scripts = new Map<string, KeptScript>();
  private connecting: Promise<HostConnection>;
  private crashesInARow = 0;
  private lastScript = 0;
  private closed = false;

  constructor(private readonly launcher: HostLauncher, connection: HostConnection) {
    this.connecting = Promise.resolve(connection);
  }

  /** Compiles a script, or takes it from the cache. Compile errors are a result, not an exception. */
  async load(source: ScriptSource, options: Partial<CompileOptions> = {}): Promise<LoadedScript | CompileFailure> {
    const script = { source: await bytesOf(source), options: completed(options) };
    const scriptId = `script-${++this.lastScript}`;
    const loaded = await loadOver(await this.connection(), scriptId, script);
    if (loaded.kind === 'loaded') this.scripts.set(scriptId, script);
    return loaded;
  }

  /** Runs one call. A script's failure is a result; a ScriptHostError means that the host could not run it. */
  async invoke(script: LoadedScript, call: ScriptCall, watch: CallWatch = {}): Promise<CallOutcome> {
    const outcome = await invokeOver(await this.connection(), script.scriptId, call, watch);
    this.crashesInARow = 0;
    return outcome;
  }

  /** Reads facts off a script without running it. */
  async inspect(source: ScriptSource, options: Partial<CompileOptions> = {}): Promise<ScriptFacts> {
    const connection = await this.connection();
    const answer = await ask(connection, { type: 'inspect', id: connection.newId(), ...completed(options) }, await bytesOf(source));
    return answer.type === 'inspected' ? answer.facts : refuse(answer);
  }

  /** Lets a script go with its static state. Calls under way end normally. */
  async unload(script: LoadedScript): Promise<void> {
    this.scripts.delete(script.scriptId);
    const connection = await this.connection();
    await ask(connection, { type: 'unload', id: connection.newId(), scriptId: script.scriptId });
  }

  /** Ends the host. Calls under way are rejected as 'closed'. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const connection = await this.connecting.catch(() => undefined);
    await connection?.close();
  }

  private async connection(): Promise<HostConnection> {
    if (this.closed) throw new ScriptHostError('closed', 'The script host is closed.');
    const attempt = this.connecting;
    const connection = await attempt;
    if (connection.isAlive) return connection;
    if (this.connecting === attempt) this.connecting = this.restart();
    return this.connection();
  }

  /** Starts the host again, once for each crash, and loads its scripts. Two crashes without a good call between: no more. */
  private async restart(): Promise<HostConnection> {
    if (++this.crashesInARow > 1) throw new ScriptHostError('crashed', 'The script host crashed again right after it was restarted, so it is not started a third time. Look at the script of the last call.');
    const connection = await this.launcher.launch();
    for (const [scriptId, script] of this.scripts) await loadOver(connection, scriptId, script);
    return connection;
  }
}

/** Starts host processes; the SDK and the build are found once. */
class HostLauncher {
  private readonly environment: NodeJS.ProcessEnv;
  private readonly processes: Processes;
  private readonly cache: string;
  private readonly report: (line: string) => void;
  private withoutCultureData = false;

  constructor(options: ScriptHostOptions) {
    const { DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: _ignored, ...environment } = options.environment ?? process.env;
    // Containers often switch culture data off even where it is there; culture mistakes of scripts could then not show.
    this.environment = { DOTNET_NOLOGO: '1', DOTNET_EnableDiagnostics: '0', ...environment };
    this.processes = options.processes ?? nodeProcesses;
    this.cache = options.cacheDirectory ?? cacheDirectory(this.environment);
    this.report = options.report ?? ((line) => void process.stderr.write(`${line}\n`));
  }

  async launch(): Promise<HostConnection> {
    const sdk = await findSdk(this.environment, this.processes);
    const settings = { sdk, cacheDirectory: this.cache, environment: this.environment, processes: this.processes, report: this.report };
    const host = await buildHost(settings);
    try {
      return await this.start(sdk, host);
    } catch (error) {
      if (host.fresh || !(error instanceof ScriptHostError)) throw error;
      this.report('The script host in the cache does not start and is built again.');
      discardHost(host);
      return this.start(sdk, await buildHost(settings));
    }
  }

  private async start(sdk: DotnetSdk, host: BuiltHost): Promise<HostConnection> {
    const args = ['exec', host.assembly, sdk.root, sdk.directory, path.join(this.cache, 'scripts'), host.key];
    const environment = this.withoutCultureData ? { ...this.environment, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } : this.environment;
    try {
      const { connection } = await HostConnection.open(this.processes.start(sdk.program, args, environment), this.report);
      return connection;
    } catch (error) {
      // .NET ends at once where the system has no ICU library; cultures are then imitated by the host.
      if (this.withoutCultureData || !(error instanceof ScriptHostError) || !/\bICU\b/.test(error.detail)) throw error;
      this.report('This system has no ICU library, so cultures are imitated: decimal comma and day-first dates only.');
      this.withoutCultureData = true;
      return this.start(sdk, host);
    }
  }
}

async function loadOver(connection: HostConnection, scriptId: string, script: KeptScript): Promise<LoadedScript | CompileFailure> {
  const answer = await ask(connection, { type: 'load', id: connection.newId(), scriptId, ...script.options }, script.source);
  if (answer.type === 'rejected') return { kind: 'rejected', diagnostics: answer.diagnostics };
  if (answer.type !== 'loaded') return refuse(answer);
  return { kind: 'loaded', scriptId, typeName: answer.typeName, fromCache: answer.fromCache, diagnostics: answer.diagnostics };
}

/** A request with exactly one answer. */
async function ask(connection: HostConnection, message: Parameters<HostConnection['request']>[0], body?: Uint8Array): Promise<Answer> {
  let answer: Answer | undefined;
  await connection.request(message, body, (header) => {
    answer = header;
    return true;
  });
  // `request` resolves only after the listener has run.
  return answer as Answer;
}

function refuse(answer: Answer): never {
  throw new ScriptHostError('refused', answer.type === 'error' ? answer.message : `The script host answered with '${answer.type}', which doesn't fit the request.`);
}

async function bytesOf(source: ScriptSource): Promise<Buffer> {
  return typeof source === 'string' ? Buffer.from(source, 'utf8') : readFile(source.path);
}

function completed(options: Partial<CompileOptions>): CompileOptions {
  return { generated: options.generated ?? false, redirectClock: options.redirectClock ?? false };
}
