/** How long one action takes: directly, over a plain proxy, over the gateway, and over the gateway with custom code. */
import { spawn } from 'node:child_process';
import http from 'node:http';
import { join } from 'node:path';
import { median } from '../measurement';
import { thing } from './bench-connector';

export interface Latencies { readonly direct: number; readonly proxy: number; readonly gateway: number; readonly withCode: number }
interface Server { readonly base: string; close(): void }

const warmUp = 1_500;
const callsPerRound = 400;

/**
 * Medians of calls made one after the other over kept connections, in seconds, one set a round. The four servers are
 * processes of their own and take turns within a round, so that whatever else the machine does meets all of them.
 */
export async function callLatencies(rounds: number): Promise<readonly Latencies[]> {
  const backend = await started('backend');
  const servers = [backend];
  try {
    for (const role of ['proxy', 'gateway', 'gateway-with-code']) servers.push(await started(role, backend.base));
    const [direct, proxy, gateway, withCode] = servers.map(({ base }) => callOf(base));
    if (!direct || !proxy || !gateway || !withCode) throw new Error('Four servers were started.');
    for (const call of [direct, proxy, gateway, withCode]) await medianOf(call, warmUp);
    const found: Latencies[] = [];
    for (let round = 0; round < rounds; round++) {
      found.push({ direct: await medianOf(direct, callsPerRound), proxy: await medianOf(proxy, callsPerRound), gateway: await medianOf(gateway, callsPerRound), withCode: await medianOf(withCode, callsPerRound) });
    }
    return found;
  } finally {
    for (const server of servers) server.close();
  }
}

function started(role: string, backend = ''): Promise<Server> {
  const loader = join(__dirname, '..', '..', '..', 'scripts', 'loader.js');
  const child = spawn(process.execPath, ['--require', loader, join(__dirname, 'server-process.ts'), role, backend], { stdio: ['pipe', 'pipe', 'inherit'] });
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`The server "${role}" ended with ${code} before it listened.`)));
    child.stdout.once('data', (line: Buffer) => resolve({ base: line.toString('utf8').trim(), close: () => child.stdin.end() }));
  });
}

/** A call of the action; throws unless the answer is the backend's, for a fast failure would be no result. */
function callOf(base: string): () => Promise<void> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const address = new URL(`${base}${base.includes('/apim/') ? '' : '/v1'}/things/a%20b?expand=all`);
  return () => new Promise((resolve, reject) => {
    http.get(address, { agent, headers: { Accept: 'application/json' } }, answer => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => void chunks.push(chunk));
      answer.on('end', () => (answer.statusCode === 200 && Buffer.concat(chunks).toString('utf8') === thing ? resolve() : reject(new Error(`${address.href} answered ${answer.statusCode}: ${Buffer.concat(chunks).toString('utf8').slice(0, 300)}`))));
    }).on('error', reject);
  });
}

async function medianOf(call: () => Promise<void>, count: number): Promise<number> {
  const seconds: number[] = [];
  for (let index = 0; index < count; index++) {
    const began = performance.now();
    await call();
    seconds.push((performance.now() - began) / 1_000);
  }
  return median(seconds);
}
