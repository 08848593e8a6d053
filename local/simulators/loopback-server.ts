import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isHostHere, isOriginHere } from '../this-machine.ts';
import type { Busy } from './busy.ts';
import { parseJson } from './json.ts';

/** One HTTP request as a simulator sees it. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  text: string;
  bytes: number;
  /** The body as JSON; undefined when it is none. */
  json: unknown;
  response: ServerResponse;
};

/** What goes back: an answer, a dropped connection, or nothing because the handler keeps the response for itself. */
export type Answer = { afterwards?: () => void } & (
  | { kind: 'answer'; status: number; headers?: Record<string, string>; body?: unknown }
  | { kind: 'drop' }
  | { kind: 'taken' }
);

export const answer = (status: number, body?: unknown, headers?: Record<string, string>): Answer => ({
  kind: 'answer',
  status,
  body,
  headers,
});

export type LoopbackServer = { url: string; port: number; close(): Promise<void> };

const MAX_BODY_BYTES = 4 * 1024 * 1024;

/** A server on 127.0.0.1 only, for this machine's callers; closing it also ends every connection still open. */
export async function startLoopbackServer(
  port: number,
  handle: (call: Call) => Promise<Answer>,
  busy: Busy,
): Promise<LoopbackServer> {
  const server = createServer((request, response) => void busy.track(serve(request, response, handle)));
  // A client that keeps its connection must never meet one we are just closing.
  server.keepAliveTimeout = 65_000;
  await listen(server, port);
  const actualPort = (server.address() as AddressInfo).port;
  return {
    url: `http://127.0.0.1:${actualPort}`,
    port: actualPort,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  handle: (call: Call) => Promise<Answer>,
): Promise<void> {
  response.on('error', () => {});
  const call = await readCall(request, response).catch(() => undefined);
  if (!call) return void response.destroy();
  const result =
    refuseForeign(call) ?? (await handle(call).catch((error: unknown) => answer(500, { error: String(error) })));
  if (result.kind === 'drop') response.destroy();
  if (result.kind === 'answer') await write(response, result.status, result.headers ?? {}, result.body);
  result.afterwards?.();
}

/** Another site's page can send a request here without asking first, and read the answer under a name of its own. */
function refuseForeign({ headers: { host, origin } }: Call): Answer | undefined {
  if (isHostHere(host) && (origin === undefined || isOriginHere(origin))) return undefined;
  return answer(403, {
    problem: 'this simulator answers this machine only: http://127.0.0.1, and no page from elsewhere',
  });
}

async function readCall(request: IncomingMessage, response: ServerResponse): Promise<Call> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const text = Buffer.concat(chunks).toString('utf8');
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: request.headers,
    text,
    bytes,
    json: parseJson(text),
    response,
  };
}

function write(response: ServerResponse, status: number, headers: Record<string, string>, body: unknown) {
  const isText = typeof body === 'string';
  const payload = body === undefined ? '' : isText ? body : JSON.stringify(body);
  const contentType = isText ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  return new Promise<void>((resolve) => {
    response.once('close', resolve);
    response.writeHead(status, { 'content-type': contentType, ...headers });
    response.end(payload, () => resolve());
  });
}
