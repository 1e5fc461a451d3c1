/** One server of the latency measurement, in a process of its own: `backend`, `proxy`, `gateway` or `gateway-with-code`. Prints its origin, and ends with its standard input. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Gateway, loadCustomCode, networkHttp, startLiveGatewayServer } from '../../../scripts/environment';
import { startScriptHost } from '../../../scripts/script-host';
import { benchConnections, benchConnector, sendsOn, thing } from './bench-connector';

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

async function gateway(backend: string, code: 'none' | 'sendsOn' = 'none'): Promise<string> {
  const connector = benchConnector(code, backend);
  const runnable = code === 'none' ? undefined : await loadCustomCode(await startScriptHost(), sendsOn);
  const server = await startLiveGatewayServer({
    port: 0,
    gateway: publicOrigin => new Gateway({
      connectors: [{ connector, ...(runnable ? { code: runnable } : {}) }], connections: benchConnections, publicOrigin, clock: secondsApart,
      backend: networkHttp(), tokens: { token: () => Promise.reject(new Error('Nobody signs in here.')) },
    }),
  });
  return `${server.origin}/apim/bench/c0`;
}

/** Each call comes a second after the one before, so that the limit of calls a minute is never reached. */
const secondsApart = { present: 0, now(): number { return (this.present += 1_000); } };

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
