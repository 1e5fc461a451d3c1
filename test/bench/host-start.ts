/** From nothing to the first answered call, with everything in the cache. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSdk, startScriptHost, type DotnetSdk } from '../../scripts/script-host';
import { nodeProcesses } from '../../scripts/script-host/processes';
import { assertAnswered, callWithoutBackend, loadedScript } from './generated-script';
import { fastest, measurement, type Measurement } from './measurement';
import { secondsOf } from './timed-process';

/** Measures finding the SDK, starting the host, loading the script from the cache and one call, beside a .NET program that does nothing. */
export async function hostStart(rounds: number): Promise<Measurement> {
  const sdk = await findSdk(process.env, nodeProcesses);
  const directory = mkdtempSync(join(tmpdir(), 'konektor-bench-floor-'));
  try {
    const floor = helloProgram(sdk, directory);
    await firstAnswer(); // fills the cache
    const times: { readonly ours: number; readonly floor: number }[] = [];
    for (let round = 0; round < rounds; round++) times.push({ floor: secondsOf(sdk.program, ['exec', floor], directory), ours: await firstAnswer() });
    return measurement(
      'host start to first answer, warm cache', fastest(times.map(each => each.ours)),
      { what: 'dotnet exec of a hello', ...fastest(times.map(each => each.floor)) }, { of: 'value', atMost: 0.6 },
    );
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Seconds; ending the host is not counted. */
async function firstAnswer(): Promise<number> {
  const start = performance.now();
  const host = await startScriptHost();
  try {
    assertAnswered(await host.invoke(await loadedScript(host), callWithoutBackend));
    return (performance.now() - start) / 1_000;
  } finally {
    await host.close();
  }
}

/** The smallest program that .NET can run, compiled with the SDK's compiler; returns the path of its dll. */
function helloProgram(sdk: DotnetSdk, directory: string): string {
  const framework = join(sdk.root, 'shared', 'Microsoft.NETCore.App', sdk.runtimeVersion);
  const references = readdirSync(framework).filter(name => /^System\.(Private\.CoreLib|Runtime|Console)\.dll$/.test(name)).map(name => `-reference:${join(framework, name)}`);
  writeFileSync(join(directory, 'hello.cs'), 'System.Console.WriteLine("hello");');
  writeFileSync(join(directory, 'hello.runtimeconfig.json'), JSON.stringify({ runtimeOptions: { tfm: `net${sdk.major}.0`, framework: { name: 'Microsoft.NETCore.App', version: sdk.runtimeVersion } } }));
  secondsOf(sdk.program, ['exec', join(sdk.directory, 'Roslyn', 'bincore', 'csc.dll'), '-noconfig', '-nologo', '-nostdlib', '-optimize+', '-out:hello.dll', ...references, 'hello.cs'], directory);
  return join(directory, 'hello.dll');
}
