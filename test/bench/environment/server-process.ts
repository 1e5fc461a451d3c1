/** One server of the latency measurement, in a process of its own: `backend`, `proxy`, `gateway` or `gateway-with-code`. Prints its origin, and ends with its standard input. */
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Environment, networkHttp, openEnvironmentStore, startEnvironmentServer, VirtualClock } from '../../../scripts/environment';
import { benchConnector, thing } from './bench-connector';

type Role = 'backend' | 'proxy' | 'gateway' | 'gateway-with-code';

async function origin(role: Role, backend: string): Promise<string> {
  switch (role) {
    case 'backend': return listening(http.createServer((request, response) => {
      request.resume();
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(thing) }).end(thing);
    }));
    case 'proxy': return listening(plainProxy(backend));
    case 'gateway': return gateway(backend);
    case 'gateway-with-code': return gateway(backend, 'sendsOn');
  }
}

/** The least that a hop can be: Node's own client and server, kept connections, streams joined. */
function plainProxy(backend: string): http.Server {
  const agent = new http.Agent({ keepAlive: true });
  const { hostname, port } = new URL(backend);
  return http.createServer((request, response) => {
    const onward = http.request({ hostname, port, agent, method: request.method, path: request.url, headers: request.headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.writeHead(502).end());
    request.pipe(onward);
  });
}

/** The server of a local environment as `konektor start` has it, with its store in a folder that goes with the process. */
async function gateway(backend: string, code: 'none' | 'sendsOn' = 'none'): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'konektor-bench-environment-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const store = openEnvironmentStore({ folder });
  const { origin, environment } = await startEnvironmentServer({
    port: 0, token: 'bench', version: '0',
    // The calls come faster than the platform lets them.
    open: publicOrigin => Environment.open({ store, clock: new VirtualClock(0), backend: networkHttp(), publicOrigin, assumed: { rateWindow: 'off' } }),
  });
  await environment.connectors.install(await environment.connectors.ready({ artifacts: benchConnector(code, backend), files: {} }));
  const { id } = await environment.connections.create({ connector: 'bench', values: { api_key: 'key-of-the-bench' } });
  return `${origin}/apim/bench/${id}`;
}

function listening(server: http.Server): Promise<string> {
  // The address of a TCP server that listens is always an AddressInfo.
  return new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)));
}

process.stdin.resume().on('close', () => process.exit());
// The parent gives one of the roles.
void origin(process.argv[2] as Role, process.argv[3] ?? '').then(found => process.stdout.write(`${found}\n`), (error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exit(1);
});
