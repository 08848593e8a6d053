import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Received = { method: string; url: string; headers: IncomingHttpHeaders; text: string; json: Json };
// biome-ignore lint/suspicious/noExplicitAny: webhook bodies are read field by field in assertions
type Json = any;

export type ProductStandIn = {
  url: string;
  received: Received[];
  /** How the next webhooks are answered, in turn; afterwards 200. 'silence' never answers. */
  answerNext(...answers: (number | 'silence')[]): void;
  answerGetWith(answer: (url: URL) => { status: number; body: string }): void;
  close(): Promise<void>;
};

/** Stands where the product's webhook would be and remembers what arrived. */
export async function startProductStandIn(): Promise<ProductStandIn> {
  const received: Received[] = [];
  let answers: (number | 'silence')[] = [];
  let get = (_: URL) => ({ status: 404, body: '' });
  const respond = (method: string, url: URL, response: ServerResponse) => {
    if (method === 'GET') {
      const { status, body } = get(url);
      return response.writeHead(status).end(body);
    }
    const next = answers.shift() ?? 200;
    if (next !== 'silence') response.writeHead(next).end('{}');
  };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const { method = '', url = '', headers } = request;
    received.push({ method, url, headers, text, json: text ? JSON.parse(text) : undefined });
    respond(method, new URL(url, 'http://127.0.0.1'), response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answerNext(...next) {
      answers = next;
    },
    answerGetWith(answer) {
      get = answer;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
