/** Other programs, for deployments: no shell, no variables but those that are given, ended with all that they started. */
import { spawn } from 'node:child_process';
import type { ProcessRequest, ProcessResult } from '../../deploy/ports';
import { whenEnded } from './when-ended';

const isWindows = process.platform === 'win32';

/** Rejects where there is no such program. Lines are told as they come. */
export function runProcess({ program, words, variables, directory, input, timeoutMs, onLine }: ProcessRequest): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    // A group of its own, so that whatever it starts can be ended with it.
    const child = spawn(program, [...words], { cwd: directory, env: { ...variables }, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true, detached: !isWindows });
    let timedOut = false;
    const end = (): void => { if (child.pid !== undefined) endGroup(child.pid); };
    // In a group of its own it does not hear of Ctrl+C.
    const forget = whenEnded(end);
    const timer = setTimeout(() => { timedOut = true; end(); }, timeoutMs);
    const output = lines(onLine);
    const errors = lines(onLine);
    child.stdout.on('data', (piece: Buffer) => output.take(piece));
    child.stderr.on('data', (piece: Buffer) => errors.take(piece));
    child.stdin.on('error', () => {}); // one that has ended reads nothing; its exit code tells why
    child.stdin.end(input ?? '');
    const settle = (): void => { clearTimeout(timer); forget(); };
    child.once('error', error => { settle(); reject(error); });
    child.once('close', code => { settle(); resolve({ code: code ?? undefined, output: output.whole(), errors: errors.whole(), timedOut }); });
  });
}

function endGroup(pid: number): void {
  try {
    if (isWindows) spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true }).on('error', () => {});
    else process.kill(-pid, 'SIGKILL');
  } catch { /* it has ended meanwhile */ }
}

/** Text in pieces as whole lines, whose characters are never cut. */
function lines(onLine: ((line: string) => void) | undefined): { readonly take: (piece: Buffer) => void; readonly whole: () => string } {
  const decoder = new TextDecoder();
  let all = '';
  let told = 0;
  const tell = (): void => {
    for (let at = all.indexOf('\n', told); at >= 0; at = all.indexOf('\n', told)) {
      onLine?.(all.slice(told, at).replace(/\r$/, ''));
      told = at + 1;
    }
  };
  return {
    take: piece => { all += decoder.decode(piece, { stream: true }); tell(); },
    whole: () => { if (told < all.length) { onLine?.(all.slice(told)); told = all.length; } return all; },
  };
}
