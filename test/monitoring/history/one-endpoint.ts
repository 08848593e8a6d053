import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../../local/ports.ts';

const DATA_API = /^\/(Execute|BeginTransaction|CommitTransaction|RollbackTransaction)$/;

/** The database and the bucket behind one address, as scripts find them in a running product. */
export async function startOneEndpoint(databaseUrl: string, objectsUrl: string) {
  const server = createServer((incoming, answer) => {
    const target = new URL(incoming.url ?? '/', DATA_API.test(incoming.url ?? '') ? databaseUrl : objectsUrl);
    const onward = request(target, { method: incoming.method, headers: incoming.headers }, (response) => {
      answer.writeHead(response.statusCode ?? 500, response.headers);
      response.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve));
  return {
    url: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
