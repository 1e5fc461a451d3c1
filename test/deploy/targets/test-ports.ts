/** Ports of a deployment in tests: real files and processes, a clock that only sleeping moves, everything that is told kept. */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DeployEvent } from '../../../scripts/deploy/deploy-event';
import type { DeployPorts, ProcessRequest, ProcessResult } from '../../../scripts/deploy/ports';
import { Redactor } from '../../../scripts/deploy/secrets/redactor';

/** Of folders that a deployment of this process makes. */
export const temporaryPrefix = `konektor-deploy-test-${process.pid}-`;

export interface TestPorts extends DeployPorts {
  readonly events: readonly DeployEvent[];
  /** Processes that were run, in their order. */
  readonly ran: readonly ProcessRequest[];
  readonly redactor: Redactor;
  /** Everything that anybody saw: events, in the form in which they go out. */
  readonly shown: () => string;
}

export interface TestPortsOptions {
  readonly http?: DeployPorts['http'];
  readonly clock?: DeployPorts['clock'];
  readonly variables?: Readonly<Record<string, string>>;
  /** Full path of what is found on the path, by name. */
  readonly programs?: Readonly<Record<string, string>>;
  readonly directory?: string;
  /** What a process does to the world, once it has ended. */
  readonly afterProcess?: (request: ProcessRequest, result: ProcessResult) => Promise<void> | void;
}

export const sleepingClock = (start = Date.UTC(2026, 10, 29, 6)): DeployPorts['clock'] => {
  let now = start;
  return { now: () => now, sleep: milliseconds => { now += milliseconds; return Promise.resolve(); } };
};

export function testPorts({ http = (address, request) => fetch(address, request), clock = sleepingClock(), variables = {}, programs = {}, directory = '/nowhere/project', afterProcess }: TestPortsOptions = {}): TestPorts {
  const events: DeployEvent[] = [];
  const ran: ProcessRequest[] = [];
  const redactor = new Redactor();
  return {
    http, clock, directory, events, ran, redactor,
    processes: { run: async request => { ran.push(request); const result = await runProcess(request); await afterProcess?.(request, result); return result; }, find: name => programs[name] },
    files: {
      read: file => (existsSync(file) ? readFileSync(file, 'utf8') : undefined), readBytes: file => (existsSync(file) ? readFileSync(file) : undefined),
      write: (file, content) => { mkdirSync(dirname(file), { recursive: true }); writeFileSync(file, content, { mode: 0o600 }); },
      list: folder => (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }).map(entry => ({ name: entry.name, kind: entry.isDirectory() ? 'folder' as const : 'file' as const })) : undefined),
      remove: path => { rmSync(path, { recursive: true, force: true }); }, rename: renameSync,
      makeTemporaryFolder: () => mkdtempSync(join(tmpdir(), temporaryPrefix)),
    },
    variable: name => variables[name],
    tell: event => { events.push(redactor.redactAll(event)); },
    keepSecret: (value, name) => redactor.keep(value, name),
    shown: () => JSON.stringify(events),
  };
}

function runProcess({ program, words, variables, directory, input, timeoutMs, onLine }: ProcessRequest): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...words], { cwd: directory, env: variables, stdio: ['pipe', 'pipe', 'pipe'] });
    let [output, errors, timedOut] = ['', '', false];
    const timer = setTimeout(() => { timedOut = true; child.kill('SIGKILL'); }, Math.min(timeoutMs, 45_000));
    child.stdout.on('data', (data: Buffer) => { output += data.toString(); for (const line of data.toString().split('\n')) onLine?.(line); });
    child.stderr.on('data', (data: Buffer) => { errors += data.toString(); for (const line of data.toString().split('\n')) onLine?.(line); });
    child.on('error', reject);
    child.stdin.on('error', () => undefined); // one that has ended already reads nothing
    child.stdin.end(input ?? '');
    child.on('close', code => { clearTimeout(timer); resolve({ code: code ?? undefined, output, errors, timedOut }); });
  });
}
