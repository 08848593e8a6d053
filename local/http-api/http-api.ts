import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InvokeResult } from '../functions/functions.ts';
import { gatewayAnswer, type HttpAnswer } from './function-response.ts';
import { createIntegration, type Outcome } from './integration.ts';
import { readBody } from './read-body.ts';
import { requestEvent } from './request-event.ts';
import { createRouteTable, type Route, type Throttle } from './route-table.ts';
import { createTokenBucket } from './token-bucket.ts';

/** An API Gateway HTTP API with every reference resolved. */
export type HttpApiDefinition = {
  apiId: string;
  /** @default $default */
  stage?: string;
  routes: Route[];
  /** Throttle of the stage; a route's own comes on top. */
  throttle?: Throttle;
  /** @default 30, the limit of an HTTP API */
  integrationTimeoutSeconds?: number;
};

/** One line of the access log. */
export type AccessLogEntry = {
  requestId: string;
  at: Date;
  method: string;
  path: string;
  routeKey?: string;
  status: number;
  responseLength: number;
  latencyMilliseconds: number;
  integrationMilliseconds?: number;
  /** Why the function's answer could not be used. */
  integrationError?: string;
};

export type HttpApiOptions = {
  /** 0 takes any free port. */
  port: number;
  invoke(functionId: string, event: unknown): Promise<InvokeResult>;
  onAccess?(entry: AccessLogEntry): void;
  onProblem(problem: { source: string; message: string; cause?: unknown }): void;
  /** Milliseconds, for the throttle. */
  now?: () => number;
};

export type HttpApi = { url: string; port: number; close(): Promise<void> };

/** Serves an HTTP API on the loopback address. */
export async function startHttpApi(definition: HttpApiDefinition, options: HttpApiOptions): Promise<HttpApi> {
  const table = createRouteTable(definition.routes);
  const now = options.now ?? performance.now.bind(performance);
  const stageBucket = definition.throttle && createTokenBucket(definition.throttle, now);
  const routeBuckets = new Map(
    definition.routes.flatMap((route) => (route.throttle ? [[route, createTokenBucket(route.throttle, now)]] : [])),
  );
  const api = {
    apiId: definition.apiId,
    stage: definition.stage ?? '$default',
    domainName: `${definition.apiId}.execute-api.localhost`,
  };

  const integrate = createIntegration(definition.integrationTimeoutSeconds ?? 30, options);

  async function serve(message: IncomingMessage, response: ServerResponse) {
    const receivedAt = new Date();
    const startedAt = performance.now();
    const requestId = randomUUID();
    const method = message.method ?? 'GET';
    const [encodedPath = '/', rawQueryString = ''] = splitOnce(message.url ?? '/', '?');
    const path = decode(encodedPath);
    const match = path === undefined ? undefined : table.find(method, path);

    const outcome = async (): Promise<Outcome> => {
      const body = await readBody(message);
      if (path === undefined) return { answer: gatewayAnswer(400, 'Bad Request') };
      if (!match) return { answer: gatewayAnswer(404, 'Not Found') };
      if (!body) return { answer: gatewayAnswer(413, 'Request Entity Too Large') };
      if (routeBuckets.get(match.route)?.take() === false || stageBucket?.take() === false) {
        return { answer: gatewayAnswer(429, 'Too Many Requests') };
      }
      const request = { message, requestId, receivedAt, path, rawQueryString, body };
      return integrate(match.route.functionId, requestEvent(request, match, api));
    };
    const { answer, ...integration } = await outcome();
    send(response, answer, requestId, method);
    options.onAccess?.({
      requestId,
      at: receivedAt,
      method,
      path: path ?? encodedPath,
      routeKey: match?.route.routeKey,
      status: answer.status,
      responseLength: answer.body.length,
      latencyMilliseconds: performance.now() - startedAt,
      ...integration,
    });
  }

  const server = createServer((message, response) => {
    serve(message, response).catch((cause) => {
      if (!message.destroyed) options.onProblem({ source: definition.apiId, message: 'a request failed', cause });
      response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, answer: HttpAnswer, requestId: string, method: string) {
  const headers = { ...answer.headers, 'content-length': String(answer.body.length), 'apigw-requestid': requestId };
  response.writeHead(answer.status, headers).end(method === 'HEAD' ? undefined : answer.body);
}

function splitOnce(text: string, separator: string): string[] {
  const at = text.indexOf(separator);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}
