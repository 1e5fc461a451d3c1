import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { ConnectionBroken, type Handle } from './application';

/** A listener that is up. */
export interface Listener {
  /** Without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** The port is taken or not allowed; the message is for people. */
export class PortUnavailable extends Error {
  readonly port: number;

  constructor(port: number, purpose: string, reason: string) {
    super(`The ${purpose} can't listen on port ${port}: ${reason}. End the program that uses it, or choose another port (0 picks a free one).`);
    this.port = port;
  }
}

const host = '127.0.0.1';

/** Listens on the loopback address; port 0 picks a free one. Rejects with PortUnavailable. */
export async function listen(handle: Handle, port: number, purpose: string): Promise<Listener> {
  // createAdaptorServer makes a plain HTTP/1 server when no other factory is given.
  const server = createAdaptorServer({ fetch: (request, env) => answerOrBreak(handle, request, env as HttpBindings) }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, port, purpose)));
    server.listen(port, host, resolve);
  });
  // A server that listens on a TCP port has an address with a port.
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host}:${address.port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

async function answerOrBreak(handle: Handle, request: Request, { incoming, outgoing }: HttpBindings): Promise<Response> {
  // The date is the service's, never the machine's.
  outgoing.sendDate = false;
  try {
    return await handle(request);
  } catch (error) {
    if (!(error instanceof ConnectionBroken)) throw error;
    incoming.socket.destroy();
    return new Response(null, { headers: { 'x-hono-already-sent': 'true' } });
  }
}

function explain(error: NodeJS.ErrnoException, port: number, purpose: string): Error {
  if (error.code === 'EADDRINUSE') return new PortUnavailable(port, purpose, 'another program uses it');
  if (error.code === 'EACCES') return new PortUnavailable(port, purpose, 'this user may not use it');
  return error;
}
