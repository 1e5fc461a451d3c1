/** The prelude, compiled with sample operations into a console program that plays one call a line. */
import { execFileSync, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** The prelude's files in reading order. */
export const preludeOrder = [
  'dispatch', 'call', 'reply', 'polling', 'new-items', 'crossing', 'poll-state', 'seen-items', 'difference-sketch', 'state-bytes',
  'identity', 'window', 'api-request', 'upstream', 'path-forms', 'storage', 'failure', 'api-errors', 'address', 'json-reading', 'expression-values',
] as const;

export const preludeFolder = resolve(__dirname, '../../../scripts/generate/custom-code');

/** How the service answers one request, or does not. `when` is a part of the address that the answer is for. */
export interface StoryAnswer {
  readonly when?: string;
  readonly status?: number;
  readonly body?: string;
  readonly mediaType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly fault?: 'broken' | 'timeout' | 'silence';
}

export interface Story {
  readonly operationId: string;
  readonly uri: string;
  readonly requestUri?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly culture?: string;
  readonly answers?: readonly StoryAnswer[];
}

export interface Sent { readonly request: string; readonly headers: Readonly<Record<string, string>>; readonly body: string | null; readonly mediaType: string | null }
export interface Outcome { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: unknown; readonly sent: readonly Sent[] }

export interface PreludeProgram {
  invoke(story: Story): Promise<Outcome>;
  measure(kind: 'sketch' | 'damage', question: object): Promise<Record<string, number>>;
  close(): void;
}

/** The prelude as one file, as the generator writes it: usings at the top, each once, then the files verbatim. */
export function mergedPrelude(): string {
  const usings = new Set<string>();
  const code = preludeOrder.map(name => readFileSync(join(preludeFolder, `${name}.cs`), 'utf8')
    .replace(/^using [\w.]+;\n/gm, line => { usings.add(line); return ''; }));
  return [...usings].sort().join('') + code.join('\n');
}

/** Compiles offline with the compiler in the SDK's own folder, warnings as errors, and starts the program. */
export function startPreludeProgram(): PreludeProgram {
  const folder = mkdtempSync(join(tmpdir(), 'konektor-prelude-'));
  compile(folder);
  const program = spawn('dotnet', [join(folder, 'prelude.dll')], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ask = asker(program);
  return {
    invoke: async story => await ask('invoke', story) as Outcome,
    measure: async (kind, question) => await ask(kind, question) as Record<string, number>,
    close() {
      program.stdin.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function compile(folder: string): void {
  const [version = '', sdkFolder = ''] = execFileSync('dotnet', ['--list-sdks'], { encoding: 'utf8' }).trim().split('\n').pop()?.split(/ \[|\]/) ?? [];
  const sdk = join(sdkFolder, version);
  const runtimeName = `${version.split('.')[0]}.`;
  const runtimes = join(dirname(sdkFolder), 'shared', 'Microsoft.NETCore.App');
  const runtimeVersion = readdirSync(runtimes).filter(name => name.startsWith(runtimeName)).pop() ?? '';
  const runtime = join(runtimes, runtimeVersion);
  const newtonsoft = join(sdk, 'Newtonsoft.Json.dll');
  const assemblies = readdirSync(runtime).filter(name => /^(System\.|netstandard|mscorlib|Microsoft\.CSharp).*\.dll$|^netstandard\.dll$/.test(name) && !/Native/.test(name));
  const merged = join(folder, 'prelude.cs');
  writeFileSync(merged, mergedPrelude());
  const samples = join(__dirname, 'program');
  const options = [
    '/nologo', '/noconfig', '/nostdlib+', '/target:exe', '/langversion:9', '/deterministic', '/warnaserror+', '/nowarn:CS1701,CS1702',
    `/out:${join(folder, 'prelude.dll')}`, ...assemblies.map(name => `/r:${join(runtime, name)}`), `/r:${newtonsoft}`,
    merged, ...readdirSync(samples).map(name => join(samples, name)),
  ];
  writeFileSync(join(folder, 'options.rsp'), options.map(option => `"${option}"`).join('\n'));
  try {
    execFileSync('dotnet', [join(sdk, 'Roslyn', 'bincore', 'csc.dll'), '/noconfig', `@${join(folder, 'options.rsp')}`], { encoding: 'utf8' });
  } catch (error) {
    throw new Error(`The prelude does not compile:\n${(error as { stdout?: string }).stdout ?? String(error)}`); // execFileSync's errors carry the output
  }
  writeFileSync(join(folder, 'Newtonsoft.Json.dll'), readFileSync(newtonsoft));
  writeFileSync(join(folder, 'prelude.runtimeconfig.json'), JSON.stringify({ runtimeOptions: { tfm: `net${runtimeName}0`, framework: { name: 'Microsoft.NETCore.App', version: runtimeVersion } } }));
}

function asker(program: ChildProcessWithoutNullStreams): (kind: string, question: object) => Promise<unknown> {
  const waiting: { resolve(value: unknown): void; reject(error: Error): void }[] = [];
  let complaints = '';
  program.stderr.on('data', chunk => { complaints += String(chunk); });
  program.on('exit', () => waiting.splice(0).forEach(entry => entry.reject(new Error(`The program ended: ${complaints}`))));
  createInterface({ input: program.stdout }).on('line', line => {
    const result: unknown = JSON.parse(line);
    const entry = waiting.shift();
    if (typeof result === 'object' && result !== null && 'thrown' in result) entry?.reject(new Error(String(result.thrown)));
    else entry?.resolve(result);
  });
  return (kind, question) => new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    program.stdin.write(`${JSON.stringify({ kind, with: question })}\n`);
  });
}
