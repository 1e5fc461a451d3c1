import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { findSdk, type LoadedScript, type Processes, type ScriptHost, ScriptHostError, type ScriptHostOptions, startScriptHost } from '../../scripts/script-host';
import { nodeProcesses } from '../../scripts/script-host/processes';
import { callOf, scriptOf } from '../support/shared-script-host';

const ANSWER = scriptOf('await Task.Yield(); return new HttpResponseMessage((HttpStatusCode)218);');
const EXIT = scriptOf('Environment.Exit(7); return null;');
const run = promisify(execFile);

describe("the script host's life", function () {
  this.timeout(120_000);
  let cache: string;
  let lines: string[];
  const hosts: ScriptHost[] = [];

  // One built host for all of these tests; each damages it in its own way and finds it repaired by the one before.
  before(() => { cache = mkdtempSync(path.join(tmpdir(), 'konektor-host-')); });
  after(() => rmSync(cache, { recursive: true, force: true }));
  beforeEach(() => { lines = []; });
  afterEach(async () => { for (const host of hosts.splice(0)) await host.close(); });

  async function start(options: ScriptHostOptions = {}): Promise<ScriptHost> {
    const host = await startScriptHost({ cacheDirectory: cache, report: (line) => lines.push(line), ...options });
    hosts.push(host);
    return host;
  }

  async function load(host: ScriptHost, source = ANSWER): Promise<LoadedScript> {
    const script = await host.load(source);
    assert.ok(script.kind === 'loaded', JSON.stringify(script.diagnostics));
    return script;
  }

  async function statusFrom(host: ScriptHost, script: LoadedScript): Promise<number | string> {
    const outcome = await host.invoke(script, callOf());
    return outcome.kind === 'response' ? outcome.status : outcome.message;
  }

  function builtFolder(): string {
    const folders = readdirSync(path.join(cache, 'script-host'));
    assert.equal(folders.length, 1, `expected one built host and nothing else: ${folders.join(', ')}`);
    return path.join(cache, 'script-host', folders[0] ?? '');
  }

  it('builds once when two processes start at the same time on an empty cache', async () => {
    const startOnce = (): Promise<{ stdout: string }> =>
      run(process.execPath, ['-r', path.resolve(__dirname, '../../scripts/loader.js'), path.join(__dirname, 'start-once.ts'), cache]);
    const answers = await Promise.all([startOnce(), startOnce()]);
    assert.deepEqual(answers.map(({ stdout }) => JSON.parse(stdout)), [{ lines: [], status: 218 }, { lines: [], status: 218 }]);
    assert.deepEqual(readdirSync(builtFolder()).sort(), ['Konektor.ScriptHost.dll', 'Konektor.ScriptHost.runtimeconfig.json', 'manifest.json']);
  });

  it('starts from the cache in silence', async () => {
    assert.equal((await load(await start())).fromCache, false);
    const host = await start();
    const script = await load(host);
    assert.deepEqual([script.fromCache, await statusFrom(host, script), lines], [true, 218, []]);
  });

  it('does not load the compiler for a script that was compiled before', async () => {
    const asks = scriptOf('return new HttpResponseMessage((HttpStatusCode)(AppDomain.CurrentDomain.GetAssemblies().Any(one => one.GetName().Name.StartsWith("Microsoft.CodeAnalysis")) ? 201 : 200));');
    const statuses: (number | string)[] = [];
    for (let time = 0; time < 2; time++) {
      const host = await start();
      statuses.push(await statusFrom(host, await load(host, asks)));
    }
    assert.deepEqual(statuses, [201, 200]);
  });

  it('ends when the process that started it is killed', async () => {
    // The script tells the host's process id, so that the test can watch it go.
    const asks = scriptOf('return new HttpResponseMessage { Content = new StringContent(Environment.ProcessId.ToString()) };');
    const program = `const { startScriptHost } = require(${JSON.stringify(path.resolve(__dirname, '../../scripts/script-host'))});
      startScriptHost({ cacheDirectory: ${JSON.stringify(cache)} }).then(async (host) => {
        const outcome = await host.invoke(await host.load(${JSON.stringify(asks)}), ${JSON.stringify(callOf())});
        process.stdout.write(outcome.body.toString(), () => process.kill(process.pid, 'SIGKILL'));
      });`;
    const killed = await run(process.execPath, ['-r', path.resolve(__dirname, '../../scripts/loader.js'), '-e', program]).catch((error: unknown) => error);
    // execFile rejects with an error that carries what the killed program had printed.
    const { stdout, signal } = killed as { stdout: string; signal: string };
    const hostProcess = Number(stdout);
    assert.ok(signal === 'SIGKILL' && hostProcess > 0, JSON.stringify(killed));
    while (isAlive(hostProcess)) await new Promise((resolve) => setTimeout(resolve, 20));
  });

  /** In place of the compiler, which the first test has seen at work: gives at once what it gave there. */
  function compiledBefore(): Replace {
    const kept = path.join(cache, 'compiled-before.dll');
    if (!existsSync(kept)) copyFileSync(path.join(builtFolder(), 'Konektor.ScriptHost.dll'), kept);
    return (args) => {
      if (!args[1]?.endsWith('csc.dll')) return undefined;
      const output = /^-out:"(.+)"$/m.exec(readFileSync(args.at(-1)!.slice(1), 'utf8'))?.[1]; // the last argument is "@" and the file with the others
      return ['-e', `require('node:fs').copyFileSync(${JSON.stringify(kept)}, ${JSON.stringify(output)})`];
    };
  }

  const damages: readonly (readonly [what: string, damage: (folder: string) => void])[] = [
    ['a truncated program', (folder) => truncateSync(path.join(folder, 'Konektor.ScriptHost.dll'), 1000)],
    ['a missing file', (folder) => rmSync(path.join(folder, 'Konektor.ScriptHost.runtimeconfig.json'))],
    ['a manifest that is no JSON', (folder) => writeFileSync(path.join(folder, 'manifest.json'), '{"files"')],
  ];
  for (const [what, damage] of damages) {
    it(`notices ${what} in the cache, says so and builds again`, async () => {
      const folder = builtFolder();
      const processes = intercepted(compiledBefore());
      damage(folder);
      const host = await start({ processes });
      assert.equal(await statusFrom(host, await load(host)), 218);
      assert.deepEqual(lines, [`The script host in the cache is damaged and is built again: ${folder}`]);
      assert.equal(builtFolder(), folder);
    });
  }

  it('builds again where a whole host does not start', async () => {
    let starts = 0;
    const compiled = compiledBefore();
    const processes = intercepted((args, environment) => (args[1]?.endsWith('ScriptHost.dll') && ++starts === 1 ? ['-e', 'console.error("cannot start"); process.exit(3)'] : compiled(args, environment)));
    const host = await start({ processes });
    assert.equal(await statusFrom(host, await load(host)), 218);
    assert.deepEqual(lines, ['cannot start', 'The script host in the cache does not start and is built again.']);
  });

  it('imitates cultures where the system has no ICU library', async () => {
    const processes = intercepted((args, environment) => (args[1]?.endsWith('ScriptHost.dll') && environment['DOTNET_SYSTEM_GLOBALIZATION_INVARIANT'] !== '1'
      ? ['-e', "console.error(\"Process terminated. Couldn't find a valid ICU package installed on the system.\"); process.exit(134)"] : undefined));
    const host = await start({ processes, environment: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' } });
    const script = await load(host, scriptOf('return new HttpResponseMessage { Content = new StringContent(1234.5.ToString("N1") + " " + new DateTime(2026, 2, 1).ToString("d")) };'));
    const texts: string[] = [];
    for (const culture of ['id-ID', 'en-US', '']) {
      const outcome = await host.invoke(script, callOf({ culture }));
      texts.push(outcome.kind === 'response' ? outcome.body.toString() : outcome.message);
    }
    assert.deepEqual(texts, ['1.234,5 01/02/2026', '1,234.5 02/01/2026', '1,234.5 02/01/2026']);
    assert.equal(lines.at(-1), 'This system has no ICU library, so cultures are imitated: decimal comma and day-first dates only.');
  });

  it('takes over the lock of a builder that died', async () => {
    const folder = builtFolder();
    const processes = intercepted(compiledBefore());
    rmSync(folder, { recursive: true });
    const { stdout } = await run(process.execPath, ['-p', 'process.pid']);
    writeFileSync(`${folder}.lock`, stdout.trim());
    const host = await start({ processes });
    assert.equal(await statusFrom(host, await load(host)), 218);
    assert.equal(existsSync(`${folder}.lock`), false);
  });

  it('compiles a script again whose compiled form is damaged', async () => {
    const folder = path.join(cache, 'scripts');
    for (const name of readdirSync(folder)) {
      const file = path.join(folder, name);
      const bytes = readFileSync(file);
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
      writeFileSync(file, bytes);
    }
    const host = await start();
    const script = await load(host);
    assert.deepEqual([script.fromCache, await statusFrom(host, script)], [false, 218]);
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /^script host: the compiled script [0-9a-f]{12} in the cache is damaged \(its checksum is wrong\) and is compiled again\.$/);
    assert.equal((await load(await start())).fromCache, true);
  });

  it('fails the calls of a host that crashed and starts it again with its scripts', async () => {
    const host = await start();
    const [script, exit] = [await load(host), await load(host, EXIT)];
    const waiting = await load(host, scriptOf('await Task.Delay(-1, CancellationToken); return null;'));
    const crashed = { name: 'ScriptHostError', code: 'crashed', message: 'The script host ended with exit code 7 while it was in use; a script can do that with a stack overflow or Environment.Exit. The call may or may not have reached the backend. The next call starts the host again.' };
    await Promise.all([assert.rejects(host.invoke(waiting, callOf()), crashed), assert.rejects(host.invoke(exit, callOf()), crashed)]);
    const again = [statusFrom(host, script), statusFrom(host, script)];
    assert.deepEqual(await Promise.all(again), [218, 218]);
    await assert.rejects(host.invoke(exit, callOf()), crashed);
    assert.equal(await statusFrom(host, script), 218);
  });

  it('does not start a third time without a good call in between', async () => {
    const host = await start();
    const exit = await load(host, EXIT);
    for (let time = 0; time < 2; time++) await assert.rejects(host.invoke(exit, callOf()), /ended with exit code 7/);
    const given = { code: 'crashed', message: 'The script host crashed again right after it was restarted, so it is not started a third time. Look at the script of the last call.' };
    for (let time = 0; time < 2; time++) await assert.rejects(host.invoke(exit, callOf()), given);
  });

  it('rejects calls under way when it is closed, and every call after', async () => {
    const host = await start();
    const waiting = await load(host, scriptOf('await Task.Delay(-1, CancellationToken); return null;'));
    const call = assert.rejects(host.invoke(waiting, callOf()), { code: 'closed', message: 'The script host was closed while the call was under way.' });
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([host.close(), call]);
    await assert.rejects(host.load(ANSWER), { code: 'closed', message: 'The script host is closed.' });
  });

  it('works with an installation that carries no reference packs', async function () {
    if (process.platform === 'win32') this.skip(); // Links to folders need rights there.
    const installed = await findSdk(process.env, nodeProcesses);
    const root = path.join(cache, 'dotnet');
    mkdirSync(root);
    copyFileSync(realpathSync(installed.program), path.join(root, 'dotnet'));
    for (const folder of ['host', 'sdk', 'shared']) symlinkSync(path.join(installed.root, folder), path.join(root, folder));
    const host = await start({ environment: { ...process.env, DOTNET_ROOT: root }, cacheDirectory: path.join(cache, 'without-packs') });
    assert.equal(await statusFrom(host, await load(host)), 218);
    const generated = await host.load('using System; using System.Net.Http; using System.Threading.Tasks;\npublic class Script : ScriptBase { public override Task<HttpResponseMessage> ExecuteAsync() =>\nthrow new Exception(Convert.ToHexString(null)); }', { generated: true });
    assert.deepEqual(generated.diagnostics.map(({ id, line }) => [id, line]), [['CS0117', 3]]);
  });

  it('says in one sentence what to install where there is no .NET', async () => {
    const { DOTNET_ROOT: _, ...environment } = process.env;
    const install = "Install the .NET SDK 8 or newer (https://dotnet.microsoft.com/download) and make sure that 'dotnet' is on the PATH or DOTNET_ROOT names its folder.";
    await assert.rejects(startScriptHost({ environment: { ...environment, PATH: cache } }), (error) => {
      assert.ok(error instanceof ScriptHostError);
      assert.deepEqual([error.code, error.message], ['sdk-missing', `Custom code runs on .NET, and no 'dotnet' program was found. ${install}`]);
      return true;
    });
  });
});

function isAlive(processId: number): boolean {
  try {
    return process.kill(processId, 0);
  } catch {
    return false;
  }
}

/** Arguments for Node in the place of a program; undefined for the program itself. */
type Replace = (args: readonly string[], environment: NodeJS.ProcessEnv) => string[] | undefined;

/** The real processes, but Node with other arguments where `replace` gives some: for programs that fail in a known way. */
function intercepted(replace: Replace): Processes {
  return {
    start(command, args, environment) {
      const other = replace(args, environment);
      return other ? nodeProcesses.start(process.execPath, other, environment) : nodeProcesses.start(command, args, environment);
    },
  };
}
