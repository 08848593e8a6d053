import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ACCOUNT } from '../assembly/place.ts';
import { LOOPBACK } from '../ports.ts';
import { isHostHere } from '../this-machine.ts';
import { createCallHandler, type GatewayOptions, type GatewayTargets } from './call-handler.ts';
import { createForwarder } from './forward.ts';

export type { CallOutcome, Fault, GatewayOptions, ObservedCall } from './call-handler.ts';

export type Gateway = {
  url: string;
  queueUrl(name: string): string;
  /** Calls that come earlier are refused with 503. */
  open(targets: GatewayTargets): void;
  close(): Promise<void>;
};

/** One address for every AWS call of every function: finds the caller, checks its role, passes the call on. */
export async function startGateway(options: GatewayOptions & { port?: number }): Promise<Gateway> {
  const forwarder = createForwarder();
  let handle = async (_request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.writeHead(503).end();
  };
  const server = createServer((request, response) => {
    // A page from elsewhere may know the admin's key, and have a name of its own made to mean this address.
    if (!isHostHere(request.headers.host)) return void response.writeHead(403).end();
    handle(request, response).catch((problem: Error) => {
      options.onProblem(`gateway: ${problem.stack ?? problem.message}`);
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  // Clients keep connections; closing one at the moment it is reused would look like a lost call.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, LOOPBACK, resolve);
  });
  const url = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  return {
    url,
    queueUrl: (name) => `${url}/${ACCOUNT}/${name}`,
    open(targets) {
      handle = createCallHandler(targets, options, forwarder);
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      forwarder.close();
      await closed;
    },
  };
}
