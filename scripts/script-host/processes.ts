import { spawn } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';

/** How a process ended: its exit code, or null and the signal. */
export interface ProcessEnd {
  readonly code: number | null;
  readonly signal: string | null;
}

/** A process that runs beside us. */
export interface RunningProcess {
  readonly pid: number | undefined;
  readonly input: Writable;
  readonly output: Readable;
  readonly errors: Readable;
  /** Settles once, when the process has ended and its output was read; rejects where it could not be started. */
  readonly ended: Promise<ProcessEnd>;
  kill(): void;
}

/** The port to other programs; tests replace it. */
export interface Processes {
  start(command: string, args: readonly string[], environment: NodeJS.ProcessEnv): RunningProcess;
}

/** The real processes of this machine. No shell, no window. */
export const nodeProcesses: Processes = {
  start(command, args, environment) {
    const child = spawn(command, args, { env: environment, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
    const ended = new Promise<ProcessEnd>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (code, signal) => resolve({ code, signal }));
    });
    // A process that dies takes its pipe along; what that means is told by `ended`.
    child.stdin.on('error', () => {});
    return { pid: child.pid, input: child.stdin, output: child.stdout, errors: child.stderr, ended, kill: () => void child.kill('SIGKILL') };
  },
};

/** Runs a program to its end and returns what it printed. Rejects only where it can't be started. */
export async function runToEnd(processes: Processes, command: string, args: readonly string[], environment: NodeJS.ProcessEnv): Promise<ProcessEnd & { readonly output: string }> {
  const running = processes.start(command, args, environment);
  running.input.end();
  const pieces: Buffer[] = [];
  running.output.on('data', (piece: Buffer) => pieces.push(piece));
  running.errors.on('data', (piece: Buffer) => pieces.push(piece));
  const end = await running.ended;
  return { ...end, output: Buffer.concat(pieces).toString('utf8') };
}
