import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EnvironmentError } from './finding';

/** Lets a server listen on 127.0.0.1; 0 takes a free port. Resolves with the port. Rejects with EnvironmentError 'port-in-use' or 'port-refused'. */
export function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFailure(error, port)));
    // The address of a TCP server that listens is always an AddressInfo.
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}

/** Ends listening and every connection. */
export function closed(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close(error => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

function listenFailure(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') return new EnvironmentError('port-in-use', `Port ${port} is in use by another program, so the gateway can't listen there. End that program, or choose another port with --port (0 takes any free one).`);
  if (error.code === 'EACCES') return new EnvironmentError('port-refused', `The system does not allow this user to listen on port ${port}. Choose one above 1023 with --port.`);
  return error;
}
