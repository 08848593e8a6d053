import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LOOPBACK } from '../../ports.ts';
import type { DataApi } from './data-api.ts';
import { OPERATIONS } from './paths.ts';

/** The Data API on an address of its own, for clients that do not come through the gateway: nobody's role is asked. */
export async function serveDataApi(
  dataApi: Pick<DataApi, 'handle'>,
): Promise<{ endpoint: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.once('end', async () => {
      const operation = OPERATIONS[request.url ?? ''] ?? String(request.url);
      const answer = await dataApi.handle(operation, Buffer.concat(chunks));
      if (answer === 'lost') response.destroy();
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  return {
    endpoint: `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
